// What is still on its way, so that a connection can be stopped without cutting anything off.

export class Underway {
  readonly #works = new Set<Promise<unknown>>()

  /** Counts the work until it settles, whichever way; its failure stays the caller's to handle. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#works.add(work)
    const over = () => void this.#works.delete(work)
    work.then(over, over)
    return work
  }

  async settled(): Promise<void> {
    while (this.#works.size > 0) await Promise.allSettled(this.#works)
  }
}

// Lets writes come together before they are committed: a flush of the disk stops everything else, so the next one waits about as
// long as the last one took, and takes along what came meanwhile.

/** Nobody waits longer than this for others to join. */
const longestPauseMs = 20

export class Gathering {
  /** Runs the work together with others; resolves when it is on disk. */
  readonly #commit: <T>(work: () => T) => Promise<T>
  #waiting: (() => Promise<unknown>)[] = []
  #pauseMs = 0
  #going: Promise<void> | null = null

  constructor(commit: <T>(work: () => T) => Promise<T>) {
    this.#commit = commit
  }

  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push(() => this.#commit(work).then(resolve, reject))
      this.#going ??= this.#go()
    })
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    while (this.#going !== null) await this.#going
  }

  async #go(): Promise<void> {
    while (this.#waiting.length > 0) {
      await new Promise(resolve => void setTimeout(resolve, this.#pauseMs))
      const together = this.#waiting
      this.#waiting = []
      const began = performance.now()
      await Promise.all(together.map(commit => commit()))
      this.#pauseMs = Math.min(longestPauseMs, performance.now() - began)
    }
    this.#going = null
  }
}

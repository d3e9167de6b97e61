// Lanes: what concerns one chat or one customer happens in order, what concerns others side by side.

export class Lanes {
  readonly #tails = new Map<string, Promise<unknown>>()

  /** Runs the job when everything that was asked for this key before is done, however it ended. */
  run<T>(key: string, job: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve()
    const turn = before.then(job, job)
    this.#tails.set(key, turn)
    const over = () => {
      if (this.#tails.get(key) === turn) this.#tails.delete(key)
    }
    turn.then(over, over)
    return turn
  }
}

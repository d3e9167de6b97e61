// What changes a customer's chats is done one after the other, whichever of their connections asks.

export class Lanes {
  readonly #lanes = new Map<string, Promise<unknown>>()

  run<T>(customerId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#lanes.get(customerId) ?? Promise.resolve()
    const done = before.then(work)
    const over = done.then(
      () => {},
      () => {},
    )
    this.#lanes.set(customerId, over)
    void over.then(() => {
      if (this.#lanes.get(customerId) === over) this.#lanes.delete(customerId)
    })
    return done
  }
}

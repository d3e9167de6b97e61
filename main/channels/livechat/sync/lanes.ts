// One lane per chat: what concerns a chat happens in order, different chats side by side.

export class Lanes {
  readonly #tails = new Map<string, Promise<unknown>>()

  /** Runs the job when everything that was asked for this chat before is done. */
  run<T>(chatId: string, job: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(chatId) ?? Promise.resolve()
    const turn = before.then(job, job)
    this.#tails.set(chatId, turn)
    const over = () => {
      if (this.#tails.get(chatId) === turn) this.#tails.delete(chatId)
    }
    turn.then(over, over)
    return turn
  }
}

// Waiting without sleeping: a condition is looked at again whenever something happened in the emulator.

interface Waiter {
  look: () => void
}

export class Watch {
  readonly #waiters = new Set<Waiter>()
  #isDue = false

  /** Something happened. Many happenings in a row make one look. */
  changed(): void {
    if (this.#isDue || this.#waiters.size === 0) return
    this.#isDue = true
    setImmediate(() => {
      this.#isDue = false
      for (const waiter of [...this.#waiters]) waiter.look()
    })
  }

  /** Resolves with the first truthy thing `look` returns; rejects after `timeoutMs`, naming what was waited for. */
  until<T>(what: string, look: () => T | undefined | null | false | 0 | '', timeoutMs = 5_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiters.delete(waiter)
        clearTimeout(timer)
      }
      const waiter: Waiter = {
        look: () => {
          try {
            const found = look()
            if (!found) return
            leave()
            resolve(found)
          } catch (error) {
            leave()
            reject(error)
          }
        },
      }
      const timer = setTimeout(() => {
        leave()
        reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}`))
      }, timeoutMs)
      this.#waiters.add(waiter)
      waiter.look()
    })
  }
}

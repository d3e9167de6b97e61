// A job that is asked for often and done one at a time: asking while it runs makes it run once more, not twice at once.
import type { Log } from '../channels/channel.ts'

export class Errand {
  readonly #job: () => Promise<void>
  readonly #log: Log
  readonly #name: string
  #asked = false
  #running: Promise<void> | null = null

  constructor(name: string, log: Log, job: () => Promise<void>) {
    this.#name = name
    this.#log = log
    this.#job = job
  }

  /** Resolves when a run that began after this call has ended. Never rejects: trouble is logged. */
  request(): Promise<void> {
    this.#asked = true
    this.#running ??= this.#loop()
    return this.#running
  }

  /** Resolves when nothing is asked for any more. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #loop(): Promise<void> {
    // Lets everybody who asks in this turn share the run.
    await Promise.resolve()
    try {
      while (this.#asked) {
        this.#asked = false
        await this.#job()
      }
    } catch (error) {
      this.#log.error(`${this.#name} failed`, {
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
    } finally {
      this.#running = null
    }
  }
}

// Rounds: a job that says when it has to be done next; done then, and whenever it is asked for, one at a time.
import type { Log } from '../channels/channel.ts'
import { type Clock, MINUTE } from '../domain/clock.ts'
import { Alarm } from './alarm.ts'
import { Errand } from './errand.ts'

export class Rounds {
  readonly #errand: Errand
  readonly #alarm: Alarm
  #stopped = false

  /** `job` answers the instant of the next round, null: when asked for. A round that failed is made again after a minute. */
  constructor(name: string, { clock, log }: { clock: Clock; log: Log }, job: () => Promise<number | null>) {
    this.#alarm = new Alarm(clock, () => this.request())
    this.#errand = new Errand(name, log, async () => {
      this.#next(clock.now() + MINUTE)
      this.#next(await job())
    })
  }

  request(): void {
    void this.#errand.request()
  }

  settled(): Promise<void> {
    return this.#errand.settled()
  }

  /** What runs is finished; nothing is done at a later instant. */
  stop(): void {
    this.#stopped = true
    this.#alarm.setTo(null)
  }

  #next(at: number | null): void {
    if (!this.#stopped) this.#alarm.setTo(at)
  }
}

// One wake-up call: set to the next instant at which there is something to do, and re-set whenever that changes.
import type { Clock } from '../domain/clock.ts'

export class Alarm {
  readonly #clock: Clock
  readonly #ring: () => void
  #at: number | null = null
  #cancel: (() => void) | null = null

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock
    this.#ring = ring
  }

  /** Rings at the instant instead of whenever it was set to before; null = not at all. */
  setTo(at: number | null): void {
    if (at === this.#at) return
    this.#cancel?.()
    this.#cancel = null
    this.#at = at
    if (at === null) return
    this.#cancel = this.#clock.wakeAt(at, () => {
      this.#at = null
      this.#cancel = null
      this.#ring()
    })
  }

  /** Rings at the instant unless it rings earlier anyway. */
  notAfter(at: number): void {
    if (this.#at === null || at < this.#at) this.setTo(at)
  }
}

// Watches that a connection logs in in time, and that it is alive from then on. Source: facts/livechat.md 2, "Rules".
import { type Clock, SECOND } from '../../../domain/clock.ts'

/** Whoever has not logged in by then is cut off. */
const loginWithinMs = 30 * SECOND
/** Without any sign of life for so long the connection is taken as dead; programs ping every 15 s, and so do we. */
const silenceLimitMs = 45 * SECOND

export class Vigil {
  readonly #clock: Clock
  readonly #tooLate: () => void
  #lastSign: number
  #cancel: () => void

  /** `tooLate` is called once, and the vigil is over then. */
  constructor(clock: Clock, tooLate: () => void) {
    this.#clock = clock
    this.#tooLate = tooLate
    this.#lastSign = clock.now()
    this.#cancel = clock.wakeAt(clock.now() + loginWithinMs, tooLate)
  }

  sign(): void {
    this.#lastSign = this.#clock.now()
  }

  loggedIn(): void {
    this.#cancel()
    this.#cancel = this.#clock.wakeAt(this.#lastSign + silenceLimitMs, () => {
      if (this.#clock.now() >= this.#lastSign + silenceLimitMs) this.#tooLate()
      else this.loggedIn()
    })
  }

  end(): void {
    this.#cancel()
  }
}

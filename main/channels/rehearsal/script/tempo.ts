// How script time (a lifelike pace, counted from the script's beginning) and the clock go together.

export class Tempo {
  readonly #pace: number
  #meeting: { readonly clock: number; readonly script: number }

  /** `pace`: milliseconds of script to one of the clock. The two meet here. */
  constructor(pace: number, clock: number, script: number) {
    this.#pace = pace
    this.#meeting = { clock, script }
  }

  /** They meet anew: what lay between counts for nothing. */
  meet(clock: number, script: number): void {
    this.#meeting = { clock, script }
  }

  scriptAt(clock: number): number {
    return this.#meeting.script + (clock - this.#meeting.clock) * this.#pace
  }

  /** Whole milliseconds, never before its time. */
  clockAt(script: number): number {
    return Math.ceil(this.#meeting.clock + (script - this.#meeting.script) / this.#pace)
  }
}

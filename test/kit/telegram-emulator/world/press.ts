// A button a customer pressed: it spins until the bot answers the callback query.
import type { Watch } from '../record/watch.ts'

export interface PressAnswer {
  text: string
  isAlert: boolean
}

export class Press {
  readonly queryId: string
  readonly data: string
  /** Epoch ms; later answers are refused. */
  readonly expiresAt: number
  answer: PressAnswer | undefined
  readonly #watch: Watch

  constructor(queryId: string, data: string, expiresAt: number, watch: Watch) {
    this.queryId = queryId
    this.data = data
    this.expiresAt = expiresAt
    this.#watch = watch
  }

  get isSpinning(): boolean {
    return this.answer === undefined
  }

  answered(timeoutMs?: number): Promise<PressAnswer> {
    return this.#watch.until(`an answer to the button ${this.data}`, () => this.answer, timeoutMs)
  }

  toJSON() {
    return { queryId: this.queryId, data: this.data, answer: this.answer }
  }
}

// The requests of one connection: one after the other, so many at most, each with a time within which it is answered.
import type { Clock } from '../../../domain/clock.ts'

export class Lane {
  readonly #limit: number
  #last: Promise<void> = Promise.resolve()
  #pending = 0

  /** `limit`: how many may wait or run at a time. */
  constructor(limit: number) {
    this.#limit = limit
  }

  get isFull(): boolean {
    return this.#pending >= this.#limit
  }

  /** What must be over before the first request; it is none of them. Must not throw. */
  begin(work: Promise<void>): void {
    this.#last = work
  }

  /** `work` must not throw. */
  add(work: () => Promise<void>): void {
    this.#pending += 1
    this.#last = this.#last.then(work).finally(() => {
      this.#pending -= 1
    })
  }
}

/** What the work resolves with, or `late` when that takes longer. The work goes on then, and what it resolves with is nobody's. */
export const inTime = async <Result, Late>(
  clock: Clock,
  ms: number,
  work: Promise<Result>,
  late: Late,
): Promise<Result | Late> => {
  let cancel = () => {}
  const tooLate = new Promise<Late>(resolve => {
    cancel = clock.wakeAt(clock.now() + ms, () => resolve(late))
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    cancel()
  }
}

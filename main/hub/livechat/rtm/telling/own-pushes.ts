// Which pushes are the requester's own: the first that follows the response of its request carries the request's number, once.
import { type Clock, MINUTE } from '../../../../domain/clock.ts'

/** For so long a push may follow the response of the request that it belongs to. */
const followsWithinMs = MINUTE

export class OwnPushes {
  readonly #clock: Clock
  /** By the push's key; the oldest first. */
  readonly #expected = new Map<string, { readonly requestId: string | number; readonly until: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  expect(key: string, requestId: string | number): void {
    const now = this.#clock.now()
    for (const [old, { until }] of this.#expected) {
      if (until >= now) break
      this.#expected.delete(old)
    }
    this.#expected.delete(key)
    this.#expected.set(key, { requestId, until: now + followsWithinMs })
  }

  /** The number that a push with this key carries, for the first one that asks; null: it is nobody's own. */
  take(key: string | undefined): string | number | null {
    const expected = key === undefined ? undefined : this.#expected.get(key)
    if (key === undefined || expected === undefined) return null
    this.#expected.delete(key)
    return expected.until >= this.#clock.now() ? expected.requestId : null
  }
}

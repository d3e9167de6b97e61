// How fast a connection may send before we have looked at what: reading a frame takes our time, whoever it is from.
import { Buckets, type Rate } from '../../../channels/web/door/limits.ts'
import type { Clock } from '../../../domain/clock.ts'

/** In frames; a long one counts as several. Who has not logged in has little to say, and agents are people of ours. */
const rates: Readonly<Record<Standing, Rate>> = {
  stranger: { burst: 100, perSecond: 5 },
  customer: { burst: 1_000, perSecond: 40 },
}
/** UTF-16 units that are one more. */
const unitsOfFrame = 16 * 1024

export type Standing = 'stranger' | 'customer'

export class Flood {
  readonly #buckets: Readonly<Record<Standing, Buckets>>

  constructor(clock: Clock) {
    this.#buckets = {
      stranger: new Buckets(rates.stranger, clock),
      customer: new Buckets(rates.customer, clock),
    }
  }

  /** Whether this frame is more than may come. */
  isTooMuch(text: string, standing: Standing): boolean {
    const cost = 1 + Math.floor(text.length / unitsOfFrame)
    for (let taken = 0; taken < cost; taken++) if (this.#buckets[standing].take('') > 0) return true
    return false
  }
}

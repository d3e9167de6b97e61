// Pages of what has a number: a page's id holds what was asked and where it goes on, sealed, and is good for a month. Source:
// "Pagination" of both Chat APIs, 3.6.
import { z } from 'zod'
import type { Seal } from '../../channels/web/seal.ts'
import { type Clock, DAY } from '../../domain/clock.ts'
import { fail, type ProtocolError } from './protocol-error.ts'

const lifeMs = 30 * DAY

export const sortOrder = z.enum(['asc', 'desc'])

/** Where a page begins: after the thing with that number, in its order, or before it. */
export interface Place {
  readonly from: number
  readonly isBack: boolean
}

const sealed = z.object({ asked: z.unknown(), from: z.number(), isBack: z.boolean(), until: z.number() })

export class Pages {
  readonly #seal: Seal
  readonly #clock: Clock

  constructor(seal: Seal, clock: Clock) {
    this.#seal = seal
    this.#clock = clock
  }

  /** `purpose`: the method, and whose pages they are. */
  id(purpose: string, asked: object, place: Place): string {
    return this.#seal.close(`livechat-page ${purpose}`, { asked, ...place, until: this.#clock.now() + lifeMs })
  }

  /** What was asked then goes through the same schema again. */
  open(purpose: string, id: string): { readonly asked: unknown; readonly place: Place } | ProtocolError {
    const opened = sealed.safeParse(this.#seal.open(`livechat-page ${purpose}`, id))
    if (!opened.success || opened.data.until < this.#clock.now())
      return fail('validation', '`page_id`: this page is not known (any more). Begin anew without it.')
    const { asked, from, isBack } = opened.data
    return { asked, place: { from, isBack } }
  }
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: Place | null
  readonly previous: Place | null
}

/** Of what was found on the way of the page, one more than fits where there is more. */
export const pageOf = <Item extends { readonly number: number }>(
  found: readonly Item[],
  limit: number,
  place: Place | null,
): Page<Item> => {
  const hasMore = found.length > limit
  const kept = found.slice(0, limit)
  const items = place?.isBack ? kept.toReversed() : kept
  const [first, last] = [items[0], items.at(-1)]
  const after = last === undefined ? null : { from: last.number, isBack: false }
  const before = first === undefined ? null : { from: first.number, isBack: true }
  if (place === null) return { items, next: hasMore ? after : null, previous: null }
  return place.isBack
    ? { items, next: after, previous: hasMore ? before : null }
    : { items, next: hasMore ? after : null, previous: before }
}

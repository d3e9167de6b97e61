// Ids of pages of a list: what was asked at first and where to go on, sealed, good for a month. Source: "Pagination", 3.6.
import { z } from 'zod'
import type { Seal } from '../../../channels/web/seal.ts'
import { type Clock, DAY } from '../../../domain/clock.ts'
import { fail, type ProtocolError } from '../protocol-error.ts'

const lifeMs = 30 * DAY
const purpose = 'livechat-page'

export interface Place {
  readonly order: 'asc' | 'desc'
  readonly limit: number
  /** So many events at least, instead of so many threads. */
  readonly minEvents: number | null
  /** The thread beside which the page begins, and on which side of it; null: it is the first page. */
  readonly beside: { readonly threadId: string; readonly side: 'after' | 'before' } | null
}

const sealed = z.object({
  of: z.string(),
  until: z.number(),
  place: z.object({
    order: z.enum(['asc', 'desc']),
    limit: z.number(),
    minEvents: z.number().nullable(),
    beside: z.object({ threadId: z.string(), side: z.enum(['after', 'before']) }),
  }),
})

export class Pages {
  readonly #seal: Seal
  readonly #clock: Clock

  constructor(seal: Seal, clock: Clock) {
    this.#seal = seal
    this.#clock = clock
  }

  first(asked: {
    readonly limit?: number | undefined
    readonly sort_order?: 'asc' | 'desc' | undefined
    readonly min_events_count?: number | undefined
  }): Place {
    const { limit = 3, sort_order: order = 'desc', min_events_count: minEvents = null } = asked
    return { order, limit, minEvents, beside: null }
  }

  idOf(place: Place, listId: string): string {
    return this.#seal.close(purpose, { of: listId, until: this.#clock.now() + lifeMs, place })
  }

  at(pageId: string, listId: string, asked: object): Place | ProtocolError {
    if (Object.values(asked).some(value => value !== undefined)) return this.notGood(true)
    const opened = sealed.safeParse(this.#seal.open(purpose, pageId))
    if (!opened.success || opened.data.of !== listId || opened.data.until <= this.#clock.now())
      return this.notGood(false)
    return opened.data.place
  }

  notGood(isMixed: boolean): ProtocolError {
    return isMixed
      ? fail('validation', '`page_id` goes alone: it remembers the limit, the order and the filters.')
      : fail('validation', '`page_id`: there is no such page (any more). Begin with the first one.')
  }
}

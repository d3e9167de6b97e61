// One page of a chat's threads: so many of them, or as many of the last ones as hold so many events. Source: "List Threads", 3.6.
import type { ChatRow } from '../../../storage/store.ts'
import { type Page, type Place, pageOf } from '../paging.ts'

export interface AskedThreads {
  readonly sort_order?: 'asc' | 'desc' | null | undefined
  readonly limit?: number | null | undefined
  /** In the place of a limit; there are no further pages then. */
  readonly min_events_count?: number | null | undefined
}

const usualLimit = 3

type View = (thread: ChatRow) => Promise<Record<string, unknown>>

export const threadPage = async (
  newestFirst: readonly ChatRow[],
  { sort_order, limit, min_events_count }: AskedThreads,
  place: Place | null,
  view: View,
): Promise<Pick<Page<unknown>, 'next' | 'previous'> & { readonly threads: readonly Record<string, unknown>[] }> => {
  if (min_events_count != null) {
    const enough = await lastWith(min_events_count, newestFirst, view)
    return { next: null, previous: null, threads: sort_order === 'asc' ? enough.toReversed() : enough }
  }
  const way = (sort_order === 'asc') === (place?.isBack === true) ? newestFirst : newestFirst.toReversed()
  const rest = place === null ? way : way.slice(way.findIndex(one => one.number === place.from) + 1)
  const { items, next, previous } = pageOf(rest, limit ?? usualLimit, place)
  return { next, previous, threads: await Promise.all(items.map(view)) }
}

const lastWith = async (events: number, newestFirst: readonly ChatRow[], view: View) => {
  const threads: Record<string, unknown>[] = []
  let count = 0
  for (const thread of newestFirst) {
    if (count >= events) break
    const shown = await view(thread)
    threads.push(shown)
    count += Array.isArray(shown.events) ? shown.events.length : 0
  }
  return threads
}

// Walks the archives, span by span, so that no search holds up the desk: a page is looked for in at most so many chats.
import type { ChatId } from '../../../domain/ids.ts'
import type { ChatRow, Reads } from '../../../storage/store.ts'
import type { ThreadFilter } from '../../../storage/thread-store.ts'
import type { Place } from '../paging.ts'

/** Chats that one query looks through. */
const spanSize = 20_000
const mostSpans = 25
/** Beyond that the number that was found is told no more exactly. */
const countLimit = 1_000

/** At most `limit`, in the order of the page's way: of a page back, the nearest first. */
export const walkThreads = async (
  { threads, chats }: Reads,
  filter: ThreadFilter,
  order: 'asc' | 'desc',
  place: Place | null,
  limit: number,
): Promise<ChatRow[]> => {
  const way = place?.isBack ? (order === 'asc' ? 'desc' : 'asc') : order
  const last = await threads.lastNumber()
  const found: { readonly id: ChatId }[] = []
  let edge = place?.from ?? (way === 'asc' ? 0 : last + 1)
  for (let spans = 0; spans < mostSpans && found.length < limit; spans++) {
    const span =
      way === 'asc'
        ? { above: edge, below: edge + spanSize + 1, order: way }
        : { above: edge - spanSize - 1, below: edge, order: way }
    found.push(...(await threads.find(filter, span, limit - found.length)))
    edge = way === 'asc' ? edge + spanSize : edge - spanSize
    if (edge <= 0 || edge > last) break
  }
  const rows = await Promise.all(found.map(({ id }) => chats.row(id)))
  return rows.filter(row => row !== null)
}

/** An estimate, as the protocol has it. */
export const countThreads = async ({ threads }: Reads, filter: ThreadFilter): Promise<number> => {
  const last = await threads.lastNumber()
  let found = 0
  for (let spans = 0, below = last + 1; spans < mostSpans && below > 0 && found < countLimit; spans++) {
    found += await threads.count(filter, { above: below - spanSize - 1, below, order: 'desc' }, countLimit - found)
    below -= spanSize
  }
  return found
}

// Walks the archives, span by span, so that no search holds up the desk: a page is looked for in at most so many chats, and between
// two spans others have their turn.
import { setImmediate } from 'node:timers/promises'
import type { ChatId } from '../../../domain/ids.ts'
import type { ChatRow, Reads } from '../../../storage/store.ts'
import type { ThreadFilter } from '../../../storage/thread-store.ts'
import type { Place } from '../paging.ts'

const mostLookedThrough = 500_000
/** Beyond that the number that was found is told no more exactly. */
const countLimit = 1_000

/** Chats that one query looks through: fewer where it looks at what was said in each. */
const spanOf = ({ holds, answeredBy }: ThreadFilter): number =>
  holds === undefined && answeredBy === undefined ? 20_000 : 500

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
  const size = spanOf(filter)
  const found: { readonly id: ChatId }[] = []
  let edge = place?.from ?? (way === 'asc' ? 0 : last + 1)
  for (let looked = 0; looked < mostLookedThrough && found.length < limit; looked += size) {
    const span =
      way === 'asc'
        ? { above: edge, below: edge + size + 1, order: way }
        : { above: edge - size - 1, below: edge, order: way }
    found.push(...(await threads.find(filter, span, limit - found.length)))
    edge = way === 'asc' ? edge + size : edge - size
    if (edge <= 0 || edge > last) break
    await setImmediate()
  }
  const rows = await Promise.all(found.map(({ id }) => chats.row(id)))
  return rows.filter(row => row !== null)
}

/** An estimate, as the protocol has it. */
export const countThreads = async ({ threads }: Reads, filter: ThreadFilter): Promise<number> => {
  const last = await threads.lastNumber()
  const size = spanOf(filter)
  let found = 0
  for (let looked = 0; looked < mostLookedThrough && looked <= last && found < countLimit; looked += size) {
    const below = last + 1 - looked
    found += await threads.count(filter, { above: below - size - 1, below, order: 'desc' }, countLimit - found)
    await setImmediate()
  }
  return found
}

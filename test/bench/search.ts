// Search over everything stored, newest first, as an agent types: whole words, beginnings, two words, one contact's, rare and common.
import { asId } from '../../main/domain/ids.ts'
import type { SearchQuery } from '../../main/storage/store.ts'
import { percentile, type Row, row } from './figures.ts'
import { open } from './stored-office.ts'

const queries = (conversations: number): Omit<SearchQuery, 'limit' | 'visibleTo'>[] =>
  Array.from({ length: 400 }, (_, i) => {
    const rare = `parcel${1 + 8 * ((i * 37) % 700)}`
    const contactId = asId<NonNullable<SearchQuery['contactId']>>(`contact${1 + ((i * 7_919) % conversations)}`)
    switch (i % 5) {
      case 0:
        return { text: rare }
      case 1:
        return { text: 'ord' }
      case 2:
        return { text: `refund ${rare.slice(0, 7)}` }
      case 3:
        return { text: 'invoice', contactId }
      default:
        return { text: rare, contactId }
    }
  })

/** p95 in milliseconds for each data folder. */
const p95 = async (dir: string, conversations: number): Promise<number> => {
  const { store } = await open(dir)
  const times: number[] = []
  for (const query of queries(conversations)) {
    const started = performance.now()
    await store.search.messages({ ...query, limit: 30, visibleTo: null })
    times.push(performance.now() - started)
  }
  await store.close()
  return percentile(times, 0.95)
}

export const search = async (
  large: { dir: string; conversations: number },
  small: { dir: string; conversations: number },
): Promise<Row[]> => {
  const [ours, baseline] = [await p95(large.dir, large.conversations), await p95(small.dir, small.conversations)]
  return [
    row('search, p95, 1,000,000 stored (baseline: 10,000)', ours, baseline, 'ms', 'under 10 ms', value => value < 10),
  ]
}

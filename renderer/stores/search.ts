// Search over everything ever said. Kept here and not in the column, so that it is still there after a look elsewhere.
import { create } from 'zustand'
import type { SearchHitView } from '../../preload/views.ts'
import { ask } from './door.ts'
import { type Refused, refusedBy } from './refused.ts'

export interface SearchFilters {
  readonly text: string
  readonly contact: { readonly id: string; readonly name: string } | null
  readonly channelId: string | null
  readonly agentId: string | null
  /** Days as YYYY-MM-DD, in this agent's time; both inclusive. */
  readonly fromDay: string | null
  readonly toDay: string | null
}

interface Search {
  readonly filters: SearchFilters
  readonly hits: readonly SearchHitView[]
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly latestChatId: string | null }[]
  readonly nextBefore: string | null
  /** The filters that the hits belong to; null before the first answer. */
  readonly shownFor: SearchFilters | null
  readonly busy: boolean
  readonly failed: Refused | null
}

export const noFilters: SearchFilters = {
  text: '',
  contact: null,
  channelId: null,
  agentId: null,
  fromDay: null,
  toDay: null,
}

export const useSearch = create<Search>(() => ({
  filters: noFilters,
  hits: [],
  contacts: [],
  nextBefore: null,
  shownFor: null,
  busy: false,
  failed: null,
}))

const waitMs = 90
let timer: ReturnType<typeof setTimeout> | undefined
let turn = 0

/** True when there is nothing to search by. */
export const isIdle = (filters: SearchFilters): boolean =>
  filters.text.trim() === '' &&
  filters.contact === null &&
  filters.channelId === null &&
  filters.agentId === null &&
  filters.fromDay === null &&
  filters.toDay === null

export const searchFor = (change: Partial<SearchFilters>): void => {
  const filters = { ...useSearch.getState().filters, ...change }
  clearTimeout(timer)
  turn += 1
  if (isIdle(filters)) {
    useSearch.setState({ filters, hits: [], contacts: [], nextBefore: null, shownFor: null, busy: false, failed: null })
    return
  }
  useSearch.setState({ filters })
  timer = setTimeout(() => void run(null), waitMs)
}

export const searchMore = (): void => {
  const { nextBefore, busy } = useSearch.getState()
  if (nextBefore !== null && !busy) void run(nextBefore)
}

export const searchAgain = (): void => void run(null)

const run = async (before: string | null): Promise<void> => {
  const mine = ++turn
  const { filters } = useSearch.getState()
  useSearch.setState({ busy: true })
  try {
    const answer = await ask().search.messages({ ...asked(filters), limit: 40, ...(before === null ? {} : { before }) })
    if (mine !== turn) return
    const known = before === null ? [] : useSearch.getState().hits
    useSearch.setState({
      hits: [...known, ...answer.hits],
      contacts: before === null ? answer.contacts : useSearch.getState().contacts,
      nextBefore: answer.nextBefore,
      shownFor: filters,
      busy: false,
      failed: null,
    })
  } catch (error) {
    if (mine === turn) useSearch.setState({ busy: false, failed: refusedBy(error) })
  }
}

/** The filters as the contract wants them. */
export const asked = (filters: SearchFilters) => ({
  text: filters.text.trim(),
  ...(filters.contact === null ? {} : { contactId: filters.contact.id }),
  ...(filters.channelId === null ? {} : { channelId: filters.channelId }),
  ...(filters.agentId === null ? {} : { agentId: filters.agentId }),
  ...(filters.fromDay === null ? {} : { from: startOf(filters.fromDay, 0) }),
  ...(filters.toDay === null ? {} : { to: startOf(filters.toDay, 1) - 1 }),
})

const startOf = (day: string, plusDays: number): number => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + plusDays).getTime()
}

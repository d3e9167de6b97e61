// The cases of this screen: the list as it is filtered, each case that was opened, how many of mine are open; kept right by events.
import { create } from 'zustand'
import type { CaseStatus } from '../../main/domain/case.ts'
import { DAY } from '../../main/domain/clock.ts'
import type { CaseSummary, CaseView, Followed } from '../../preload/views.ts'
import { t } from '../words/words.ts'
import { ask } from './door.ts'
import { hear } from './events.ts'
import { type Refused, refusedBy } from './refused.ts'
import { myId } from './session.ts'
import { say } from './toasts.ts'

export interface CaseFilters {
  readonly whose: 'mine' | 'nobodys' | 'all'
  readonly status: 'open' | 'all' | CaseStatus
  readonly text: string
  readonly queueId: string | null
  /** Days as the field of the browser writes them: 2025-03-04. */
  readonly fromDay: string | null
  readonly toDay: string | null
}

export const usualFilters: CaseFilters = {
  whose: 'mine',
  status: 'open',
  text: '',
  queueId: null,
  fromDay: null,
  toDay: null,
}

export interface CasesState {
  readonly filters: CaseFilters
  /** Null: never asked for. */
  readonly list: readonly CaseSummary[] | null
  readonly nextBefore: number | null
  readonly failed: Refused | null
  readonly byId: ReadonlyMap<string, CaseView>
  readonly notOpened: ReadonlyMap<string, Refused>
  readonly mineOpen: number
  /** Counts what changed, for lists of one contact's cases to ask anew. */
  readonly changes: number
}

export const useCases = create<CasesState>(() => ({
  filters: usualFilters,
  list: null,
  nextBefore: null,
  failed: null,
  byId: new Map(),
  notOpened: new Map(),
  mineOpen: 0,
  changes: 0,
}))

/** At midnight of the day here. */
const dayStart = (day: string): number => new Date(`${day}T00:00:00`).getTime()

export const inputOf = ({ whose, status, text, queueId, fromDay, toDay }: CaseFilters, me: string) => ({
  ...(whose === 'mine' ? { assigneeId: me } : whose === 'nobodys' ? { assigneeId: null } : {}),
  ...(status === 'all'
    ? {}
    : { statuses: status === 'open' ? (['new', 'inProgress', 'waiting'] as const).slice() : [status] }),
  ...(text.trim() === '' ? {} : { text: text.trim() }),
  ...(queueId === null ? {} : { queueId }),
  ...(fromDay === null ? {} : { from: dayStart(fromDay) }),
  // Until the end of that day; days are not always of 24 hours.
  ...(toDay === null ? {} : { to: new Date(dayStart(toDay) + 1.5 * DAY).setHours(0, 0, 0, 0) }),
})

let turn = 0

/** The first page, anew. Of two questions the one asked last counts. */
export const loadCases = async (): Promise<void> => {
  const mine = ++turn
  try {
    const { cases, nextBefore } = await ask().cases.list({ ...inputOf(useCases.getState().filters, myId()), limit: 50 })
    if (mine === turn) useCases.setState({ list: cases, nextBefore, failed: null })
  } catch (error) {
    if (mine === turn) useCases.setState({ failed: refusedBy(error) })
  }
}

export const moreCases = async (): Promise<void> => {
  const { nextBefore: before, filters, list } = useCases.getState()
  if (before === null || list === null) return
  const mine = ++turn
  try {
    const page = await ask().cases.list({ ...inputOf(filters, myId()), before, limit: 50 })
    if (mine === turn) useCases.setState({ list: [...list, ...page.cases], nextBefore: page.nextBefore })
  } catch (error) {
    if (mine === turn) useCases.setState({ failed: refusedBy(error) })
  }
}

let typing: ReturnType<typeof setTimeout> | undefined

/** Asks as soon as nobody types any more. */
export const filterCases = (change: Partial<CaseFilters>): void => {
  useCases.setState(({ filters }) => ({ filters: { ...filters, ...change } }))
  clearTimeout(typing)
  typing = setTimeout(() => void loadCases(), change.text === undefined ? 0 : 150)
}

/** What the workstation said of a case, newest counts. */
export const putCase = (one: CaseView): void =>
  useCases.setState(({ byId, notOpened, list }) => {
    const known = byId.get(one.id)
    if (known !== undefined && known.version > one.version) return {}
    const refused = new Map(notOpened)
    refused.delete(one.id)
    return {
      byId: new Map(byId).set(one.id, one),
      notOpened: refused,
      list: list?.map(row => (row.id === one.id ? one : row)) ?? null,
    }
  })

export const loadCase = async (caseId: string): Promise<CaseView | null> => {
  try {
    const one = await ask().cases.get({ caseId })
    putCase(one)
    return one
  } catch (error) {
    const refused = refusedBy(error)
    useCases.setState(({ byId, notOpened }) => {
      const left = new Map(byId)
      // Out of sight: what was shown of it goes.
      if (refused.kind === 'refused') left.delete(caseId)
      return { byId: left, notOpened: new Map(notOpened).set(caseId, refused) }
    })
    return null
  }
}

export const refreshMineOpen = async (): Promise<void> => {
  const { count } = await ask().cases.countMine({})
  useCases.setState({ mineOpen: count })
}

/** Many changes at once cost one answer. */
let isAsking = false
const refreshSoon = (): void => {
  if (isAsking) return
  isAsking = true
  setTimeout(() => {
    isAsking = false
    useCases.setState(({ changes }) => ({ changes: changes + 1 }))
    if (useCases.getState().list !== null) void loadCases()
    void refreshMineOpen().catch(() => {})
  }, 60)
}

export const takeCaseEvent = (event: Pick<Followed, 'type' | 'agentId' | 'facts'>): void => {
  if (event.type !== 'case.changed') return
  const { caseId, assignedTo, number, byName } = event.facts ?? {}
  if (typeof caseId === 'string' && useCases.getState().byId.has(caseId)) void loadCase(caseId)
  if (assignedTo === myId() && event.agentId !== undefined && event.agentId !== myId())
    say(t('cases.givenToMe', { number: Number(number), name: String(byName) }))
  refreshSoon()
}

/** Call once. Returns how to stop. */
export const startCases = (): (() => void) => {
  void refreshMineOpen().catch(() => {})
  return hear(takeCaseEvent)
}

export const forgetCases = (): void => useCases.setState(useCases.getInitialState(), true)

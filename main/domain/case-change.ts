// Decides a change of a case: what it comes to, or why it may not be.
import {
  type Case,
  type CaseChange,
  type CaseField,
  type CaseStatus,
  caseFields,
  mayMove,
  nextStatuses,
} from './case.ts'
import { type Refusal, refuse } from './refusal.ts'

/** How sentences name a status. */
export const statusInWords: { readonly [Status in CaseStatus]: string } = {
  new: 'new',
  inProgress: 'in progress',
  waiting: 'waiting',
  resolved: 'resolved',
  closed: 'closed',
}

export interface DecidedChange {
  /** Only what differs. */
  readonly fields: readonly CaseField[]
  readonly change: CaseChange & Pick<Partial<Case>, 'resolvedAt' | 'closedAt'>
}

export const decideChange = (one: Case, wanted: CaseChange, now: number): DecidedChange | Refusal => {
  const fields = caseFields.filter(field => wanted[field] !== undefined && wanted[field] !== one[field])
  if (fields.length === 0) return { fields, change: {} }
  if (one.status === 'closed')
    return refuse('conflict', `Case ${one.number} is closed and stays as it is. Create another one, or add a comment.`)
  const to = wanted.status ?? one.status
  if (!mayMove(one.status, to)) {
    const ways = nextStatuses(one.status).map(status => statusInWords[status])
    const sentence = `A case that is ${statusInWords[one.status]} cannot become ${statusInWords[to]}. It can become ${listed(ways)}.`
    return refuse('conflict', `status: ${sentence}`, { field: 'status' })
  }
  const given = Object.fromEntries(fields.map(field => [field, wanted[field]]))
  return { fields, change: { ...given, ...endings(one, to, now) } }
}

/** Resolved and closed are instants as well; taking a case up again clears them. */
const endings = (one: Case, to: CaseStatus, now: number): Pick<Partial<Case>, 'resolvedAt' | 'closedAt'> => {
  if (to === one.status) return {}
  if (to === 'resolved') return { resolvedAt: now }
  if (to === 'closed') return { resolvedAt: one.resolvedAt ?? now, closedAt: now }
  return { resolvedAt: null }
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

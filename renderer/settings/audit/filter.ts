// What somebody looks for in the audit, as the fields of the page show it and as the contract wants it.
import { type AuditNoun, auditNouns } from '../../../main/domain/audit.ts'

export interface AuditFilter {
  readonly noun: AuditNoun | null
  /** The one thing whose history it is; null: all. */
  readonly nounId: string | null
  readonly agentId: string | null
  readonly text: string
  /** Days as a date field has them, such as 2026-11-21; '': open. */
  readonly from: string
  /** The last day that counts. */
  readonly to: string
}

export const everything: AuditFilter = { noun: null, nounId: null, agentId: null, text: '', from: '', to: '' }

/** Of '#settings/audit/queue:ID' what is after 'audit/'. */
export const filterOfRoute = (id: string | null): Pick<AuditFilter, 'noun' | 'nounId'> => {
  const [, noun, nounId] = /^([a-zA-Z]+):(.+)$/s.exec(id ?? '') ?? []
  const known = auditNouns.find(one => one === noun)
  return known === undefined || nounId === undefined ? { noun: null, nounId: null } : { noun: known, nounId }
}

/** Days are those of this desk's own calendar. */
export const queryOf = ({ noun, nounId, agentId, text, from, to }: AuditFilter) => {
  const begin = dayStart(from)
  const end = dayStart(to)
  return {
    ...(noun === null ? {} : { noun }),
    ...(nounId === null ? {} : { nounId }),
    ...(agentId === null ? {} : { agentId }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(begin === null ? {} : { from: begin }),
    ...(end === null ? {} : { to: nextDay(end) }),
  }
}

const dayStart = (day: string): number | null => {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (year === undefined) return null
  const at = new Date(Number(year), Number(month) - 1, Number(date)).getTime()
  return at < 0 ? 0 : at
}

/** A day can have 23 or 25 hours. */
const nextDay = (at: number): number => {
  const day = new Date(at)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime()
}

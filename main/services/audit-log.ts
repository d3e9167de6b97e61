// Reading the audit trail: page by page for a screen, whole for a spreadsheet.
import type { AuditEntry, AuditFields } from '../domain/audit.ts'
import { csv, csvLine } from '../domain/csv.ts'
import type { AuditQuery, Store } from '../storage/store.ts'
import type { AuditVerbs } from './verbs.ts'

export type AuditFilter = Omit<AuditQuery, 'before' | 'limit'>

/** The most entries of one export; narrower filters reach the rest. */
export const mostRows = 50_000
const rowsAtATime = 500

const heading = ['When (UTC)', 'Who', 'Agent id', 'What', 'Name', 'Id', 'Deed', 'Before', 'After']

export class AuditLog implements AuditVerbs {
  readonly #store: Pick<Store, 'audit'>

  constructor(store: Pick<Store, 'audit'>) {
    this.#store = store
  }

  async list(query: AuditQuery) {
    // One more than asked for tells whether there is a next page.
    const found = await this.#store.audit.list({ ...query, limit: query.limit + 1 })
    const entries = found.slice(0, query.limit)
    return { entries, nextBefore: found.length > query.limit ? (entries.at(-1)?.id ?? null) : null }
  }

  async exportCsv(filter: AuditFilter) {
    const lines = [csvLine(heading)]
    let before: number | undefined
    for (;;) {
      const wanted = Math.min(rowsAtATime, mostRows + 1 - lines.length)
      const page = await this.#store.audit.list({
        ...filter,
        ...(before === undefined ? {} : { before }),
        limit: wanted,
      })
      lines.push(...page.map(lineOf))
      before = page.at(-1)?.id
      if (page.length < wanted || lines.length > mostRows) break
    }
    const rows = lines.length - 1
    const isWhole = rows < mostRows || before === undefined || (await this.#isLast(filter, before))
    return { csv: csv(lines), rows, isWhole }
  }

  async #isLast(filter: AuditFilter, before: number): Promise<boolean> {
    return (await this.#store.audit.list({ ...filter, before, limit: 1 })).length === 0
  }
}

const lineOf = ({ at, agentName, agentId, noun, name, nounId, deed, before, after }: AuditEntry): string =>
  csvLine([
    new Date(at).toISOString(),
    agentName,
    agentId ?? '',
    noun,
    name,
    nounId,
    deed,
    fieldsOf(before),
    fieldsOf(after),
  ])

const fieldsOf = (fields: AuditFields | null): string => (fields === null ? '' : JSON.stringify(fields))

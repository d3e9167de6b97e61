// Prepared statements, kept: preparing again costs more than most queries, and what is thrown away stays in memory for long.
import type { Statement } from 'better-sqlite3'
import type { Sqlite } from './sqlite.ts'

/** Some statements are built from filters, so their number has no natural end. */
const mostKept = 500

export type Prepare = (sql: string) => Statement<unknown[], unknown>

/** Prepares each text once. Who sets a mode such as `pluck` on a statement must always set the same for the same text. */
export const preparedOn = (sqlite: Sqlite): Prepare => {
  const kept = new Map<string, Statement<unknown[], unknown>>()
  return sql => {
    const known = kept.get(sql)
    if (known) return known
    if (kept.size >= mostKept) kept.clear()
    const statement = sqlite.prepare<unknown[], unknown>(sql)
    kept.set(sql, statement)
    return statement
  }
}

// Brings a data file to the newest form: each migration in a transaction of its own, and a copy of the file before the first.
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { CannotOpenData, type Sqlite } from '../dialects/sqlite.ts'
import type { Migration } from './migration.ts'

export interface MigrationReport {
  readonly from: number
  readonly to: number
  /** The copy that was made first; null for a new file, and when there was nothing to do. */
  readonly copy: string | null
}

/** `at` dates the copy. Throws CannotOpenData for a file that a newer Parley has written: an older one would spoil it. */
export const migrate = (
  sqlite: Sqlite,
  path: string,
  migrations: readonly Migration[],
  at: number,
): MigrationReport => {
  const from = Number(sqlite.pragma('user_version', { simple: true }))
  const newest = Math.max(0, ...migrations.map(migration => migration.number))
  if (from > newest) {
    throw new CannotOpenData(
      `The data in ${path} was written by a newer Parley (form ${from}; this one knows ${newest}). Install the newer Parley, or open a backup.`,
    )
  }
  const due = migrations.filter(migration => migration.number > from).toSorted((a, b) => a.number - b.number)
  const first = due[0]
  if (!first) return { from, to: from, copy: null }
  const copy = from === 0 ? null : keepCopy(sqlite, path, first, at)
  for (const migration of due) apply(sqlite, migration)
  // A new file has nothing to hide.
  if (from > 0 && due.some(migration => migration.rewritesTheFile)) sqlite.exec('VACUUM')
  return { from, to: newest, copy }
}

/** One a day for each migration: a start that fails again and again must not fill the disk with copies. */
const keepCopy = (sqlite: Sqlite, path: string, { number }: Migration, at: number): string => {
  const copy = `${path}.before-${String(number).padStart(4, '0')}-${new Date(at).toISOString().slice(0, 10)}`
  const aside = `${copy}.unfinished`
  rmSync(aside, { force: true })
  sqlite.prepare('VACUUM INTO ?').run(aside)
  const file = openSync(aside, 'r+')
  fsyncSync(file)
  closeSync(file)
  renameSync(aside, copy)
  return copy
}

const apply = (sqlite: Sqlite, migration: Migration): void => {
  // Rebuilding a table drops it for a moment; references are checked before the commit instead.
  sqlite.pragma('foreign_keys = OFF')
  try {
    sqlite.exec('BEGIN IMMEDIATE')
    migration.up(statements => void sqlite.exec(statements))
    const dangling = sqlite.pragma('foreign_key_check') as unknown[]
    if (dangling.length > 0) throw new Error(`Migration ${migration.number} leaves references that lead nowhere.`)
    sqlite.pragma(`user_version = ${migration.number}`)
    sqlite.exec('COMMIT')
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
    throw error
  } finally {
    sqlite.pragma('foreign_keys = ON')
  }
}

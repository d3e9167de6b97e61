// Opening a SQLite data file: one process at a time, one connection that writes, one that only reads, durable to a power cut.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'

export type Sqlite = SqliteDatabase.Database

/** Says that a data file is Parley's ("Parl"), so that another program's database is never migrated by mistake. */
const applicationId = 0x5061726c

/** A reason why the data cannot be opened, in words for a person. */
export class CannotOpenData extends Error {
  override readonly name = 'CannotOpenData'
}

/**
 * Holds the data file for this process. The lock is the operating system's on a file beside it, so it ends with the process,
 * however that ends; the file itself stays and means nothing.
 */
export const lockDataFile = (path: string): { release(): void } => {
  mkdirSync(dirname(path), { recursive: true })
  const lock = new SqliteDatabase(`${path}-lock`, { timeout: 0 })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new CannotOpenData(
      `Another Parley is using the data in ${path}. Close it first, or start this one with other data.`,
    )
  }
  return { release: () => void lock.close() }
}

const isBusy = (error: unknown): boolean =>
  error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')

export const openWriter = (path: string): Sqlite => {
  const isNew = !existsSync(path)
  const sqlite = new SqliteDatabase(path, { timeout: 5_000 })
  try {
    const id = sqlite.pragma('application_id', { simple: true })
    const tables = sqlite.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
    if (id !== applicationId && tables !== 0)
      throw new CannotOpenData(`${path} is a database, but not one of Parley's.`)
    if (id !== applicationId) sqlite.pragma(`application_id = ${applicationId}`)
    sqlite.pragma('journal_mode = WAL')
    // A message that was acknowledged to a network must survive a power cut; group commit pays for it.
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('foreign_keys = ON')
    // What is deleted is overwritten: a person's data can be erased, and not only be out of sight.
    sqlite.pragma('secure_delete = ON')
    sqlite.pragma('temp_store = MEMORY')
    sqlite.pragma('cache_size = -24000')
    sqlite.pragma('journal_size_limit = 67108864')
    return sqlite
  } catch (error) {
    sqlite.close()
    throw inWords(error, path, isNew)
  }
}

/** Sees what is committed, and never waits for a writer. No memory map: its pages would count as the hub's memory. */
export const openReader = (path: string): Sqlite => {
  const sqlite = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: 5_000 })
  sqlite.pragma('query_only = ON')
  sqlite.pragma('temp_store = MEMORY')
  sqlite.pragma('cache_size = -24000')
  return sqlite
}

const inWords = (error: unknown, path: string, isNew: boolean): unknown => {
  if (!(error instanceof SqliteDatabase.SqliteError) || isNew) return error
  if (error.code === 'SQLITE_NOTADB')
    return new CannotOpenData(`${path} is not a data file of Parley's, or it is damaged.`)
  if (error.code.startsWith('SQLITE_CORRUPT')) return damaged(path, error.message)
  return error
}

/** Up to this size the whole file is checked at every start; it takes about a tenth of a second. */
const checkedWhole = 64 * 1024 * 1024
/** What a workstation cannot work without. The large tables are checked whole in every backup, away from the main thread. */
const checkedAlways = ['agent', 'queue', 'channel', 'setting', 'outbox', 'offer']

/** Throws when the file is damaged. Of a large file only the tables `always`, so that the time does not grow with the messages. */
export const checkIntegrity = (sqlite: Sqlite, path: string, always: readonly string[] = checkedAlways): void => {
  const bytes =
    Number(sqlite.pragma('page_count', { simple: true })) * Number(sqlite.pragma('page_size', { simple: true }))
  const checks = bytes <= checkedWhole ? ['quick_check(1)'] : always.map(table => `quick_check('${table}')`)
  for (const check of checks) {
    const answer = sqlite.pragma(check, { simple: true })
    if (answer !== 'ok') throw damaged(path, String(answer))
  }
}

const damaged = (path: string, detail: string): CannotOpenData =>
  new CannotOpenData(`The data in ${path} is damaged (${detail}). Put the newest backup in its place.`)

// Data files of every age: migrated with a copy kept, refused when newer, foreign or damaged.
import { openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../../main/storage/migrations/all.ts'
import type { Migration } from '../../../main/storage/migrations/migration.ts'
import { openSqliteStore } from '../../../main/storage/sqlite-store.ts'
import { aCustomer, aMessage, anOffice } from '../../kit/builders.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { tempDir } from '../../kit/temp-dir.ts'

const newest = Math.max(...migrations.map(migration => migration.number))
const next: Migration = {
  number: newest + 1,
  sentence: 'Remember birthdays.',
  up: run => run('ALTER TABLE contact ADD COLUMN birthday TEXT; CREATE TABLE cake (id TEXT PRIMARY KEY) STRICT'),
}

const open = (path: string, more: readonly Migration[] = []) =>
  openSqliteStore({ path, clock: new HandClock(), migrations: [...migrations, ...more] })

/** A file with Carol in it. */
const aFile = async (): Promise<string> => {
  const path = join(tempDir(), 'parley.db')
  const store = await open(path)
  await store.transact(anOffice)
  await store.transact(tx => aCustomer(tx))
  await store.transact(tx => tx.messages.insert(aMessage({ text: 'kept' })))
  await store.close()
  return path
}

const inside = <T>(path: string, sql: string): T => {
  const sqlite = new SqliteDatabase(path, { readonly: true })
  try {
    return sqlite.prepare(sql).pluck().get() as T
  } finally {
    sqlite.close()
  }
}

const copiesOf = (path: string) => readdirSync(join(path, '..')).filter(name => name.includes('before'))

test('migrations are numbered from one without gaps, each with a sentence', () => {
  expect(migrations.map(migration => migration.number)).toEqual(migrations.map((_, index) => index + 1))
  for (const { sentence } of migrations) expect(sentence).toMatch(/^[A-Z].*\.$/)
})

test('an old file is copied, then migrated, and loses nothing', async () => {
  const path = await aFile()
  const store = await open(path, [next])
  onTestFinished(() => store.close())
  expect((await store.search.messages({ text: 'kept', limit: 1, visibleTo: null })).hits).toHaveLength(1)
  expect(inside(path, 'PRAGMA user_version')).toBe(next.number)
  expect(inside(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'cake'")).toBe(1)

  const copy = `parley.db.before-${String(next.number).padStart(4, '0')}-2025-03-04`
  expect(copiesOf(path)).toEqual([copy])
  const copyPath = join(path, '..', copy)
  expect(inside(copyPath, 'PRAGMA user_version')).toBe(newest)
  expect(inside(copyPath, 'SELECT text FROM message')).toBe('kept')
})

test('a new file, and one that is up to date, are not copied', async () => {
  const path = await aFile()
  await (await open(path)).close()
  expect(copiesOf(path)).toEqual([])
})

test('a migration that fails leaves the file as it was', async () => {
  const path = await aFile()
  const failing = (statement: string): Migration => ({
    ...next,
    up: run => run(`CREATE TABLE half (id TEXT); ${statement}`),
  })
  await expect(open(path, [failing('CREATE TABLE oops (')])).rejects.toThrow()
  await expect(open(path, [failing('DELETE FROM contact')])).rejects.toThrow('references that lead nowhere')
  expect(inside(path, 'PRAGMA user_version')).toBe(newest)
  expect(inside(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'")).toBe(0)
  await (await open(path, [next])).close()
  expect(copiesOf(path)).toHaveLength(1)
})

test('a file that a newer Parley has written is refused in words and left alone', async () => {
  const path = await aFile()
  await (await open(path, [next])).close()
  await expect(open(path)).rejects.toThrow(
    /was written by a newer Parley .* Install the newer Parley, or open a backup/,
  )
  expect(inside(path, 'PRAGMA user_version')).toBe(next.number)
})

test("another program's database is refused and left alone", async () => {
  const path = join(tempDir(), 'parley.db')
  const foreign = new SqliteDatabase(path)
  foreign.exec('CREATE TABLE theirs (id TEXT)')
  foreign.close()
  await expect(open(path)).rejects.toThrow(`${path} is a database, but not one of Parley's.`)
  expect(inside(path, 'PRAGMA application_id')).toBe(0)
})

test('what is no database at all is refused in words', async () => {
  const path = join(tempDir(), 'parley.db')
  writeFileSync(path, 'My diary. '.repeat(1000))
  await expect(open(path)).rejects.toThrow(`${path} is not a data file of Parley's, or it is damaged.`)
})

test('a damaged file is noticed at the start', async () => {
  const path = await aFile()
  const file = openSync(path, 'r+')
  for (let at = 4096 * 3; at < statSync(path).size; at += 4096) writeSync(file, Buffer.alloc(2000, 0xab), 0, 2000, at)
  await expect(open(path)).rejects.toThrow(/is damaged|malformed/)
})

// The list of what each table holds of a person is whole: a new table that leads to a contact, or to a file, has to join it.
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fileReferences, holdings } from '../../../main/storage/person/holdings.ts'
import { openSqliteStore } from '../../../main/storage/sqlite-store.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { tempDir } from '../../kit/temp-dir.ts'

const aDataFile = async () => {
  const dir = tempDir()
  const store = await openSqliteStore({ path: join(dir, 'parley.db'), clock: new HandClock() })
  onTestFinished(() => store.close())
  return { dir, store }
}

describe('the list of what each table holds of a person', () => {
  const columns =
    /^(contactId|contactN|mergedInto|identityId|conversationId|conversationN|chatId|chatNumber|caseId|runId|messageId|messageN)$/

  /** Tables from which references, or columns of such names, lead to a contact; search indexes apart. */
  const leadingToContacts = (sqlite: SqliteDatabase.Database): string[] => {
    const tables = sqlite
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all()
    const own = tables.filter(name => !/^(message|contact|case)Words(_\w+)?$/.test(name))
    const leading = new Set(['contact'])
    for (let grown = true; grown; ) {
      grown = false
      for (const table of own.filter(name => !leading.has(name))) {
        const refers = sqlite.pragma(`foreign_key_list("${table}")`) as { table: string }[]
        const named = (sqlite.pragma(`table_info("${table}")`) as { name: string }[]).some(one =>
          columns.test(one.name),
        )
        if (!named && !refers.some(to => leading.has(to.table))) continue
        leading.add(table)
        grown = true
      }
    }
    return [...leading].toSorted()
  }

  test('names every table that leads to a contact, and no other', async () => {
    const { dir } = await aDataFile()
    const sqlite = new SqliteDatabase(join(dir, 'parley.db'), { readonly: true })
    onTestFinished(() => void sqlite.close())
    expect(leadingToContacts(sqlite)).toEqual(holdings.map(({ table }) => table).toSorted())
  })

  test('a table that is in no list is noticed, also one that leads there in two steps', async () => {
    const { dir, store } = await aDataFile()
    await store.close()
    const sqlite = new SqliteDatabase(join(dir, 'parley.db'))
    onTestFinished(() => void sqlite.close())
    sqlite.exec('CREATE TABLE parcel (id TEXT PRIMARY KEY, owner TEXT REFERENCES contact(id))')
    sqlite.exec('CREATE TABLE parcelStop (parcel TEXT REFERENCES parcel(id), place TEXT)')
    expect(leadingToContacts(sqlite)).toEqual(expect.arrayContaining(['parcel', 'parcelStop']))
  })

  test('whatever points to a file is counted before the file goes', async () => {
    const { dir } = await aDataFile()
    const sqlite = new SqliteDatabase(join(dir, 'parley.db'), { readonly: true })
    onTestFinished(() => void sqlite.close())
    const pointing = sqlite
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all()
      .flatMap(table =>
        (sqlite.pragma(`table_info("${table}")`) as { name: string }[])
          .filter(({ name }) => /^file(Id|s)$/i.test(name))
          .map(({ name }) => `${table}.${name}`),
      )
    const known = [...fileReferences.map(({ table, column }) => `${table}.${column}`), 'fileToRemove.fileId']
    expect(pointing.filter(one => !known.includes(one))).toEqual([])
  })
})

// Everything that is kept of one person: taken out whole, or erased, table by table after one list.
import type { ContactId, FileId } from '../../domain/ids.ts'
import type { Sqlite } from '../dialects/sqlite.ts'
import type { PersonReads, PersonWrites, StoredRow } from '../store.ts'
import { fileReferences, holdings } from './holdings.ts'
import { quarantinedOf } from './quarantined.ts'
import { scope } from './scope.ts'

export const personReads = (sqlite: Sqlite): PersonReads => ({
  async records(id) {
    const taken = holdings
      .filter(holding => !holding.isDerived)
      .map(({ table, of }) => [
        table,
        sqlite.prepare<[string], StoredRow>(`${scope} SELECT * FROM "${table}" WHERE ${of}`).all(id),
      ])
    const quarantine = sqlite.prepare<[number], StoredRow>('SELECT * FROM quarantine WHERE id = ?')
    const refused = quarantinedOf(sqlite, id)
      .map(n => quarantine.get(n))
      .filter(row => row !== undefined)
    return { ...Object.fromEntries(taken), quarantine: refused }
  },
  erasures: async () => sqlite.prepare<[], ContactId>('SELECT contactId FROM erasure').pluck().all(),
  filesToRemove: async () => sqlite.prepare<[], FileId>('SELECT fileId FROM fileToRemove').pluck().all(),
})

/** Rows of the log, and messages, that are looked at in one step: a step takes a few milliseconds. */
const eventsAtOnce = 20_000
const messagesAtOnce = 50

export const personWrites = (sqlite: Sqlite, mustBeInWork: () => void, indexWords: () => void): PersonWrites => {
  const run = (sql: string, ...values: (string | number | null)[]) => {
    mustBeInWork()
    return sqlite.prepare(sql).run(...values)
  }
  const isReferredTo = (fileId: FileId): boolean =>
    fileReferences.some(({ table, column, within }) => {
      const condition = within ? `instr("${column}", ?) > 0` : `"${column}" = ?`
      return sqlite.prepare(`SELECT 1 FROM "${table}" WHERE ${condition} LIMIT 1`).get(fileId) !== undefined
    })
  const forgetFile = (fileId: FileId): void => {
    if (!isReferredTo(fileId)) run('INSERT INTO fileToRemove VALUES (?) ON CONFLICT DO NOTHING', fileId)
  }

  const eraseMessages = (numbers: readonly number[]): void => {
    const these = 'IN (SELECT value FROM json_each(?))'
    const list = JSON.stringify(numbers)
    const files = sqlite.prepare<[string], FileId>(
      `SELECT DISTINCT fileId FROM attachment WHERE messageN ${these} AND fileId IS NOT NULL`,
    )
    const fileIds = files.pluck().all(list)
    run(
      `INSERT INTO messageWords(messageWords, rowid, text, foundBy)
         SELECT 'delete', n, text, foundBy FROM searchable WHERE n ${these} AND n <= (SELECT upTo FROM indexed)`,
      list,
    )
    run(`DELETE FROM attachment WHERE messageN ${these}`, list)
    run(`DELETE FROM outbox WHERE messageN ${these}`, list)
    run(`DELETE FROM message WHERE n ${these}`, list)
    for (const fileId of fileIds) forgetFile(fileId)
  }

  const messagesOf = (id: string, limit: number): number[] =>
    sqlite.prepare<[string, number], number>(`${scope} SELECT n FROM theirMessage LIMIT ?`).pluck().all(id, limit)

  const eventsUpTo = (id: string): number =>
    sqlite.prepare<[string], number>('SELECT eventsUpTo FROM erasure WHERE contactId = ?').pluck().get(id) ?? 0

  return {
    ...personReads(sqlite),

    async beginErasure(id, at, by) {
      run('INSERT INTO erasure (contactId, begunAt, agentId) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', id, at, by)
    },

    async eraseSome(id) {
      const from = eventsUpTo(id)
      const last = sqlite.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM event').pluck().get() ?? 0
      if (from < last) {
        const to = Math.min(last, from + eventsAtOnce)
        run(`${scope} DELETE FROM event WHERE seq > ? AND seq <= ? AND (${of('event')})`, id, from, to)
        run('UPDATE erasure SET eventsUpTo = ? WHERE contactId = ?', to, id)
        return true
      }
      indexWords()
      const numbers = messagesOf(id, messagesAtOnce)
      eraseMessages(numbers)
      return numbers.length === messagesAtOnce
    },

    async eraseRest(id) {
      indexWords()
      for (let numbers = messagesOf(id, messagesAtOnce); numbers.length > 0; numbers = messagesOf(id, messagesAtOnce))
        eraseMessages(numbers)
      for (const n of quarantinedOf(sqlite, id)) run('DELETE FROM quarantine WHERE id = ?', n)
      run(`${scope} DELETE FROM event WHERE seq > ? AND (${of('event')})`, id, eventsUpTo(id))
      run(`${scope} DELETE FROM contactWords WHERE rowid IN theirContactN`, id)
      // Who was merged into whom has to be known to the end, and no merged contact may go after the one that it points to.
      const rest = holdings.filter(({ table }) => table !== 'event' && table !== 'contact')
      for (const { table, of: whose } of rest.toReversed()) run(`${scope} DELETE FROM "${table}" WHERE ${whose}`, id)
      const contacts = sqlite.prepare<[string], string>(`${scope} SELECT id FROM person`).pluck().all(id)
      for (const contact of contacts.toReversed()) run('DELETE FROM contact WHERE id = ?', contact)
      run(`DELETE FROM contactToIndex WHERE contactId IN (SELECT value FROM json_each(?))`, JSON.stringify(contacts))
    },

    async forgetFile(id) {
      forgetFile(id)
    },
    async mayRemove(id) {
      if (!isReferredTo(id)) return true
      run('DELETE FROM fileToRemove WHERE fileId = ?', id)
      return false
    },
    async fileIsRemoved(id) {
      run('DELETE FROM fileToRemove WHERE fileId = ?', id)
    },
  }
}

const of = (table: string): string => holdings.find(holding => holding.table === table)?.of ?? 'false'

// Merges of contacts: the record of each, and how what a contact has changes hands.
import type { Selectable } from 'kysely'
import type { MergeChoices, Profile } from '../../domain/contact/merge.ts'
import type { ContactMergeTable } from '../contact-schema.ts'
import type { Sqlite } from '../dialects/sqlite.ts'
import { holdings } from '../person/holdings.ts'
import type { ReadDb, WriteDb } from '../schema.ts'
import type { ContactMerge, ContactReads, ContactWrites, Moved } from '../store.ts'

export const mergeReads = (db: ReadDb): Pick<ContactReads, 'merge' | 'mergesInto' | 'mergeOf'> => ({
  async merge(id) {
    const row = await db.selectFrom('contactMerge').selectAll().where('id', '=', id).executeTakeFirst()
    return row ? toMerge(row) : null
  },
  async mergesInto(id) {
    const query = db.selectFrom('contactMerge').selectAll().where('survivorId', '=', id)
    return (await query.orderBy('n').execute()).map(toMerge)
  },
  async mergeOf(id) {
    const row = await db.selectFrom('contactMerge').selectAll().where('mergedId', '=', id).executeTakeFirst()
    return row ? toMerge(row) : null
  },
})

type MergeWrites = Pick<ContactWrites, 'insertMerge' | 'updateMerge' | 'deleteMerge' | 'handOver' | 'handBack'>

/** `mustBeInWork` throws outside of a transaction. */
export const mergeWrites = (db: WriteDb, sqlite: Sqlite, mustBeInWork: () => void): MergeWrites => ({
  async insertMerge({ before, after, choices, moved, ...row }) {
    const packed = { before: JSON.stringify(before), after: JSON.stringify(after) }
    const rest = { choices: JSON.stringify(choices), moved: JSON.stringify(moved) }
    await db
      .insertInto('contactMerge')
      .values({ ...row, ...packed, ...rest })
      .execute()
  },
  async updateMerge(id, { before, after, moved }) {
    const row = { before: JSON.stringify(before), after: JSON.stringify(after), moved: JSON.stringify(moved) }
    await db.updateTable('contactMerge').set(row).where('id', '=', id).execute()
  },
  async deleteMerge(id) {
    await db.deleteFrom('contactMerge').where('id', '=', id).execute()
  },

  async handOver(from, to) {
    mustBeInWork()
    const moved: Record<string, string[]> = {}
    for (const { table, moves } of holdings) {
      if (moves === undefined) continue
      const move = sqlite.prepare<[string, string], string>(
        `UPDATE "${table}" SET contactId = ? WHERE contactId = ? RETURNING "${moves.key}"`,
      )
      moved[table] = move.pluck().all(to, from).map(String)
    }
    return moved
  },

  async handBack(moved, from, to) {
    mustBeInWork()
    const back: Record<string, string[]> = {}
    for (const { table, moves } of holdings) {
      if (moves === undefined) continue
      const { key } = moves
      // What came since on an address, or in a chat, that goes back goes with it.
      const since = moves.since ? `OR ${moves.since}` : ''
      const move = sqlite.prepare<[{ from: string; to: string; keys: string }], string>(
        `UPDATE "${table}" SET contactId = @to
         WHERE contactId = @from AND ("${key}" IN (SELECT value FROM json_each(@keys)) ${since}) RETURNING "${key}"`,
      )
      back[table] = move
        .pluck()
        .all({ from, to, keys: JSON.stringify(moved[table] ?? []) })
        .map(String)
    }
    return back
  },
})

const toMerge = ({ n: _, before, after, choices, moved, ...row }: Selectable<ContactMergeTable>): ContactMerge => ({
  ...row,
  before: JSON.parse(before) as Profile,
  after: JSON.parse(after) as Profile,
  choices: JSON.parse(choices) as MergeChoices,
  moved: JSON.parse(moved) as Moved,
})

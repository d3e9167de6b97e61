// Definitions of the fields of one's own that contacts have.
import type { OwnField } from '../../domain/contact/own-field.ts'
import type { OwnFieldTable } from '../contact-schema.ts'
import type { ReadDb, WriteDb } from '../schema.ts'
import type { OwnFieldReads, OwnFieldWrites } from '../store.ts'

export const ownFieldReads = (db: ReadDb): OwnFieldReads => ({
  async get(id) {
    const row = await db.selectFrom('ownField').selectAll().where('id', '=', id).executeTakeFirst()
    return row ? toField(row) : null
  },
  async all() {
    return (await db.selectFrom('ownField').selectAll().orderBy('position').orderBy('name').execute()).map(toField)
  },
})

export const ownFieldWrites = (db: WriteDb): OwnFieldWrites => ({
  ...ownFieldReads(db),
  async insert({ options, ...field }) {
    await db
      .insertInto('ownField')
      .values({ ...field, options: JSON.stringify(options) })
      .execute()
  },
  async update(id, { options, ...change }) {
    await db
      .updateTable('ownField')
      .set(({ eb }) => ({
        ...change,
        ...(options && { options: JSON.stringify(options) }),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .execute()
  },
  async setOrder(ids) {
    for (const [position, id] of ids.entries())
      await db.updateTable('ownField').set({ position }).where('id', '=', id).execute()
  },
})

const toField = ({ options, ...row }: OwnFieldTable): OwnField => ({ ...row, options: JSON.parse(options) as string[] })

// Notes about contacts.
import type { ReadDb, WriteDb } from '../schema.ts'
import type { ContactReads, ContactWrites } from '../store.ts'

export const noteReads = (db: ReadDb): Pick<ContactReads, 'notes' | 'note'> => ({
  notes: id =>
    db
      .selectFrom('contactNote')
      .selectAll()
      .where('contactId', '=', id)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute(),
  note: async id => (await db.selectFrom('contactNote').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,
})

export const noteWrites = (db: WriteDb): Pick<ContactWrites, 'insertNote' | 'updateNote' | 'deleteNote'> => ({
  async insertNote(note) {
    await db.insertInto('contactNote').values(note).execute()
  },
  async updateNote(id, text, editedAt) {
    await db.updateTable('contactNote').set({ text, editedAt }).where('id', '=', id).execute()
  },
  async deleteNote(id) {
    await db.deleteFrom('contactNote').where('id', '=', id).execute()
  },
})

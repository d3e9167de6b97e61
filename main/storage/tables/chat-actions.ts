// Chat actions, in their order.
import type { ChatActionReads, ChatActionWrites } from '../process-store.ts'
import type { ReadDb, WriteDb } from '../schema.ts'

const columns = ['id', 'caption', 'icon', 'queueId', 'processId', 'position', 'shortcut', 'version'] as const

export const chatActionReads = (db: ReadDb): ChatActionReads => {
  const there = () =>
    db
      .selectFrom('chatAction')
      .select(columns)
      .where('chatAction.deletedAt', 'is', null)
      .orderBy('position')
      .orderBy('id')
  return {
    all: () => there().execute(),
    ofQueue: queueId =>
      there()
        .where(({ or, eb }) => or([eb('queueId', 'is', null), eb('queueId', '=', queueId)]))
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('process')
              .select('process.id')
              .whereRef('process.id', '=', 'chatAction.processId')
              .where('publishedNumber', 'is not', null)
              .where('process.deletedAt', 'is', null),
          ),
        )
        .execute(),
    get: async id => (await there().where('id', '=', id).executeTakeFirst()) ?? null,
    deleted: async id =>
      (await db
        .selectFrom('chatAction')
        .select(columns)
        .where('id', '=', id)
        .where('deletedAt', 'is not', null)
        .executeTakeFirst()) ?? null,
    async deletedBefore(at) {
      const rows = await db.selectFrom('chatAction').select('id').where('deletedAt', '<', at).execute()
      return rows.map(({ id }) => id)
    },
  }
}

export const chatActionWrites = (db: WriteDb): ChatActionWrites => ({
  ...chatActionReads(db),
  async insert(action) {
    await db
      .insertInto('chatAction')
      .values({ ...action, deletedAt: null })
      .execute()
  },
  async update(id, change) {
    if (Object.keys(change).length === 0) return
    await db
      .updateTable('chatAction')
      .set(({ eb }) => ({ ...change, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  },
  async setOrder(ids) {
    for (const [i, id] of ids.entries())
      await db
        .updateTable('chatAction')
        .set({ position: i + 1 })
        .where('id', '=', id)
        .execute()
  },
  async markDeleted(id, deletedAt) {
    await db.updateTable('chatAction').set({ deletedAt }).where('id', '=', id).execute()
  },
  async delete(id) {
    await db.deleteFrom('chatAction').where('id', '=', id).execute()
  },
})

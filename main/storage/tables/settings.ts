// What supervisors set for everybody: system settings and canned replies.
import { defaultSettings, type SystemSettings } from '../../domain/settings.ts'
import type { ReadDb, WriteDb } from '../schema.ts'
import type { CannedReplyReads, CannedReplyWrites, SettingReads, SettingWrites } from '../store.ts'

export const settingReads = (db: ReadDb): SettingReads => ({
  async all() {
    const rows = await db.selectFrom('setting').select(['name', 'value']).execute()
    const stored = rows.map(row => [row.name, JSON.parse(row.value) as unknown])
    return { ...defaultSettings, ...(Object.fromEntries(stored) as Partial<SystemSettings>) }
  },
  lastChanges: () => db.selectFrom('setting').select(['name', 'at', 'byAgentId']).execute(),
})

export const settingWrites = (db: WriteDb): SettingWrites => ({
  ...settingReads(db),
  async set(name, value, at, byAgentId) {
    const row = { value: JSON.stringify(value), at, byAgentId }
    await db
      .insertInto('setting')
      .values({ name, ...row })
      .onConflict(conflict => conflict.column('name').doUpdateSet(row))
      .execute()
  },
})

const replyColumns = ['id', 'name', 'text', 'queueId', 'usedCount', 'version'] as const

export const cannedReplyReads = (db: ReadDb): CannedReplyReads => ({
  all: () =>
    db
      .selectFrom('cannedReply')
      .select(replyColumns)
      .where('deletedAt', 'is', null)
      .orderBy('name')
      .orderBy('id')
      .execute(),
  async deleted(id) {
    const row = await db
      .selectFrom('cannedReply')
      .select(replyColumns)
      .where('id', '=', id)
      .where('deletedAt', 'is not', null)
      .executeTakeFirst()
    return row ?? null
  },
  async deletedBefore(at) {
    const rows = await db.selectFrom('cannedReply').select('id').where('deletedAt', '<', at).execute()
    return rows.map(({ id }) => id)
  },
})

export const cannedReplyWrites = (db: WriteDb): CannedReplyWrites => ({
  ...cannedReplyReads(db),
  async insert(reply) {
    await db.insertInto('cannedReply').values(reply).execute()
  },
  async update(id, change) {
    if (Object.keys(change).length === 0) return
    await db
      .updateTable('cannedReply')
      .set(({ eb }) => ({ ...change, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  },
  async markDeleted(id, deletedAt) {
    await db.updateTable('cannedReply').set({ deletedAt }).where('id', '=', id).execute()
  },
  async delete(id) {
    await db.deleteFrom('cannedReply').where('id', '=', id).execute()
  },
  async countUse(id) {
    await db
      .updateTable('cannedReply')
      .set(({ eb }) => ({ usedCount: eb('usedCount', '+', 1) }))
      .where('id', '=', id)
      .execute()
  },
})

// Channels as they are set up, and payloads of theirs that could not be understood.
import type { ChannelTable, ReadDb, WriteDb } from '../schema.ts'
import type { Channel, ChannelReads, ChannelWrites, QuarantineReads, QuarantineWrites } from '../store.ts'

export const channelReads = (db: ReadDb): ChannelReads => ({
  async get(id) {
    const row = await db.selectFrom('channel').selectAll().where('id', '=', id).executeTakeFirst()
    return row && row.deletedAt === null ? toChannel(row) : null
  },
  async all() {
    const rows = await db
      .selectFrom('channel')
      .selectAll()
      .where('deletedAt', 'is', null)
      .orderBy('name')
      .orderBy('n')
      .execute()
    return rows.map(toChannel)
  },
  async deleted(id) {
    const row = await db.selectFrom('channel').selectAll().where('id', '=', id).executeTakeFirst()
    return row && row.deletedAt !== null ? toChannel(row) : null
  },
  async deletedBefore(at) {
    const rows = await db.selectFrom('channel').select('id').where('deletedAt', '<', at).execute()
    return rows.map(({ id }) => id)
  },
  async memory(id) {
    const row = await db.selectFrom('channelMemory').select('sealed').where('channelId', '=', id).executeTakeFirst()
    return row?.sealed ?? null
  },
  async hasChats(id) {
    const row = await db.selectFrom('chat').select('number').where('channelId', '=', id).limit(1).executeTakeFirst()
    return row !== undefined
  },
})

export const channelWrites = (db: WriteDb): ChannelWrites => ({
  ...channelReads(db),

  async insert({ settings, profile, active, ...row }) {
    await db
      .insertInto('channel')
      .values({
        ...row,
        active: Number(active),
        settings: JSON.stringify(settings),
        profile: JSON.stringify(profile),
      })
      .execute()
  },

  async update(id, { settings, active, ...row }) {
    await db
      .updateTable('channel')
      .set(({ eb }) => ({
        ...row,
        ...(active === undefined ? {} : { active: Number(active) }),
        ...(settings && { settings: JSON.stringify(settings) }),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .execute()
  },

  async setProfile(id, profile) {
    await db
      .updateTable('channel')
      .set({ profile: JSON.stringify(profile) })
      .where('id', '=', id)
      .execute()
  },

  async markDeleted(id, deletedAt) {
    await db.updateTable('channel').set({ deletedAt }).where('id', '=', id).execute()
  },

  async setCursor(id, cursor) {
    await db.updateTable('channel').set({ cursor }).where('id', '=', id).execute()
  },

  async setMemory(channelId, sealed) {
    await db
      .insertInto('channelMemory')
      .values({ channelId, sealed })
      .onConflict(conflict => conflict.column('channelId').doUpdateSet({ sealed }))
      .execute()
  },

  // Addresses of people who never had a chat on it go with it; a channel with chats is refused by the references.
  async delete(id) {
    await db.deleteFrom('conversation').where('channelId', '=', id).execute()
    await db.deleteFrom('identity').where('channelId', '=', id).execute()
    await db.deleteFrom('channel').where('id', '=', id).execute()
  },
})

export const quarantineReads = (db: ReadDb): QuarantineReads => ({
  list: limit => db.selectFrom('quarantine').selectAll().orderBy('id', 'desc').limit(limit).execute(),
})

export const quarantineWrites = (db: WriteDb): QuarantineWrites => ({
  ...quarantineReads(db),
  async add(row) {
    await db.insertInto('quarantine').values(row).execute()
  },
  async remove(id) {
    await db.deleteFrom('quarantine').where('id', '=', id).execute()
  },
})

const toChannel = ({
  n: _,
  deletedAt: __,
  active,
  settings,
  profile,
  ...row
}: Omit<ChannelTable, 'n'> & { n: number }): Channel => ({
  ...row,
  active: active === 1,
  settings: JSON.parse(settings) as Channel['settings'],
  profile: JSON.parse(profile) as Channel['profile'],
})

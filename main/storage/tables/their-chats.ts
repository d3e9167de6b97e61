// Which chat of ours is which of the network's own, and how that one stands.
import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '../schema.ts'
import type { TheirChatReads, TheirChatWrites } from '../store.ts'

export const theirChatReads = (db: ReadDb): TheirChatReads => ({
  get: async (channelId, theirId) =>
    (await db
      .selectFrom('networkChat')
      .selectAll()
      .where('channelId', '=', channelId)
      .where('theirId', '=', theirId)
      .executeTakeFirst()) ?? null,
  unended: async channelId => {
    const rows = await db
      .selectFrom('networkChat')
      .innerJoin('chat', 'chat.id', 'networkChat.chatId')
      .innerJoin('conversation', 'conversation.id', 'chat.conversationId')
      .innerJoin('identity', 'identity.id', 'conversation.identityId')
      .select(['networkChat.theirId', 'networkChat.state', 'chat.status', 'identity.address'])
      .where('networkChat.channelId', '=', channelId)
      // As a constant, or the index over those few would not be used.
      .where(sql<boolean>`networkChat.state <> 'ended'`)
      .orderBy('chat.number')
      .execute()
    return rows.map(({ status, ...row }) => ({ ...row, isOpenHere: status !== 'closed' }))
  },
})

export const theirChatWrites = (db: WriteDb): TheirChatWrites => ({
  ...theirChatReads(db),
  async put(row) {
    await db
      .insertInto('networkChat')
      .values(row)
      .onConflict(conflict =>
        conflict.columns(['channelId', 'theirId']).doUpdateSet({ chatId: row.chatId, state: row.state }),
      )
      .execute()
  },
})

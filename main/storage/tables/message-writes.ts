// How messages are stored and changed. Whatever changes the text a chat's row shows changes the row too.
import { sql } from 'kysely'
import type { MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import { namerOf } from '../../domain/message.ts'
import type { Sqlite } from '../dialects/sqlite.ts'
import type { MessageTable, WriteDb } from '../schema.ts'
import { foundBy } from '../search/words.ts'
import type { MessageWrites } from '../store.ts'
import { excerpt } from './chat-rows.ts'
import { inboundRecorder } from './inbound.ts'
import { fromNewMessage } from './message-rows.ts'
import { type MessagePlace, messageStatements } from './message-statements.ts'
import { messageReads } from './messages.ts'

/** `mustBeInWork` guards the prepared statements, which Kysely's guard does not see. */
export const messageWrites = (db: WriteDb, sqlite: Sqlite, mustBeInWork: () => void): MessageWrites => {
  const reads = messageReads(db)
  const statements = messageStatements(sqlite)
  const recorder = inboundRecorder(sqlite, statements)
  const placeOf = sqlite.prepare<[string], MessagePlace>(`
    SELECT chat.number AS chatNumber, conversation.n AS conversationN, channel.n AS channelN
    FROM chat JOIN conversation ON conversation.id = chat.conversationId JOIN channel ON channel.id = chat.channelId
    WHERE chat.id = +?`)

  const byKey = sqlite.prepare<[string], number>('SELECT n FROM message WHERE idempotencyKey = ?').pluck()

  const change = async (n: number, row: Partial<Omit<MessageTable, 'n'>>): Promise<void> => {
    await db.updateTable('message').set(row).where('n', '=', n).execute()
    if (row.text === undefined && row.deletedAt === undefined) return
    const lastText = row.deletedAt === undefined ? excerpt(row.text ?? '') : ''
    const chat = db.selectFrom('message').select('chatNumber').where('n', '=', n)
    await db.updateTable('chat').set({ lastText }).where('number', '=', chat).where('lastMessageN', '=', n).execute()
  }

  return {
    ...reads,

    async recordInbound(inbound) {
      mustBeInWork()
      return recorder.record(inbound)
    },

    async recordInto(into, inbound) {
      mustBeInWork()
      return recorder.recordInto(into, inbound)
    },

    async insert(message) {
      mustBeInWork()
      const known = message.idempotencyKey === null ? undefined : byKey.get(message.idempotencyKey)
      const stored = known === undefined ? null : await reads.get(asId<MessageId>(String(known)))
      if (stored) return stored
      const place = placeOf.get(message.chatId)
      if (!place) throw new Error(`There is no chat ${message.chatId}.`)
      const { customId } = message
      const namesake = customId == null ? null : statements.byCustomId(place.conversationN, customId, namerOf(message))
      const first = namesake === null ? null : await reads.get(asId<MessageId>(String(namesake)))
      if (first) return first
      return fromNewMessage(statements.store(place, message), message)
    },

    async edit(id, text, at) {
      await change(Number(id), { text, foundBy: foundBy(text, await fileNames(db, Number(id))), editedAt: at })
    },

    markDeleted: (id, at) => change(Number(id), { deletedAt: at }),

    setReactions: (id, reactions) =>
      change(Number(id), { reactions: reactions.length > 0 ? JSON.stringify(reactions) : null }),

    setContent: (id, content) => change(Number(id), { content: JSON.stringify(content) }),

    async updateAttachment(id, row) {
      if (Object.keys(row).length === 0) return
      await db.updateTable('attachment').set(row).where('id', '=', id).execute()
      if (row.name === undefined) return
      const message = await db
        .selectFrom('attachment')
        .innerJoin('message', 'message.n', 'attachment.messageN')
        .select(['message.n', 'message.text'])
        .where('attachment.id', '=', id)
        .executeTakeFirst()
      if (!message) return
      const words = foundBy(message.text, await fileNames(db, message.n))
      await db.updateTable('message').set({ foundBy: words }).where('n', '=', message.n).execute()
    },
  }
}

/** Names that a network or an agent gave; one that only repeats the kind would be found by everybody who looks for "photo". */
const fileNames = async (db: WriteDb, n: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('attachment')
    .select('name')
    .where('messageN', '=', n)
    .where('name', '<>', sql<string>`kind`)
    .orderBy('position')
    .execute()
  return rows.map(row => row.name)
}

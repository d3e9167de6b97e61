// Messages as they are read: one by one, by page of a conversation, and what hangs on them.
import { sql } from 'kysely'
import type { CandidateReason, Decision } from '../../domain/decision.ts'
import type { ConversationId, MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import type { Message } from '../../domain/message.ts'
import type { ReadDb } from '../schema.ts'
import type { AttachmentRow, MessageReads } from '../store.ts'
import { selectMessages, toAttachment, toMessages } from './message-rows.ts'
import { namerInSql } from './message-statements.ts'

export const messageReads = (db: ReadDb): MessageReads => ({
  get: id => one(db, selectMessages(db).where('message.n', '=', Number(id))),

  byExternalId: (channelId, externalId) =>
    one(
      db,
      selectMessages(db)
        .where('message.channelN', '=', db.selectFrom('channel').select('n').where('id', '=', channelId))
        .where('message.externalId', '=', externalId),
    ),

  byCustomId: (conversationId, customId, namer) =>
    one(
      db,
      ofConversation(db, conversationId)
        .where('message.customId', '=', customId)
        .where(sql<string>`(${sql.raw(namerInSql)})`, '=', namer ?? ''),
    ),

  byIdempotencyKey: key => one(db, selectMessages(db).where('message.idempotencyKey', '=', key)),

  async seenByCustomer(id) {
    const row = await db
      .selectFrom('message')
      .select('storedAt')
      .where('conversationN', '=', db.selectFrom('conversation').select('n').where('id', '=', id))
      .where(sql<boolean>`(direction = 'in' OR state = 'read')`)
      .orderBy('message.n', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.storedAt ?? null
  },

  async newestBy(id, at) {
    const row = await db
      .selectFrom('message')
      .select('n')
      .where('chatNumber', '=', db.selectFrom('chat').select('number').where('id', '=', id))
      .where('storedAt', '<=', at)
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row === undefined ? null : asId<MessageId>(String(row.n))
  },

  async ofChat(id, limit) {
    const rows = await selectMessages(db)
      .where('message.chatNumber', '=', db.selectFrom('chat as this').select('number').where('this.id', '=', id))
      .orderBy('message.n')
      .limit(limit)
      .execute()
    return toMessages(db, rows)
  },

  async latestOfChat(id, limit) {
    const rows = await selectMessages(db)
      .where('message.chatNumber', '=', db.selectFrom('chat as this').select('number').where('this.id', '=', id))
      .orderBy('message.n', 'desc')
      .limit(limit)
      .execute()
    return toMessages(db, rows.toReversed())
  },

  async page(id, { before, after, around, limit }) {
    if (around !== undefined) {
      const older = await side(db, id, 'older', Number(around), Math.floor(limit / 2))
      const newer = await side(db, id, 'newer', Number(around) - 1, Math.max(1, limit - older.messages.length))
      return { messages: [...older.messages, ...newer.messages], hasOlder: older.more, hasNewer: newer.more }
    }
    if (after !== undefined) {
      const { messages, more } = await side(db, id, 'newer', Number(after), limit)
      return { messages, hasOlder: await exists(db, id, 'older', Number(after) + 1), hasNewer: more }
    }
    const { messages, more } = await side(
      db,
      id,
      'older',
      before === undefined ? Number.MAX_SAFE_INTEGER : Number(before),
      limit,
    )
    const hasNewer = before !== undefined && (await exists(db, id, 'newer', Number(before) - 1))
    return { messages, hasOlder: more, hasNewer }
  },

  async acrossConversations(ids, before, limit) {
    const than = before === null ? Number.MAX_SAFE_INTEGER : Number(before)
    // Each conversation by its index, and the newest of them all: together they would have to be sorted whole.
    const pages = await Promise.all(ids.map(id => side(db, id, 'older', than, limit)))
    return pages
      .flatMap(page => page.messages)
      .toSorted((a, b) => Number(b.id) - Number(a.id))
      .slice(0, limit)
  },

  async attachment(id) {
    const row = await selectAttachments(db).where('attachment.id', '=', id).executeTakeFirst()
    return row ? toAttachmentRow(row) : null
  },

  async attachmentsToFetch(limit) {
    const query = selectAttachments(db)
      .where(sql<boolean>`attachment.state = 'remote'`)
      .where('attachment.remote', 'is not', null)
    return (await query.orderBy('attachment.messageN').limit(limit).execute()).map(toAttachmentRow)
  },

  async draft(chatId, agentId) {
    const row = await db
      .selectFrom('draft')
      .selectAll()
      .where('chatId', '=', chatId)
      .where('agentId', '=', agentId)
      .executeTakeFirst()
    return row ? { ...row, note: row.note === 1 } : null
  },

  async decisions(chatId, limit) {
    const rows = await db
      .selectFrom('decision')
      .selectAll()
      .where('chatId', '=', chatId)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ id: _, outcome, candidates, ...row }) => ({
      ...row,
      outcome: JSON.parse(outcome) as Decision['outcome'],
      candidates: JSON.parse(candidates) as (Decision['candidates'][number] & { reason: CandidateReason })[],
    }))
  },
})

const one = async (db: ReadDb, query: ReturnType<typeof selectMessages>): Promise<Message | null> => {
  const [message] = await toMessages(db, await query.limit(1).execute())
  return message ?? null
}

const ofConversation = (db: ReadDb, id: ConversationId) =>
  selectMessages(db).where(
    'message.conversationN',
    '=',
    db.selectFrom('conversation').select('conversation.n').where('conversation.id', '=', id),
  )

/** At most `limit` messages on one side of a number, which is not among them; oldest first. */
const side = async (
  db: ReadDb,
  id: ConversationId,
  where: 'older' | 'newer',
  than: number,
  limit: number,
): Promise<{ messages: Message[]; more: boolean }> => {
  const rows = await ofConversation(db, id)
    .where('message.n', where === 'older' ? '<' : '>', than)
    .orderBy('message.n', where === 'older' ? 'desc' : 'asc')
    .limit(limit + 1)
    .execute()
  const more = rows.length > limit
  const page = more ? rows.slice(0, limit) : rows
  return { messages: await toMessages(db, where === 'older' ? page.toReversed() : page), more }
}

const exists = async (db: ReadDb, id: ConversationId, where: 'older' | 'newer', than: number): Promise<boolean> => {
  const row = await ofConversation(db, id)
    .where('message.n', where === 'older' ? '<' : '>', than)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const selectAttachments = (db: ReadDb) =>
  db
    .selectFrom('attachment')
    .innerJoin('message', 'message.n', 'attachment.messageN')
    .innerJoin('chat', 'chat.number', 'message.chatNumber')
    .selectAll('attachment')
    .select(['chat.id as chatId', 'chat.conversationId', 'chat.channelId'])

type SelectedAttachment = Awaited<ReturnType<ReturnType<typeof selectAttachments>['execute']>>[number]

const toAttachmentRow = (row: SelectedAttachment): AttachmentRow => ({
  ...toAttachment(row),
  messageId: asId<MessageId>(String(row.messageN)),
  chatId: row.chatId,
  conversationId: row.conversationId,
  channelId: row.channelId,
  remote: row.remote,
  attempts: row.attempts,
})

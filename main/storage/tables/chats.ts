// Chats as they are read. The literals in the conditions let the partial indexes serve: closed chats, nearly all, are never looked at.
import { sql } from 'kysely'
import type { AgentId, QueueId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import type { ReadDb } from '../schema.ts'
import type { ChatReads } from '../store.ts'
import { selectChatRows, selectChats, toChat, toChatRow } from './chat-rows.ts'
import { unreadTotalsOf, viewsOf } from './chat-views.ts'

/** Whatever came before so many chats is long ago. */
const latelyChats = 5_000

const isOpen = sql<boolean>`chat.status <> 'closed'`
const isWaiting = sql<boolean>`chat.status = 'waiting'`
const isBot = sql<boolean>`chat.status = 'bot'`
const isActive = sql<boolean>`chat.status = 'active'`

export const chatReads = (db: ReadDb): ChatReads => ({
  async get(id) {
    const row = await selectChats(db).where('chat.id', '=', id).executeTakeFirst()
    return row ? toChat(row) : null
  },

  async openOfConversation(id) {
    const row = await selectChats(db).where('chat.conversationId', '=', id).where(isOpen).executeTakeFirst()
    return row ? toChat(row) : null
  },

  async row(id) {
    const row = await selectChatRows(db).where('chat.id', '=', id).executeTakeFirst()
    return row ? toChatRow(row) : null
  },

  async waiting(queueId) {
    const query = selectChats(db).where(isWaiting).orderBy('chat.queuedAt').orderBy('chat.number')
    const rows = await (queueId === undefined ? query : query.where('chat.queueId', '=', queueId)).execute()
    return rows.map(row => toChat(row))
  },

  async rowsOfAgent(id) {
    const mine = await selectChatRows(db).where('chat.ownerId', '=', id).where(isActive).execute()
    const offered = await selectChatRows(db)
      .where(isOpen)
      .where(
        'chat.id',
        'in',
        db.selectFrom('offer').select('chatId').where('agentId', '=', id).where('outcome', 'is', null),
      )
      .execute()
    const seen = new Set(mine.map(row => row.id))
    return [...mine, ...offered.filter(row => !seen.has(row.id))].map(toChatRow)
  },

  async openRows(limit) {
    const latest = sql`max(coalesce(chat.lastAt, 0), chat.queuedAt)`
    const rows = await selectChatRows(db)
      .where(isOpen)
      .orderBy(latest, 'desc')
      .orderBy('chat.number', 'desc')
      .limit(limit)
      .execute()
    return rows.map(toChatRow)
  },

  async ofConversation(id, limit) {
    const query = selectChatRows(db).where('chat.conversationId', '=', id)
    return (await query.orderBy('chat.number', 'desc').limit(limit).execute()).map(toChatRow)
  },

  async ofContact(id, limit) {
    const query = selectChatRows(db).where('chat.contactId', '=', id)
    return (await query.orderBy('chat.number', 'desc').limit(limit).execute()).map(toChatRow)
  },

  async view(id, agentId) {
    const [view] = await viewsOf(db, [id], agentId)
    return view ?? { unread: 0, firstUnreadId: null, offer: null, hasDraft: false }
  },
  views: (ids, agentId) => viewsOf(db, ids, agentId),
  unreadTotals: agentId => unreadTotalsOf(db, agentId),
  async readUpTo(id) {
    const row = await db
      .selectFrom('readMark')
      .innerJoin('chat', 'chat.number', 'readMark.chatNumber')
      .where('chat.conversationId', '=', id)
      .select(({ fn }) => fn.max('readMark.upTo').as('upTo'))
      .executeTakeFirst()
    return row?.upTo == null ? null : asId(String(row.upTo))
  },

  async takenLately(queueId, limit) {
    const rows = await db
      .selectFrom('chat')
      .select(['queuedAt', 'acceptedAt'])
      .where('number', '>', sql<number>`(SELECT coalesce(max(number), 0) FROM chat) - ${latelyChats}`)
      .where('queueId', '=', queueId)
      .where('acceptedAt', 'is not', null)
      .orderBy('number', 'desc')
      .limit(limit)
      .execute()
    return rows.flatMap(({ queuedAt, acceptedAt }) => (acceptedAt === null ? [] : [{ queuedAt, acceptedAt }]))
  },

  async readByAgents(id) {
    const rows = await db
      .selectFrom('readMark')
      .innerJoin('chat', 'chat.number', 'readMark.chatNumber')
      .innerJoin('message', 'message.n', 'readMark.upTo')
      .where('chat.conversationId', '=', id)
      .select(({ fn }) => ['readMark.agentId', fn.max('message.storedAt').as('at')])
      .groupBy('readMark.agentId')
      .execute()
    return new Map(rows.map(row => [row.agentId, row.at]))
  },

  async activeCounts() {
    const rows = await db
      .selectFrom('chat')
      .select(({ fn }) => ['ownerId', fn.countAll<number>().as('count')])
      .where(isActive)
      .groupBy('ownerId')
      .execute()
    return new Map(rows.map(row => [row.ownerId as AgentId, row.count]))
  },

  async activeOfAgent(id) {
    const query = selectChats(db).where('chat.ownerId', '=', id).where(isActive)
    return (await query.orderBy('chat.number').execute()).map(row => toChat(row))
  },

  async awaitingCustomer() {
    const rows = await selectChats(db)
      .innerJoin('queue', 'queue.id', 'chat.queueId')
      .select('queue.completionTimeoutMinutes as timeoutMinutes')
      .where(isActive)
      .where('chat.unansweredSince', 'is', null)
      .where('chat.lastOutboundAt', 'is not', null)
      .where('queue.completionTimeoutMinutes', 'is not', null)
      .$narrowType<{ timeoutMinutes: number }>()
      .execute()
    return rows.map(row => toChat(row))
  },

  async ofBots() {
    const rows = await selectChats(db)
      .innerJoin('queue', 'queue.id', 'chat.queueId')
      .leftJoin('message', 'message.n', 'chat.lastMessageN')
      .select(['queue.completionTimeoutMinutes as timeoutMinutes', 'message.storedAt'])
      .where(isBot)
      .execute()
    return rows.map(({ storedAt, ...row }) => ({
      ...toChat(row),
      // One that a customer's chat became lives from then on, however old its last message.
      lastStoredAt: Math.max(storedAt ?? 0, row.queuedAt),
    }))
  },

  async countsByQueue() {
    const rows = await db
      .selectFrom('chat')
      .select(({ fn }) => ['queueId', 'status', fn.countAll<number>().as('count')])
      .where(isOpen)
      .groupBy(['queueId', 'status'])
      .execute()
    const counts = new Map<QueueId, { waiting: number; active: number }>()
    for (const { queueId, status, count } of rows) {
      const of = counts.get(queueId) ?? { waiting: 0, active: 0 }
      if (status === 'waiting') of.waiting = count
      if (status === 'active') of.active = count
      counts.set(queueId, of)
    }
    return counts
  },
})

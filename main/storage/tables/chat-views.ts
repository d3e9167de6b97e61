// What one agent has to do with chats: unread messages, the offer that rings, a draft.
import { sql } from 'kysely'
import type { AgentId, ChatId, MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import type { OfferTable, ReadDb } from '../schema.ts'
import type { AgentView } from '../store.ts'
import { toOffer } from './offers.ts'

/** The inbound messages of a chat after an agent's read mark; the literal 'in' lets the index of inbound messages serve. */
const unread = (what: 'count(*)' | 'min(n)', agentId: AgentId) =>
  sql<number | null>`(
    SELECT ${sql.raw(what)} FROM message
    WHERE message.chatNumber = chat.number AND message.direction = 'in' AND message.n > coalesce(
      (SELECT upTo FROM readMark WHERE readMark.chatNumber = chat.number AND readMark.agentId = ${agentId}), 0)
  )`

/** In the order of the ids; a chat that does not exist gives an empty view. */
export const viewsOf = async (db: ReadDb, ids: readonly ChatId[], agentId: AgentId): Promise<AgentView[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('chat')
    .select([
      'chat.id',
      unread('count(*)', agentId).as('unread'),
      unread('min(n)', agentId).as('firstUnread'),
      sql<number>`EXISTS (SELECT 1 FROM draft WHERE draft.chatId = chat.id AND draft.agentId = ${agentId})`.as(
        'hasDraft',
      ),
    ])
    .where('chat.id', 'in', sql<ChatId>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute()
  const offers = await db
    .selectFrom('offer')
    .selectAll()
    .where('agentId', '=', agentId)
    .where('outcome', 'is', null)
    .execute()
  const byId = new Map(rows.map(row => [row.id, row]))
  const offerOf = new Map<ChatId, OfferTable>(offers.map(offer => [offer.chatId, offer]))
  return ids.map(id => {
    const row = byId.get(id)
    const offer = offerOf.get(id)
    return {
      unread: row?.unread ?? 0,
      firstUnreadId: row?.firstUnread == null ? null : asId<MessageId>(String(row.firstUnread)),
      offer: offer ? toOffer(offer) : null,
      hasDraft: row?.hasDraft === 1,
    }
  })
}

/** Over the agent's own active chats. */
export const unreadTotalsOf = async (db: ReadDb, agentId: AgentId): Promise<{ chats: number; messages: number }> => {
  const rows = await db
    .selectFrom('chat')
    .select(unread('count(*)', agentId).as('unread'))
    .where('ownerId', '=', agentId)
    .where('status', '=', sql.lit('active'))
    .execute()
  const counts = rows.map(row => row.unread ?? 0).filter(count => count > 0)
  return { chats: counts.length, messages: counts.reduce((sum, count) => sum + count, 0) }
}

// How chats change. Claiming, requeueing and closing are compare-and-set: of several who try at once, one succeeds.
import { sql } from 'kysely'
import type { Decision } from '../../domain/decision.ts'
import type { WriteDb } from '../schema.ts'
import type { ChatReads, ChatWrites } from '../store.ts'
import { chatReads } from './chats.ts'

export const chatWrites = (db: WriteDb): ChatWrites => writes(db, chatReads(db))

const writes = (db: WriteDb, reads: ChatReads): ChatWrites => ({
  ...reads,

  async insert({ lastMessageId, ...chat }) {
    const { number } = await db
      .insertInto('chat')
      .values({ ...chat, number: undefined, lastMessageN: lastMessageId === null ? null : Number(lastMessageId) })
      .returning('number')
      .executeTakeFirstOrThrow()
    return { ...chat, lastMessageId, number }
  },

  async insertAfter(before, { id, queueId, at }) {
    const last = [
      'lastMessageN',
      'lastDirection',
      'lastKind',
      'lastText',
      'lastAt',
      'lastAgentId',
      'lastInboundAt',
    ] as const
    const own = ['id', 'queueId', 'status', 'openedAt', 'queuedAt', 'unansweredSince'] as const
    const { number } = await db
      .insertInto('chat')
      .columns([...own, 'conversationId', 'contactId', 'channelId', ...last])
      .expression(
        db
          .selectFrom('chat')
          .select([
            sql.val(id).as('id'),
            sql.val(queueId).as('queueId'),
            sql.val('waiting').as('status'),
            sql.val(at).as('openedAt'),
            sql.val(at).as('queuedAt'),
            sql.val(at).as('unansweredSince'),
          ])
          .select(['conversationId', 'contactId', 'channelId', ...last])
          .where('chat.id', '=', before.id),
      )
      .returning('number')
      .executeTakeFirstOrThrow()
    const chat = await reads.get(id)
    if (chat === null) throw new Error(`The chat ${number} is not there after it was opened.`)
    return chat
  },

  async claim(id, agentId, at, from) {
    const chat = db.updateTable('chat').where('id', '=', id)
    if (from !== null) {
      const moved = chat.set({ ownerId: agentId }).where('status', '=', 'active').where('ownerId', '=', from)
      return (await moved.executeTakeFirst()).numUpdatedRows === 1n
    }
    const accepted = chat.set({ status: 'active', ownerId: agentId, acceptedAt: at }).where('status', '=', 'waiting')
    if ((await accepted.executeTakeFirst()).numUpdatedRows === 0n) return false
    await db.updateTable('agent').set({ lastTakenAt: at }).where('id', '=', agentId).execute()
    return true
  },

  async requeue(id, queueId, at) {
    const { numUpdatedRows } = await db
      .updateTable('chat')
      .set({ status: 'waiting', ownerId: null, queueId, queuedAt: at })
      .where('id', '=', id)
      .where('status', '<>', 'closed')
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },

  async close(id, at, reason, by) {
    const { numUpdatedRows } = await db
      .updateTable('chat')
      .set({ status: 'closed', closedAt: at, closeReason: reason, closedBy: by })
      .where('id', '=', id)
      .where('status', '<>', 'closed')
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },

  async setStatus(id, status) {
    await db.updateTable('chat').set({ status }).where('id', '=', id).execute()
  },

  async markRead(id, agentId, upTo) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('readMark')
      .columns(['chatNumber', 'agentId', 'upTo'])
      .expression(
        db
          .selectFrom('chat')
          .select(['number', sql.val(agentId).as('agentId'), sql.val(Number(upTo)).as('upTo')])
          .where('id', '=', id),
      )
      .onConflict(conflict =>
        conflict
          .columns(['chatNumber', 'agentId'])
          .doUpdateSet(({ ref }) => ({ upTo: ref('excluded.upTo') }))
          .whereRef('readMark.upTo', '<', 'excluded.upTo'),
      )
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  },

  async saveDraft({ note, ...draft }) {
    const row = { ...draft, note: Number(note) }
    await db
      .insertInto('draft')
      .values(row)
      .onConflict(conflict => conflict.columns(['chatId', 'agentId']).doUpdateSet(row))
      .execute()
  },

  async deleteDraft(chatId, agentId) {
    await db.deleteFrom('draft').where('chatId', '=', chatId).where('agentId', '=', agentId).execute()
  },

  async insertDecision({ outcome, candidates, ...row }: Decision) {
    await db
      .insertInto('decision')
      .values({ ...row, outcome: JSON.stringify(outcome), candidates: JSON.stringify(candidates) })
      .execute()
  },
})

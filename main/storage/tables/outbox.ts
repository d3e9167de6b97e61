// Replies that wait to be sent: one line per conversation, whose head alone may go; and how the states of messages move on.
import { sql } from 'kysely'
import type { MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import { movedByReport, movesForward } from '../../domain/message.ts'
import type { Database, ReadDb, WriteDb } from '../schema.ts'
import type { OutboxReads, OutboxRow, OutboxWrites } from '../store.ts'

/** The oldest row of each conversation that no person has to decide about. While it is on the wire, nothing behind it goes. */
const heads = (db: ReadDb) =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where(
      'messageN',
      'in',
      db
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('messageN').as('messageN'))
        .where(sql<boolean>`held = 0`)
        .groupBy('conversationId'),
    )
    .where('startedAt', 'is', null)

export const outboxReads = (db: ReadDb): OutboxReads => ({
  async due(now, limit) {
    const rows = await heads(db).where('nextTryAt', '<=', now).orderBy('messageN').limit(limit).execute()
    return rows.map(toOutboxRow)
  },
  async nextDue() {
    const row = await heads(db)
      .clearSelect()
      .select(({ fn }) => fn.min('nextTryAt').as('at'))
      .executeTakeFirst()
    return row?.at ?? null
  },
  async interrupted() {
    const query = db.selectFrom('outbox').selectAll().where('startedAt', 'is not', null).where('held', '=', 0)
    return (await query.orderBy('messageN').execute()).map(toOutboxRow)
  },
  async get(messageId) {
    const row = await db.selectFrom('outbox').selectAll().where('messageN', '=', Number(messageId)).executeTakeFirst()
    return row ? toOutboxRow(row) : null
  },
  async count() {
    const row = await db
      .selectFrom('outbox')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return row.count
  },
})

export const outboxWrites = (db: WriteDb): OutboxWrites => {
  const row = (messageId: MessageId) => db.updateTable('outbox').where('messageN', '=', Number(messageId))
  return {
    ...outboxReads(db),

    async add(messageId, conversationId, channelId, at) {
      const messageN = Number(messageId)
      await db
        .insertInto('outbox')
        .values({ messageN, conversationId, channelId, attempts: 0, nextTryAt: at, startedAt: null, held: 0 })
        .onConflict(conflict => conflict.column('messageN').doNothing())
        .execute()
    },
    async start(messageId, at) {
      await row(messageId)
        .set(({ eb }) => ({ startedAt: at, attempts: eb('attempts', '+', 1) }))
        .execute()
    },
    async again(messageId, nextTryAt) {
      await row(messageId).set({ startedAt: null, nextTryAt, held: 0 }).execute()
    },
    async hold(messageId) {
      await row(messageId).set({ startedAt: null, held: 1 }).execute()
    },
    async remove(messageId) {
      await db.deleteFrom('outbox').where('messageN', '=', Number(messageId)).execute()
    },

    async setState(id, state, { externalId, trouble }) {
      const message = await db
        .selectFrom('message')
        .select(['state', 'externalId'])
        .where('n', '=', Number(id))
        .executeTakeFirst()
      if (!message?.state) return false
      const moves = movesForward(message.state, state)
      const change = {
        ...(moves && { state }),
        // A network's id that comes late is still the only way to recognise its receipts.
        ...(externalId !== undefined && (moves || message.externalId === null) && { externalId }),
        // A queued message may wait with a reason.
        ...(trouble !== undefined &&
          (moves || state === message.state) && { trouble: trouble === null ? null : JSON.stringify(trouble) }),
      }
      if (Object.keys(change).length > 0) {
        await db.updateTable('message').set(change).where('n', '=', Number(id)).execute()
      }
      return moves
    },

    async report(id, state, { externalId, trouble }) {
      const message = await db.selectFrom('message').select('state').where('n', '=', Number(id)).executeTakeFirst()
      if (!message?.state || !movedByReport(message.state, state)) return false
      const change = { state, externalId, trouble: trouble === null ? null : JSON.stringify(trouble) }
      await db.updateTable('message').set(change).where('n', '=', Number(id)).execute()
      return true
    },

    async advance(channelId, upTo, state) {
      const mine = db
        .selectFrom('message')
        .select(['message.n', 'message.state'])
        .where(sql<boolean>`message.state IN ('sent', 'delivered')`)
        .orderBy('message.n')
      const rows =
        upTo.externalId === null
          ? await mine
              .innerJoin('conversation', 'conversation.n', 'message.conversationN')
              .innerJoin('identity', 'identity.id', 'conversation.identityId')
              .where('identity.channelId', '=', channelId)
              .where('identity.address', '=', upTo.address)
              .where('message.at', '<=', upTo.at)
              .execute()
          : await mine
              .innerJoin('message as upTo', 'upTo.conversationN', 'message.conversationN')
              .where('upTo.channelN', '=', db.selectFrom('channel').select('channel.n').where('id', '=', channelId))
              .where('upTo.externalId', '=', upTo.externalId)
              .whereRef('message.n', '<=', 'upTo.n')
              .execute()
      const moving = rows.filter(row => row.state !== null && movesForward(row.state, state)).map(row => row.n)
      if (moving.length === 0) return []
      await db.updateTable('message').set({ state }).where('n', 'in', moving).execute()
      return moving.map(n => asId<MessageId>(String(n)))
    },
  }
}

const toOutboxRow = ({ messageN, held, ...row }: Database['outbox']): OutboxRow => ({
  ...row,
  messageId: asId<MessageId>(String(messageN)),
  held: held === 1,
})

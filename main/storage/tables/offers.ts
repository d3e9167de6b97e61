// Offers: a chat held out to an agent, at most one open per chat and agent.
import { sql } from 'kysely'
import type { AgentId } from '../../domain/ids.ts'
import type { Offer } from '../../domain/offer.ts'
import type { OfferTable, ReadDb, WriteDb } from '../schema.ts'
import type { OfferReads, OfferWrites } from '../store.ts'

export const offerReads = (db: ReadDb): OfferReads => ({
  async open(chatId) {
    const query = openOffers(db)
    return (await (chatId === undefined ? query : query.where('chatId', '=', chatId)).execute()).map(toOffer)
  },
  openOfAgent: async id => (await openOffers(db).where('agentId', '=', id).execute()).map(toOffer),

  async ofChat(chatId, since) {
    const rows = await db
      .selectFrom('offer')
      .selectAll()
      .where('chatId', '=', chatId)
      .where('madeAt', '>=', since)
      .orderBy('madeAt')
      .orderBy(sql`rowid`)
      .execute()
    return rows.map(toOffer)
  },

  async exclusiveCounts() {
    const rows = await db
      .selectFrom('offer')
      .select(({ fn }) => ['agentId', fn.countAll<number>().as('count')])
      .where('outcome', 'is', null)
      .where('exclusive', '=', 1)
      .groupBy('agentId')
      .execute()
    return new Map<AgentId, number>(rows.map(row => [row.agentId, row.count]))
  },

  async nextExpiry() {
    const row = await db
      .selectFrom('offer')
      .select(({ fn }) => fn.min('expiresAt').as('at'))
      .where('outcome', 'is', null)
      .where('expiresAt', 'is not', null)
      .executeTakeFirst()
    return row?.at ?? null
  },

  async expired(now) {
    const query = openOffers(db).where('expiresAt', 'is not', null).where('expiresAt', '<=', now)
    return (await query.orderBy('expiresAt').execute()).map(toOffer)
  },
})

export const offerWrites = (db: WriteDb): OfferWrites => ({
  ...offerReads(db),

  async insert(offer) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('offer')
      .values({ ...offer, exclusive: Number(offer.exclusive) })
      .onConflict(conflict => conflict.columns(['chatId', 'agentId']).where('outcome', 'is', null).doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  },

  async end(id, outcome, at) {
    const { numUpdatedRows } = await db
      .updateTable('offer')
      .set({ outcome, endedAt: at })
      .where('id', '=', id)
      .where('outcome', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
})

const openOffers = (db: ReadDb) => db.selectFrom('offer').selectAll().where('outcome', 'is', null)

export const toOffer = (row: OfferTable): Offer => ({ ...row, exclusive: row.exclusive === 1 })

// Cases with their history, comments and links to chats.
import type { CaseId } from '../../domain/ids.ts'
import type { CaseReads, CaseWrites } from '../case-store.ts'
import type { ReadDb, WriteDb } from '../schema.ts'
import { foundBy } from '../search/words.ts'
import { asked, within } from './case-filters.ts'
import { selectCaseRows, selectCases, toCase, toCaseRows } from './case-rows.ts'

const stepColumns = ['at', 'agentId', 'agentName', 'field', 'from', 'to'] as const
const commentColumns = ['id', 'at', 'agentId', 'agentName', 'text'] as const

export const caseReads = (db: ReadDb): CaseReads => ({
  get: async id => toCase(db, await selectCases(db).where('case.id', '=', id).executeTakeFirst()),

  async row(id) {
    const [row] = await toCaseRows(db, await selectCaseRows(db).where('case.id', '=', id).execute())
    return row ?? null
  },

  byIdempotencyKey: async key =>
    toCase(db, await selectCases(db).where('case.idempotencyKey', '=', key).executeTakeFirst()),

  async list(filter, reach) {
    let query = selectCaseRows(db).where(within(reach)).orderBy('case.number', 'desc').limit(filter.limit)
    for (const condition of asked(filter)) query = query.where(condition)
    return toCaseRows(db, await query.execute())
  },

  async countOpenOf(agentId) {
    const row = await db
      .selectFrom('case')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('assigneeId', '=', agentId)
      .where('status', 'in', ['new', 'inProgress', 'waiting'])
      .executeTakeFirstOrThrow()
    return row.count
  },

  history: (id, limit) =>
    db
      .selectFrom('caseHistory')
      .select(stepColumns)
      .where('caseId', '=', id)
      .orderBy('n', 'desc')
      .limit(limit)
      .execute(),

  async comments(id, limit) {
    const newest = db.selectFrom('caseComment').select(commentColumns).where('caseId', '=', id)
    return (await newest.orderBy('n', 'desc').limit(limit).execute()).toReversed()
  },

  async agentsOfChats(id) {
    const conversations = db
      .selectFrom('caseChat')
      .innerJoin('chat', 'chat.id', 'caseChat.chatId')
      .select('chat.conversationId')
      .where('caseChat.caseId', '=', id)
    const owners = await db
      .selectFrom('chat')
      .select('ownerId')
      .distinct()
      .where('conversationId', 'in', conversations)
      .where('ownerId', 'is not', null)
      .execute()
    const rungAt = await db
      .selectFrom('offer')
      .innerJoin('chat', 'chat.id', 'offer.chatId')
      .select('offer.agentId')
      .distinct()
      .where('offer.outcome', 'is', null)
      .where('chat.conversationId', 'in', conversations)
      .execute()
    const found = [...owners.map(({ ownerId }) => ownerId), ...rungAt.map(({ agentId }) => agentId)]
    return [...new Set(found.filter(one => one !== null))]
  },
})

export const caseWrites = (db: WriteDb): CaseWrites => {
  const reads = caseReads(db)
  const touched = (id: CaseId, at: number) =>
    db.updateTable('case').set({ changedAt: at }).where('id', '=', id).execute()
  return {
    ...reads,

    async insert({ chatIds, ...one }, idempotencyKey) {
      const row = { ...one, idempotencyKey, foundBy: foundBy(`${one.subject}\n${one.description}\n${one.account}`, []) }
      const { number } = await db.insertInto('case').values(row).returning('number').executeTakeFirstOrThrow()
      for (const chatId of chatIds)
        await db.insertInto('caseChat').values({ caseId: one.id, chatId, at: one.registeredAt }).execute()
      return { ...one, number, chatIds }
    },

    async update(id, change, expectedVersion, at) {
      const now = await selectCases(db).where('case.id', '=', id).executeTakeFirst()
      if (now === undefined || now.version !== expectedVersion) return false
      const { subject, description, account } = { ...now, ...change }
      await db
        .updateTable('case')
        .set({
          ...change,
          changedAt: at,
          version: expectedVersion + 1,
          foundBy: foundBy(`${subject}\n${description}\n${account}`, []),
        })
        .where('id', '=', id)
        .execute()
      return true
    },

    async link(caseId, chatId, at) {
      const added = await db
        .insertInto('caseChat')
        .values({ caseId, chatId, at })
        .onConflict(conflict => conflict.columns(['caseId', 'chatId']).doNothing())
        .executeTakeFirst()
      if (added.numInsertedOrUpdatedRows === 0n) return false
      await touched(caseId, at)
      return true
    },

    async unlink(caseId, chatId, at) {
      const gone = await db
        .deleteFrom('caseChat')
        .where('caseId', '=', caseId)
        .where('chatId', '=', chatId)
        .executeTakeFirst()
      if (gone.numDeletedRows === 0n) return false
      await touched(caseId, at)
      return true
    },

    async addStep(caseId, step) {
      await db
        .insertInto('caseHistory')
        .values({ caseId, ...step })
        .execute()
    },

    async addComment(caseId, comment, idempotencyKey) {
      const added = await db
        .insertInto('caseComment')
        .values({ caseId, ...comment, idempotencyKey })
        .onConflict(conflict =>
          conflict.columns(['caseId', 'idempotencyKey']).where('idempotencyKey', 'is not', null).doNothing(),
        )
        .executeTakeFirst()
      if (added.numInsertedOrUpdatedRows === 0n) return false
      await touched(caseId, comment.at)
      return true
    },
  }
}

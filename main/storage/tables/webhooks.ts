// Webhooks, and what was delivered to each: a line for each case or conversation, whose head alone may go.
import { sql } from 'kysely'
import type { WebhookEvent } from '../../domain/case-webhook.ts'
import type { Following } from '../../domain/protocol-webhook.ts'
import type { CaseDatabase } from '../case-schema.ts'
import type { ReadDb, WriteDb } from '../schema.ts'
import type { CaseWebhook, ProtocolWebhook, Webhook, WebhookReads, WebhookWrites } from '../webhook-store.ts'

// As constants: an index over some of the rows is not used for what SQLite learns only when it is asked.
const isWaiting = sql<boolean>`state = 'waiting'`
const isGivenUp = sql<boolean>`state = 'givenUp'`
const isSettled = sql<boolean>`state <> 'waiting'`

const columns = [
  'id',
  'kind',
  'name',
  'url',
  'events',
  'follows',
  'active',
  'sealedSecret',
  'createdAt',
  'version',
] as const

const deliveryColumns = [
  'webhookDelivery.n',
  'webhookDelivery.id',
  'webhookDelivery.webhookId',
  'webhookDelivery.caseId',
  'webhookDelivery.conversationId',
  'webhookDelivery.eventId',
  'webhookDelivery.type',
  'webhookDelivery.body',
  'webhookDelivery.madeAt',
  'webhookDelivery.queuedAt',
  'webhookDelivery.state',
  'webhookDelivery.attempts',
  'webhookDelivery.nextTryAt',
  'webhookDelivery.triedAt',
  'webhookDelivery.tookMs',
  'webhookDelivery.status',
  'webhookDelivery.answer',
  'webhookDelivery.trouble',
] as const

const selectDeliveries = (db: ReadDb) =>
  db
    .selectFrom('webhookDelivery')
    .leftJoin('case', 'case.id', 'webhookDelivery.caseId')
    .select(deliveryColumns)
    .select('case.number as caseNumber')

export const webhookReads = (db: ReadDb): WebhookReads => {
  const heads = (id: Webhook['id']) =>
    db
      .selectFrom('webhookDelivery')
      .select(({ fn }) => fn.min('n').as('n'))
      .where('webhookId', '=', id)
      .where(isWaiting)
      .groupBy(({ fn }) => fn.coalesce('caseId', 'conversationId'))

  const countsOf = async (which: typeof isWaiting) => {
    const rows = await db
      .selectFrom('webhookDelivery')
      .select(({ fn }) => ['webhookId', fn.countAll<number>().as('count')])
      .where(which)
      .groupBy('webhookId')
      .execute()
    return new Map(rows.map(({ webhookId, count }) => [webhookId, count]))
  }

  const all = async (): Promise<Webhook[]> => {
    const query = db.selectFrom('webhook').select(columns).where('deletedAt', 'is', null)
    return (await query.orderBy('name').orderBy('id').execute()).flatMap(row => toWebhook(row) ?? [])
  }

  return {
    async get(id) {
      const query = db.selectFrom('webhook').select(columns).where('id', '=', id).where('deletedAt', 'is', null)
      return toWebhook(await query.executeTakeFirst())
    },
    all,
    cases: async () => (await all()).filter((one): one is CaseWebhook => one.kind === 'case'),
    protocol: async () => (await all()).filter((one): one is ProtocolWebhook => one.kind === 'protocol'),
    async clients() {
      const rows = await db.selectFrom('webhookClient').select(['clientId', 'enabled']).execute()
      return new Map(rows.map(({ clientId, enabled }) => [clientId, enabled === 1]))
    },
    async toldUpTo() {
      return (await db.selectFrom('webhooksTold').select('seq').executeTakeFirst())?.seq ?? null
    },
    async deleted(id) {
      const query = db.selectFrom('webhook').select(columns).where('id', '=', id).where('deletedAt', 'is not', null)
      return toWebhook(await query.executeTakeFirst())
    },
    async deletedBefore(at) {
      return (await db.selectFrom('webhook').select('id').where('deletedAt', '<', at).execute()).map(({ id }) => id)
    },
    async delivery(id) {
      return (await selectDeliveries(db).where('webhookDelivery.id', '=', id).executeTakeFirst()) ?? null
    },
    deliveries(id, { state, before, limit }) {
      let query = selectDeliveries(db).where('webhookDelivery.webhookId', '=', id)
      if (state !== undefined) query = query.where('webhookDelivery.state', '=', state)
      if (before !== undefined) query = query.where('webhookDelivery.n', '<', before)
      return query.orderBy('webhookDelivery.n', 'desc').limit(limit).execute()
    },
    due: (id, now, limit) =>
      selectDeliveries(db)
        .where('webhookDelivery.n', 'in', heads(id))
        .where('webhookDelivery.nextTryAt', '<=', now)
        .orderBy('webhookDelivery.n')
        .limit(limit)
        .execute(),
    async nextDue(id) {
      const row = await db
        .selectFrom('webhookDelivery')
        .select(({ fn }) => fn.min('nextTryAt').as('at'))
        .where('n', 'in', heads(id))
        .executeTakeFirst()
      return row?.at ?? null
    },
    async counts() {
      const [waiting, givenUp] = [await countsOf(isWaiting), await countsOf(isGivenUp)]
      const ids = [...new Set([...waiting.keys(), ...givenUp.keys()])]
      return new Map(ids.map(id => [id, { waiting: waiting.get(id) ?? 0, givenUp: givenUp.get(id) ?? 0 }]))
    },
  }
}

export const webhookWrites = (db: WriteDb): WebhookWrites => ({
  ...webhookReads(db),
  async insert(webhook) {
    await db
      .insertInto('webhook')
      .values({ ...rowOf(webhook), deletedAt: null })
      .execute()
  },
  async update(id, { events, active, ...change }) {
    await db
      .updateTable('webhook')
      .set(({ eb }) => ({
        ...change,
        ...(events === undefined ? {} : { events: JSON.stringify(events) }),
        ...(active === undefined ? {} : { active: active ? 1 : 0 }),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .execute()
  },
  async markDeleted(id, at) {
    await db.updateTable('webhook').set({ deletedAt: at }).where('id', '=', id).execute()
  },
  async delete(id) {
    await db.deleteFrom('webhook').where('id', '=', id).execute()
  },
  async setClient(clientId, enabled) {
    const value = enabled ? 1 : 0
    await db
      .insertInto('webhookClient')
      .values({ clientId, enabled: value })
      .onConflict(conflict => conflict.column('clientId').doUpdateSet({ enabled: value }))
      .execute()
  },
  async setToldUpTo(seq) {
    await db.deleteFrom('webhooksTold').execute()
    if (seq !== null) await db.insertInto('webhooksTold').values({ only: 1, seq }).execute()
  },
  async addDelivery(delivery) {
    await db.insertInto('webhookDelivery').values(delivery).execute()
  },
  async updateDelivery(id, change) {
    await db.updateTable('webhookDelivery').set(change).where('id', '=', id).execute()
  },
  async deleteSettledBefore(at) {
    const gone = await db.deleteFrom('webhookDelivery').where(isSettled).where('madeAt', '<', at).executeTakeFirst()
    return Number(gone.numDeletedRows)
  },
  async giveUpOfSwitchedOff(at, trouble) {
    const off = db.selectFrom('webhook').select('id').where('active', '=', 0).where('deletedAt', 'is', null)
    const { numUpdatedRows } = await db
      .updateTable('webhookDelivery')
      .set({ state: 'givenUp', nextTryAt: null, trouble })
      .where(isWaiting)
      .where('queuedAt', '<', at)
      .where('webhookId', 'in', off)
      .executeTakeFirst()
    return Number(numUpdatedRows)
  },
})

const rowOf = (webhook: Webhook) => {
  const { active, ...plain } = webhook
  return plain.kind === 'case'
    ? { ...plain, events: JSON.stringify(plain.events), follows: null, active: active ? 1 : 0 }
    : { ...plain, events: '[]', follows: JSON.stringify(plain.follows), active: active ? 1 : 0 }
}

const toWebhook = (row: Omit<CaseDatabase['webhook'], 'deletedAt'> | undefined): Webhook | null => {
  if (row === undefined) return null
  const { kind, events, follows, active, ...plain } = row
  const common = { ...plain, active: active === 1 }
  return kind === 'case'
    ? { ...common, kind, events: JSON.parse(events) as WebhookEvent[] }
    : { ...common, kind, follows: JSON.parse(follows ?? '{}') as Following }
}

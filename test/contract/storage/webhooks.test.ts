// Webhooks in storage: a line for each case whose head alone is due, a log that can be read page by page, deletions that can be undone.
import { describe, expect, test } from 'vitest'
import { asId, type CaseId, type ConversationId, type DeliveryId, type WebhookId } from '../../../main/domain/ids.ts'
import type { Store } from '../../../main/storage/store.ts'
import type { Delivery, ProtocolWebhook } from '../../../main/storage/webhook-store.ts'
import { aCustomer } from '../../kit/builders.ts'
import { aCase, aDelivery, aWebhook } from '../../kit/cases.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const desk = asId<WebhookId>('desk')
const due = async (store: Store, now = morning) => (await store.webhooks.due(desk, now, 9)).map(({ id }) => id)
const following = (id: string, clientId: string): ProtocolWebhook => {
  const { events: _, ...plain } = aWebhook(id)
  const follows = { action: 'incoming_event', type: 'license', clientId, filters: {}, additionalData: [] } as const
  return { ...plain, kind: 'protocol', follows }
}
const of = (id: string, n: number, more: Partial<Delivery> = {}) =>
  aDelivery(id, 'desk', { caseId: asId<CaseId>(`case-${n}`), type: 'case.changed', ...more })

describe.each(implementations)('webhooks in $name', implementation => {
  test('come back as stored, change, and can be had back after a deletion', async () => {
    const store = await aStore(implementation)
    const webhook = aWebhook('desk', { events: ['case.closed'] })
    await store.transact(tx => tx.webhooks.insert(webhook))
    await store.transact(tx => tx.webhooks.insert(aWebhook('a-first')))
    expect(await store.webhooks.get(desk)).toEqual(webhook)
    expect((await store.webhooks.all()).map(({ id }) => id)).toEqual(['a-first', 'desk'])
    await store.transact(tx => tx.webhooks.update(desk, { active: false, events: ['case.created'] }))
    const changed = { ...webhook, active: false, events: ['case.created'], version: 2 }
    expect(await store.webhooks.get(desk)).toEqual(changed)
    await store.transact(tx => tx.webhooks.markDeleted(desk, morning))
    expect(await store.webhooks.get(desk)).toBeNull()
    expect((await store.webhooks.all()).map(({ id }) => id)).toEqual(['a-first'])
    expect(await store.webhooks.deleted(desk)).toEqual(changed)
    expect(await store.webhooks.deletedBefore(morning)).toEqual([])
    expect(await store.webhooks.deletedBefore(morning + 1)).toEqual([desk])
    await store.transact(tx => tx.webhooks.markDeleted(desk, null))
    expect(await store.webhooks.get(desk)).toEqual(changed)
  })

  test('those that follow chats stand beside those on cases, with their programs’ switches', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.webhooks.insert(aWebhook('desk'))
      await tx.webhooks.insert(following('app', 'client-1'))
      await tx.webhooks.setClient('client-1', true)
      await tx.webhooks.setClient('client-2', true)
      await tx.webhooks.setClient('client-2', false)
      await tx.webhooks.setToldUpTo(4)
    })
    expect(await store.webhooks.protocol()).toEqual([following('app', 'client-1')])
    expect(await store.webhooks.cases()).toEqual([aWebhook('desk')])
    expect((await store.webhooks.all()).map(({ id }) => id)).toEqual(['app', 'desk'])
    expect([...(await store.webhooks.clients())]).toEqual([
      ['client-1', true],
      ['client-2', false],
    ])
    expect(await store.webhooks.toldUpTo()).toBe(4)
    await store.transact(tx => tx.webhooks.setToldUpTo(null))
    expect(await store.webhooks.toldUpTo()).toBeNull()
  })

  test('of each conversation only the oldest that waits is due, and what is of none has a line of its own', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      for (const name of ['carol', 'dave']) await aCustomer(tx, name)
      await tx.webhooks.insert(following('desk', 'client-1'))
      const of = (name: string) => ({ conversationId: asId<ConversationId>(`${name}-conversation`) })
      await tx.webhooks.addDelivery(aDelivery('c1', 'desk', { ...of('carol'), nextTryAt: morning + 10 }))
      await tx.webhooks.addDelivery(aDelivery('c2', 'desk', of('carol')))
      await tx.webhooks.addDelivery(aDelivery('d1', 'desk', of('dave')))
      await tx.webhooks.addDelivery(aDelivery('x1', 'desk'))
      await tx.webhooks.addDelivery(aDelivery('x2', 'desk'))
    })
    expect(await due(store)).toEqual(['d1', 'x1'])
    expect(await due(store, morning + 10)).toEqual(['c1', 'd1', 'x1'])
  })

  test('of each case only the oldest that waits is due, when its time has come', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.webhooks.insert(aWebhook('desk'))
      await tx.webhooks.insert(aWebhook('other'))
      for (const n of [1, 2]) await tx.cases.insert(aCase(`case-${n}`), null)
      await tx.webhooks.addDelivery(of('a1', 1, { nextTryAt: morning + 10 }))
      await tx.webhooks.addDelivery(of('a2', 1))
      await tx.webhooks.addDelivery(of('b1', 2))
      await tx.webhooks.addDelivery(aDelivery('x', 'other'))
    })
    expect(await due(store)).toEqual(['b1'])
    expect(await store.webhooks.nextDue(desk)).toBe(morning)
    expect(await due(store, morning + 10)).toEqual(['a1', 'b1'])
    await store.transact(async tx => {
      await tx.webhooks.updateDelivery(asId<DeliveryId>('b1'), { state: 'delivered', nextTryAt: null, status: 204 })
      await tx.webhooks.updateDelivery(asId<DeliveryId>('a1'), { state: 'givenUp', nextTryAt: null })
    })
    expect(await due(store)).toEqual(['a2'])
    expect((await store.webhooks.counts()).get(desk)).toEqual({ waiting: 1, givenUp: 1 })
    expect(await store.webhooks.delivery(asId<DeliveryId>('b1'))).toMatchObject({ caseNumber: 2, status: 204 })
    await store.transact(tx =>
      tx.webhooks.updateDelivery(asId<DeliveryId>('a2'), { state: 'delivered', nextTryAt: null }),
    )
    expect(await store.webhooks.nextDue(desk)).toBeNull()
  })

  test('the log is read newest first, by state, page by page; what is old and done is cleared away', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.webhooks.insert(aWebhook('desk'))
      for (let n = 1; n <= 5; n++)
        await tx.webhooks.addDelivery(
          aDelivery(`d${n}`, 'desk', { madeAt: morning + n, state: n % 2 === 0 ? 'delivered' : 'waiting' }),
        )
    })
    const page = await store.webhooks.deliveries(desk, { limit: 2 })
    expect(page.map(({ id }) => id)).toEqual(['d5', 'd4'])
    const next = await store.webhooks.deliveries(desk, { limit: 2, before: page.at(-1)?.n ?? 0 })
    expect(next.map(({ id }) => id)).toEqual(['d3', 'd2'])
    const delivered = await store.webhooks.deliveries(desk, { state: 'delivered', limit: 9 })
    expect(delivered.map(({ id }) => id)).toEqual(['d4', 'd2'])
    expect(await store.transact(tx => tx.webhooks.deleteSettledBefore(morning + 4))).toBe(1)
    expect((await store.webhooks.deliveries(desk, { limit: 9 })).map(({ id }) => id)).toEqual(['d5', 'd4', 'd3', 'd1'])
  })

  test('what was told to a webhook goes with it', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.webhooks.insert(aWebhook('desk'))
      await tx.webhooks.addDelivery(aDelivery('test', 'desk'))
    })
    await store.transact(tx => tx.webhooks.delete(desk))
    expect(await store.webhooks.deliveries(desk, { limit: 9 })).toEqual([])
  })
})

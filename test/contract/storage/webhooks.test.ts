// Webhooks in storage: a line for each case whose head alone is due, a log that can be read page by page, deletions that can be undone.
import { describe, expect, test } from 'vitest'
import { asId, type CaseId, type DeliveryId, type WebhookId } from '../../../main/domain/ids.ts'
import type { Store } from '../../../main/storage/store.ts'
import type { Delivery } from '../../../main/storage/webhook-store.ts'
import { aCase, aDelivery, aWebhook } from '../../kit/cases.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const desk = asId<WebhookId>('desk')
const due = async (store: Store, now = morning) => (await store.webhooks.due(desk, now, 9)).map(({ id }) => id)
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

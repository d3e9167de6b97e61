// The outbox: one line per conversation, and states that only move forward.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asId, type ChannelId, type ChatId, type ConversationId, type MessageId } from '../../../main/domain/ids.ts'
import { type DeliveryState, deliveryStates, movedByReport, movesForward } from '../../../main/domain/message.ts'
import type { Store } from '../../../main/storage/store.ts'
import { aCustomer, aMessage } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const website = asId<ChannelId>('website')

/** A reply to somebody, queued and put in line. */
const reply = async (store: Store, to = 'carol', at = morning): Promise<MessageId> => {
  const conversationId = asId<ConversationId>(`${to}-conversation`)
  return store.transact(async tx => {
    const { id } = await tx.messages.insert(aMessage({ chatId: asId<ChatId>(`${to}-chat`), conversationId }))
    await tx.outbox.add(id, conversationId, website, at)
    return id
  })
}

const due = async (store: Store, now: number, limit = 10) =>
  (await store.outbox.due(now, limit)).map(row => row.messageId)

describe.each(implementations)('the outbox of $name', implementation => {
  test('only the head of each conversation is due, the oldest first', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => aCustomer(tx, 'dave'))
    const c1 = await reply(store, 'carol')
    const d1 = await reply(store, 'dave')
    const c2 = await reply(store, 'carol')
    expect(await due(store, morning)).toEqual([c1, d1])
    expect(await due(store, morning, 1)).toEqual([c1])
    await store.transact(tx => tx.outbox.remove(c1))
    expect(await due(store, morning)).toEqual([d1, c2])
    expect(await store.outbox.count()).toBe(2)
  })

  test('nothing overtakes a head that waits for its next try, or is on the wire', async () => {
    const store = await aStore(implementation, { carol: true })
    const first = await reply(store)
    const second = await reply(store)
    await store.transact(tx => tx.outbox.start(first, morning))
    expect(await due(store, morning + 99)).toEqual([])
    expect(await store.outbox.nextDue()).toBeNull()
    expect(await store.outbox.interrupted()).toMatchObject([{ messageId: first, attempts: 1, startedAt: morning }])
    await store.transact(tx => tx.outbox.again(first, morning + 50))
    expect(await store.outbox.interrupted()).toEqual([])
    expect(await store.outbox.nextDue()).toBe(morning + 50)
    expect(await due(store, morning + 49)).toEqual([])
    expect(await due(store, morning + 50)).toEqual([first])
    await store.transact(tx => tx.outbox.remove(first))
    expect(await due(store, morning)).toEqual([second])
  })

  test('what waits for a person lets the others pass, until the person decides', async () => {
    const store = await aStore(implementation, { carol: true })
    const first = await reply(store)
    const second = await reply(store)
    await store.transact(tx => tx.outbox.start(first, morning))
    await store.transact(tx => tx.outbox.hold(first))
    expect(await due(store, morning)).toEqual([second])
    expect(await store.outbox.interrupted()).toEqual([])
    expect(await store.outbox.get(first)).toMatchObject({ held: true, attempts: 1, startedAt: null })
    await store.transact(tx => tx.outbox.again(first, morning))
    expect(await due(store, morning)).toEqual([first])
  })

  test('whatever reports arrive in whatever order, a state only moves forward', async () => {
    const store = await aStore(implementation, { carol: true })
    const states: DeliveryState[] = [...deliveryStates, 'failed']
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...states), { maxLength: 8 }), async reports => {
        const id = await reply(store)
        let present: DeliveryState = 'queued'
        for (const report of reports) {
          const moved = await store.transact(tx => tx.outbox.setState(id, report, {}))
          expect(moved).toBe(movesForward(present, report))
          if (moved) present = report
          expect((await store.messages.get(id))?.state).toBe(present)
        }
      }),
      { numRuns: 30 },
    )
  })

  test("the network's id and the trouble are kept with the state", async () => {
    const store = await aStore(implementation, { carol: true })
    const id = await reply(store)
    const trouble = { reason: 'Telegram asks to wait.', surelyNotArrived: true, canRetry: true }
    expect(await store.transact(tx => tx.outbox.setState(id, 'queued', { trouble }))).toBe(false)
    expect(await store.messages.get(id)).toMatchObject({ state: 'queued', trouble })
    expect(await store.transact(tx => tx.outbox.setState(id, 'sent', { externalId: 'e1', trouble: null }))).toBe(true)
    expect(await store.messages.get(id)).toMatchObject({ state: 'sent', trouble: null, externalId: 'e1' })
    expect(await store.transact(tx => tx.outbox.setState(id, 'queued', { externalId: 'e2', trouble }))).toBe(false)
    expect(await store.messages.get(id)).toMatchObject({ state: 'sent', trouble: null, externalId: 'e1' })
    expect((await store.messages.byExternalId(website, 'e1'))?.id).toBe(id)
  })

  test("a network's reports on one message: late failures count, late news does not, and the id is the reported one", async () => {
    const store = await aStore(implementation, { carol: true })
    const reports = fc.constantFrom('sent' as const, 'delivered' as const, 'read' as const, 'failed' as const)
    await fc.assert(
      fc.asyncProperty(fc.array(reports, { maxLength: 8 }), async states => {
        const id = await reply(store)
        let present: DeliveryState = 'queued'
        for (const state of states) {
          const trouble = state === 'failed' ? { reason: 'No.', surelyNotArrived: true, canRetry: true } : null
          const externalId = `report-${id}`
          const moved = await store.transact(tx => tx.outbox.report(id, state, { externalId, trouble }))
          expect(moved).toBe(movedByReport(present, state))
          if (moved) present = state
          const kept = await store.messages.get(id)
          expect([kept?.state, kept?.trouble !== null]).toEqual([present, present === 'failed'])
          expect(kept?.externalId).toBe(present === 'queued' ? null : externalId)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('a receipt moves everything up to its message, in its conversation only', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => aCustomer(tx, 'dave'))
    const send = async (to: string, externalId: string | null) => {
      const id = await reply(store, to)
      if (externalId) await store.transact(tx => tx.outbox.setState(id, 'sent', { externalId }))
      return id
    }
    const first = await send('carol', 'c1')
    const stuck = await send('carol', null)
    const second = await send('carol', 'c2')
    const third = await send('carol', 'c3')
    const other = await send('dave', 'd1')
    const advance = (to: string, state: 'delivered' | 'read') =>
      store.transact(tx => tx.outbox.advance(website, { externalId: to, address: 'nobody', at: 0 }, state))
    expect(await advance('c2', 'delivered')).toEqual([first, second])
    expect(await advance('c2', 'delivered')).toEqual([])
    expect(await advance('c1', 'read')).toEqual([first])
    expect(await advance('c3', 'read')).toEqual([second, third])
    expect(await advance('c3', 'delivered')).toEqual([])
    expect(await advance('unknown', 'read')).toEqual([])
    expect((await store.messages.get(stuck))?.state).toBe('queued')
    expect((await store.messages.get(other))?.state).toBe('sent')
  })

  test('a receipt without a message moves what was sent up to its instant, in the conversation with that address only', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => aCustomer(tx, 'dave'))
    const send = async (to: string, at: number) => {
      const conversationId = asId<ConversationId>(`${to}-conversation`)
      return store.transact(async tx => {
        const { id } = await tx.messages.insert(aMessage({ chatId: asId<ChatId>(`${to}-chat`), conversationId, at }))
        await tx.outbox.setState(id, 'sent', { externalId: `e${id}` })
        return id
      })
    }
    const first = await send('carol', morning)
    const second = await send('carol', morning + 10)
    const other = await send('dave', morning)
    const advance = (address: string, at: number, state: 'delivered' | 'read') =>
      store.transact(tx => tx.outbox.advance(website, { externalId: null, address, at }, state))
    const carol =
      (await store.contacts.conversation(asId<ConversationId>('carol-conversation')))?.identity.address ?? ''
    expect(await advance(carol, morning - 1, 'read')).toEqual([])
    expect(await advance(carol, morning + 9, 'delivered')).toEqual([first])
    expect(await advance(carol, morning + 10, 'read')).toEqual([first, second])
    expect(await advance(carol, morning + 99, 'delivered')).toEqual([])
    expect(await advance('nobody', morning + 99, 'read')).toEqual([])
    expect((await store.messages.get(other))?.state).toBe('sent')
  })
})

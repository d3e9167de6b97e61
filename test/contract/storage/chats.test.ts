// Chats: one owner, one open chat per conversation, and what the lists say of them.
import { describe, expect, test } from 'vitest'
import type { Chat } from '../../../main/domain/chat.ts'
import { MINUTE } from '../../../main/domain/clock.ts'
import type { Decision } from '../../../main/domain/decision.ts'
import {
  type AgentId,
  asId,
  type ChatId,
  type ContactId,
  type ConversationId,
  type QueueId,
} from '../../../main/domain/ids.ts'
import { aChat, aCustomer, aMessage, anOffer, aQueue } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations, inTurn } from './implementations.ts'

const ann = asId<AgentId>('ann')
const ben = asId<AgentId>('ben')
const carol = asId<ChatId>('carol-chat')
const support = asId<QueueId>('support')

describe.each(implementations)('chats in $name', implementation => {
  test('when fifty accept one chat at once, one gets it', async () => {
    const store = await aStore(implementation, { carol: true })
    const agents = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? ann : ben))
    const won = await Promise.all(
      agents.map((agent, index) => store.transact(tx => tx.chats.claim(carol, agent, morning + index, null))),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await store.chats.get(carol)).toMatchObject({ status: 'active', ownerId: 'ann', acceptedAt: morning })
    expect((await store.agents.get(ann))?.lastTakenAt).toBe(morning)
    expect((await store.agents.get(ben))?.lastTakenAt).toBeNull()
  })

  test('a chat is taken over only from the owner one thinks it has', async () => {
    const store = await aStore(implementation, { carol: true })
    const claim = (agent: AgentId, from: AgentId | null) =>
      store.transact(tx => tx.chats.claim(carol, agent, morning, from))
    expect(await claim(ben, ann)).toBe(false)
    expect(await claim(ann, null)).toBe(true)
    expect(await claim(ben, null)).toBe(false)
    expect(await claim(ben, ann)).toBe(true)
    expect(await claim(ben, ann)).toBe(false)
    expect((await store.chats.get(carol))?.ownerId).toBe('ben')
  })

  test('requeued, a chat waits again without an owner; closed, it keeps its last owner and stays closed', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => tx.queues.insert(aQueue('sales')))
    await store.transact(tx => tx.chats.claim(carol, ann, morning, null))
    const sales = asId<QueueId>('sales')
    expect(await store.transact(tx => tx.chats.requeue(carol, sales, morning + 5))).toBe(true)
    const waiting = { status: 'waiting', ownerId: null, queueId: 'sales', queuedAt: morning + 5, openedAt: morning }
    expect(await store.chats.get(carol)).toMatchObject(waiting)

    await store.transact(tx => tx.chats.claim(carol, ben, morning + 6, null))
    expect(await store.transact(tx => tx.chats.close(carol, morning + 7, 'supervisor', ann))).toBe(true)
    const closed = {
      status: 'closed',
      ownerId: 'ben',
      closedAt: morning + 7,
      closeReason: 'supervisor',
      closedBy: 'ann',
    }
    expect(await store.chats.get(carol)).toMatchObject(closed)
    expect(await store.transact(tx => tx.chats.close(carol, morning + 8, 'agent', ben))).toBe(false)
    expect(await store.transact(tx => tx.chats.requeue(carol, support, morning + 8))).toBe(false)
    expect(await store.transact(tx => tx.chats.claim(carol, ann, morning + 8, null))).toBe(false)
    expect(await store.transact(tx => tx.chats.claim(carol, ann, morning + 8, ben))).toBe(false)
  })

  test('the database refuses a second open chat of one conversation', async () => {
    const store = await aStore(implementation, { carol: true })
    const second = (tx: Parameters<typeof aCustomer>[0]) =>
      tx.chats.insert(aChat('carol', { id: asId<ChatId>('second') }))
    await expect(store.transact(second)).rejects.toThrow()
    await store.transact(tx => tx.chats.close(carol, morning, 'timeout', null))
    expect((await store.transact(second)).number).toBe(2)
    expect((await store.chats.openOfConversation(asId<ConversationId>('carol-conversation')))?.id).toBe('second')
  })

  test('a chat is active exactly while it has an owner', async () => {
    const store = await aStore(implementation, { carol: true })
    await expect(store.transact(tx => tx.chats.setStatus(carol, 'active'))).rejects.toThrow()
    await store.transact(tx => tx.chats.setStatus(carol, 'bot'))
    expect((await store.chats.get(carol))?.status).toBe('bot')
  })

  test('waiting chats come oldest first, by queue or all', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.queues.insert(aQueue('sales'))
      await aCustomer(tx, 'late', { queuedAt: morning + 3 })
      await aCustomer(tx, 'early', { queuedAt: morning + 1 })
      await aCustomer(tx, 'twin', { queuedAt: morning + 1 })
      await aCustomer(tx, 'buyer', { queuedAt: morning + 2, queueId: asId<QueueId>('sales') })
    })
    const names = (chats: Chat[]) => chats.map(chat => chat.contactId)
    expect(names(await store.chats.waiting())).toEqual(['early', 'twin', 'buyer', 'late'])
    expect(names(await store.chats.waiting(support))).toEqual(['early', 'twin', 'late'])
  })

  test("an agent's panel shows their active chats and what is offered to them, once each", async () => {
    const store = await aStore(implementation)
    for (const name of ['mine', 'offered', 'done', 'others', 'taken']) await store.transact(tx => aCustomer(tx, name))
    await inTurn(
      store,
      tx => tx.chats.claim(asId<ChatId>('mine-chat'), ann, morning, null),
      tx => tx.chats.claim(asId<ChatId>('done-chat'), ann, morning, null),
      tx => tx.chats.close(asId<ChatId>('done-chat'), morning, 'agent', ann),
      tx => tx.chats.claim(asId<ChatId>('others-chat'), ben, morning, null),
      tx => tx.offers.insert(anOffer('offered', 'ann')),
      tx => tx.offers.insert(anOffer('mine', 'ann')),
      tx => tx.offers.insert(anOffer('taken', 'ann')),
      tx => tx.offers.end(anOffer('taken', 'ann').id, 'declined', morning),
    )
    const rows = await store.chats.rowsOfAgent(ann)
    expect(rows.map(row => row.contactName).toSorted()).toEqual(['Mine', 'Offered'])
    expect(rows.find(row => row.id === 'mine-chat')?.ownerName).toBe('Ann')
  })

  test('supervisors see every open chat, the liveliest first, up to a limit', async () => {
    const store = await aStore(implementation)
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
      await store.transact(tx => aCustomer(tx, name, { openedAt: morning + index, queuedAt: morning + index }))
    }
    await store.transact(tx => tx.messages.insert(aMessage({ chatId: asId<ChatId>('b-chat'), at: morning + 9 })))
    await store.transact(tx => tx.chats.close(asId<ChatId>('d-chat'), morning, 'agent', null))
    expect((await store.chats.openRows(10)).map(row => row.contactId)).toEqual(['b', 'c', 'a'])
    expect((await store.chats.openRows(2)).map(row => row.contactId)).toEqual(['b', 'c'])
  })

  test('counts say who has how many, and what waits where', async () => {
    const store = await aStore(implementation)
    for (const name of ['a', 'b', 'c', 'd']) await store.transact(tx => aCustomer(tx, name))
    await inTurn(
      store,
      tx => tx.chats.claim(asId<ChatId>('a-chat'), ann, morning, null),
      tx => tx.chats.claim(asId<ChatId>('b-chat'), ann, morning, null),
      tx => tx.chats.close(asId<ChatId>('d-chat'), morning, 'agent', null),
    )
    expect(await store.chats.activeCounts()).toEqual(new Map([[ann, 2]]))
    expect((await store.chats.activeOfAgent(ann)).map(chat => chat.contactId)).toEqual(['a', 'b'])
    expect(await store.chats.countsByQueue()).toEqual(new Map([[support, { waiting: 1, active: 2 }]]))
  })

  test('chats wait for their customers only when answered, and only where the queue has a timeout', async () => {
    const store = await aStore(implementation)
    for (const name of ['answered', 'asked', 'silent', 'elsewhere']) await store.transact(tx => aCustomer(tx, name))
    await store.transact(tx => tx.queues.insert(aQueue('slow', { completionTimeoutMinutes: 30 })))
    const slow = asId<QueueId>('slow')
    for (const name of ['answered', 'asked', 'silent']) {
      await store.transact(tx => tx.chats.requeue(asId<ChatId>(`${name}-chat`), slow, morning))
    }
    for (const name of ['answered', 'asked', 'silent', 'elsewhere']) {
      await store.transact(tx => tx.chats.claim(asId<ChatId>(`${name}-chat`), ann, morning, null))
    }
    const say = (name: string, direction: 'in' | 'out') =>
      store.transact(tx =>
        tx.messages.insert(aMessage({ chatId: asId<ChatId>(`${name}-chat`), direction, at: morning + MINUTE })),
      )
    await say('answered', 'out')
    await say('elsewhere', 'out')
    await say('asked', 'out')
    await say('asked', 'in')
    const awaiting = await store.chats.awaitingCustomer()
    expect(awaiting.map(chat => [chat.contactId, chat.timeoutMinutes])).toEqual([['answered', 30]])
  })

  test("a contact's chats come newest first over all their conversations", async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => tx.chats.close(carol, morning, 'agent', null))
    await store.transact(tx => tx.chats.insert(aChat('carol', { id: asId<ChatId>('again') })))
    const ids = (rows: { id: string }[]) => rows.map(row => row.id)
    expect(ids(await store.chats.ofContact(asId<ContactId>('carol'), 10))).toEqual(['again', 'carol-chat'])
    expect(ids(await store.chats.ofContact(asId<ContactId>('carol'), 1))).toEqual(['again'])
  })

  test('decisions are kept with every candidate, newest first', async () => {
    const store = await aStore(implementation, { carol: true })
    const decision = (at: number): Decision => ({
      chatId: carol,
      at,
      queueId: support,
      rule: 'toAvailableAgent',
      because: 'new chat',
      outcome: { kind: 'offered', agentIds: [ann] },
      candidates: [
        { agentId: ann, agentName: 'Ann', eligible: true, chosen: true, reason: { code: 'fewestChats', load: 0 } },
        { agentId: ben, agentName: 'Ben', eligible: false, chosen: false, reason: { code: 'notConnected' } },
      ],
    })
    await store.transact(tx => tx.chats.insertDecision(decision(1)))
    await store.transact(tx => tx.chats.insertDecision(decision(2)))
    expect(await store.messages.decisions(carol, 10)).toEqual([decision(2), decision(1)])
    expect(await store.messages.decisions(carol, 1)).toEqual([decision(2)])
  })

  test('a draft is kept for each agent, the last one typed', async () => {
    const store = await aStore(implementation, { carol: true })
    const draft = { chatId: carol, agentId: ann, text: 'Dear', note: false, replyTo: null, at: morning }
    await store.transact(tx => tx.chats.saveDraft(draft))
    await store.transact(tx => tx.chats.saveDraft({ ...draft, text: 'Dear Carol', note: true }))
    expect(await store.messages.draft(carol, ann)).toEqual({ ...draft, text: 'Dear Carol', note: true })
    expect(await store.messages.draft(carol, ben)).toBeNull()
    expect((await store.chats.view(carol, ann)).hasDraft).toBe(true)
    await store.transact(tx => tx.chats.deleteDraft(carol, ann))
    expect((await store.chats.view(carol, ann)).hasDraft).toBe(false)
  })
})

// Conversations that others hold, as they are stored: what is remembered of each, the bots' chats, and the chats that follow them.
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../../main/domain/clock.ts'
import { asId, type ChatId, type ConversationId, type QueueId } from '../../../main/domain/ids.ts'
import { nobodyYet, type ThreadMemory } from '../../../main/domain/thread-control.ts'
import { aChat, aCustomer, aMessage, anInbound, aQueue } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const carols = asId<ConversationId>('carol-conversation')
const carol = asId<ChatId>('carol-chat')
const held: ThreadMemory = { holder: 'others', app: '77', heldAt: morning + 5, since: morning, given: false }

describe.each(implementations)('bots in $name', implementation => {
  test('who holds a conversation is remembered, and shown in the rows of its chats', async () => {
    const store = await aStore(implementation, { carol: true })
    expect(await store.contacts.thread(carols)).toEqual(nobodyYet)
    expect(await store.contacts.thread(asId('nobody'))).toEqual(nobodyYet)
    expect((await store.chats.row(carol))?.heldBy).toBeNull()

    await store.transact(tx => tx.contacts.setThread(carols, held))
    expect(await store.contacts.thread(carols)).toEqual(held)
    expect((await store.chats.row(carol))?.heldBy).toEqual({ app: '77', since: morning })

    const ours: ThreadMemory = { holder: 'us', app: null, heldAt: morning + 9, since: morning + 9, given: true }
    await store.transact(tx => tx.contacts.setThread(carols, ours))
    expect(await store.contacts.thread(carols)).toEqual(ours)
    expect((await store.chats.row(carol))?.heldBy).toBeNull()
  })

  test("a customer's first message opens a chat of the bot's where it is said so, and none where one is open", async () => {
    const store = await aStore(implementation)
    const first = await store.transact(tx => tx.messages.recordInbound({ ...anInbound('dora'), openAs: 'bot' }))
    expect(first).toMatchObject({ kind: 'stored', opened: true, status: 'bot', ownerId: null, offeredTo: [] })
    const second = await store.transact(tx => tx.messages.recordInbound({ ...anInbound('dora'), openAs: 'waiting' }))
    expect(second).toMatchObject({ kind: 'stored', opened: false, status: 'bot' })
    expect(await store.chats.waiting()).toEqual([])
    expect(await store.chats.openRows(10)).toMatchObject([{ status: 'bot' }])
  })

  test("bots' chats come with their last word and their queue's timeout; others do not", async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.queues.insert(aQueue('sales', { completionTimeoutMinutes: 10 }))
      await aCustomer(tx, 'silent', { status: 'bot' })
      await aCustomer(tx, 'buyer', { status: 'bot', queueId: asId<QueueId>('sales') })
      await aCustomer(tx, 'waiting')
      const told = { chatId: asId<ChatId>('buyer-chat'), conversationId: asId<ConversationId>('buyer-conversation') }
      // Late news of long ago keeps a chat open from when it came.
      await tx.messages.insert(aMessage({ ...told, agentId: null, at: morning - MINUTE, storedAt: morning + MINUTE }))
    })
    const found = (await store.chats.ofBots()).map(chat => [chat.contactId, chat.lastStoredAt, chat.timeoutMinutes])
    expect(found.toSorted()).toEqual([
      ['buyer', morning + MINUTE, 10],
      ['silent', morning, null],
    ])
  })

  test("the chat after a bot's shows what was said last, and its customer waits from then on", async () => {
    const store = await aStore(implementation)
    const next = await store.transact(async tx => {
      const { chatId } = there(await tx.messages.recordInbound({ ...anInbound('dora', 'A person!'), openAs: 'bot' }))
      const before = there(await tx.chats.get(chatId))
      await tx.chats.close(chatId, morning + 1, 'handedOver', null)
      return tx.chats.insertAfter(before, { id: asId('next'), queueId: before.queueId, at: morning + 2 })
    })
    expect(next).toMatchObject({
      number: 2,
      status: 'waiting',
      ownerId: null,
      openedAt: morning + 2,
      queuedAt: morning + 2,
      unansweredSince: morning + 2,
      lastInboundAt: morning,
    })
    expect(await store.chats.row(next.id)).toMatchObject({ lastMessage: { text: 'A person!', direction: 'in' } })
    expect((await store.chats.waiting()).map(chat => chat.id)).toEqual(['next'])
  })

  test('it is not opened while the bot has its own', async () => {
    const store = await aStore(implementation)
    await store.transact(tx => aCustomer(tx, 'dora', { status: 'bot' }))
    const twice = store.transact(async tx => {
      const bot = there(await tx.chats.get(asId('dora-chat')))
      return tx.chats.insertAfter(bot, { id: asId('next'), queueId: bot.queueId, at: morning })
    })
    await expect(twice).rejects.toThrow()
  })

  test("what others say in the place's name answers the customer only where it is said so", async () => {
    const store = await aStore(implementation)
    await store.transact(tx => aCustomer(tx, 'dora', aChat('dora', { unansweredSince: morning })))
    const place = { chatId: asId<ChatId>('dora-chat'), conversationId: asId<ConversationId>('dora-conversation') }
    const said = (answers: boolean) =>
      store.transact(tx => tx.messages.insert(aMessage({ ...place, agentId: null, state: 'sent', answers })))
    await said(false)
    expect((await store.chats.get(place.chatId))?.unansweredSince).toBe(morning)
    await said(true)
    expect(await store.chats.get(place.chatId)).toMatchObject({ unansweredSince: null, lastOutboundAt: morning })
  })
})

const there = <T>(value: T): Exclude<NonNullable<T>, { kind: 'doubled' }> => {
  if (value === null || value === undefined) throw new Error('It is not there.')
  return value as Exclude<NonNullable<T>, { kind: 'doubled' }>
}

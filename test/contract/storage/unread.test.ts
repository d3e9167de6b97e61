// Unread messages: per agent and chat, counted from the agent's own mark.
import { describe, expect, test } from 'vitest'
import { type AgentId, asId, type ChatId, type MessageId } from '../../../main/domain/ids.ts'
import type { Store } from '../../../main/storage/store.ts'
import { aCustomer, aMessage, anOffer } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const ann = asId<AgentId>('ann')
const ben = asId<AgentId>('ben')
const carol = asId<ChatId>('carol-chat')

const say = async (store: Store, direction: 'in' | 'out' | 'note', chatId = carol): Promise<MessageId> =>
  (await store.transact(tx => tx.messages.insert(aMessage({ chatId, direction })))).id

describe.each(implementations)('unread messages in $name', implementation => {
  test("only the customer's messages after the agent's mark are unread, for each agent by themselves", async () => {
    const store = await aStore(implementation, { carol: true })
    const first = await say(store, 'in')
    await say(store, 'out')
    await say(store, 'note')
    const second = await say(store, 'in')
    expect(await store.chats.view(carol, ann)).toMatchObject({ unread: 2, firstUnreadId: first })
    await store.transact(tx => tx.chats.markRead(carol, ann, first))
    expect(await store.chats.view(carol, ann)).toMatchObject({ unread: 1, firstUnreadId: second })
    expect(await store.chats.view(carol, ben)).toMatchObject({ unread: 2, firstUnreadId: first })
    await store.transact(tx => tx.chats.markRead(carol, ann, second))
    expect(await store.chats.view(carol, ann)).toMatchObject({ unread: 0, firstUnreadId: null })
  })

  test('a mark only moves on, and says whether it did', async () => {
    const store = await aStore(implementation, { carol: true })
    const first = await say(store, 'in')
    const second = await say(store, 'in')
    const mark = (id: MessageId) => store.transact(tx => tx.chats.markRead(carol, ann, id))
    expect([await mark(second), await mark(first), await mark(second)]).toEqual([true, false, false])
    expect((await store.chats.view(carol, ann)).unread).toBe(0)
  })

  test('views of many chats come in the order asked for, with offers', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => aCustomer(tx, 'dave'))
    const dave = asId<ChatId>('dave-chat')
    await say(store, 'in', dave)
    const offer = anOffer('dave', 'ann', { exclusive: true, expiresAt: morning + 5 })
    await store.transact(tx => tx.offers.insert(offer))
    const nothing = { unread: 0, firstUnreadId: null, offer: null, hasDraft: false }
    expect(await store.chats.views([dave, asId<ChatId>('no such'), carol], ann)).toMatchObject([
      { unread: 1, offer },
      nothing,
      nothing,
    ])
    expect(await store.chats.views([], ann)).toEqual([])
  })

  test("totals count the agent's own active chats", async () => {
    const store = await aStore(implementation, { carol: true })
    for (const name of ['dave', 'eve', 'fred']) await store.transact(tx => aCustomer(tx, name))
    const chat = (name: string) => asId<ChatId>(`${name}-chat`)
    for (const name of ['carol', 'carol', 'dave', 'eve']) await say(store, 'in', chat(name))
    for (const name of ['carol', 'dave', 'fred'])
      await store.transact(tx => tx.chats.claim(chat(name), ann, morning, null))
    expect(await store.chats.unreadTotals(ann)).toEqual({ chats: 2, messages: 3 })
    await store.transact(tx => tx.chats.close(chat('dave'), morning, 'agent', ann))
    expect(await store.chats.unreadTotals(ann)).toEqual({ chats: 1, messages: 2 })
  })
})

// What LiveChat's protocol knows besides chats and messages: kept as it was given, told apart by what it is kept with.
import { describe, expect, test } from 'vitest'
import { type AgentId, asId, type ChatId, type ConversationId, type IdentityId } from '../../../main/domain/ids.ts'
import { noCustomerFacts } from '../../../main/storage/protocol-store.ts'
import { aMessage } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const conversationId = asId<ConversationId>('carol-conversation')
const chatId = asId<ChatId>('carol-chat')
const ofConversation = { scope: 'conversation', id: conversationId, conversationId } as const
const ofChat = { scope: 'chat', id: chatId, conversationId } as const

describe.each(implementations)('the protocol in $name', implementation => {
  test('properties keep their kinds, are changed and taken away one by one, and do not mix', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(async tx => {
      await tx.protocol.setProperties(ofConversation, { shop: { order: 7, gift: true }, crm: { id: 'x' } })
      await tx.protocol.setProperties(ofChat, { shop: { order: 'another' } })
      await tx.protocol.setProperties(ofConversation, { shop: { order: 8 } })
    })
    expect(await store.protocol.properties(ofConversation)).toEqual({
      shop: { order: 8, gift: true },
      crm: { id: 'x' },
    })
    await store.transact(tx => tx.protocol.deleteProperties(ofConversation, { shop: ['gift', 'none'], crm: ['id'] }))
    expect(await store.protocol.properties(ofConversation)).toEqual({ shop: { order: 8 } })
    expect(await store.protocol.properties(ofChat)).toEqual({ shop: { order: 'another' } })
  })

  test('properties of messages are read for those that are asked for', async () => {
    const store = await aStore(implementation, { carol: true })
    const insert = () => store.transact(tx => tx.messages.insert(aMessage()))
    const [one, two, bare] = [await insert(), await insert(), await insert()]
    for (const { id } of [one, two])
      await store.transact(tx =>
        tx.protocol.setProperties({ scope: 'message', id, conversationId }, { shop: { seen: id } }),
      )
    expect(await store.protocol.propertiesOfMessages([one.id, bare.id])).toEqual(
      new Map([[one.id, { shop: { seen: one.id } }]]),
    )
    expect(await store.protocol.propertiesOfMessages([])).toEqual(new Map())
  })

  test('a tag is given once, in the order of giving, with upper and lower case apart', async () => {
    const store = await aStore(implementation, { carol: true })
    const tag = (name: string) => store.transact(tx => tx.protocol.tag(chatId, name, morning, asId<AgentId>('ann')))
    expect([await tag('vip'), await tag('VIP'), await tag('vip')]).toEqual([true, true, false])
    expect(await store.protocol.tags(chatId)).toEqual(['vip', 'VIP'])
    const untag = () => store.transact(tx => tx.protocol.untag(chatId, 'vip'))
    expect([await untag(), await untag()]).toEqual([true, false])
    expect(await store.protocol.tags(chatId)).toEqual(['VIP'])
  })

  test('what is told of a customer changes field by field, and nothing is known of others', async () => {
    const store = await aStore(implementation, { carol: true })
    const carol = asId<IdentityId>('carol-identity')
    const page = { url: 'https://shop.example/', title: 'Shop', at: morning }
    await store.transact(async tx => {
      await tx.protocol.setCustomerFacts(carol, { page, visits: 2 })
      await tx.protocol.setCustomerFacts(carol, { sessionFields: [['plan', 'gold']] })
    })
    const told = { ...noCustomerFacts, page, visits: 2, sessionFields: [['plan', 'gold']] }
    expect(await store.protocol.customerFacts(carol)).toEqual(told)
    expect(await store.protocol.customerFacts(asId<IdentityId>('dave-identity'))).toEqual(noCustomerFacts)
  })
})

// What messages hold besides text, and what senders' programs call them: kept whole, changed alone, and each name once.
import { describe, expect, test } from 'vitest'
import { type AgentId, asId, type ChatId, type ConversationId, type MessageId } from '../../../main/domain/ids.ts'
import { aChat, aMessage, anInbound } from '../../kit/builders.ts'
import { aFilledForm, aShoe } from '../../kit/contents.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const carols = asId<ConversationId>('carol-conversation')

describe.each(implementations)('content of messages in $name', implementation => {
  test('content comes back as it was stored, with what a message answers, on every way of reading', async () => {
    const store = await aStore(implementation, { carol: true })
    const ours = await store.transact(tx => tx.messages.insert(aMessage({ text: 'A shoe', content: aShoe() })))
    expect(ours).toMatchObject({ content: aShoe(), postback: null, customId: null })
    expect(await store.messages.get(ours.id)).toEqual(ours)
    const postback = { messageId: ours.id, buttonId: 'blue', type: 'message', value: 'Blue' }
    const said = anInbound('carol', 'Blue', { content: aFilledForm(), postback, customId: 'app-1' })
    await store.transact(tx => tx.messages.recordInbound(said))
    const { messages } = await store.messages.page(carols, { limit: 10 })
    expect(messages.at(-1)).toMatchObject({ content: aFilledForm(), postback, customId: 'app-1' })
    expect((await store.messages.ofChat(asId<ChatId>('carol-chat'), 10)).at(0)?.content).toEqual(aShoe())
  })

  test('content changes, and nothing else of the message does', async () => {
    const store = await aStore(implementation, { carol: true })
    const before = await store.transact(tx => tx.messages.insert(aMessage({ content: aShoe() })))
    const content = { ...aShoe(), pressed: [{ buttonId: 'blue', agentId: null, at: morning }] }
    await store.transact(tx => tx.messages.setContent(before.id, content))
    expect(await store.messages.get(before.id)).toEqual({ ...before, content })
  })

  test('one name, one message of the customer in a conversation, however often it is sent', async () => {
    const store = await aStore(implementation, { carol: true })
    const record = (text: string, customId: string, name = 'carol') =>
      store.transact(tx => tx.messages.recordInbound(anInbound(name, text, { customId })))
    const first = await record('first', 'same')
    expect(first.kind).toBe('stored')
    expect(await record('second', 'same')).toEqual({ kind: 'doubled', messageId: first.messageId })
    expect((await store.messages.byCustomId(carols, 'same', 'customer'))?.id).toBe(first.messageId)
    expect(await store.messages.byCustomId(carols, 'other', 'customer')).toBeNull()
    expect((await record('in another conversation', 'same', 'dave')).kind).toBe('stored')
    expect((await store.messages.page(carols, { limit: 10 })).messages.map(one => one.text)).toEqual(['first'])
  })

  test('names of the customer, of each agent and of what nobody says are names of their own', async () => {
    const store = await aStore(implementation, { carol: true })
    const [ann, ben] = [asId<AgentId>('ann'), asId<AgentId>('ben')]
    await store.transact(tx => tx.messages.recordInbound(anInbound('carol', 'hers', { customId: '1' })))
    const insert = (text: string, more: Parameters<typeof aMessage>[0] = {}) =>
      store.transact(tx => tx.messages.insert(aMessage({ text, customId: '1', ...more })))
    await insert('of Ann', { agentId: ann })
    await insert('of Ben', { agentId: ben })
    await insert('a line', { direction: 'system', agentId: null, system: { code: 'opened' } })
    expect((await insert('of Ann again', { agentId: ann, direction: 'note' })).text).toBe('of Ann')
    expect((await insert('another line', { direction: 'system', agentId: null })).text).toBe('a line')
    const texts = (await store.messages.page(carols, { limit: 10 })).messages.map(one => one.text)
    expect(texts).toEqual(['hers', 'of Ann', 'of Ben', 'a line'])
    for (const [namer, text] of [
      ['customer', 'hers'],
      [ann, 'of Ann'],
      [ben, 'of Ben'],
      [null, 'a line'],
    ] as const)
      expect((await store.messages.byCustomId(carols, '1', namer))?.text).toBe(text)
  })

  test('a name holds over all chats of a conversation', async () => {
    const store = await aStore(implementation, { carol: true })
    const insert = (more: Parameters<typeof aMessage>[0]) => store.transact(tx => tx.messages.insert(aMessage(more)))
    const first = await insert({ customId: 'app-7' })
    await store.transact(tx => tx.chats.close(asId<ChatId>('carol-chat'), morning, 'agent', null))
    await store.transact(tx => tx.chats.insert(aChat('carol', { id: asId<ChatId>('next') })))
    expect((await insert({ chatId: asId<ChatId>('next'), customId: 'app-7' })).id).toBe(first.id)
    expect(Number((await insert({ chatId: asId<ChatId>('next') })).id)).toBeGreaterThan(Number(first.id))
    expect((await store.messages.get(asId<MessageId>('999')))?.customId).toBeUndefined()
  })
})

// A customer's message on its way in: doubles dropped, the person recognised, one open chat, the wait begun.
import { describe, expect, test } from 'vitest'
import {
  type AgentId,
  type AttachmentId,
  asId,
  type ChannelId,
  type ContactId,
  type ConversationId,
  type FileId,
  type IdentityId,
} from '../../../main/domain/ids.ts'
import type { Inbound, InboundOutcome, Store } from '../../../main/storage/store.ts'
import { aChannel, aMessage, anInbound, anOffer } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const website = asId<ChannelId>('website')
const ann = asId<AgentId>('ann')

const receive = async (store: Store, inbound: Inbound): Promise<Extract<InboundOutcome, { kind: 'stored' }>> => {
  const outcome = await store.transact(tx => tx.messages.recordInbound(inbound))
  if (outcome.kind !== 'stored') throw new Error('It was taken for a double.')
  return outcome
}

describe.each(implementations)('inbound messages in $name', implementation => {
  test("a stranger's first message makes the person, the conversation and a waiting chat", async () => {
    const store = await aStore(implementation)
    const outcome = await receive(store, anInbound('carol', 'Is anybody there?'))
    expect(outcome).toMatchObject({ opened: true, status: 'waiting', ownerId: null, offeredTo: [] })
    expect(await store.contacts.get(asId<ContactId>('carol'))).toMatchObject({ name: 'Carol', tags: [], about: '' })
    expect(await store.contacts.conversationAt(website, 'carol-address')).toMatchObject({ contactId: 'carol' })
    expect(await store.chats.row(outcome.chatId)).toMatchObject({
      number: 1,
      status: 'waiting',
      queueName: 'Support',
      contactName: 'Carol',
      openedAt: morning,
      queuedAt: morning,
      lastInboundAt: morning,
      unansweredSince: morning,
      lastMessageId: outcome.messageId,
      lastMessage: { direction: 'in', kind: 'text', text: 'Is anybody there?', at: morning, agentName: null },
    })
  })

  test('what may open no chat goes into the open one, or the last one, or nowhere', async () => {
    const store = await aStore(implementation)
    const into = (where: 'openChat' | 'lastChat', text: string) =>
      store.transact(tx => tx.messages.recordInto(where, anInbound('carol', text)))
    expect(await into('openChat', 'Too soon')).toBeNull()
    expect(await into('lastChat', 'Too soon')).toBeNull()
    const { chatId } = await receive(store, anInbound('carol', 'Hello'))
    expect(await into('openChat', 'More')).toMatchObject({ kind: 'stored', chatId, opened: false, status: 'waiting' })
    await store.transact(tx => tx.chats.close(chatId, morning, 'agent', ann))
    expect(await into('openChat', 'Too late')).toBeNull()
    expect(await into('lastChat', 'By the way')).toMatchObject({ chatId, opened: false, status: 'closed' })
    expect(await store.chats.openOfConversation(asId<ConversationId>('carol-conversation'))).toBeNull()
    const texts = (await store.messages.ofChat(chatId, 10)).map(message => message.text)
    expect(texts).toEqual(['Hello', 'More', 'By the way'])
  })

  test('what a customer has read or written last is known, and what each agent has read', async () => {
    const store = await aStore(implementation)
    const conversation = asId<ConversationId>('carol-conversation')
    expect(await store.messages.seenByCustomer(conversation)).toBeNull()
    const { chatId, messageId } = await receive(store, anInbound('carol', 'Hello'))
    const later = morning + 5_000
    const ours = await store.transact(tx => tx.messages.insert(aMessage({ chatId, at: later, storedAt: later })))
    await store.transact(tx => tx.chats.markRead(chatId, ann, messageId))
    expect(await store.messages.seenByCustomer(conversation)).toBe(morning)
    expect(await store.chats.readByAgents(conversation)).toEqual(new Map([[ann, morning]]))
    await store.transact(tx => tx.outbox.setState(ours.id, 'read', {}))
    expect(await store.messages.seenByCustomer(conversation)).toBe(later)
  })

  test('how long chats waited that were taken lately is known by queue', async () => {
    const store = await aStore(implementation)
    const { chatId } = await receive(store, anInbound('carol', 'Hello'))
    const { queueId } = (await store.chats.get(chatId)) ?? {}
    if (queueId === undefined) throw new Error('The chat is there.')
    expect(await store.chats.takenLately(queueId, 5)).toEqual([])
    await store.transact(tx => tx.chats.claim(chatId, ann, morning + 9_000, null))
    expect(await store.chats.takenLately(queueId, 5)).toEqual([{ queuedAt: morning, acceptedAt: morning + 9_000 }])
    expect(await store.chats.takenLately(asId('another'), 5)).toEqual([])
  })

  test('the same message twice is stored once, also within one commit', async () => {
    const store = await aStore(implementation)
    const same = anInbound('carol', 'Hello', { externalId: 'tg-7' })
    const outcomes = await Promise.all([1, 2, 3].map(() => store.transact(tx => tx.messages.recordInbound(same))))
    expect(outcomes.map(outcome => outcome.kind)).toEqual(['stored', 'doubled', 'doubled'])
    const later = await store.transact(tx => tx.messages.recordInbound(same))
    expect(later).toMatchObject({ kind: 'doubled', messageId: expect.stringMatching(/^\d+$/) })
    const { messages } = await store.messages.page(asId<ConversationId>('carol-conversation'), { limit: 10 })
    expect(messages).toHaveLength(1)
  })

  test('two channels may use the same external id', async () => {
    const store = await aStore(implementation)
    await store.transact(tx => tx.channels.insert(aChannel('telegram', { kind: 'telegram' })))
    await receive(store, anInbound('carol', 'Hello', { externalId: '1' }))
    await receive(store, anInbound('dave', 'Hi', { externalId: '1', channelId: asId<ChannelId>('telegram') }))
    expect((await store.messages.byExternalId(website, '1'))?.text).toBe('Hello')
    expect((await store.messages.byExternalId(asId<ChannelId>('telegram'), '1'))?.text).toBe('Hi')
  })

  test('further messages join the open chat, and tell who owns it and whom it rings at', async () => {
    const store = await aStore(implementation)
    const first = await receive(store, anInbound('carol', 'Hello'))
    await store.transact(tx => tx.offers.insert(anOffer('carol', 'ben', { chatId: first.chatId })))
    expect(await receive(store, anInbound('carol', 'Anybody?'))).toMatchObject({
      chatId: first.chatId,
      opened: false,
      status: 'waiting',
      offeredTo: ['ben'],
    })
    await store.transact(tx => tx.chats.claim(first.chatId, ann, morning, null))
    const third = await receive(store, anInbound('carol', 'Hello?!'))
    expect(third).toMatchObject({ chatId: first.chatId, status: 'active', ownerId: 'ann' })
  })

  test('after the chat is closed the next message opens a new one in the same conversation', async () => {
    const store = await aStore(implementation)
    const first = await receive(store, anInbound('carol', 'Hello'))
    await store.transact(tx => tx.chats.close(first.chatId, morning, 'agent', ann))
    const second = await receive(store, anInbound('carol', 'One more thing'))
    expect(second).toMatchObject({ opened: true, conversationId: first.conversationId, contactId: first.contactId })
    expect(second.chatId).not.toBe(first.chatId)
    expect((await store.chats.ofConversation(first.conversationId, 10)).map(chat => chat.number)).toEqual([2, 1])
  })

  test('a person who changed their name is recognised; what agents know of them is only completed', async () => {
    const store = await aStore(implementation)
    await receive(store, anInbound('carol', 'Hello'))
    await store.transact(tx =>
      tx.contacts.update(asId<ContactId>('carol'), { name: 'Mrs Carol', email: 'known@example.org' }),
    )
    const renamed = anInbound('carol', 'Me again')
    const sender = { name: 'Carol!', username: 'carol', language: 'pt-BR', email: 'other@example.org', phone: '+3511' }
    await receive(store, { ...renamed, sender })
    expect(await store.contacts.get(asId<ContactId>('carol'))).toMatchObject({
      name: 'Mrs Carol',
      email: 'known@example.org',
      phone: '+3511',
      language: 'pt-BR',
    })
    const identity = await store.contacts.identityAt(website, 'carol-address')
    expect(identity).toMatchObject({ name: 'Carol!', username: 'carol' })
  })

  test('who writes can be reached again', async () => {
    const store = await aStore(implementation)
    await receive(store, anInbound('carol', 'Hello'))
    const id = asId<IdentityId>('carol-identity')
    await store.transact(tx => tx.contacts.updateIdentity(id, { unreachableReason: 'Blocked us.' }))
    await receive(store, anInbound('carol', 'Back'))
    expect((await store.contacts.identityAt(website, 'carol-address'))?.unreachableReason).toBeNull()
  })

  test('the wait begins with the first unanswered message, ends with an answer, and ignores notes and system lines', async () => {
    const store = await aStore(implementation)
    const { chatId } = await receive(store, anInbound('carol', 'One', { at: morning + 1 }))
    await receive(store, anInbound('carol', 'Two', { at: morning + 2 }))
    expect(await store.chats.get(chatId)).toMatchObject({ unansweredSince: morning + 1, lastInboundAt: morning + 2 })

    const write = (direction: 'out' | 'note' | 'system', text: string, at: number) =>
      store.transact(tx => tx.messages.insert(aMessage({ chatId, direction, text, at })))
    await write('note', 'She is upset', morning + 3)
    await write('system', 'Accepted by Ann', morning + 4)
    expect(await store.chats.row(chatId)).toMatchObject({
      unansweredSince: morning + 1,
      lastInboundAt: morning + 2,
      lastOutboundAt: null,
      lastMessage: { direction: 'note', text: 'She is upset', agentName: 'Ann' },
    })
    await write('out', 'Hello Carol', morning + 5)
    expect(await store.chats.row(chatId)).toMatchObject({
      unansweredSince: null,
      lastOutboundAt: morning + 5,
      lastMessage: { direction: 'out', text: 'Hello Carol', agentName: 'Ann' },
    })
    await receive(store, anInbound('carol', 'Thanks', { at: morning + 6 }))
    expect(await store.chats.get(chatId)).toMatchObject({ unansweredSince: morning + 6 })
  })

  test('the last message is cut to 140 characters, never through the middle of a sign', async () => {
    const store = await aStore(implementation)
    const { chatId } = await receive(store, anInbound('carol', '😀'.repeat(500)))
    const text = (await store.chats.row(chatId))?.lastMessage?.text ?? ''
    expect(text.length).toBeLessThanOrEqual(140)
    expect(text).toMatch(/^😀+…$/u)
  })

  test('attachments, places, cards and the rest come back as they came in', async () => {
    const store = await aStore(implementation)
    const rich = {
      kind: 'photo',
      attachments: [
        {
          id: asId<AttachmentId>('p1'),
          kind: 'photo',
          name: 'beach.jpg',
          mime: 'image/jpeg',
          size: 9,
          width: 3,
          height: 2,
          remote: 'r1',
        },
        { id: asId<AttachmentId>('p2'), kind: 'document', fileId: asId<FileId>('f'.repeat(64)) },
        { id: asId<AttachmentId>('p3'), kind: 'sticker' },
      ],
      place: { latitude: 1.5, longitude: -2, title: 'Here' },
      card: { name: 'Dave', phone: '1' },
      options: ['Yes', 'No'],
      replyTo: { messageId: null, excerpt: 'earlier' },
      albumId: 'album',
      forwardedFrom: 'Eve',
      authorName: 'Carol in a group',
    } as const
    const { messageId } = await receive(store, anInbound('carol', 'Look', rich))
    const message = await store.messages.get(messageId)
    const { attachments, ...plain } = rich
    expect(message).toMatchObject({ ...plain, direction: 'in', text: 'Look', reactions: [], state: null })
    expect(message?.attachments).toMatchObject([
      { id: 'p1', name: 'beach.jpg', state: 'remote', durationMs: null, fileId: null },
      { id: 'p2', state: 'stored', fileId: attachments[1].fileId },
      { id: 'p3', state: 'failed', failure: expect.any(String) },
    ])
    expect((await store.messages.attachmentsToFetch(10)).map(row => [row.id, row.remote])).toEqual([['p1', 'r1']])
  })
})

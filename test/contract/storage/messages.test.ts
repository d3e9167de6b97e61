// Messages: pages of a conversation, and how a message may change after it was stored.
import { describe, expect, test } from 'vitest'
import {
  type AttachmentId,
  asId,
  type ChannelId,
  type ChatId,
  type ConversationId,
  type FileId,
  type MessageId,
} from '../../../main/domain/ids.ts'
import type { Store } from '../../../main/storage/store.ts'
import { aChat, aMessage } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const conversation = asId<ConversationId>('carol-conversation')
const carol = asId<ChatId>('carol-chat')

const say = (store: Store, text: string, more: Parameters<typeof aMessage>[0] = {}) =>
  store.transact(tx => tx.messages.insert(aMessage({ text, ...more })))

describe.each(implementations)('messages in $name', implementation => {
  test('a conversation is paged over all its chats: newest, before, after, around', async () => {
    const store = await aStore(implementation, { carol: true })
    const ids: MessageId[] = []
    for (let number = 0; number < 10; number++) ids.push((await say(store, `m${number}`)).id)
    await store.transact(tx => tx.chats.close(carol, morning, 'agent', null))
    await store.transact(tx => tx.chats.insert(aChat('carol', { id: asId<ChatId>('next') })))
    for (let number = 10; number < 20; number++)
      ids.push((await say(store, `m${number}`, { chatId: asId<ChatId>('next') })).id)
    const id = (index: number) => ids[index] as MessageId
    const page = async (at: { before?: MessageId; after?: MessageId; around?: MessageId }, limit = 6) => {
      const { messages, hasOlder, hasNewer } = await store.messages.page(conversation, { ...at, limit })
      const texts = messages.map(message => message.text)
      return [texts[0] ?? '', texts.at(-1) ?? '', texts.length, hasOlder, hasNewer]
    }
    expect(await page({})).toEqual(['m14', 'm19', 6, true, false])
    expect(await page({ before: id(14) })).toEqual(['m8', 'm13', 6, true, true])
    expect(await page({ before: id(3) })).toEqual(['m0', 'm2', 3, false, true])
    expect(await page({ before: id(0) })).toEqual(['', '', 0, false, true])
    expect(await page({ after: id(3) })).toEqual(['m4', 'm9', 6, true, true])
    expect(await page({ after: id(16) })).toEqual(['m17', 'm19', 3, true, false])
    expect(await page({ after: id(19) })).toEqual(['', '', 0, true, false])
    expect(await page({ around: id(10) })).toEqual(['m7', 'm12', 6, true, true])
    expect(await page({ around: id(1) })).toEqual(['m0', 'm5', 6, false, true])
    expect(await page({ around: id(19) })).toEqual(['m16', 'm19', 4, true, false])
    expect(await page({}, 20)).toEqual(['m0', 'm19', 20, false, false])
  })

  test("one chat's messages come oldest first, with what was written in others left out", async () => {
    const store = await aStore(implementation, { carol: true })
    await say(store, 'one')
    await say(store, 'two')
    expect((await store.messages.ofChat(carol, 10)).map(message => message.text)).toEqual(['one', 'two'])
    expect((await store.messages.ofChat(carol, 1)).map(message => message.text)).toEqual(['one'])
    expect((await store.messages.latestOfChat(carol, 10)).map(message => message.text)).toEqual(['one', 'two'])
    expect((await store.messages.latestOfChat(carol, 1)).map(message => message.text)).toEqual(['two'])
    expect(await store.messages.ofChat(asId<ChatId>('no such'), 10)).toEqual([])
  })

  test('the newest message of a chat by an instant, however long the chat is', async () => {
    const store = await aStore(implementation, { carol: true })
    const chatId = asId<ChatId>('carol-chat')
    const insert = (storedAt: number) => store.transact(tx => tx.messages.insert(aMessage({ storedAt })))
    const [first, second] = [await insert(morning), await insert(morning + 10)]
    expect(await store.messages.newestBy(chatId, morning - 1)).toBeNull()
    expect(await store.messages.newestBy(chatId, morning + 9)).toBe(first.id)
    expect(await store.messages.newestBy(chatId, morning + 10)).toBe(second.id)
    expect(await store.messages.newestBy(asId<ChatId>('another'), morning + 10)).toBeNull()
  })

  test('the same idempotency key stores one message, and gives it again', async () => {
    const store = await aStore(implementation, { carol: true })
    const [first, second] = await Promise.all([
      say(store, 'once', { idempotencyKey: 'k' }),
      say(store, 'once', { idempotencyKey: 'k' }),
    ])
    expect(second).toEqual(first)
    expect(await store.messages.byIdempotencyKey('k')).toEqual(first)
    expect(await store.messages.ofChat(carol, 10)).toHaveLength(1)
  })

  test('what insert returns is what is read back', async () => {
    const store = await aStore(implementation, { carol: true })
    const stored = await say(store, 'Your contract', {
      kind: 'document',
      attachments: [
        { id: asId<AttachmentId>('a'), kind: 'document', name: 'c.pdf', fileId: asId<FileId>('0'.repeat(64)) },
      ],
      options: ['A'],
      replyTo: { messageId: null, excerpt: 'x' },
      idempotencyKey: 'k',
    })
    expect(await store.messages.get(stored.id)).toEqual(stored)
    const line = await say(store, 'Accepted by Ann', {
      direction: 'system',
      state: null,
      system: { code: 'accepted', agentName: 'Ann', waitedMs: 5 },
    })
    expect(await store.messages.get(line.id)).toEqual(line)
  })

  test('ids only grow', async () => {
    const store = await aStore(implementation, { carol: true })
    const numbers = await Promise.all(
      Array.from({ length: 30 }, () => say(store, 'x').then(message => Number(message.id))),
    )
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect(new Set(numbers).size).toBe(30)
  })

  test('an edit changes the text, and the row of the chat when it shows that text', async () => {
    const store = await aStore(implementation, { carol: true })
    const first = await say(store, 'Hallo')
    const last = await say(store, 'Tschau')
    await store.transact(tx => tx.messages.edit(first.id, 'Hello', morning + 1))
    expect((await store.chats.row(carol))?.lastMessage?.text).toBe('Tschau')
    await store.transact(tx => tx.messages.edit(last.id, 'Goodbye', morning + 2))
    expect((await store.chats.row(carol))?.lastMessage?.text).toBe('Goodbye')
    expect(await store.messages.get(first.id)).toMatchObject({ text: 'Hello', editedAt: morning + 1 })
    await store.transact(tx => tx.messages.markDeleted(last.id, morning + 3))
    expect((await store.chats.row(carol))?.lastMessage?.text).toBe('')
    expect(await store.messages.get(last.id)).toMatchObject({ deletedAt: morning + 3 })
  })

  test('reactions are replaced as a whole', async () => {
    const store = await aStore(implementation, { carol: true })
    const { id } = await say(store, 'Hello')
    const reactions = [{ author: 'Carol', emoji: ['👍', '❤️'] }]
    await store.transact(tx => tx.messages.setReactions(id, reactions))
    expect((await store.messages.get(id))?.reactions).toEqual(reactions)
    await store.transact(tx => tx.messages.setReactions(id, []))
    expect((await store.messages.get(id))?.reactions).toEqual([])
  })

  test('an attachment is fetched, or fails, and leaves the list of what is to fetch', async () => {
    const store = await aStore(implementation, { carol: true })
    const id = asId<AttachmentId>('a')
    const attachments = [{ id, kind: 'photo' as const, remote: 'somewhere' }]
    const message = await say(store, 'Look', { direction: 'in', state: null, attachments })
    expect(await store.messages.attachmentsToFetch(10)).toMatchObject([
      { id: 'a', messageId: message.id, chatId: 'carol-chat', channelId: 'website', remote: 'somewhere', attempts: 0 },
    ])
    await store.transact(tx => tx.messages.updateAttachment(id, { attempts: 1, remote: 'elsewhere' }))
    expect(await store.messages.attachment(id)).toMatchObject({ attempts: 1, remote: 'elsewhere', state: 'remote' })
    const fileId = asId<FileId>('1'.repeat(64))
    await store.transact(tx => tx.messages.updateAttachment(id, { state: 'stored', fileId, size: 3, name: 'sea.jpg' }))
    expect(await store.messages.attachmentsToFetch(10)).toEqual([])
    expect((await store.messages.get(message.id))?.attachments).toMatchObject([
      { state: 'stored', fileId, name: 'sea.jpg' },
    ])
  })

  test('what does not exist is null', async () => {
    const store = await aStore(implementation)
    expect(await store.messages.get(asId<MessageId>('999'))).toBeNull()
    expect(await store.messages.get(asId<MessageId>('not a number'))).toBeNull()
    expect(await store.messages.byExternalId(asId<ChannelId>('no such'), 'x')).toBeNull()
    expect(await store.messages.attachment(asId<AttachmentId>('no such'))).toBeNull()
    const page = await store.messages.page(asId<ConversationId>('no such'), { limit: 5 })
    expect(page).toEqual({ messages: [], hasOlder: false, hasNewer: false })
  })
})

// Erasure over SQLite: of an erased person not a word is left in any file.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Case } from '../../../main/domain/case.ts'
import {
  type AgentId,
  asId,
  type ChannelId,
  type ChatId,
  type ContactId,
  type MessageId,
} from '../../../main/domain/ids.ts'
import { openSqliteStore } from '../../../main/storage/sqlite-store.ts'
import type { Store, Transaction } from '../../../main/storage/store.ts'
import { aMessage, anInbound, anOffer, anOffice } from '../../kit/builders.ts'
import { HandClock, morning } from '../../kit/hand-clock.ts'
import { tempDir } from '../../kit/temp-dir.ts'

const ann = asId<AgentId>('ann')
const website = asId<ChannelId>('website')

const aDataFile = async () => {
  const dir = tempDir()
  const store = await openSqliteStore({ path: join(dir, 'parley.db'), clock: new HandClock() })
  onTestFinished(() => store.close())
  await store.transact(anOffice)
  return { dir, store }
}

/** A word that stands nowhere else. No two begin alike: the search index keeps of a word only what differs from the one before. */
const word = (n: number) => createHash('sha256').update(String(n)).digest('hex').slice(0, 20)
const tellTale = (one: string) => one.slice(5)

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

/** Words of the person that some file still holds, in whatever case. */
const leftIn = (dir: string, words: readonly string[]): string[] => {
  const bytes = filesIn(dir).map(path => readFileSync(path).toString('latin1').toLowerCase())
  return words.filter(one => bytes.some(text => text.includes(tellTale(one))))
}

const erase = async (store: Store, id: ContactId) => {
  await store.transact(tx => tx.persons.beginErasure(id, morning, ann))
  while (await store.transact(tx => tx.persons.eraseSome(id)));
  await store.transact(tx => tx.persons.eraseRest(id))
  await store.scrub()
}

interface Said {
  readonly who: number
  readonly length: number
  readonly fate: 'stays' | 'edited' | 'deleted'
}

const aStep = { at: morning, agentId: ann, agentName: 'Ann' } as const
const aComment = { ...aStep, id: 'c1', text: '' } as const

const aCase = (
  tx: Transaction,
  id: string,
  more: Pick<Case, 'subject' | 'description' | 'account' | 'contactId' | 'chatIds'>,
): Promise<Case> =>
  tx.cases.insert(
    {
      ...more,
      id: asId(id),
      source: 'agent',
      status: 'new',
      registeredAt: morning,
      registeredBy: ann,
      assigneeId: null,
      queueId: null,
      changedAt: morning,
      resolvedAt: null,
      closedAt: null,
      version: 1,
    },
    null,
  )

/** Everything that can be said of a person is said of this one, each time with a word of its own. */
const fillUp = async (store: Store, said: readonly Said[]): Promise<string[]> => {
  let count = 0
  const words: string[] = []
  const next = () => {
    const one = word(++count)
    words.push(one)
    return one
  }
  const inbound = async (tx: Transaction, name: string, text: string, more = {}) => {
    const given = anInbound(name, text, more)
    const sender = { name, username: null, language: null, email: null, phone: null }
    const outcome = await tx.messages.recordInbound({ ...given, sender })
    if (outcome.kind === 'doubled') throw new Error('A test says nothing twice.')
    await tx.events.append({
      type: 'message.added',
      at: morning,
      audience: [],
      chatId: outcome.chatId,
      messageId: outcome.messageId,
    })
    return outcome
  }
  for (const [i, { who, length, fate }] of said.entries())
    await store.transact(async tx => {
      const others = 'lorem ipsum dolor sit amet '.repeat(length)
      const text = who === 0 ? `${next()} ${others}${next()}` : `${others}${i}`
      const { messageId } = await inbound(tx, who === 0 ? 'carol' : `other${who}`, text)
      if (fate === 'edited') await tx.messages.edit(messageId, who === 0 ? next() : 'changed', morning)
      if (fate === 'deleted') await tx.messages.markDeleted(messageId, morning)
    })
  await store.transact(async tx => {
    const { chatId, contactId, conversationId, messageId } = await inbound(tx, 'carol', next(), {
      attachments: [
        { id: asId('a1'), kind: 'document', name: `${next()}.pdf`, remote: next(), fileId: asId('f'.repeat(64)) },
      ],
      place: { latitude: 1, longitude: 2, title: next() },
      card: { name: next(), phone: next() },
      options: [next()],
      replyTo: { messageId: null, excerpt: next() },
      forwardedFrom: next(),
      externalId: next(),
      authorName: next(),
    })
    await tx.contacts.update(contactId, {
      name: next(),
      email: `${next()}@example.org`,
      phone: `+1 555 ${next()}`,
      about: next(),
      tags: [next()],
      own: { field: next() },
      ban: { at: morning, byAgentId: ann, reason: next() },
    })
    const [identity] = await tx.contacts.identities(contactId)
    if (identity === undefined) throw new Error('Carol has an address.')
    await tx.contacts.updateIdentity(identity.id, { address: next(), username: next(), unreachableReason: next() })
    await tx.contacts.insertNote({ id: asId('n1'), contactId, agentId: ann, text: next(), at: morning, editedAt: null })
    await tx.contacts.updateNote(asId('n1'), next(), morning)
    await tx.chats.saveDraft({ chatId, agentId: ann, text: next(), note: false, replyTo: null, at: morning })
    await tx.chats.saveDraft({ chatId, agentId: ann, text: next(), note: true, replyTo: null, at: morning })
    await tx.messages.setReactions(messageId, [{ author: next(), emoji: ['👍'] }])
    const ours = { chatId, conversationId, text: next(), idempotencyKey: next() }
    const reply = await tx.messages.insert(aMessage(ours))
    await tx.outbox.add(reply.id, conversationId, website, morning)
    await tx.messages.insert(aMessage({ chatId, conversationId, direction: 'note', state: null, text: next() }))
    await tx.offers.insert({ ...anOffer('carol', 'ann'), chatId })
    await tx.quarantine.add({
      channelId: website,
      at: morning,
      payload: '{"from":"somebody else"}',
      reason: 'unreadable',
    })
    await tx.events.append({ type: 'contact.changed', at: morning, audience: [], facts: { contactId, name: next() } })
    // Somebody else was merged into her.
    const doubled = await inbound(tx, 'caroline', next())
    await tx.contacts.update(doubled.contactId, { name: next(), email: `${next()}@example.org` })
    const before = { name: next(), email: null, phone: null, language: null, about: '', tags: [], own: {}, ban: null }
    const moved = await tx.contacts.handOver(doubled.contactId, contactId)
    await tx.contacts.update(doubled.contactId, { mergedInto: contactId })
    await tx.contacts.insertMerge({
      id: asId('m1'),
      survivorId: contactId,
      mergedId: doubled.contactId,
      at: morning,
      agentId: ann,
      before,
      after: before,
      choices: {},
      moved,
    })
    await aCase(tx, 'hers', { subject: next(), description: next(), account: next(), contactId, chatIds: [chatId] })
    await tx.cases.addComment(asId('hers'), { ...aComment, text: next() }, null)
    // Hers once, and somebody else's by now.
    await aCase(tx, 'not hers', { subject: 'kept', description: '', account: '', contactId: null, chatIds: [] })
    const { name } = (await tx.contacts.get(contactId)) ?? { name: '' }
    await tx.cases.addStep(asId('not hers'), { ...aStep, field: 'contactId', from: name, to: 'Somebody' })
    const address = (await tx.contacts.identities(contactId))[0]?.address ?? ''
    await tx.quarantine.add({ channelId: website, at: morning, payload: `{"from":"${address}"}`, reason: next() })
  })
  return words
}

const aSaid = fc.record({
  who: fc.integer({ min: 0, max: 3 }),
  length: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 8 }) }, fc.integer({ min: 50, max: 900 })),
  fate: fc.constantFrom('stays' as const, 'stays' as const, 'edited' as const, 'deleted' as const),
})

test('of an erased person no word is left in any file, whatever was said, edited and deleted around them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aSaid, { minLength: 1, maxLength: 120 }), async said => {
      const { dir, store } = await aDataFile()
      const words = await fillUp(store, said)
      // The test would notice: before, every word of theirs is there.
      expect(leftIn(dir, words).length).toBeGreaterThan(words.length / 2)
      await erase(store, asId<ContactId>('carol'))
      expect(leftIn(dir, words)).toEqual([])
      expect(await store.persons.erasures()).toEqual([])
      expect((await store.cases.get(asId('not hers')))?.subject).toBe('kept')
      expect((await store.quarantine.list(9)).map(({ reason }) => reason)).toEqual(['unreadable'])
      expect(await store.persons.filesToRemove()).toEqual(['f'.repeat(64)])
      for (const name of ['other1', 'other2', 'other3']) {
        const count = said.filter(one => `other${one.who}` === name).length
        const { messages } = await store.messages.page(asId(`${name}-conversation`), { limit: 200 })
        expect(messages).toHaveLength(count)
      }
      await store.close()
      expect(leftIn(dir, words)).toEqual([])
    }),
    { numRuns: 12 },
  )
}, 60_000)

test('a file that somebody else refers to stays', async () => {
  const { store } = await aDataFile()
  const fileId = asId<MessageId>('a'.repeat(64))
  const attachments = (id: string) => [{ id: asId(id), kind: 'document' as const, fileId: asId(fileId) }]
  await store.transact(tx =>
    tx.messages.recordInbound(anInbound('carol', 'mine', { attachments: attachments('1') as never })),
  )
  await store.transact(tx =>
    tx.messages.recordInbound(anInbound('dave', 'too', { attachments: attachments('2') as never })),
  )
  await erase(store, asId<ContactId>('carol'))
  expect(await store.persons.filesToRemove()).toEqual([])
  await erase(store, asId<ContactId>('dave'))
  expect(await store.persons.filesToRemove()).toEqual([fileId])
  expect(await store.transact(tx => tx.persons.mayRemove(asId(fileId)))).toBe(true)
})

test('an erasure that was cut short goes on where it was', async () => {
  const { dir, store } = await aDataFile()
  for (let i = 0; i < 250; i++)
    await store.transact(tx => tx.messages.recordInbound(anInbound('carol', `thewordcutshort ${i}`)))
  await store.transact(tx => tx.persons.beginErasure(asId('carol'), morning, ann))
  expect(await store.transact(tx => tx.persons.eraseSome(asId('carol')))).toBe(true)
  await store.close()
  const again = await openSqliteStore({ path: join(dir, 'parley.db'), clock: new HandClock() })
  onTestFinished(() => again.close())
  expect(await again.persons.erasures()).toEqual(['carol'])
  await erase(again, asId<ContactId>('carol'))
  expect(leftIn(dir, ['thewordcutshort'])).toEqual([])
  expect(await again.chats.get(asId<ChatId>('carol-chat'))).toBeNull()
})

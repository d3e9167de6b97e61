// What contacts have besides a name, over every implementation: fields of one's own, notes, bans, merges, likeness, one timeline.
import { describe, expect, test } from 'vitest'
import type { Profile } from '../../../main/domain/contact/merge.ts'
import { type AgentId, asId, type ContactId, type ConversationId } from '../../../main/domain/ids.ts'
import { aContact, aCustomer, aMessage, anIdentity, anInbound } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations, inTurn } from './implementations.ts'

const carol = asId<ContactId>('carol')
const dave = asId<ContactId>('dave')
const ann = asId<AgentId>('ann')
const profile: Profile = {
  name: 'Carol',
  email: null,
  phone: null,
  language: null,
  about: '',
  tags: [],
  own: {},
  ban: null,
}

describe.each(implementations)('contacts in $name', implementation => {
  test('keep fields of one’s own and a ban as they were given, and count their versions', async () => {
    const store = await aStore(implementation, { carol: true })
    const own = { size: 'M', age: 42, vip: true, since: '2026-11-21' }
    const ban = { at: morning, byAgentId: ann, reason: 'abuse' }
    await store.transact(tx => tx.contacts.update(carol, { own, ban }))
    expect(await store.contacts.get(carol)).toMatchObject({ own, ban, version: 2, mergedInto: null })
    expect((await store.contacts.banned(9)).map(one => one.id)).toEqual([carol])
    await store.transact(tx => tx.contacts.update(carol, { ban: null }))
    expect(await store.contacts.get(carol)).toMatchObject({ own, ban: null, version: 3 })
    expect(await store.contacts.banned(9)).toEqual([])
    await store.transact(tx => tx.contacts.update(carol, {}))
    expect((await store.contacts.get(carol))?.version).toBe(3)
  })

  test('have notes, newest first, changed and deleted one by one', async () => {
    const store = await aStore(implementation, { carol: true })
    const note = (id: string, at: number) => ({
      id: asId<Parameters<typeof store.contacts.note>[0]>(id),
      contactId: carol,
      agentId: ann,
      text: id,
      at,
      editedAt: null,
    })
    await inTurn(
      store,
      tx => tx.contacts.insertNote(note('first', morning)),
      tx => tx.contacts.insertNote(note('second', morning + 1)),
      tx => tx.contacts.updateNote(asId('first'), 'changed', morning + 2),
    )
    expect((await store.contacts.notes(carol)).map(({ text, editedAt }) => [text, editedAt])).toEqual([
      ['second', null],
      ['changed', morning + 2],
    ])
    await store.transact(tx => tx.contacts.deleteNote(asId('second')))
    expect(await store.contacts.note(asId('second'))).toBeNull()
  })

  test('are alike by phone, e-mail and name, also within the transaction that made them so, and no more when that changed', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.contacts.insert(aContact('carol', { phone: '+46 70 123 45 67', email: 'c@example.org' }))
      await tx.contacts.insert(aContact('1', { name: 'One', phone: '070 1234567' }))
      await tx.contacts.insert(aContact('2', { name: 'Two', email: 'C@EXAMPLE.org' }))
      await tx.contacts.insert(aContact('3', { name: 'carol' }))
      await tx.contacts.insert(aContact('4', { name: 'Four', phone: '+1 555 1234567' }))
      expect((await tx.contacts.alike(carol, 9)).map(one => one.id)).toEqual(['1', '2', '3'])
    })
    expect(await store.contacts.alike(carol, 2)).toHaveLength(2)
    await store.transact(tx => tx.contacts.update(asId('2'), { email: null }))
    await store.transact(tx => tx.contacts.update(asId('3'), { mergedInto: carol }))
    expect((await store.contacts.alike(carol, 9)).map(one => one.id)).toEqual(['1'])
    expect((await store.contacts.find('carol', 9)).map(one => one.id)).toEqual([carol])
  })

  test('hand everything over in a merge, and get back what is theirs with what came since', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => aCustomer(tx, 'dave'))
    const moved = await store.transact(tx => tx.contacts.handOver(dave, carol))
    expect(moved).toMatchObject({
      identity: ['dave-identity'],
      conversation: ['dave-conversation'],
      chat: ['dave-chat'],
    })
    await store.transact(tx => tx.contacts.insertIdentity(anIdentity('later', { contactId: carol })))
    await store.transact(tx => tx.chats.close(asId('dave-chat'), morning, 'agent', ann))
    const inbound = anInbound('dave', 'since')
    await store.transact(tx => tx.messages.recordInbound(inbound))
    expect(await store.chats.ofContact(dave, 9)).toEqual([])
    expect(await store.chats.ofContact(carol, 9)).toHaveLength(3)
    const back = await store.transact(tx => tx.contacts.handBack(moved, carol, dave))
    expect(back.chat?.toSorted()).toEqual(['dave-chat', inbound.newIds.chat].toSorted())
    expect((await store.contacts.identities(carol)).map(one => one.id)).toEqual(['carol-identity', 'later-identity'])
    expect(await store.chats.ofContact(carol, 9)).toHaveLength(1)
  })

  test('remember their merges in order, until they are undone', async () => {
    const store = await aStore(implementation, { carol: true })
    const merge = (id: string, mergedId: string) => ({
      id: asId<Parameters<typeof store.contacts.merge>[0]>(id),
      survivorId: carol,
      mergedId: asId<ContactId>(mergedId),
      at: morning,
      agentId: ann,
      before: profile,
      after: { ...profile, tags: ['both'] },
      choices: { name: 'other' as const },
      moved: { identity: ['i'] },
    })
    await store.transact(async tx => {
      for (const name of ['z', 'a']) {
        await tx.contacts.insert(aContact(name))
        await tx.contacts.insertMerge(merge(`merge-${name}`, name))
      }
    })
    expect(await store.contacts.mergesInto(carol)).toEqual([merge('merge-z', 'z'), merge('merge-a', 'a')])
    expect((await store.contacts.mergeOf(asId('a')))?.id).toBe('merge-a')
    await store.transact(tx => tx.contacts.updateMerge(asId('merge-a'), { before: profile, after: profile, moved: {} }))
    expect(await store.contacts.merge(asId('merge-a'))).toMatchObject({ after: profile, moved: {} })
    await store.transact(tx => tx.contacts.deleteMerge(asId('merge-a')))
    expect(await store.contacts.merge(asId('merge-a'))).toBeNull()
  })

  test('have one timeline over all their conversations, page by page', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => aCustomer(tx, 'dave'))
    const say = (name: string, text: string) =>
      aMessage({ chatId: asId(`${name}-chat`), conversationId: asId(`${name}-conversation`), text })
    await store.transact(async tx => {
      for (let i = 0; i < 7; i++) await tx.messages.insert(say(i % 3 === 0 ? 'dave' : 'carol', `text ${i}`))
    })
    const both = ['carol-conversation', 'dave-conversation'].map(id => asId<ConversationId>(id))
    const newest = await store.messages.acrossConversations(both, null, 4)
    expect(newest.map(one => one.text)).toEqual(['text 6', 'text 5', 'text 4', 'text 3'])
    const older = await store.messages.acrossConversations(both, newest.at(-1)?.id ?? null, 4)
    expect(older.map(one => one.text)).toEqual(['text 2', 'text 1', 'text 0'])
    expect(await store.messages.acrossConversations([], null, 4)).toEqual([])
  })

  test('have fields that are defined, ordered and archived', async () => {
    const store = await aStore(implementation)
    const field = (name: string, position: number) => ({
      id: asId<Parameters<typeof store.ownFields.get>[0]>(name),
      name,
      kind: 'choice' as const,
      options: ['a', 'b'],
      position,
      archivedAt: null,
      version: 1,
    })
    await inTurn(
      store,
      tx => tx.ownFields.insert(field('x', 0)),
      tx => tx.ownFields.insert(field('y', 1)),
      tx => tx.ownFields.setOrder([asId('y'), asId('x')]),
      tx => tx.ownFields.update(asId('x'), { options: ['c', 'd'], archivedAt: morning }),
    )
    expect(await store.ownFields.all()).toEqual([
      { ...field('y', 0) },
      { ...field('x', 1), options: ['c', 'd'], archivedAt: morning, version: 2 },
    ])
  })

  test('from whom is banned, messages go into a chat that is closed from the first', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => tx.chats.close(asId('carol-chat'), morning, 'agent', ann))
    await store.transact(tx => tx.contacts.update(carol, { ban: { at: morning, byAgentId: ann, reason: '' } }))
    const outcomes = []
    for (const text of ['one', 'two'])
      outcomes.push(await store.transact(tx => tx.messages.recordInbound(anInbound('carol', text))))
    expect(outcomes).toMatchObject([
      { opened: false, status: 'closed', heldBack: 'first', offeredTo: [] },
      { opened: false, status: 'closed', heldBack: 'further' },
    ])
    expect(await store.chats.openOfConversation(asId('carol-conversation'))).toBeNull()
    expect(await store.chats.waiting()).toEqual([])
    expect(await store.chats.ofContact(carol, 9)).toHaveLength(2)
  })
})

// Contacts: found as one types, and moved with all their chats when an address turns out to be somebody else's.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asId, type ChatId, type ContactId, type ConversationId, type IdentityId } from '../../../main/domain/ids.ts'
import type { Store } from '../../../main/storage/store.ts'
import { aContact, anIdentity } from '../../kit/builders.ts'
import { aStore, implementations } from './implementations.ts'

const names = async (store: Store, text: string, limit = 10) =>
  (await store.contacts.find(text, limit)).map(contact => contact.name)

describe.each(implementations)('contacts in $name', implementation => {
  test('are found by the beginnings of name, e-mail, phone and username, the closest first', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.contacts.insert(aContact('1', { name: 'Mariana Sousa', email: 'ms@example.org' }))
      await tx.contacts.insert(aContact('2', { name: 'José Mário', phone: '+351 910 111' }))
      await tx.contacts.insert(aContact('3', { name: 'Zoë', email: 'mari@example.org' }))
      await tx.contacts.insert(aContact('4', { name: 'Nobody' }))
      await tx.contacts.insertIdentity(anIdentity('4', { username: 'mari_nobody' }))
    })
    expect(await names(store, 'mari')).toEqual(['Mariana Sousa', 'José Mário', 'Nobody', 'Zoë'])
    expect(await names(store, 'mari', 2)).toEqual(['Mariana Sousa', 'José Mário'])
    expect(await names(store, 'jose mar')).toEqual(['José Mário'])
    expect(await names(store, 'ZOE')).toEqual(['Zoë'])
    expect(await names(store, '910')).toEqual(['José Mário'])
    expect(await names(store, 'ms@example')).toEqual(['Mariana Sousa'])
    expect(await names(store, 'xyz')).toEqual([])
    expect(await names(store, '  ')).toEqual([])
  })

  test('are found under their new name, not under the old one', async () => {
    const store = await aStore(implementation)
    await store.transact(tx => tx.contacts.insert(aContact('1', { name: 'Before' })))
    await store.transact(tx => tx.contacts.update(asId<ContactId>('1'), { name: 'After', tags: ['vip'] }))
    expect(await names(store, 'before')).toEqual([])
    expect(await store.contacts.find('after', 1)).toMatchObject([{ id: '1', tags: ['vip'] }])
  })

  test('a transaction finds whom it has just added', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.contacts.insert(aContact('1', { name: 'Fresh' }))
      expect(await tx.contacts.find('fre', 5)).toHaveLength(1)
    })
    expect(await names(store, 'fre')).toEqual(['Fresh'])
  })

  test('nothing that is typed breaks the search', async () => {
    const store = await aStore(implementation, { carol: true })
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async text => {
        expect(Array.isArray(await store.contacts.find(text, 5))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test("an address that is another person's takes its conversation and its chats along", async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => tx.contacts.insert(aContact('caroline')))
    const caroline = asId<ContactId>('caroline')
    await store.transact(tx => tx.contacts.updateIdentity(asId<IdentityId>('carol-identity'), { contactId: caroline }))
    expect((await store.chats.get(asId<ChatId>('carol-chat')))?.contactId).toBe('caroline')
    expect(await store.contacts.conversation(asId<ConversationId>('carol-conversation'))).toMatchObject({
      contactId: 'caroline',
      identity: { contactId: 'caroline', address: 'carol-address' },
    })
    expect(await store.contacts.identities(caroline)).toHaveLength(1)
    expect(await store.chats.ofContact(asId<ContactId>('carol'), 5)).toEqual([])
  })
})

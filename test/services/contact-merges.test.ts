// Merges of contacts in the whole office: nothing is lost, whatever is undone first all is as it was, and screens follow.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MergeChoices } from '../../main/domain/contact/merge.ts'
import { asId, type ContactId, type ContactMergeId } from '../../main/domain/ids.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { must, there } from '../kit/must.ts'
import { anOpenOffice, stageChannel, type TestOffice } from '../kit/office.ts'

const contactOf = async ({ store }: TestOffice, address: string): Promise<ContactId> =>
  there(await store.contacts.identityAt(stageChannel, address)).contactId

/** Everything that a merge may touch, as it is for everybody. */
const world = async ({ store }: TestOffice, contacts: readonly ContactId[]) =>
  Promise.all(
    contacts.map(async id => {
      const { version: _, tags, ...contact } = there(await store.contacts.get(id))
      const [identities, chats, notes] = await Promise.all([
        store.contacts.identities(id),
        store.chats.ofContact(id, 99),
        store.contacts.notes(id),
      ])
      return {
        contact: { ...contact, tags: tags.toSorted() },
        identities: identities.map(one => one.id).toSorted(),
        chats: chats.map(chat => [chat.id, chat.conversationId]).toSorted(),
        notes: notes.map(note => note.text).toSorted(),
      }
    }),
  )

const people = ['ada', 'bob', 'cyd', 'dan'] as const

const aTown = async (): Promise<{ office: TestOffice; ids: readonly ContactId[] }> => {
  const office = await anOpenOffice()
  const ids: ContactId[] = []
  for (const [i, name] of people.entries()) {
    await office.network.says(name, `I am ${name}`, {
      sender: { name, ...(i % 2 === 0 ? { phone: `+1555010${i}000` } : { email: `${name}@example.org` }) },
    })
    ids.push(await contactOf(office, name))
  }
  await office.settled()
  const ann = office.supervisor('ann')
  for (const [i, id] of ids.entries()) {
    must(await office.services.contacts.addNote(ann, id, `note about ${people[i]}`))
    const own = { tags: ['everybody', `only ${people[i]}`], about: i === 3 ? '' : `about ${people[i]}` }
    must(await office.services.contacts.update(ann, id, own))
  }
  return { office, ids }
}

const aDeed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ merge: fc.tuple(fc.nat(3), fc.nat(3)), name: fc.boolean() }) },
  fc.record({ undo: fc.nat(9) }),
)
type Deed = { merge: [number, number]; name: boolean } | { undo: number }

test('whatever is merged and undone, in whatever order, in the end all is as it was', async () => {
  const { office, ids } = await aTown()
  const ann = office.supervisor('ann')
  const { contacts } = office.services
  const before = await world(office, ids)
  const total = async () => (await world(office, ids)).map(one => [one.identities, one.chats, one.notes]).flat(2).length
  const everything = await total()
  await fc.assert(
    fc.asyncProperty(fc.array(aDeed, { maxLength: 9 }), fc.infiniteStream(fc.nat(9)), async (deeds, order) => {
      let standing: ContactMergeId[] = []
      const undo = async (at: number) => {
        const [id] = standing.splice(at % standing.length, 1)
        if (id !== undefined) must(await contacts.undoMerge(ann, id))
      }
      for (const deed of deeds as readonly Deed[]) {
        if ('undo' in deed) {
          if (standing.length > 0) await undo(deed.undo)
        } else {
          const [survivor, other] = deed.merge.map(i => asId<ContactId>(ids[i] ?? ''))
          const choices: MergeChoices = deed.name ? { name: 'other', phone: 'other' } : {}
          const made = await contacts.merge(ann, asId(survivor ?? ''), asId(other ?? ''), choices)
          if (!isRefusal(made)) standing = [...standing, made]
        }
        // Nothing is lost on the way either.
        expect(await total()).toBe(everything)
      }
      while (standing.length > 0) await undo(order.next().value ?? 0)
      expect(await world(office, ids)).toEqual(before)
    }),
    { numRuns: 40 },
  )
}, 60_000)

describe('a merge', () => {
  test('takes addresses, chats and notes along; old links lead to the survivor; the lists show its name', async () => {
    const { office, ids } = await aTown()
    const [ada, bob] = ids as [ContactId, ContactId]
    const ann = office.supervisor('ann')
    const { contacts } = office.services
    must(await contacts.merge(ann, ada, bob, {}))
    const card = must(await contacts.get(ann, bob))
    expect(card.contact).toMatchObject({ id: ada, name: 'ada', email: 'bob@example.org', phone: '+15550100000' })
    expect(card.identities.map(one => one.address).toSorted()).toEqual(['ada', 'bob'])
    expect(card.chats).toHaveLength(2)
    expect(card.notes.map(note => note.text).toSorted()).toEqual(['note about ada', 'note about bob'])
    expect(card.merged).toMatchObject([{ contact: { id: bob, name: 'bob' }, byName: 'Ann' }])
    const names = (await office.panel('ann')).map(one => one.row.contactName)
    expect(names.toSorted()).toEqual(['ada', 'ada', 'cyd', 'dan'])
    expect(await office.store.contacts.find('bob', 5)).toMatchObject([{ id: ada }])
    // What they write next is the survivor's.
    await office.network.says('bob', 'still me')
    expect((await office.store.chats.ofContact(bob, 9)).length).toBe(0)
  })

  test('what comes after it on an address goes back with the address, and what was changed since stays', async () => {
    const { office, ids } = await aTown()
    const [ada, bob] = ids as [ContactId, ContactId]
    const ann = office.supervisor('ann')
    const { contacts, chatService } = office.services
    const merge = must(await contacts.merge(ann, ada, bob, {}))
    const chat = there((await office.store.chats.ofContact(ada, 9)).find(one => one.lastMessage?.text === 'I am bob'))
    must(await chatService.acceptChat(office.actor('ann'), chat.id))
    must(await chatService.closeActiveChat(office.actor('ann'), chat.id))
    await office.network.says('bob', 'one more thing')
    must(await contacts.update(ann, ada, { phone: '+1 555 9999' }))
    must(await contacts.undoMerge(ann, merge))
    expect((await office.store.chats.ofContact(bob, 9)).map(one => one.lastMessage?.text)).toEqual([
      'one more thing',
      'I am bob',
    ])
    expect(await office.store.contacts.get(ada)).toMatchObject({ phone: '+1 555 9999', email: null })
  })

  test('is refused where it makes no sense, in a sentence', async () => {
    const { office, ids } = await aTown()
    const [ada, bob] = ids as [ContactId, ContactId]
    const ann = office.supervisor('ann')
    const { contacts } = office.services
    const sentence = async (answer: Promise<unknown>) => {
      const refusal = await answer
      return isRefusal(refusal) ? refusal.sentence : refusal
    }
    expect(await sentence(contacts.merge(ann, ada, ada, {}))).toMatch(/one contact already/)
    expect(await sentence(contacts.merge(ann, ada, asId('nobody'), {}))).toMatch(/no such contact/)
    expect(await sentence(contacts.merge(ann, ada, bob, {}, { survivor: 99, other: 1 }))).toMatch(/Somebody changed/)
    // An agent who sees neither has nothing to merge.
    expect(await sentence(contacts.merge(office.actor('zoe'), ada, bob, {}))).toMatch(/no such contact/)
    const merge = must(await contacts.merge(ann, ada, bob, {}))
    expect(await sentence(contacts.merge(ann, bob, ada, {}))).toMatch(/one contact already/)
    must(await contacts.undoMerge(ann, merge))
    expect(await sentence(contacts.undoMerge(ann, merge))).toMatch(/undone already/)
  })
})

test('who may be the same person is found by phone, e-mail and name, the surest first', async () => {
  const office = await anOpenOffice()
  const says = (address: string, sender: { name: string; phone?: string; email?: string }) =>
    office.network.says(address, 'hello', { sender })
  await says('1', { name: 'Mara Lind', phone: '+46 70 123 45 67', email: 'mara@example.org' })
  await says('2', { name: 'M. L.', phone: '070-123 45 67' })
  await says('3', { name: 'Somebody', email: 'MARA@example.org' })
  await says('4', { name: 'mara LIND' })
  await says('5', { name: 'Visitor' })
  await says('6', { name: 'Visitor' })
  await office.settled()
  const ann = office.supervisor('ann')
  const { contacts } = office.services
  const found = must(await contacts.duplicates(ann, await contactOf(office, '1')))
  expect(found.map(({ contact, alike }) => [contact.name, alike])).toEqual([
    ['M. L.', ['phone']],
    ['Somebody', ['email']],
    ['mara LIND', ['name']],
  ])
  expect(must(await contacts.get(ann, await contactOf(office, '1'))).duplicates).toBe(3)
  expect(must(await contacts.get(ann, await contactOf(office, '5'))).duplicates).toBe(0)
  const audit = await office.store.audit.list({ noun: 'contact', limit: 9 })
  expect(audit).toEqual([])
  must(await contacts.merge(ann, await contactOf(office, '1'), await contactOf(office, '3'), {}))
  expect(must(await contacts.get(ann, await contactOf(office, '1'))).duplicates).toBe(2)
  // The record says who and when, and nothing of the person.
  const [entry] = await office.store.audit.list({ noun: 'contact', limit: 9 })
  expect(JSON.stringify(entry)).not.toMatch(/mara|lind|example|70/i)
  expect(entry).toMatchObject({ deed: 'merged', agentName: 'Ann' })
})

// A contact taken out and erased in the whole office: the file has everything, the data folder afterwards nothing, others all of theirs.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asId, type ContactId } from '../../main/domain/ids.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { openFileStore } from '../../main/storage/file-store.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, stageChannel, type TestOffice } from '../kit/office.ts'

const contactOf = async ({ store }: TestOffice, address: string): Promise<ContactId> => {
  const identity = await store.contacts.identityAt(stageChannel, address)
  if (identity === null) throw new Error(`Nobody at ${address}.`)
  return identity.contactId
}

/** Words of the person that some file of the data folder holds. */
const leftIn = (dir: string, words: readonly string[]): string[] => {
  const files = readdirSync(dir, { withFileTypes: true, recursive: true }).filter(entry => entry.isFile())
  const bytes = files.map(entry => readFileSync(join(entry.parentPath, entry.name)).toString('latin1').toLowerCase())
  return words.filter(word => bytes.some(text => text.includes(word.toLowerCase())))
}

const words = [
  'qwendolin',
  'xylophonist',
  'zebrafinch',
  'jabberwock',
  'kumquatjam',
  'pterodactyl',
  'wombatfile',
  'yardarmtag',
]

/** Gwendolin with a chat in progress, a file, a note, a draft, a reply on its way, tags and a field of her own. */
const aCustomerWithAll = async () => {
  const office = await anOpenOffice()
  const files = openFileStore(join(office.dir, 'files'))
  const { fileId } = await files.put(new TextEncoder().encode('wombatfile, whole'))
  const shared = await files.put(new TextEncoder().encode('the price list of everybody'))
  const file = (id: string, name: string) => ({ kind: 'document' as const, name, fileId: asId<typeof fileId>(id) })
  await office.network.says('qwendolin-1', 'My xylophonist is late', {
    sender: { name: 'Qwendolin', email: 'qwendolin@example.org', phone: '+1555010101' },
    attachments: [file(fileId, 'wombatfile.txt'), file(shared.fileId, 'prices.txt')],
  })
  await office.network.says('dave', 'Me too', { attachments: [file(shared.fileId, 'prices.txt')] })
  await office.settled()
  const { chatService, contacts, messageManager, ownFields } = office.services
  const ann = office.supervisor('ann')
  const id = await contactOf(office, 'qwendolin-1')
  const [chat] = await office.store.chats.ofContact(id, 1)
  if (chat === undefined) throw new Error('She has a chat.')
  must(await chatService.acceptChat(ann, chat.id))
  must(await messageManager.send(ann, { chatId: chat.id, text: 'A zebrafinch is on its way', note: false }))
  must(await chatService.saveDraft(ann, chat.id, { text: 'jabberwock', note: false, replyTo: null }))
  must(await contacts.addNote(ann, id, 'kumquatjam, always'))
  const field = must(await ownFields.create(ann, { name: 'Pet', kind: 'text', options: [] }))
  must(await contacts.update(ann, id, { own: { [field.id]: 'pterodactyl' }, tags: ['yardarmtag'] }))
  await office.settled()
  return { office, id, ann, fileId, sharedId: shared.fileId }
}

test('what is taken out is all that is kept, files too, in one file', async () => {
  const { office, id, ann, fileId } = await aCustomerWithAll()
  const { file, isWhole } = must(await office.services.contacts.takeOut(ann, id))
  expect(isWhole).toBe(true)
  const taken = JSON.parse(file)
  expect(taken).toMatchObject({ format: 'parley-contact', version: 1, name: 'Qwendolin' })
  for (const word of words) expect(file.toLowerCase()).toContain(word)
  const bytes = taken.files.find((one: { fileId: string }) => one.fileId === fileId)
  expect(Buffer.from(bytes.base64, 'base64').toString()).toBe('wombatfile, whole')
  expect(taken.said[0]).toMatchObject({ direction: 'in', text: 'My xylophonist is late' })
  // Nothing of anybody else.
  expect(file).not.toContain('Me too')
  expect(await office.store.audit.list({ deed: 'exported', limit: 5 })).toMatchObject([{ noun: 'contact', nounId: id }])
})

describe('an erased contact', () => {
  test('is in no row, no index, no file and no log of the data folder, while others keep all of theirs', async () => {
    const { office, id, ann, fileId, sharedId } = await aCustomerWithAll()
    expect(leftIn(office.dir, words)).toEqual(words)
    must(await office.services.contacts.erase(ann, id, false))
    expect(leftIn(office.dir, words)).toEqual([])
    const files = openFileStore(join(office.dir, 'files'))
    expect(await files.read(fileId)).toBeNull()
    expect(await files.size(sharedId)).toBeGreaterThan(0)
    expect(isRefusal(await office.services.contacts.get(ann, id))).toBe(true)
    const dave = await office.store.chats.ofContact(await contactOf(office, 'dave'), 9)
    expect(dave.map(chat => chat.lastMessage?.text)).toEqual(['Me too'])
    // That it was done stays on record, without a word of the person.
    const [entry] = await office.store.audit.list({ deed: 'erased', limit: 1 })
    expect(entry).toMatchObject({ agentName: 'Ann', nounId: id, name: id, before: null, after: null })
    expect(await office.panel('ann')).toHaveLength(1)
    await office.stop()
    expect(leftIn(office.dir, words)).toEqual([])
    expect(office.log.errors).toEqual([])
  })

  test('who writes again is somebody new', async () => {
    const { office, id, ann } = await aCustomerWithAll()
    must(await office.services.contacts.erase(ann, id, false))
    await office.network.says('qwendolin-1', 'Hello again', { sender: { name: 'Q' } })
    await office.settled()
    const again = await contactOf(office, 'qwendolin-1')
    expect(again).not.toBe(id)
    expect(await office.store.chats.ofContact(again, 9)).toHaveLength(1)
  })

  test('with those that were merged into it', async () => {
    const { office, id, ann } = await aCustomerWithAll()
    const dave = await contactOf(office, 'dave')
    must(await office.services.contacts.merge(ann, dave, id, {}))
    must(await office.services.contacts.erase(ann, id, false))
    expect(await office.store.contacts.get(dave)).toBeNull()
    expect(leftIn(office.dir, [...words, 'me too'])).toEqual([])
  })

  test('of whom a merge was undone leaves nothing with the other', async () => {
    const { office, id, ann } = await aCustomerWithAll()
    const dave = await contactOf(office, 'dave')
    const merge = must(await office.services.contacts.merge(ann, dave, id, { name: 'other' }))
    expect(await office.store.contacts.get(dave)).toMatchObject({ name: 'Qwendolin', tags: ['yardarmtag'] })
    must(await office.services.contacts.undoMerge(ann, merge))
    must(await office.services.contacts.erase(ann, id, false))
    expect(await office.store.contacts.get(dave)).toMatchObject({ name: 'dave', tags: [] })
    expect(leftIn(office.dir, words)).toEqual([])
  })

  test('goes on after a stop in the middle, at the next start', async () => {
    const { office, id, ann } = await aCustomerWithAll()
    await office.store.transact(tx => tx.persons.beginErasure(id, office.clock.now(), ann.agentId))
    await office.store.transact(tx => tx.persons.eraseSome(id))
    await office.stop()
    const again = await anOpenOffice({ dir: office.dir, clock: office.clock })
    expect(await again.store.contacts.get(id)).toBeNull()
    expect(leftIn(again.dir, words)).toEqual([])
  })
})

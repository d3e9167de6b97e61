// Contacts over the door: details only for those who may see them, bad input in one sentence, all of it by HTTP as well.
import { expect, test } from 'vitest'
import { there } from '../kit/must.ts'
import { stageChannel } from '../kit/office.ts'
import { anOpenHouse } from '../kit/open-house.ts'

const aHouse = async () => {
  const house = await anOpenHouse()
  const { network, store } = house.office
  await network.says('carol', 'Hello', {
    sender: { name: 'Carol', email: 'carol@example.org', phone: '+1 555 0100 200' },
  })
  await network.says('caro', 'Me again', { sender: { name: 'Caro', email: 'CAROL@example.org' } })
  await house.office.settled()
  const idOf = async (address: string) => there(await store.contacts.identityAt(stageChannel, address)).contactId
  return { house, carol: await idOf('carol'), caro: await idOf('caro') }
}

test('how to reach a contact, own fields and duplicates are for those with the right; a note and the timeline for all who see them', async () => {
  const { house, carol } = await aHouse()
  const ann = await house.session('ann')
  const boss = await house.session('ben', 'CanSeeContactDetails', 'CanManageChats', 'CanSeeAllChats')
  const field = await house.call('ownFields/create', { name: 'Size', kind: 'choice', options: ['S', 'M'] }, boss)
  const own = { [String(field.body.id)]: 'M' }
  expect((await house.call('contacts/update', { contactId: carol, own }, boss)).body).toMatchObject({ own, version: 2 })
  await house.call('contacts/addNote', { contactId: carol, text: 'A note' }, ann)
  const page = (await house.call('contacts/get', { contactId: carol }, boss)).body
  expect(page).toMatchObject({
    duplicates: 1,
    contact: { own, email: 'carol@example.org' },
    notes: [{ text: 'A note', author: { name: 'Ann' } }],
  })
  const less = (await house.call('contacts/get', { contactId: carol }, ann)).body
  expect(less).toMatchObject({ duplicates: 0, mayBan: false, contact: { own: {}, email: null, phone: null } })
  const timeline = (await house.call('contacts/timeline', { contactId: carol }, ann)).body
  expect(timeline).toMatchObject({ messages: [{ text: 'Hello' }], extras: [{ kind: 'note' }], before: null })
  // Ben cannot change Ann's note.
  const [note] = page.notes as { id: string }[]
  expect((await house.call('contacts/deleteNote', { noteId: note?.id }, boss)).body).toMatchObject({
    code: 'NOT_ALLOWED',
  })
})

test('a merge over the door, its undo, and what is wrong said at its field', async () => {
  const { house, carol, caro } = await aHouse()
  const boss = await house.session('ben', 'CanSeeContactDetails', 'CanManageChats', 'CanSeeAllChats')
  const call = async (name: string, input: object) => (await house.call(name, input, boss)).body
  const found = await call('contacts/duplicates', { contactId: carol })
  expect(found).toMatchObject({ candidates: [{ contact: { id: caro }, alike: ['email'], chatCount: 1 }] })
  const merged = await call('contacts/merge', { contactId: carol, otherId: caro, choices: { name: 'other' } })
  expect(await call('contacts/get', { contactId: caro })).toMatchObject({ contact: { id: carol, name: 'Caro' } })
  expect(await call('contacts/undoMerge', { mergeId: merged.mergeId })).toEqual({ ok: true })
  expect(await call('contacts/undoMerge', { mergeId: merged.mergeId })).toMatchObject({ code: 'NOT_FOUND' })
  const stale = { survivor: 1, other: 1 }
  expect(await call('contacts/merge', { contactId: carol, otherId: caro, versions: stale })).toMatchObject({
    code: 'CONFLICT',
    data: { field: 'version' },
  })
  expect(await call('contacts/merge', { contactId: carol, otherId: carol })).toMatchObject({ code: 'CONFLICT' })
  expect(await call('contacts/merge', { contactId: carol, otherId: caro, choices: { name: 'mine' } })).toMatchObject({
    code: 'INVALID',
  })
  expect(await call('contacts/timeline', { contactId: carol, before: 'rubbish' })).toMatchObject({
    code: 'INVALID',
    data: { field: 'before' },
  })
  expect(await call('contacts/update', { contactId: carol, version: 1, name: 'X' })).toMatchObject({ code: 'CONFLICT' })
  expect(await call('contacts/update', { contactId: carol, own: { nothing: 1 } })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await call('contacts/addNote', { contactId: carol, text: '  ' })).toMatchObject({ code: 'INVALID' })
  expect(await call('contacts/ban', { contactId: carol, reason: 'x'.repeat(1_001) })).toMatchObject({ code: 'INVALID' })
  for (const days of [0, -1, 1.5, 3_651, '2'])
    expect(await call('contacts/ban', { contactId: carol, days }), String(days)).toMatchObject({
      code: 'INVALID',
      data: { field: 'days' },
    })
})

test('a contact is taken out and erased by those who manage chats; the backups that hold it are told', async () => {
  const { house, carol } = await aHouse()
  const boss = await house.session('ben', 'CanManageChats', 'CanSeeAllChats')
  const taken = (await house.call('contacts/export', { contactId: carol }, boss)).body
  expect(taken.isWhole).toBe(true)
  expect(JSON.parse(String(taken.file))).toMatchObject({ name: 'Carol', said: [{ text: 'Hello' }] })
  expect((await house.call('contacts/erase', { contactId: carol }, boss)).body).toEqual({
    count: 0,
    oldestAt: null,
    keptDays: 0,
  })
  expect((await house.call('contacts/get', { contactId: carol }, boss)).body).toMatchObject({ code: 'NOT_FOUND' })
  expect((await house.call('contacts/erase', { contactId: carol }, boss)).body).toMatchObject({ code: 'NOT_FOUND' })
})

test('contact fields are defined once, kept apart by name, and their values checked by type', async () => {
  const { house, carol } = await aHouse()
  const boss = await house.session('ben', 'CanSeeContactDetails', 'CanManageChats', 'CanSeeAllChats')
  const call = async (name: string, input: object) => (await house.call(name, input, boss)).body
  const make = (name: string, kind: string, options: string[] = []) => call('ownFields/create', { name, kind, options })
  const ids = Object.fromEntries(
    await Promise.all(
      (['text', 'number', 'date', 'yesNo'] as const).map(
        async kind => [kind, String((await make(kind, kind)).id)] as const,
      ),
    ),
  )
  expect(await make('TEXT', 'text')).toMatchObject({ code: 'CONFLICT', data: { field: 'name' } })
  expect(await make('Size', 'choice', ['S'])).toMatchObject({ code: 'INVALID', data: { field: 'options' } })
  expect(await make('Size', 'text', ['S', 'M'])).toMatchObject({ code: 'INVALID' })
  const put = (kind: string, value: unknown) =>
    call('contacts/update', { contactId: carol, own: { [ids[kind] ?? '']: value } })
  expect(await put('date', '2026-02-30')).toMatchObject({
    code: 'INVALID',
    message: 'date: must be a date such as 2026-11-21.',
  })
  expect(await put('number', 'many')).toMatchObject({ code: 'INVALID' })
  expect(await put('yesNo', 'yes')).toMatchObject({ code: 'INVALID' })
  expect(await put('date', '2026-02-28')).toMatchObject({ own: { [ids.date ?? '']: '2026-02-28' } })
  expect(await put('date', null)).toMatchObject({ own: {} })
  expect(await call('ownFields/update', { id: ids.text, version: 9, name: 'Text' })).toMatchObject({ code: 'CONFLICT' })
  expect(await call('ownFields/update', { id: ids.text, archived: true })).toMatchObject({ version: 2 })
  expect(await put('text', 'x')).toMatchObject({ code: 'NOT_FOUND' })
  expect(await call('ownFields/reorder', { fieldIds: [ids.date, ids.date] })).toMatchObject({ code: 'INVALID' })
  const deeds = (await house.office.store.audit.list({ noun: 'ownField', limit: 9 })).map(one => [one.deed, one.name])
  expect(deeds[0]).toEqual(['archived', 'text'])
})

// A contact's page: one timeline laid out, pages joined, two contacts side by side, values read and written, places named.
import { describe, expect, test } from 'vitest'
import type { ContactView, MessageView, TimelinePageView } from '../../preload/views.ts'
import { contactTimelineItems } from '../../renderer/panel/contact-page/contact-timeline-items.ts'
import { numberIn, ownWords } from '../../renderer/panel/contact-page/own-words.ts'
import { differing, profileRows } from '../../renderer/panel/contact-page/profile-rows.ts'
import { checkField, emptyField, fieldInput } from '../../renderer/settings/contacts/field-form.ts'
import { movedBy } from '../../renderer/settings/contacts/moved-by.ts'
import { joined } from '../../renderer/stores/contact-timeline.ts'
import { erasedChats } from '../../renderer/stores/erased.ts'
import { hashOf, placeOf } from '../../renderer/stores/place.ts'
import { aHeading, aMessageView } from './views.ts'

const said = (id: number, chatId: string, at = id, more: Partial<MessageView> = {}): MessageView =>
  aMessageView(id, { chatId, at, ...more })
const note = (id: string, at: number): TimelinePageView['extras'][number] => ({
  kind: 'note',
  at,
  note: { id, author: { id: 'ann', name: 'Ann' }, text: id, at, editedAt: null },
})
const page = (messages: MessageView[], more: Partial<TimelinePageView> = {}): TimelinePageView => ({
  messages,
  extras: [],
  headings: [aHeading('a'), aHeading('b')],
  before: null,
  ...more,
})
const sameDay = () => 'one day'

describe('the timeline', () => {
  test('names a chat each time the talk comes to it, and puts notes where they were written', () => {
    const timeline = joined(
      null,
      page([said(1, 'a'), said(2, 'a'), said(3, 'b'), said(4, 'a')], { extras: [note('n', 2)] }),
      'newest',
    )
    const items = contactTimelineItems(timeline, sameDay).map(item => item.key)
    expect(items).toEqual(['d1', 'h1', '1', '2', 'nn', 'h3', '3', 'h4', '4'])
  })

  test('tells days apart, and shows notes of somebody who never wrote', () => {
    const timeline = joined(null, page([], { extras: [note('n', 5), note('m', 25)] }), 'newest')
    expect(contactTimelineItems(timeline, at => String(Math.floor(at / 10))).map(item => item.kind)).toEqual([
      'day',
      'note',
      'day',
      'note',
    ])
  })

  test('joins pages: older ones above, the newest as they are now, nothing twice', () => {
    const newest = joined(null, page([said(3, 'a'), said(4, 'a')], { before: '3.1' }), 'newest')
    const both = joined(newest, page([said(1, 'a'), said(2, 'a')], { before: null }), 'older')
    expect(both.messages.map(one => one.id)).toEqual(['1', '2', '3', '4'])
    expect(both.before).toBeNull()
    const later = joined(
      newest,
      page([said(4, 'a', 4, { text: 'edited' }), said(10, 'b')], { before: '4.1' }),
      'newest',
    )
    expect(later.messages.map(one => one.id)).toEqual(['3', '4', '10'])
    expect(later.messages[1]?.text).toBe('edited')
    expect(later.before).toBe('3.1')
  })
})

describe('two contacts side by side', () => {
  const contact = (more: Partial<ContactView>): ContactView => ({
    id: 'x',
    name: 'Mara',
    email: null,
    phone: null,
    language: null,
    about: '',
    tags: [],
    own: {},
    ban: null,
    createdAt: 0,
    version: 1,
    identities: [],
    ...more,
  })

  test('differ in what only one has, or each has otherwise; what the merge takes is said', () => {
    const rows = profileRows(
      contact({ email: 'a@b.c', about: 'one', own: { size: 3 } }),
      contact({ name: 'M.', phone: '+1', about: 'two', own: { size: 4 } }),
      [{ id: 'size', name: 'Size' }],
    )
    expect(differing(rows).map(row => [row.field, row.survivor, row.other, row.takes])).toEqual([
      ['name', 'Mara', 'M.', 'survivor'],
      ['email', 'a@b.c', '', 'survivor'],
      ['phone', '', '+1', 'other'],
      ['about', 'one', 'two', null],
      ['size', '3', '4', 'survivor'],
    ])
    expect(differing(profileRows(contact({}), contact({}), []))).toEqual([])
  })
})

describe('fields of one’s own', () => {
  test('are read as people write them', () => {
    expect([ownWords(true), ownWords(undefined), ownWords('x')]).toEqual(['Yes', '', 'x'])
    expect([numberIn('1,5'), numberIn('1 000'), numberIn('-2'), numberIn('many')]).toEqual([1.5, 1000, -2, 'many'])
  })

  test('are checked before they are sent', () => {
    const choice = { name: ' Size ', kind: 'choice', options: 'S\n\n M \nL' } as const
    expect(checkField(choice)).toEqual({})
    expect(fieldInput(choice)).toEqual({ name: 'Size', options: ['S', 'M', 'L'] })
    expect(Object.keys(checkField({ ...choice, options: 'S' }))).toEqual(['options'])
    expect(Object.keys(checkField({ ...choice, options: 'S\nS' }))).toEqual(['options'])
    expect(Object.keys(checkField(emptyField))).toEqual(['name'])
  })

  test('move one place, and not over the edge', () => {
    expect(movedBy(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
    expect(movedBy(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
    expect(movedBy(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  })
})

describe('places', () => {
  test('a contact and its duplicates have an address, there and back', () => {
    for (const contactPart of ['page', 'duplicates'] as const) {
      const place = { column: 'search', chatId: null, messageId: null, contactId: 'a/b c', contactPart } as const
      expect(placeOf(hashOf(place))).toMatchObject(place)
    }
  })
  test('a chat in the middle leaves no room for a contact', () => {
    expect(placeOf(hashOf({ column: 'chats', chatId: 'c', messageId: null, contactId: 'x' }))).toMatchObject({
      chatId: 'c',
      contactId: null,
    })
    expect(placeOf('#panel/contact/')).toMatchObject({ contactId: null })
  })
})

test('an erasure names the chats that go with the contact', () => {
  const item = { seq: 1, at: 1, type: 'contact.erased', facts: { contactId: 'x', chatIds: 'a b' } }
  expect(erasedChats(item)).toEqual(['a', 'b'])
  expect(erasedChats({ ...item, facts: { contactId: 'x', chatIds: '' } })).toEqual([])
  expect(erasedChats({ ...item, type: 'contact.changed' })).toEqual([])
})

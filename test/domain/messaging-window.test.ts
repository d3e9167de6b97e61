// The messaging window and what fits through it: when it closes, and how one reply becomes several messages.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../main/domain/clock.ts'
import { movedByReport } from '../../main/domain/message.ts'
import { filledTemplate, placesIn, unfilledVariable } from '../../main/domain/message-template.ts'
import {
  humanWindowClosesAt,
  whyWindowIsClosed,
  windowClosesAt,
  windowState,
} from '../../main/domain/messaging-window.ts'
import { cutText, replyParts } from '../../main/domain/reply-parts.ts'
import { morning } from '../kit/hand-clock.ts'

test.each([
  ['just now', 0, 'open'],
  ['22 hours ago, less a moment', 22 * HOUR - 1, 'open'],
  ['22 hours ago', 22 * HOUR, 'closesSoon'],
  ['a day ago, less a moment', DAY - 1, 'closesSoon'],
  ['a day ago', DAY, 'closed'],
] as const)('the customer wrote %s: %s', (_what, ago, state) => {
  expect(windowState(windowClosesAt('whatsapp', morning - ago), morning)).toBe(state)
})

test.each([
  ['a day ago, less a moment', DAY - 1, true, 'closesSoon'],
  ['a day ago', DAY, true, 'human'],
  ['a day ago, and nobody may answer for longer', DAY, false, 'closed'],
  ['a week ago, less a moment', 7 * DAY - 1, true, 'human'],
  ['a week ago', 7 * DAY, true, 'closed'],
] as const)('at Facebook the customer wrote %s: %s', (_what, ago, isAllowed, state) => {
  const at = morning - ago
  expect(windowState(windowClosesAt('facebook', at), morning, humanWindowClosesAt('facebook', at, isAllowed))).toBe(
    state,
  )
})

test('only Facebook lets a person answer for longer, and the words say which window has closed', () => {
  expect(humanWindowClosesAt('whatsapp', morning, true)).toBeNull()
  expect(humanWindowClosesAt('telegram', morning, true)).toBeNull()
  expect(whyWindowIsClosed('whatsapp', false)).toMatch(/24 hours.*approved template/)
  expect(whyWindowIsClosed('facebook', false)).toMatch(/24 hours.*Facebook/)
  expect(whyWindowIsClosed('facebook', true)).toMatch(/7 days.*Facebook/)
})

test('a network without a window has none, and who never wrote opened none', () => {
  expect(windowState(windowClosesAt('telegram', morning - 9 * DAY), morning)).toBe('none')
  expect(windowState(windowClosesAt('whatsapp', null), morning)).toBe('closed')
})

test('whoever is known at Facebook has written: where that was lost on its way, Facebook judges', () => {
  expect(windowState(windowClosesAt('facebook', null), morning, humanWindowClosesAt('facebook', null, true))).toBe(
    'none',
  )
})

describe('a long text', () => {
  test('is cut between paragraphs, else between sentences, else between words', () => {
    expect(cutText('First one.\n\nSecond one.', 15)).toEqual(['First one.', 'Second one.'])
    expect(cutText('I am. You are. They', 16)).toEqual(['I am. You are.', 'They'])
    expect(cutText('one two three', 8)).toEqual(['one two', 'three'])
  })

  test('is never cut within a character', () => {
    const family = '👩‍👩‍👧'
    expect(cutText(family.repeat(3), family.length + 3)).toEqual([family, family, family])
  })

  test('loses nothing but white space, and no part is too long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 20, max: 60 }),
        (text, longest) => {
          const parts = cutText(text, longest)
          const bare = (some: string) => some.replace(/\s/g, '')
          expect(bare(parts.join(''))).toBe(bare(text))
          expect(parts.every(part => part.length <= longest)).toBe(true)
        },
      ),
    )
  })
})

test('a text goes with a picture, and before a document or sound', () => {
  expect(replyParts('whatsapp', 'Look', 'image/png')).toEqual([{ text: 'Look', hasFile: true }])
  expect(replyParts('whatsapp', 'Look', 'application/pdf')).toEqual([
    { text: 'Look', hasFile: false },
    { text: '', hasFile: true },
  ])
  expect(replyParts('whatsapp', '', 'application/pdf')).toEqual([{ text: '', hasFile: true }])
  expect(replyParts('telegram', 'x'.repeat(9_000), 'application/pdf')).toHaveLength(1)
})

test('Messenger takes a text or a file in a message, never both', () => {
  expect(replyParts('facebook', 'Look', 'image/png')).toEqual([
    { text: 'Look', hasFile: false },
    { text: '', hasFile: true },
  ])
  const parts = replyParts('facebook', 'word '.repeat(900), null)
  expect(parts.map(({ text }) => text.length <= 2_000)).toEqual([true, true, true])
})

test('a template: its places, its text with values, the first value that is missing', () => {
  const template = {
    id: 'HX1',
    name: 'ready',
    language: 'en',
    text: 'Hello {{1}}, {{ name }} and {{1}}',
    variables: [
      { key: '1', example: '' },
      { key: 'name', example: '' },
    ],
    extras: [],
  }
  expect(placesIn(template.text)).toEqual(['1', 'name'])
  expect(filledTemplate(template, { 1: 'Carol', name: '$&' })).toBe('Hello Carol, $& and Carol')
  expect(filledTemplate(template, { 1: ' ' })).toBe(template.text)
  expect(unfilledVariable(template, { 1: 'Carol', name: ' ' })).toBe('name')
  expect(unfilledVariable(template, { 1: 'Carol', name: 'Bo' })).toBeUndefined()
})

test('whatever order reports come in, what the customer has seen stays seen, and a failure gives way to proof only', () => {
  const report = fc.constantFrom('sent' as const, 'delivered' as const, 'read' as const, 'failed' as const)
  fc.assert(
    fc.property(fc.array(report, { maxLength: 12 }), reports => {
      let state: Parameters<typeof movedByReport>[0] = 'queued'
      for (const next of reports) {
        const before = state
        if (movedByReport(state, next)) state = next
        if (before === 'delivered') expect(['delivered', 'read']).toContain(state)
        if (before === 'read') expect(state).toBe('read')
        if (before === 'failed') expect(state).not.toBe('sent')
      }
      // Once it was seen, no order of reports hides it.
      if (reports.includes('read')) expect(state).toBe('read')
    }),
  )
})

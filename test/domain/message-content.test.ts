// Cards, forms and programs' data: what stands for them in words, what may be kept, where buttons lead, and how they are pressed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hrefOf, telOf } from '../../main/domain/content/addresses.ts'
import { buttonsApart } from '../../main/domain/content/buttons-apart.ts'
import { contentInWords } from '../../main/domain/content/in-words.ts'
import { contentFault, contentToKeep, largestContent } from '../../main/domain/content/limits.ts'
import { type AgentId, asId } from '../../main/domain/ids.ts'
import { isPressed, type MessageContent, pressed, saidBy } from '../../main/domain/message-content.ts'
import { fitToKeep } from '../../main/domain/stranger.ts'
import type { UnifiedMessage } from '../../main/domain/unified-message.ts'
import { aButton, aFilledForm, aForm, anElement, anImage, aShoe, cards, quickReplies } from '../kit/contents.ts'

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const sticker = { type: 'sticker', elements: [], pressed: [] } as const
const deep = many(100, i => i).reduce<Record<string, unknown>>(inner => ({ inner }), {})

describe('in words', () => {
  const words: readonly (readonly [what: string, content: MessageContent, words: string])[] = [
    [
      'a card says its title, subtitle, picture and buttons with where they lead',
      aShoe(),
      'Trail runner\nSize 42\nhttps://shop.example/shoe.png\n[Blue]\n[Red]\n[To the shop] https://shop.example/42\n[Call us] +44 20 7946 0000',
    ],
    [
      'cards stand apart',
      cards(anElement(), anElement({ title: 'Boot', subtitle: '' })),
      'Trail runner\nSize 42\n\nBoot',
    ],
    ['quick replies', quickReplies('Which colour?', aButton('Blue'), aButton('Red')), 'Which colour?\n[Blue]\n[Red]'],
    ['nothing that could be said is said to be that', sticker, '[sticker]'],
    ['a form says what it asks', aForm(), 'Your name:\nAbout (An order / Something else)'],
    ['a filled form says each answer', aFilledForm(), 'Your name: Carol Diaz\nAbout: An order\nE-mail: -'],
    ['an empty form', { type: 'form', formId: '', formType: '', fields: [] }, '[form]'],
    ["programs' data", { type: 'custom', content: { order: 7 } }, '[data] {"order":7}'],
  ]

  test.each(words)('%s', (_, content, expected) => {
    expect(contentInWords(content)).toBe(expected)
  })

  test('long data is cut, and never within a character', () => {
    const text = contentInWords({ type: 'custom', content: { a: '😀'.repeat(1_000) } })
    expect(text.length).toBeLessThan(600)
    expect(text.isWellFormed()).toBe(true)
  })
})

describe('limits', () => {
  const wrong: readonly (readonly [content: MessageContent, field: string])[] = [
    [sticker, 'elements'],
    [cards(...many(11, () => anElement())), 'elements'],
    [cards(anElement(), anElement({ title: ' ', subtitle: '' })), 'elements[1]'],
    [cards(anElement({ buttons: many(14, i => aButton(`b${i}`)) })), 'elements[0].buttons'],
    [cards(anElement({ buttons: [aButton(' ')] })), 'elements[0].buttons[0].text'],
    [cards(anElement({ buttons: [aButton('x', { postbackId: '' })] })), 'elements[0].buttons[0].postbackId'],
    [cards(anElement({ title: 'é'.repeat(8_193) })), 'elements[0].title'],
    [cards(anElement({ image: anImage('javascript:alert(1)') })), 'elements[0].image.url'],
    [cards(anElement({ buttons: [aButton('x', { type: 'phone', value: 'ask me' })] })), 'elements[0].buttons[0].value'],
    [
      { ...aFilledForm(), fields: many(101, i => ({ type: 'question', id: `${i}`, label: '', answer: null })) },
      'fields',
    ],
    [{ type: 'custom', content: { a: 'x'.repeat(largestContent) } }, ''],
    [{ type: 'custom', content: deep }, ''],
  ]

  test.each(wrong.map(([content, field]) => ({ content, field })))('$content.type: $field', ({ content, field }) => {
    expect(contentFault(content)).toMatchObject({ field })
    expect(contentToKeep(content)).toBeNull()
  })

  test('what is at the limit passes', () => {
    const full = many(10, () => anElement({ buttons: many(13, i => aButton(`b${i}`)) }))
    expect(contentFault(cards(...full))).toBeNull()
    for (const content of [aShoe(), aForm(), aFilledForm()]) expect(contentToKeep(content)).toEqual(content)
  })

  test('what strangers write is kept without what no text can hold, and turned to words where it is beyond the limits', () => {
    const message: UnifiedMessage = {
      type: 'message',
      externalId: '1',
      address: 'carol',
      sender: { name: 'Carol' },
      at: 1,
      kind: 'text',
      text: '',
    }
    const lone = fitToKeep({ ...message, content: quickReplies('a\u0000b\uD800', aButton('x')) })
    expect(lone).toMatchObject({ text: 'ab\uFFFD\n[x]', content: { elements: [{ title: 'ab\uFFFD' }] } })
    const evil = fitToKeep({ ...message, content: cards(anElement({ image: anImage('data:text/html,x') })) })
    expect(evil).not.toHaveProperty('content')
    expect(evil).toMatchObject({ text: 'Trail runner\nSize 42\ndata:text/html,x' })
    expect(fitToKeep({ ...message, content: { type: 'custom', content: deep } })).toEqual({
      ...message,
      text: '[data]',
    })
    expect(fitToKeep({ ...message, text: 'said', content: aShoe() })).toMatchObject({ text: 'said' })
  })
})

describe('where buttons lead', () => {
  const leads: readonly (readonly [
    type: 'url' | 'webview' | 'phone' | 'message',
    value: string,
    href: string | null,
  ])[] = [
    ['url', 'https://shop.example/a?b#c', 'https://shop.example/a?b#c'],
    ['webview', 'http://shop.example', 'http://shop.example'],
    ['url', 'javascript:alert(1)', null],
    ['url', ' java\nscript:alert(1)', null],
    ['url', 'data:text/html,hi', null],
    ['url', 'file:///etc/passwd', null],
    ['url', 'https://bank.example@evil.example/', null],
    ['url', '//evil.example', null],
    ['phone', '+44 (20) 7946-0000', 'tel:+442079460000'],
    ['phone', 'tel:+4420', 'tel:+4420'],
    ['phone', '*100#', 'tel:*100%23'],
    ['phone', 'javascript:1', null],
    ['message', 'https://shop.example', null],
  ]

  test.each(leads)('%s %s', (type, value, href) => {
    expect(hrefOf(aButton('x', { type, value }))).toBe(href)
  })

  test('only the web and the telephone, whatever is in it', () => {
    fc.assert(
      fc.property(fc.constantFrom('url', 'webview', 'phone'), fc.oneof(fc.string(), fc.webUrl()), (type, value) => {
        expect(hrefOf(aButton('x', { type, value })) ?? 'tel:0').toMatch(/^(https?:\/\/[^/]|tel:[\d+*%23]+$)/i)
      }),
    )
    expect(telOf('1'.repeat(41))).toBeNull()
  })
})

describe('buttons apart from the words', () => {
  const isBlue = ({ text }: { readonly text: string }) => text === 'Blue'

  test('those that fit stand below, the others stay among the words', () => {
    const apart = buttonsApart(quickReplies('Which colour?', aButton('Blue'), aButton('Red')), isBlue)
    expect(apart).toMatchObject({ words: 'Which colour?\n[Red]', buttons: [{ text: 'Blue' }] })
  })

  test.each([
    ['no content', undefined],
    ['no buttons', aForm()],
    ['none that fits', quickReplies('Which?', aButton('Red'))],
    ['nothing to say above them', quickReplies('', aButton('Blue'))],
    ['buttons of several cards', cards(...many(2, () => anElement({ buttons: [aButton('Blue')] })))],
  ])('%s: all of it goes in words', (_, content) => {
    expect(buttonsApart(content, isBlue)).toBeNull()
  })
})

describe('pressing', () => {
  const ann = asId<AgentId>('ann')
  const blue = { buttonId: 'blue', at: 5 }

  test('a button stands pressed once for each who pressed it, until they take it back', () => {
    const one = pressed(aShoe(), { ...blue, agentId: null, isPressed: true })
    expect(one?.pressed).toEqual([{ ...blue, agentId: null }])
    expect(pressed(one, { ...blue, agentId: null, isPressed: true })).toBeNull()
    const two = pressed(one, { ...blue, agentId: ann, isPressed: true })
    expect(two?.pressed).toHaveLength(2)
    const back = pressed(two, { ...blue, agentId: null, isPressed: false })
    expect(back?.pressed).toEqual([{ ...blue, agentId: ann }])
    if (back !== null)
      expect([isPressed(back, aButton('Blue')), isPressed(back, aButton('Red'))]).toEqual([true, false])
  })

  test('nothing is pressed that is not there', () => {
    expect(pressed(aShoe(), { buttonId: 'green', at: 1, agentId: null, isPressed: true })).toBeNull()
    expect(pressed(aShoe(), { ...blue, agentId: null, isPressed: false })).toBeNull()
    for (const content of [null, aForm()])
      expect(pressed(content, { ...blue, agentId: null, isPressed: true })).toBeNull()
  })

  test('a button without a value says what is written on it', () => {
    expect([saidBy(aButton('Red', { value: '' })), saidBy(aButton('Red', { value: 'red, please' }))]).toEqual([
      'Red',
      'red, please',
    ])
  })
})

const text = fc.string({ unit: 'binary', maxLength: 40 })
const anyButton = fc.record({
  type: fc.constantFrom('message', 'url', 'phone', 'webview', 'cancel', 'postback'),
  text,
  value: fc.oneof(text, fc.webUrl()),
  postbackId: text,
  target: fc.constant(null),
  webviewHeight: fc.constant(null),
})
const anyContent: fc.Arbitrary<MessageContent> = fc.oneof(
  fc.record({
    type: fc.constantFrom('cards', 'quickReplies', 'sticker'),
    elements: fc.array(
      fc.record({ title: text, subtitle: text, image: fc.constant(null), buttons: fc.array(anyButton) }),
      { maxLength: 12 },
    ),
    pressed: fc.constant([]),
  }),
  fc.record({ type: fc.constant('custom' as const), content: fc.dictionary(text, fc.jsonValue()) }),
)

test('whatever comes in: it has words, and what is kept is within the limits and stays as it is', () => {
  fc.assert(
    fc.property(anyContent, content => {
      expect(contentInWords(content).trim()).not.toBe('')
      const kept = contentToKeep(content)
      if (kept === null) return
      expect(contentFault(kept)).toBeNull()
      expect(contentToKeep(kept)).toEqual(kept)
      expect(JSON.parse(JSON.stringify(kept))).toEqual(kept)
    }),
  )
})

// What the customer's page makes of frames, without a browser: whatever road a message takes, it stands there once.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compare,
  emptyConversation,
  noticed,
  readUpTo,
  welcomed,
  withMessage,
  withOlder,
} from '../../../main/channels/web/page/conversation.ts'
import { piecesOf } from '../../../main/channels/web/page/links.ts'
import type { PageFrame, PageMessage } from '../../../main/channels/web/wire.ts'

const message = (id: number, more: Partial<PageMessage> = {}): PageMessage => ({
  id: String(id),
  mine: id % 3 === 0,
  authorName: null,
  kind: 'text',
  text: `line ${id}`,
  at: id,
  attachments: [],
  content: null,
  state: 'sent',
  deleted: false,
  clientId: id % 3 === 0 ? `client-${id}` : null,
  ...more,
})
const messages = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => message(from + i))
const welcome = (from: number, to: number, hasOlder = from > 1): Extract<PageFrame, { type: 'welcome' }> => ({
  type: 'welcome',
  token: '',
  messages: messages(from, to),
  hasOlder,
  chat: null,
  here: true,
  title: '',
  greeting: '',
  askName: 'no',
  typingPreview: false,
  maxTextLength: 1,
  maxFileSize: 1,
})
const ids = (of: { messages: readonly PageMessage[] }) => of.messages.map(one => Number(one.id))

describe('the conversation', () => {
  test('every message stands once and in order, whichever roads it came by', () => {
    const road = fc.oneof(
      fc.integer({ min: 1, max: 40 }).map(id => ({ way: 'push' as const, from: id, to: id })),
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 10 })).map(([from, more]) => ({
        way: 'older' as const,
        from,
        to: Math.min(40, from + more),
      })),
    )
    fc.assert(
      fc.property(fc.array(road, { maxLength: 60 }), roads => {
        let now = emptyConversation
        const known = new Set<number>()
        for (const { way, from, to } of roads) {
          for (let id = from; id <= to; id++) known.add(id)
          if (way === 'push') now = withMessage(now, message(from))
          else now = withOlder(now, { type: 'older', messages: messages(from, to), hasOlder: true })
        }
        expect(ids(now)).toEqual([...known].sort((a, b) => a - b))
      }),
    )
  })

  test('after a short absence the new messages follow the known ones; after a long one nothing stands in the wrong place', () => {
    const before = welcomed(emptyConversation, welcome(1, 50))
    expect(ids(welcomed(before, welcome(40, 89)))).toEqual(messages(1, 89).map(one => Number(one.id)))
    const long = welcomed(before, welcome(100, 149))
    expect(ids(long)).toEqual(messages(100, 149).map(one => Number(one.id)))
    expect(long.hasOlder).toBe(true)
  })

  test('what was loaded above stays known as the beginning after a reconnect', () => {
    const all = withOlder(welcomed(emptyConversation, welcome(11, 60)), {
      type: 'older',
      messages: messages(1, 10),
      hasOlder: false,
    })
    expect(welcomed(all, welcome(11, 60)).hasOlder).toBe(false)
  })

  test('states only move forward, and reading reaches up to a message', () => {
    const before = welcomed(emptyConversation, welcome(1, 9))
    const read = readUpTo(before, 'client-6')
    expect(read.messages.filter(one => one.mine).map(one => one.state)).toEqual(['read', 'read', 'sent'])
    expect(welcomed(read, welcome(1, 9)).messages[5]?.state).toBe('read')
    expect(readUpTo(before, 'client-unknown')).toBe(before)
  })

  test('a chat that is closed twice is said to be closed once', () => {
    const open = withMessage(emptyConversation, message(3))
    const once = noticed(open, { type: 'notice', code: 'closed' }, 5)
    const twice = noticed(once, { type: 'notice', code: 'closed' }, 6)
    expect(twice.notices).toHaveLength(1)
    expect(withMessage(twice, message(6)).chat).toEqual({ status: 'waiting', agentName: null })
  })

  test('ids are compared as numbers of any size', () => {
    expect(['10', '9', '9007199254740993', '9007199254740992'].sort(compare)).toEqual([
      '9',
      '10',
      '9007199254740992',
      '9007199254740993',
    ])
  })
})

describe('links in a text', () => {
  const links = (text: string) => piecesOf(text).flatMap(piece => piece.href ?? [])

  test('the text is never changed, only divided; only http and https become links', () => {
    const bits = fc.constantFrom(
      'https://',
      'http://',
      'javascript:',
      'a.example',
      '(',
      ')',
      '"',
      '<',
      ' ',
      '/',
      '.',
      ',',
      ':',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string()), { maxLength: 20 }), parts => {
        const text = parts.join('')
        const pieces = piecesOf(text)
        expect(pieces.map(piece => piece.text).join('')).toBe(text)
        for (const { href } of pieces) if (href) expect(new URL(href).protocol).toMatch(/^https?:$/)
      }),
    )
  })

  test.each([
    ['See https://lampion.example/returns.', ['https://lampion.example/returns']],
    ['(https://lampion.example/a_(b))', ['https://lampion.example/a_(b)']],
    ['HTTPS://Lampion.Example?q=1#x!', ['HTTPS://Lampion.Example?q=1#x']],
    ['javascript:alert(1) data:text/html,x mailto:a@b.example', []],
    ['https:// and http://', []],
    ['nothttps://a.example', []],
  ])('%s', (text, expected) => {
    expect(links(text)).toEqual(expected)
  })
})

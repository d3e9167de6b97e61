// How a conversation is laid out: days, headings of chats, groups, albums, the line above what is new.
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../main/domain/clock.ts'
import { type TimelineInput, timelineOf } from '../../renderer/panel/conversation/timeline.ts'
import { morning } from '../kit/hand-clock.ts'
import { aHeading, aMessageView } from './views.ts'

const laidOut = (more: Partial<TimelineInput>) =>
  timelineOf({
    messages: [],
    headings: [aHeading('chat')],
    chatId: 'chat',
    firstUnreadId: null,
    unsent: [],
    hasNewer: false,
    dayKey: at => String(Math.floor(at / DAY)),
    ...more,
  })
const kinds = (items: ReturnType<typeof laidOut>) => items.map(item => item.kind)
const mine = { direction: 'out', author: { agentId: 'me', name: 'Mira' } } as const

describe('days and chats', () => {
  test('each day has its line', () => {
    const items = laidOut({ messages: [aMessageView(1), aMessageView(2, { at: morning + DAY })] })
    expect(kinds(items)).toEqual(['day', 'message', 'day', 'message'])
  })
  test('the only chat needs no heading; with an earlier one, both have theirs, and that of the earlier says its day', () => {
    const messages = [
      aMessageView(1, { chatId: 'old', at: morning - 9 * DAY }),
      aMessageView(2, { chatId: 'chat', at: morning }),
    ]
    const headings = [aHeading('chat'), aHeading('old', { openedAt: morning - 9 * DAY })]
    expect(kinds(laidOut({ messages, headings }))).toEqual(['heading', 'message', 'heading', 'day', 'message'])
  })
})

describe('groups', () => {
  const groupsOf = (items: ReturnType<typeof laidOut>) =>
    items.flatMap(item =>
      item.kind === 'message' ? [`${item.first ? '[' : ''}${item.message.id}${item.last ? ']' : ''}`] : [],
    )

  test('what one person says in one go is one group', () => {
    const messages = [aMessageView(1), aMessageView(2), aMessageView(3, mine), aMessageView(4)]
    expect(groupsOf(laidOut({ messages }))).toEqual(['[1', '2]', '[3]', '[4]'])
  })
  test('a pause ends a group, and so does trouble, which is told below its own bubble', () => {
    const trouble = { reason: 'blocked', surelyNotArrived: true, canRetry: false }
    const messages = [
      aMessageView(1),
      aMessageView(2, { at: morning + 30 * MINUTE }),
      aMessageView(3, { ...mine, at: morning + 31 * MINUTE, state: 'failed', trouble }),
      aMessageView(4, { ...mine, at: morning + 31 * MINUTE }),
    ]
    expect(groupsOf(laidOut({ messages }))).toEqual(['[1]', '[2]', '[3]', '[4]'])
  })
  test('the photos of an album are one message', () => {
    const photo = { kind: 'photo', albumId: 'holiday' } as const
    const items = laidOut({ messages: [aMessageView(1, photo), aMessageView(2, photo), aMessageView(3)] })
    expect(items[1]).toMatchObject({ kind: 'message', message: { id: '1' }, album: [{ id: '2' }] })
    expect(kinds(items)).toEqual(['day', 'message', 'message'])
  })
})

describe('the line above what is new', () => {
  const messages = [aMessageView(1, mine), aMessageView(2), aMessageView(3)]
  test('stands above the first unread message', () => {
    expect(kinds(laidOut({ messages, firstUnreadId: '2' }))).toEqual(['day', 'message', 'unread', 'message', 'message'])
  })
  test('is gone once somebody answered', () => {
    const answered = [...messages, aMessageView(4, mine)]
    expect(kinds(laidOut({ messages: answered, firstUnreadId: '2' }))).not.toContain('unread')
  })
  test('does not stand above a conversation that has only begun', () => {
    expect(kinds(laidOut({ messages: [aMessageView(1), aMessageView(2)], firstUnreadId: '1' }))).not.toContain('unread')
  })
})

describe('what I wrote and nobody has confirmed', () => {
  const unsent = {
    key: 'key',
    chatId: 'chat',
    at: morning,
    text: 'hello',
    note: false,
    replyTo: null,
    replyExcerpt: null,
    cannedReplyId: null,
    file: null,
    state: 'waiting',
    refusal: null,
    arrivedAs: null,
  } as const
  test('stands at the end', () => {
    expect(kinds(laidOut({ messages: [aMessageView(1)], unsent: [unsent] })).at(-1)).toBe('unsent')
  })
  test('is not shown besides the message that it became', () => {
    const arrived = { ...unsent, arrivedAs: '2' }
    const messages = [aMessageView(1), aMessageView(2, mine)]
    expect(kinds(laidOut({ messages, unsent: [arrived] }))).toEqual(['day', 'message', 'message'])
  })
  test('is left out where newer messages are missing, as it belongs after them', () => {
    expect(kinds(laidOut({ messages: [aMessageView(1)], unsent: [unsent], hasNewer: true }))).not.toContain('unsent')
  })
})

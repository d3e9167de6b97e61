// The part of a conversation on screen: pages and events put together are one unbroken run, whatever the order they come in.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ConversationWindow,
  compareIds,
  joined,
  trimmed,
  withMessage,
} from '../../renderer/stores/conversation-window.ts'
import { aMessageView } from './views.ts'

const windowOf = (ids: readonly number[], more: Partial<ConversationWindow> = {}): ConversationWindow => ({
  messages: ids.map(id => aMessageView(id)),
  hasOlder: false,
  hasNewer: false,
  ...more,
})
const idsOf = (window: ConversationWindow) => window.messages.map(message => Number(message.id))

describe('a message that comes as an event', () => {
  test('is put at the end of a window that reaches to the newest', () => {
    expect(idsOf(withMessage(windowOf([1, 2]), aMessageView(3)))).toEqual([1, 2, 3])
  })
  test('is left to a later page where newer messages are missing in between', () => {
    expect(idsOf(withMessage(windowOf([1, 2], { hasNewer: true }), aMessageView(9)))).toEqual([1, 2])
  })
  test('older than the window and not in it is left out as well', () => {
    expect(idsOf(withMessage(windowOf([5, 6], { hasOlder: true }), aMessageView(2)))).toEqual([5, 6])
  })
  test('takes the place of itself when it changed', () => {
    const window = withMessage(windowOf([1, 2, 3]), aMessageView(2, { text: 'edited' }))
    expect(idsOf(window)).toEqual([1, 2, 3])
    expect(window.messages[1]?.text).toBe('edited')
  })
  test('that was overtaken by a later one is put where it belongs', () => {
    expect(idsOf(withMessage(windowOf([1, 3]), aMessageView(2)))).toEqual([1, 2, 3])
  })
})

test('ten comes after nine, as ids are numbers that only grow', () => {
  expect(['10', '9', '100', '11'].sort(compareIds)).toEqual(['9', '10', '11', '100'])
})

test('a page above and a page below join without doubles', () => {
  const middle = windowOf([5, 6], { hasOlder: true, hasNewer: true })
  const withOlder = joined(middle, windowOf([3, 4, 5], { hasOlder: true }), 'older')
  const whole = joined(withOlder, windowOf([6, 7, 8]), 'newer')
  expect(idsOf(whole)).toEqual([3, 4, 5, 6, 7, 8])
  expect(whole).toMatchObject({ hasOlder: true, hasNewer: false })
})

test('of a long conversation that nobody looks at only the newest stay, and it knows that there are older ones', () => {
  const window = trimmed(windowOf([1, 2, 3, 4]), 2)
  expect(idsOf(window)).toEqual([3, 4])
  expect(window.hasOlder).toBe(true)
})

test('events in any order, told any number of times, give every message once and in order', () => {
  const told = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 })
  fc.assert(
    fc.property(told, numbers => {
      const window = numbers.reduce((known, id) => withMessage(known, aMessageView(id)), windowOf([]))
      expect(idsOf(window)).toEqual([...new Set(numbers)].sort((a, b) => a - b))
    }),
  )
})

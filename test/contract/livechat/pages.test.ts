// Ids of pages: good for a month, for whoever got them and for what they were given for.
import { expect, test } from 'vitest'
import { createSeal } from '../../../main/channels/web/seal.ts'
import { DAY } from '../../../main/domain/clock.ts'
import { Pages, pageOf } from '../../../main/hub/livechat/paging.ts'
import { HandClock } from '../../kit/hand-clock.ts'

test('an id of a page leads back to what was asked, for a month, and only where it came from', async () => {
  const clock = new HandClock()
  const pages = new Pages(createSeal(new Uint8Array(32).fill(1)), clock)
  const id = pages.id('list_chats ann', { limit: 2 }, { from: 7, isBack: false })
  expect(pages.open('list_chats ann', id)).toEqual({ asked: { limit: 2 }, place: { from: 7, isBack: false } })
  for (const [purpose, text] of [
    ['list_chats ben', id],
    ['list_archives ann', id],
    ['list_chats ann', `${id}x`],
    ['list_chats ann', ''],
  ] as const)
    expect(pages.open(purpose, text)).toMatchObject({ type: 'validation' })
  await clock.turn(30 * DAY + 1)
  expect(pages.open('list_chats ann', id)).toMatchObject({ type: 'validation' })
})

test('a page says where the next and the one before begin, on the way back too', () => {
  const found = [5, 4, 3].map(number => ({ number }))
  expect(pageOf(found, 2, null)).toEqual({
    items: [{ number: 5 }, { number: 4 }],
    next: { from: 4, isBack: false },
    previous: null,
  })
  const back = pageOf([{ number: 6 }, { number: 7 }], 2, { from: 5, isBack: true })
  expect(back).toEqual({ items: [{ number: 7 }, { number: 6 }], next: { from: 6, isBack: false }, previous: null })
  expect(pageOf([], 2, { from: 5, isBack: false })).toEqual({ items: [], next: null, previous: null })
})

// The form of working hours: what is typed, what is wrong with it and where, and what is told of another's changes.
import { describe, expect, test } from 'vitest'
import type { WorkingHours } from '../../main/domain/working-hours.ts'
import { movedBy, movedTo } from '../../renderer/settings/list/order.ts'
import {
  checkHours,
  hoursForm,
  hoursInput,
  nextSpan,
  readTime,
} from '../../renderer/settings/queues/hours/hours-form.ts'
import { differencesOf } from '../../renderer/settings/queues/queue-difference.ts'
import { emptyQueue, queueInput } from '../../renderer/settings/queues/queue-form.ts'
import { soonOf } from '../../renderer/words/formats.ts'
import { closedUntil, openingOf } from '../../renderer/words/opening.ts'
import { morning } from '../kit/hand-clock.ts'

const hours = {
  timeZone: 'Europe/Berlin',
  week: [[{ from: '09:00', to: '17:00' }], [], [], [], [], [], []],
  holidays: [{ date: '2026-12-24', name: 'Christmas Eve', spans: [{ from: '09:00', to: '12:00' }] }],
  closedText: 'We are back at nine.',
} satisfies WorkingHours
const own = hoursForm(hours)

describe('working hours in the form', () => {
  test('come back as they were stored, and "always open" sends none, whatever was typed before', () => {
    expect(hoursInput(own)).toEqual(hours)
    expect(hoursInput({ ...own, hours: 'always' })).toBeNull()
    expect(queueInput(emptyQueue).workingHours).toBeNull()
    // Ctrl+S while the keyboard is still in the field.
    expect(hoursInput({ ...own, week: own.week.with(0, [{ from: '9', to: '17' }]) })).toEqual(hours)
  })

  test.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9.30', '09:30'],
    ['17:5', '17:5'],
    [' 24 ', '24:00'],
    ['nine', 'nine'],
  ])('"%s" means %s', (typed, meant) => {
    expect(readTime(typed)).toBe(meant)
  })

  test.each<[string, Partial<typeof own>, string, string]>([
    [
      'a time that is none',
      { week: own.week.with(1, [{ from: 'nine', to: '17:00' }]) },
      'week',
      'Tuesday: Write times as 09:00; the last is 24:00.',
    ],
    [
      'no hours at all',
      { week: own.week.map(() => []), holidays: [] },
      'week',
      'The queue would never open. Add hours to a day, or choose “Always open”.',
    ],
    [
      'a day without a date',
      { holidays: [{ date: '', name: 'Easter', spans: [] }] },
      'holidays',
      'Easter: Choose a date.',
    ],
    ['no zone', { timeZone: '' }, 'timeZone', 'Choose a time zone from the list.'],
    ['a long text', { closedText: 'x'.repeat(2_001) }, 'closedText', 'At most 2000 characters.'],
  ])('%s gets a sentence at its field', (_, change, field, sentence) => {
    expect(checkHours({ ...own, ...change })).toEqual({ [field]: sentence })
    expect(checkHours({ ...own, ...change, hours: 'always' })).toEqual({})
  })

  test('one more span begins an hour after the last', () => {
    expect(nextSpan([])).toEqual({ from: '09:00', to: '17:00' })
    expect(nextSpan([{ from: '09:00', to: '12:30' }])).toEqual({ from: '13:00', to: '17:00' })
    expect(nextSpan([{ from: '09:00', to: '24:00' }])).toEqual({ from: '', to: '' })
  })

  test('what another supervisor changed is told by day, zone, holiday and text', () => {
    const mine = { ...emptyQueue, ...own }
    const theirs = {
      ...mine,
      timeZone: 'UTC',
      week: own.week.with(1, [{ from: '10:00', to: '12:00' }]),
      holidays: [],
      closedText: '',
    }
    expect(differencesOf(mine, theirs, member => member)).toEqual([
      { field: 'Working hours', before: 'Tuesday Closed', after: 'Tuesday 10:00–12:00' },
      { field: 'Time zone', before: 'Europe/Berlin', after: 'UTC' },
      { field: 'Holidays and special days', before: '2026-12-24 Christmas Eve (09:00–12:00)', after: 'nothing' },
      { field: 'Text for customers outside of these hours', before: 'We are back at nine.', after: 'nothing' },
    ])
    const told = differencesOf(emptyQueue, mine, member => member)
    expect(told.map(({ field, before }) => [field, before])).toEqual([
      ['Working hours', 'Always open'],
      ['Time zone', 'nothing'],
      ['Holidays and special days', 'nothing'],
      ['Text for customers outside of these hours', 'nothing'],
    ])
    expect(told[0]?.after).toMatch(/^Monday 09:00–17:00; Tuesday Closed; .*Sunday Closed$/)
  })
})

test('an opening is told by time today, by weekday within a week, by date later', () => {
  const day = 86_400_000
  const at = (more: number) => soonOf(morning + more, morning, 'UTC')
  expect(at(0)).toMatch(/^0?9:00/)
  expect(at(day)).toMatch(/^Wed.* 0?9:00/)
  expect(at(20 * day)).toMatch(/Mar.* 0?9:00/)
  expect(closedUntil({ opensAt: null }, morning)).toBe('closed')
  expect(openingOf({ isOpen: true, changesAt: null }, morning)).toBe('open')
  expect(openingOf({ isOpen: false, changesAt: morning + day }, morning)).toMatch(/^closed, opens /)
  expect(openingOf({ isOpen: true, changesAt: morning + day }, morning)).toMatch(/^open until /)
})

test('a queue moves by one, or to the place of another, and never out of the list', () => {
  const ids = ['a', 'b', 'c', 'd']
  expect(movedBy(ids, 'b', -1)).toEqual(['b', 'a', 'c', 'd'])
  expect(movedBy(ids, 'b', 1)).toEqual(['a', 'c', 'b', 'd'])
  expect(movedBy(ids, 'a', -1)).toEqual(ids)
  expect(movedBy(ids, 'x', 1)).toEqual(ids)
  expect(movedTo(ids, 'a', 'c')).toEqual(['b', 'c', 'a', 'd'])
  expect(movedTo(ids, 'd', 'b')).toEqual(['a', 'd', 'b', 'c'])
  expect(movedTo(ids, 'a', 'nowhere')).toEqual(ids)
})

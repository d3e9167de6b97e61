// Working hours against a clock read minute by minute, through both changes of the year in four time zones.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../main/domain/clock.ts'
import {
  closureOf,
  faultsIn,
  isOpen,
  minuteOf,
  nextChange,
  type Span,
  type WorkingHours,
} from '../../main/domain/working-hours.ts'
import { isDate, isTimeZone, wallTimeAt } from '../../main/domain/zoned-time.ts'

const nineToFive: Span = { from: '09:00', to: '17:00' }
const weekdays = [[nineToFive], [nineToFive], [nineToFive], [nineToFive], [nineToFive], [], []]
const hoursIn = (timeZone: string, more: Partial<WorkingHours> = {}): WorkingHours => ({
  timeZone,
  week: weekdays,
  holidays: [],
  closedText: '',
  ...more,
})

/** Both changes of 2026, and a plain week, as UTC noons some days before. */
const zones: Readonly<Record<string, readonly number[]>> = {
  'Europe/Berlin': [Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 9, 24, 12)],
  'America/New_York': [Date.UTC(2026, 2, 7, 12), Date.UTC(2026, 9, 31, 12)],
  'Asia/Kolkata': [Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 9, 24, 12)],
  'Australia/Lord_Howe': [Date.UTC(2026, 3, 4, 2), Date.UTC(2026, 9, 3, 2)],
}

/** What a person would read off the wall: asked of Intl as text, by another way than the code under test. */
const readers = new Map(
  Object.keys(zones).map(timeZone => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
)
const openByTheWall = (hours: WorkingHours, at: number): boolean => {
  const [date = '', time = ''] = (readers.get(hours.timeZone)?.format(at) ?? '').split(' ')
  const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7
  const spans = hours.holidays.find(holiday => holiday.date === date)?.spans ?? hours.week[weekday] ?? []
  return spans.some(({ from, to }) => from <= time && time < to)
}

const aTime = fc.integer({ min: 0, max: 96 }).map(quarter => {
  const minutes = quarter * 15
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})
const spansOfADay = fc
  .uniqueArray(aTime, { minLength: 0, maxLength: 6 })
  .map(times => times.sort())
  .map(times =>
    times.flatMap((from, i) => {
      const to = times[i + 1]
      return i % 2 === 0 && to !== undefined ? [{ from, to }] : []
    }),
  )
const someHours = (timeZone: string, around: number) =>
  fc.record({
    timeZone: fc.constant(timeZone),
    week: fc.array(spansOfADay, { minLength: 7, maxLength: 7 }),
    holidays: fc.uniqueArray(
      fc.record({
        date: fc.integer({ min: -1, max: 6 }).map(days => wallTimeAt(timeZone, around + days * DAY).date),
        name: fc.constant('Feast'),
        spans: spansOfADay,
      }),
      { maxLength: 3, selector: holiday => holiday.date },
    ),
    closedText: fc.constant(''),
  })

describe('working hours, minute by minute over a change of the clock', () => {
  for (const [timeZone, changes] of Object.entries(zones))
    for (const from of changes)
      test(`${timeZone}, ${new Date(from).toISOString().slice(0, 10)}: open when the wall says so, and the next change is the first`, () => {
        fc.assert(
          fc.property(someHours(timeZone, from), fc.nat(40 * 60), (hours, start) => {
            const now = from + start * MINUTE
            const next = nextChange(hours, now)
            const open = openByTheWall(hours, now)
            for (let at = now; at <= now + 30 * HOUR; at += MINUTE) {
              expect(isOpen(hours, at)).toBe(openByTheWall(hours, at))
              if (openByTheWall(hours, at) === open) continue
              expect(next).toBe(at)
              return
            }
            if (next !== null) expect(next).toBeGreaterThan(now + 30 * HOUR)
          }),
          { numRuns: 25 },
        )
      })

  test('however far the next change is, nothing changes before it and something changes at it', () => {
    fc.assert(
      fc.property(someHours('Europe/Berlin', Date.UTC(2026, 9, 20)), fc.nat(9 * 24 * 60), (hours, start) => {
        const now = Date.UTC(2026, 9, 20) + start * MINUTE
        const next = nextChange(hours, now)
        const until = Math.min(next ?? Number.POSITIVE_INFINITY, now + 30 * DAY)
        for (let at = now; at < until; at += 15 * MINUTE) expect(isOpen(hours, at)).toBe(isOpen(hours, now))
        if (next === null) return
        expect(isOpen(hours, next)).toBe(!isOpen(hours, now))
        expect(isOpen(hours, next - 1)).toBe(isOpen(hours, now))
      }),
      { numRuns: 100 },
    )
  })
})

describe('working hours', () => {
  test('nine o’clock stays nine o’clock over the change to summer time, in each zone on its own Sunday', () => {
    const friday = Date.UTC(2026, 2, 27, 20)
    expect(nextChange(hoursIn('Europe/Berlin'), friday)).toBe(Date.UTC(2026, 2, 30, 7))
    expect(nextChange(hoursIn('Europe/Berlin'), friday - 7 * DAY)).toBe(Date.UTC(2026, 2, 23, 8))
    const eve = Date.UTC(2026, 2, 6, 23)
    expect(nextChange(hoursIn('America/New_York'), eve)).toBe(Date.UTC(2026, 2, 9, 13))
    expect(nextChange(hoursIn('America/New_York'), eve - 7 * DAY)).toBe(Date.UTC(2026, 2, 2, 14))
  })

  test('midnight is no change for hours that go on past it', () => {
    const night = [
      [
        { from: '00:00', to: '02:00' },
        { from: '20:00', to: '24:00' },
      ],
      ...Array.from({ length: 6 }, () => [
        { from: '00:00', to: '02:00' },
        { from: '20:00', to: '24:00' },
      ]),
    ]
    const hours = hoursIn('Asia/Kolkata', { week: night })
    const lateEvening = Date.UTC(2026, 4, 4, 17)
    expect(isOpen(hours, lateEvening)).toBe(true)
    expect(nextChange(hours, lateEvening)).toBe(Date.UTC(2026, 4, 4, 20, 30))
  })

  test('an hour that is skipped is not worked, one that comes twice is worked twice', () => {
    const early = hoursIn('Europe/Berlin', { week: Array.from({ length: 7 }, () => [{ from: '02:00', to: '03:00' }]) })
    const spring = Date.UTC(2026, 2, 28, 12)
    expect(nextChange(early, spring)).toBe(Date.UTC(2026, 2, 30, 0))
    const autumn = Date.UTC(2026, 9, 25, 0)
    expect(isOpen(early, autumn)).toBe(true)
    expect(nextChange(early, autumn)).toBe(Date.UTC(2026, 9, 25, 2))
  })

  test('a holiday closes its date, or has hours of its own; one far away is found as well', () => {
    const feast = { date: '2026-12-24', name: 'Christmas Eve', spans: [{ from: '09:00', to: '12:00' }] }
    const closed = { date: '2026-12-25', name: 'Christmas', spans: [] }
    const hours = hoursIn('Europe/Berlin', { holidays: [feast, closed] })
    expect(nextChange(hours, Date.UTC(2026, 11, 24, 9))).toBe(Date.UTC(2026, 11, 24, 11))
    expect(nextChange(hours, Date.UTC(2026, 11, 24, 12))).toBe(Date.UTC(2026, 11, 28, 8))
    const only = { ...hours, week: Array.from({ length: 7 }, () => []) }
    expect(nextChange(only, Date.UTC(2026, 0, 1))).toBe(Date.UTC(2026, 11, 24, 8))
    expect(nextChange(only, Date.UTC(2026, 11, 24, 12))).toBeNull()
  })

  test('a queue that is always open never changes; one without hours is open', () => {
    const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }])
    expect(nextChange(hoursIn('America/New_York', { week: always }), Date.UTC(2026, 2, 1))).toBeNull()
    expect(closureOf(null, 0)).toBeNull()
    expect(closureOf(hoursIn('Europe/Berlin'), Date.UTC(2026, 2, 28, 12))).toEqual({
      opensAt: Date.UTC(2026, 2, 30, 7),
      timeZone: 'Europe/Berlin',
    })
  })

  test('a day of the calendar that never was is passed over', () => {
    const hours = hoursIn('Pacific/Apia', { week: Array.from({ length: 7 }, () => [nineToFive]) })
    expect(nextChange(hours, Date.UTC(2011, 11, 30, 5))).toBe(Date.UTC(2011, 11, 30, 19))
  })
})

describe('what is wrong with hours', () => {
  const week = (monday: readonly Span[]) => [monday, ...weekdays.slice(1)]
  test.each<[string, Partial<WorkingHours>, unknown]>([
    ['no such zone', { timeZone: 'Mars/Olympus' }, { at: 'timeZone', code: 'unknownZone' }],
    ['an offset knows no summer time', { timeZone: '+02:00' }, { at: 'timeZone', code: 'unknownZone' }],
    ['25 o’clock', { week: week([{ from: '09:00', to: '25:00' }]) }, { at: 'weekday', index: 0, code: 'notATime' }],
    ['from 24:00', { week: week([{ from: '24:00', to: '24:00' }]) }, { at: 'weekday', index: 0, code: 'notATime' }],
    [
      'past midnight',
      { week: week([{ from: '22:00', to: '02:00' }]) },
      { at: 'weekday', index: 0, code: 'endsBeforeItBegins' },
    ],
    [
      'two at once',
      {
        week: week([
          { from: '13:00', to: '18:00' },
          { from: '09:00', to: '13:01' },
        ]),
      },
      { at: 'weekday', index: 0, code: 'overlap' },
    ],
    ['six days', { week: weekdays.slice(1) }, { at: 'week', code: 'notSevenDays' }],
    ['no hours at all', { week: weekdays.map(() => []) }, { at: 'week', code: 'neverOpen' }],
    [
      'the 30th of February',
      { holidays: [{ date: '2026-02-30', name: 'x', spans: [] }] },
      { at: 'holiday', index: 0, code: 'notADate' },
    ],
    [
      'one date twice',
      { holidays: ['a', 'b'].map(name => ({ date: '2026-12-25', name, spans: [] })) },
      { at: 'holiday', index: 1, code: 'sameDate' },
    ],
    [
      'no name',
      { holidays: [{ date: '2026-12-25', name: ' ', spans: [] }] },
      { at: 'holiday', index: 0, code: 'noName' },
    ],
    ['a long text', { closedText: 'x'.repeat(2_001) }, { at: 'closedText', code: 'tooLong' }],
  ])('%s', (_, more, fault) => {
    expect(faultsIn(hoursIn('Europe/Berlin', more))).toEqual([fault])
  })

  test('hours that meet without overlapping are right', () => {
    const split = week([
      { from: '09:00', to: '13:00' },
      { from: '13:00', to: '24:00' },
    ])
    expect(faultsIn(hoursIn('Europe/Berlin', { week: split }))).toEqual([])
    expect([isDate('2028-02-29'), isDate('2026-02-29'), isTimeZone('UTC'), minuteOf('24:00')]).toEqual([
      true,
      false,
      true,
      1440,
    ])
  })
})

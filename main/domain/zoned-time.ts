// Wall clocks of time zones: what a clock on the wall shows at an instant, and at which instants it shows a given time.
// Offsets are asked of Intl, whose rules are the machine's time zone data; formatters are costly to make and kept.
import { DAY, HOUR, MINUTE } from './clock.ts'

/** A date of the calendar, as in '2026-03-29'. */
export type CalendarDate = string

export interface WallTime {
  readonly date: CalendarDate
  /** Minutes since midnight as the clock shows them, 0 to 1439. */
  readonly minute: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()

const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, made)
  return made
}

/** Whether this machine knows the zone, such as 'Europe/Berlin'. Bare offsets are no zones: they know no summer time. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    formatterOf(name)
    return true
  } catch {
    return false
  }
}

/** A day of UTC: one offset, or another from the instant on at which the clock is put forward or back. */
interface OffsetDay {
  readonly before: number
  readonly after: number
  readonly jumpAt: number
}
const knownDays = new Map<string, Map<number, OffsetDay>>()
/** Days that are remembered of each zone: whoever asks about present hours asks about the same few again and again. */
const mostDays = 4_000

/** How far the zone's wall clock is ahead of UTC, in milliseconds. Asking Intl is slow; each day is asked about once. */
export const offsetAt = (timeZone: string, at: number): number => {
  const days = knownDays.get(timeZone) ?? new Map<number, OffsetDay>()
  knownDays.set(timeZone, days)
  const day = Math.floor(at / DAY)
  let known = days.get(day)
  if (known === undefined) {
    known = offsetDay(timeZone, day * DAY)
    if (days.size >= mostDays) days.clear()
    days.set(day, known)
  }
  return at < known.jumpAt ? known.before : known.after
}

const offsetDay = (timeZone: string, from: number): OffsetDay => {
  const before = askOffset(timeZone, from)
  const after = askOffset(timeZone, from + DAY)
  if (before === after) return { before, after, jumpAt: from }
  return { before, after, jumpAt: firstWithout(before, from, from + DAY, at => askOffset(timeZone, at)) }
}

const askOffset = (timeZone: string, at: number): number => {
  const second = Math.floor(at / 1_000) * 1_000
  let [year, month, day, hour, minute, seconds] = [0, 1, 1, 0, 0, 0]
  for (const { type, value } of formatterOf(timeZone).formatToParts(second)) {
    if (type === 'year') year = Number(value)
    else if (type === 'month') month = Number(value)
    else if (type === 'day') day = Number(value)
    else if (type === 'hour') hour = Number(value)
    else if (type === 'minute') minute = Number(value)
    else if (type === 'second') seconds = Number(value)
  }
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - second
}

export const wallTimeAt = (timeZone: string, at: number): WallTime => {
  const shown = at + offsetAt(timeZone, at)
  const midnight = Math.floor(shown / DAY) * DAY
  return { date: dateOf(midnight), minute: Math.floor((shown - midnight) / MINUTE) }
}

/** A day's wall clock: at which instants it shows a time, and when it is put forward or back. */
export interface WallDay {
  /** The instants at which the clock comes to show so many minutes since midnight: one; two when it is put back; none when skipped. */
  instantsOf(minute: number): readonly number[]
  /** When the clock is put forward or back on this day. */
  readonly jumpAt: number | null
}

/** Local days begin within half a day and two hours of UTC's, so this far around a day nothing of it is missed. */
const beforeMs = 16 * HOUR
const afterMs = DAY + 16 * HOUR

export const wallDay = (timeZone: string, date: CalendarDate): WallDay => {
  const midnight = midnightOf(date)
  const from = midnight - beforeMs
  const to = midnight + afterMs
  const before = offsetAt(timeZone, from)
  const after = offsetAt(timeZone, to)
  if (before === after) return { instantsOf: minute => [midnight + minute * MINUTE - before], jumpAt: null }
  const jump = firstWithout(before, from, to, at => offsetAt(timeZone, at))
  return {
    instantsOf: minute => {
      const shown = midnight + minute * MINUTE
      return [shown - before, shown - after].filter((at, i) => (i === 0 ? at < jump : at >= jump))
    },
    jumpAt: wallTimeAt(timeZone, jump).date === date ? jump : null,
  }
}

/** The first instant with another offset than `before`, to the second; `high` has another. */
const firstWithout = (before: number, from: number, to: number, offset: (at: number) => number): number => {
  let [low, high] = [from, to]
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000
    if (offset(middle) === before) low = middle
    else high = middle
  }
  return high
}

/** UTC's midnight of that date. */
export const midnightOf = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`)
export const dateOf = (midnight: number): CalendarDate => new Date(midnight).toISOString().slice(0, 10)
export const daysAfter = (date: CalendarDate, days: number): CalendarDate => dateOf(midnightOf(date) + days * DAY)
/** 0 = Monday ... 6 = Sunday. */
export const weekdayOf = (date: CalendarDate): number => (new Date(midnightOf(date)).getUTCDay() + 6) % 7
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(midnightOf(text)) && dateOf(midnightOf(text)) === text

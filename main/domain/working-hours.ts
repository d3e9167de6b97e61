// Working hours of a queue: when it is open, and when that changes next. Wall-clock times of one time zone, so that nine o'clock
// stays nine o'clock over a change to summer time; an hour that is skipped is not worked, one that comes twice is worked twice.
import { type CalendarDate, daysAfter, isDate, isTimeZone, wallDay, wallTimeAt, weekdayOf } from './zoned-time.ts'

/**
 * From and to as 'HH:MM', `to` at most '24:00'. A span ends on the day it begins; hours past midnight are two spans, one to 24:00
 * and one from 00:00 of the next day, so that a holiday closes exactly its own date. They join without a gap.
 */
export interface Span {
  readonly from: string
  readonly to: string
}

export interface Holiday {
  readonly date: CalendarDate
  readonly name: string
  /** Instead of those of the weekday; none: closed all day. */
  readonly spans: readonly Span[]
}

export interface WorkingHours {
  /** IANA name, such as 'Europe/Berlin'. */
  readonly timeZone: string
  /** Seven days, Monday first. */
  readonly week: readonly (readonly Span[])[]
  readonly holidays: readonly Holiday[]
  /** What customers get who write outside of the hours; empty: nothing. */
  readonly closedText: string
}

/** How a closed queue is explained: until when, told in the queue's own time zone. */
export interface Closure {
  /** Null: it never opens again. */
  readonly opensAt: number | null
  readonly timeZone: string
}

export const isOpen = (hours: WorkingHours, now: number): boolean => {
  const { date, minute } = wallTimeAt(hours.timeZone, now)
  return spansOn(hours, date).some(({ from, to }) => minuteOf(from) <= minute && minute < minuteOf(to))
}

/** The next instant after `now` at which it opens or closes; null: never. */
export const nextChange = (hours: WorkingHours, now: number): number | null => {
  const openNow = isOpen(hours, now)
  for (const date of daysThatDiffer(hours, wallTimeAt(hours.timeZone, now).date)) {
    const day = wallDay(hours.timeZone, date)
    const minutes = new Set([0, ...spansOn(hours, date).flatMap(({ from, to }) => [minuteOf(from), minuteOf(to)])])
    const instants = [...minutes].flatMap(minute => day.instantsOf(minute))
    if (day.jumpAt !== null) instants.push(day.jumpAt)
    const change = instants.sort((a, b) => a - b).find(at => at > now && isOpen(hours, at) !== openNow)
    if (change !== undefined) return change
  }
  return null
}

/** Null while the queue is open, or keeps no hours. */
export const closureOf = (hours: WorkingHours | null, now: number): Closure | null =>
  hours === null || isOpen(hours, now) ? null : { opensAt: nextChange(hours, now), timeZone: hours.timeZone }

/** Two weeks without a holiday show everything that a week can bring, even if one of them loses an hour to summer time. */
const foresightDays = 16

/** Dates in order on which something may change: the coming two weeks, and those from the eve of each holiday. */
function* daysThatDiffer({ holidays }: WorkingHours, today: CalendarDate): Generator<CalendarDate> {
  const eves = holidays.map(({ date }) => daysAfter(date, -1)).filter(date => date > today)
  let date = today
  for (const start of [today, ...eves.sort()]) {
    if (start > date) date = start
    for (const end = daysAfter(start, foresightDays); date <= end; date = daysAfter(date, 1)) yield date
  }
}

const spansOn = (hours: WorkingHours, date: CalendarDate): readonly Span[] =>
  hours.holidays.find(holiday => holiday.date === date)?.spans ?? hours.week[weekdayOf(date)] ?? []

/** Minutes since midnight of a time that was checked. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

export const longestClosedText = 2_000
export const mostSpans = 12
export const mostHolidays = 400

/** What is wrong with hours that somebody gave, and where: a weekday (0 = Monday), a holiday by its place in the list. */
export type HoursFault =
  | { readonly at: 'timeZone'; readonly code: 'unknownZone' }
  | { readonly at: 'week'; readonly code: 'neverOpen' | 'notSevenDays' }
  | { readonly at: 'weekday'; readonly index: number; readonly code: SpanFault }
  | { readonly at: 'holiday'; readonly index: number; readonly code: SpanFault | 'notADate' | 'sameDate' | 'noName' }
  | { readonly at: 'holidays'; readonly code: 'tooMany' }
  | { readonly at: 'closedText'; readonly code: 'tooLong' }
export type SpanFault = 'notATime' | 'endsBeforeItBegins' | 'overlap' | 'tooManySpans'

/** Every fault, so that a form can show each at its place; empty when the hours can be kept. */
export const faultsIn = (hours: WorkingHours): readonly HoursFault[] => {
  const faults: HoursFault[] = []
  if (!isTimeZone(hours.timeZone)) faults.push({ at: 'timeZone', code: 'unknownZone' })
  if (hours.week.length !== 7) faults.push({ at: 'week', code: 'notSevenDays' })
  hours.week.forEach((spans, index) => {
    const code = faultOf(spans)
    if (code !== null) faults.push({ at: 'weekday', index, code })
  })
  if (hours.holidays.length > mostHolidays) faults.push({ at: 'holidays', code: 'tooMany' })
  const dates = new Set<string>()
  hours.holidays.forEach(({ date, name, spans }, index) => {
    const same = dates.has(date)
    dates.add(date)
    const code = !isDate(date) ? 'notADate' : same ? 'sameDate' : name.trim() === '' ? 'noName' : faultOf(spans)
    if (code !== null) faults.push({ at: 'holiday', index, code })
  })
  if (![...hours.week, ...hours.holidays.map(({ spans }) => spans)].some(spans => spans.length > 0))
    faults.push({ at: 'week', code: 'neverOpen' })
  if (hours.closedText.length > longestClosedText) faults.push({ at: 'closedText', code: 'tooLong' })
  return faults
}

const faultOf = (spans: readonly Span[]): SpanFault | null => {
  if (spans.length > mostSpans) return 'tooManySpans'
  if (spans.some(({ from, to }) => !isTime(from) || from === '24:00' || !isTime(to))) return 'notATime'
  if (spans.some(({ from, to }) => minuteOf(to) <= minuteOf(from))) return 'endsBeforeItBegins'
  const sorted = inOrder(spans)
  return sorted.some(({ from }, i) => minuteOf(from) < minuteOf(sorted[i - 1]?.to ?? '00:00')) ? 'overlap' : null
}

/** '00:00' to '24:00'. */
export const isTime = (text: string): boolean => /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text)

export const inOrder = (spans: readonly Span[]): readonly Span[] =>
  spans.toSorted((a, b) => minuteOf(a.from) - minuteOf(b.from))

/** As they are kept: spans by the clock, holidays by the calendar, names and text without blanks around them. */
export const tidy = (hours: WorkingHours): WorkingHours => ({
  timeZone: hours.timeZone,
  week: hours.week.map(inOrder),
  holidays: hours.holidays
    .map(({ date, name, spans }) => ({ date, name: name.trim(), spans: inOrder(spans) }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  closedText: hours.closedText.trim(),
})

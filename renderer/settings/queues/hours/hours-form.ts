// Working hours as the form of a queue holds them, and as the contract wants them. Times stand as they were typed.
import {
  faultsIn,
  type Holiday,
  type HoursFault,
  longestClosedText,
  mostHolidays,
  mostSpans,
  type Span,
} from '../../../../main/domain/working-hours.ts'
import type { QueueView } from '../../../../preload/views.ts'
import { weekdayNames } from '../../../words/formats.ts'
import { t } from '../../../words/words.ts'

export interface HoursForm {
  readonly hours: 'always' | 'own'
  readonly timeZone: string
  /** Seven days, Monday first. */
  readonly week: readonly (readonly Span[])[]
  readonly holidays: readonly Holiday[]
  readonly closedText: string
}

const nineToFive: readonly Span[] = [{ from: '09:00', to: '17:00' }]

/** What somebody finds who turns hours on for the first time. */
const freshHours: HoursForm = {
  hours: 'always',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []],
  holidays: [],
  closedText: '',
}

export const hoursForm = (hours: QueueView['workingHours']): HoursForm =>
  hours === null ? freshHours : { hours: 'own', ...hours }

/** What is meant by what was typed, also in the field that still has the keyboard. */
export const keptHours = ({ timeZone, week, holidays, closedText }: HoursForm) => ({
  timeZone,
  week: week.map(readSpans),
  holidays: holidays.map(({ date, name, spans }) => ({ date, name, spans: readSpans(spans) })),
  closedText,
})

const readSpans = (spans: readonly Span[]): { from: string; to: string }[] =>
  spans.map(({ from, to }) => ({ from: readTime(from), to: readTime(to) }))

export const hoursInput = (form: HoursForm): QueueView['workingHours'] =>
  form.hours === 'always' ? null : keptHours(form)

export const hoursFaults = (form: HoursForm): readonly HoursFault[] =>
  form.hours === 'always' ? [] : faultsIn(keptHours(form))

/** The first sentence of each field, for the form; where exactly, the fields show themselves. */
export const checkHours = (form: HoursForm): { [F in 'timeZone' | 'week' | 'holidays' | 'closedText']?: string } => {
  const wrong: { [F in 'timeZone' | 'week' | 'holidays' | 'closedText']?: string } = {}
  for (const fault of hoursFaults(form)) {
    const field = fault.at === 'weekday' ? 'week' : fault.at === 'holiday' ? 'holidays' : fault.at
    const day =
      fault.at === 'weekday'
        ? weekdayNames[fault.index]
        : fault.at === 'holiday'
          ? form.holidays[fault.index]?.name
          : undefined
    const sentence = sentenceOf(fault)
    wrong[field] ??= day ? t('settings.hours.wrong.onDay', { day, sentence }) : sentence
  }
  return wrong
}

const most: { readonly [C in HoursFault['code']]?: number } = {
  tooManySpans: mostSpans,
  tooMany: mostHolidays,
  tooLong: longestClosedText,
}

export const sentenceOf = ({ code }: HoursFault): string => t(`settings.hours.wrong.${code}`, { max: most[code] ?? 0 })

/** What somebody means who types 9, 930, 9.30 or 24; anything else stays as it was typed. */
export const readTime = (typed: string): string => {
  const found = /^(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?$/.exec(typed.trim())
  if (found === null) return typed.trim()
  return `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}`
}

/** Hours to begin with beside those that a day has: an hour after the last, or the usual ones. */
export const nextSpan = (spans: readonly Span[]): Span => {
  const last = spans.at(-1)?.to
  if (last === undefined) return { from: '09:00', to: '17:00' }
  const hour = Number(last.slice(0, 2)) + 1
  return Number.isNaN(hour) || hour > 22
    ? { from: '', to: '' }
    : { from: `${String(hour).padStart(2, '0')}:00`, to: `${String(Math.min(24, hour + 4)).padStart(2, '0')}:00` }
}

export const spansInWords = (spans: readonly Span[]): string =>
  spans.map(({ from, to }) => `${from}–${to}`).join(', ') || t('settings.hours.closedDay')

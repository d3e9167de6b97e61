// Times, numbers and sizes as this agent's country writes them. Whoever calls says what "now" is.
import { DAY, HOUR, MINUTE, SECOND } from '../../main/domain/clock.ts'
import { t } from './words.ts'

/** Some systems name their language as Intl does not know it, such as en-US@posix: then it is English. */
const usable = (tag: string): string => {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/** The language of this screen, as Intl knows it. */
export const locale = typeof navigator === 'undefined' ? 'en' : usable(navigator.language)

const clockFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long' })
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' })
const shortDayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const yearFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
const fullFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' })
const numberFormat = new Intl.NumberFormat(locale)
const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 })
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })

/** 14:03 */
export const timeOf = (at: number): string => clockFormat.format(at)

/** Everything there is to say about an instant, for a tooltip. */
export const fullTime = (at: number): string => fullFormat.format(at)

/** The calendar day of an instant here, as a key to compare. */
export const dayKey = (at: number): string => {
  const day = new Date(at)
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`
}

/** Today, Yesterday, Tuesday, 3 October, 3 October 2024. */
export const dayOf = (at: number, now: number): string => {
  if (dayKey(at) === dayKey(now)) return t('day.today')
  if (dayKey(at) === dayKey(now - DAY)) return t('day.yesterday')
  if (at < now && now - at < 6 * DAY) return weekdayFormat.format(at)
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? dayFormat.format(at) : yearFormat.format(at)
}

/** 14:03 today, 3 Oct before. */
export const whenOf = (at: number, now: number): string => {
  if (dayKey(at) === dayKey(now)) return timeOf(at)
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? shortDayFormat.format(at) : yearFormat.format(at)
}

/** 17:00 today, Mon 09:00 within a week, 24 Dec 09:00 later: for what is to come. By this screen's clocks, or those of a zone. */
export const soonOf = (at: number, now: number, timeZone?: string): string => {
  const { dayOf, today, thisWeek, later } = soonIn(timeZone)
  if (dayOf.format(at) === dayOf.format(now)) return today.format(at)
  return (at - now < 6 * DAY ? thisWeek : later).format(at)
}

const soonFormats = new Map<string | undefined, ReturnType<typeof makeSoon>>()
const soonIn = (timeZone: string | undefined) => {
  const made = soonFormats.get(timeZone) ?? makeSoon(timeZone)
  soonFormats.set(timeZone, made)
  return made
}
const makeSoon = (timeZone: string | undefined) => {
  const zone = timeZone === undefined ? {} : { timeZone }
  const time = { hour: '2-digit', minute: '2-digit', ...zone } as const
  return {
    dayOf: new Intl.DateTimeFormat('sv-SE', { ...zone, dateStyle: 'short' }),
    today: new Intl.DateTimeFormat(locale, time),
    thisWeek: new Intl.DateTimeFormat(locale, { weekday: 'short', ...time }),
    later: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...time }),
  }
}

/** Monday to Sunday, in the language of this screen. */
export const weekdayNames: readonly string[] = Array.from({ length: 7 }, (_, day) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day)),
)

/** A countdown or a waiting time that ticks: 0:48, 12:05, 3 h, 2 d. Negative counts as nothing. */
export const timerOf = (ms: number): string => {
  const left = Math.max(0, ms)
  if (left < HOUR) {
    const seconds = Math.floor(left / SECOND)
    return `${numberFormat.format(Math.floor(seconds / 60))}:${twoDigits.format(seconds % 60)}`
  }
  return durationOf(left)
}

/** A countdown to the second, however long: 1:29:59, 12:05. */
export const countdownOf = (ms: number): string => {
  if (ms < HOUR) return timerOf(ms)
  const minutes = Math.floor((ms % HOUR) / MINUTE)
  const seconds = Math.floor((ms % MINUTE) / SECOND)
  return [numberFormat.format(Math.floor(ms / HOUR)), twoDigits.format(minutes), twoDigits.format(seconds)].join(':')
}

/** How long, in words: under a minute, 12 min, 3 h, 2 d. */
export const durationOf = (ms: number): string => {
  if (ms < MINUTE) return t('duration.moment')
  if (ms < HOUR) return t('duration.minutes', { count: Math.floor(ms / MINUTE) })
  if (ms < DAY) return t('duration.hours', { count: Math.floor(ms / HOUR) })
  return t('duration.days', { count: Math.floor(ms / DAY) })
}

export const numberOf = (value: number): string => numberFormat.format(value)

/** 214 KB, 3.1 MB */
export const sizeOf = (bytes: number): string => {
  if (bytes < 1_000) return t('size.bytes', { count: bytes })
  if (bytes < 999_500) return t('size.kilobytes', { amount: numberFormat.format(Math.round(bytes / 1_000)) })
  return t('size.megabytes', { amount: oneDigit.format(bytes / 1_000_000) })
}

/** 0:07 of a voice message. */
export const lengthOf = (ms: number): string => timerOf(ms)

export const yearOf = (at: number): string => String(new Date(at).getFullYear())

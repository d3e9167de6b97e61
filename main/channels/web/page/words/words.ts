// Which language the page speaks, and how it writes times, dates and sizes in it.
import { en } from './en.ts'

export type Words = typeof en

const catalogues: Readonly<Record<string, Words>> = { en }

/** The first of the reader's languages that we have. */
const chosen =
  navigator.languages.map(language => language.split('-')[0] ?? '').find(language => language in catalogues) ?? 'en'
export const words: Words = catalogues[chosen] ?? en
export const language: string = chosen

/** Some systems name their language as Intl does not know it, such as en-US@posix. */
const usable = (tag: string): string => {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

const locale = usable(navigator.language)
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })
const sameYear = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
const otherYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })

export const timeOf = (at: number): string => time.format(at)
export const momentOf = (at: number): string => moment.format(at)

/** A key that is the same for all instants of one day where the reader is. */
export const dayKey = (at: number): string => new Date(at).toDateString()

export const dayName = (at: number, now: number): string => {
  if (dayKey(at) === dayKey(now)) return words.today
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  if (dayKey(at) === yesterday.toDateString()) return words.yesterday
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? sameYear.format(at) : otherYear.format(at)
}

const steps = [
  ['gigabyte', 1024 ** 3],
  ['megabyte', 1024 ** 2],
  ['kilobyte', 1024],
] as const

export const sizeOf = (bytes: number): string => {
  const [unit, step] = steps.find(([, least]) => bytes >= least) ?? (['byte', 1] as const)
  const maximumFractionDigits = bytes / step < 10 && step > 1024 ? 1 : 0
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits,
  }).format(bytes / step)
}

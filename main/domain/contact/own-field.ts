// Fields of one's own: what a house wants to know of its contacts besides name and address. Supervisors define them.
import { assertNever } from '../assert-never.ts'
import type { OwnFieldId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'

export const ownFieldKinds = ['text', 'number', 'date', 'choice', 'yesNo'] as const
export type OwnFieldKind = (typeof ownFieldKinds)[number]

/** A date is written 2026-11-21; a choice is one of the field's options. */
export type OwnValue = string | number | boolean

/** By the field's id; a field that is not filled is not in it. */
export type OwnValues = Readonly<Record<string, OwnValue>>

export interface OwnField {
  readonly id: OwnFieldId
  readonly name: string
  /** Never changes: what is filled in would lose its meaning. */
  readonly kind: OwnFieldKind
  /** Of a choice; empty for all others. */
  readonly options: readonly string[]
  readonly position: number
  /** Hidden since then; what was filled in is kept. */
  readonly archivedAt: number | null
  readonly version: number
}

export const longestOwnText = 2_000
/** What still fits a page. */
export const mostOwnFields = 100

/** The value as it is kept, or what is wrong with it. Null and an empty text clear the field. */
export const ownValueOf = (field: Pick<OwnField, 'id' | 'name' | 'kind' | 'options'>, given: unknown) => {
  if (given === null || given === '') return null
  const no = (sentence: string): Refusal => refuse('invalid', `${field.name}: ${sentence}`, { field: field.id })
  switch (field.kind) {
    case 'text':
      if (typeof given !== 'string') return no('must be a text.')
      if (given.trim() === '') return null
      return given.length > longestOwnText ? no(`must be at most ${longestOwnText} characters.`) : given.trim()
    case 'number':
      return typeof given === 'number' && Number.isFinite(given) ? given : no('must be a number.')
    case 'date':
      return typeof given === 'string' && isDay(given) ? given : no('must be a date such as 2026-11-21.')
    case 'choice':
      return typeof given === 'string' && field.options.includes(given)
        ? given
        : no(`must be one of: ${field.options.join(', ')}.`)
    case 'yesNo':
      return typeof given === 'boolean' ? given : no('must be yes or no.')
    default:
      return assertNever(field.kind)
  }
}

/** A day of the calendar: 2026-02-30 is none. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** What is wrong with a field's definition; null: nothing. */
export const checkOwnField = ({ kind, options }: Pick<OwnField, 'kind' | 'options'>): Refusal | null => {
  if (kind !== 'choice')
    return options.length === 0
      ? null
      : refuse('invalid', 'options: only a choice has options. Leave them empty.', { field: 'options' })
  if (options.length < 2)
    return refuse('invalid', 'options: a choice needs at least two options.', { field: 'options' })
  return new Set(options).size === options.length
    ? null
    : refuse('invalid', 'options: each option may be there once only.', { field: 'options' })
}

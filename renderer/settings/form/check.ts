// What a form checks before it asks: each check gives the sentence to show at the field, or null.
import { t } from '../../words/words.ts'
import { type Bounds, wholeNumber } from './whole-number.ts'

/** Sentences by field; empty when everything is right. */
export type Wrong<Values> = { [Field in keyof Values]?: string }

/** Keeps only the fields where something is wrong. */
export const wrongOnly = <Values>(checks: { [Field in keyof Values]?: string | null }): Wrong<Values> => {
  const wrong: Wrong<Values> = {}
  for (const field in checks) {
    const sentence = checks[field]
    if (typeof sentence === 'string') wrong[field] = sentence
  }
  return wrong
}

export const checkText = (text: string, max: number): string | null => {
  if (text.trim() === '') return t('settings.required')
  return text.trim().length > max ? t('settings.tooLong', { max }) : null
}

/** An empty field is right: what it means, its description says. */
export const checkNumber = (typed: string, bounds: Bounds, unit: 'number' | 'minutes' = 'number'): string | null => {
  const read = wholeNumber(typed, bounds)
  if (read.kind !== 'wrong') return null
  switch (read.why) {
    case 'notWhole':
      return t(unit === 'minutes' ? 'settings.wholeNumber.minutesNotWhole' : 'settings.wholeNumber.notWhole')
    case 'tooSmall':
      return t(unit === 'minutes' ? 'settings.wholeNumber.minutesTooSmall' : 'settings.wholeNumber.tooSmall', {
        min: bounds.min,
      })
    case 'tooLarge':
      return t(unit === 'minutes' ? 'settings.wholeNumber.minutesTooLarge' : 'settings.wholeNumber.tooLarge', {
        max: bounds.max,
      })
  }
}

export const checkNeededNumber = (
  typed: string,
  bounds: Bounds,
  unit: 'number' | 'minutes' = 'number',
): string | null => (typed.trim() === '' ? t('settings.required') : checkNumber(typed, bounds, unit))

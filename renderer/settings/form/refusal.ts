// What went wrong with a save, for a form: the sentence, and the field it is about when it is about one.
import { refusedBy } from '../../stores/refused.ts'

export interface Said {
  /** Null: nobody answered. */
  readonly sentence: string | null
  readonly field: string | null
  readonly isConflict: boolean
}

export const saidBy = (error: unknown): Said => {
  const refused = refusedBy(error)
  if (refused.kind === 'offline') return { sentence: null, field: null, isConflict: false }
  return { sentence: refused.sentence, field: fieldIn(error), isConflict: refused.code === 'CONFLICT' }
}

const fieldIn = (error: unknown): string | null => {
  if (typeof error !== 'object' || error === null || !('data' in error)) return null
  const { data } = error
  return typeof data === 'object' && data !== null && 'field' in data && typeof data.field === 'string'
    ? data.field
    : null
}

/**
 * The form's field that a refusal's field names: 'settings.token' and 'token' are the same place on the screen. Null when the
 * form does not show it: then the sentence stands above the form.
 */
export const placeIn = <Field extends string>(shown: readonly Field[], field: string | null): Field | null => {
  if (field === null) return null
  const parts = field.split(/[./[\]]+/).filter(part => !/^\d*$/.test(part))
  for (const part of [field, ...parts.reverse()]) {
    const place = shown.find(one => one === part)
    if (place !== undefined) return place
  }
  return null
}

/** Beside its field, a sentence need not begin with the name that programs know the field by. */
export const atField = (sentence: string, field: string | null): string =>
  field !== null && sentence.startsWith(`${field}: `) ? upperFirst(sentence.slice(field.length + 2)) : sentence

const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

// The form that a process shows an agent: its fields, and whether what was entered will do.
import { type Refusal, refuse } from './refusal.ts'

export const formFieldTypes = ['text', 'longText', 'number', 'date', 'choice', 'confirmation'] as const
export type FormFieldType = (typeof formFieldTypes)[number]

export interface FormField {
  /** The variable that holds the answer. */
  readonly name: string
  readonly label: string
  readonly type: FormFieldType
  readonly required: boolean
  /** Worked out when the form is shown; null: none. */
  readonly defaultValue: FormValue
  /** Of a choice; never empty there. */
  readonly options: readonly string[]
}

/** A date is text, as 2026-11-21. */
export type FormValue = string | number | boolean | null
export type FormValues = Readonly<Record<string, FormValue>>

const longestAnswer = 10_000

/** Every field's value, or the refusal of the first that will not do; fields that the form does not have are refused as well. */
export const checkForm = (fields: readonly FormField[], given: FormValues): FormValues | Refusal => {
  const stray = Object.keys(given).find(name => !fields.some(field => field.name === name))
  if (stray !== undefined)
    return refuse('invalid', `${stray}: is not a field of this form. Look at it again.`, { field: stray })
  const values: Record<string, FormValue> = {}
  for (const field of fields) {
    const value = given[field.name] ?? null
    const fault = isBlank(field, value) ? blankFault(field) : faultOf(field, value)
    if (fault !== null) return refuse('invalid', `${field.label}: ${fault}.`, { field: field.name })
    values[field.name] = field.type === 'confirmation' ? value === true : isBlank(field, value) ? null : value
  }
  return values
}

const isBlank = ({ type }: FormField, value: FormValue): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '') || (type === 'confirmation' && value === false)

const blankFault = ({ required, type }: FormField): string | null => {
  if (!required) return null
  return type === 'confirmation' ? 'must be confirmed' : 'must not be empty'
}

const faultOf = ({ type, options }: FormField, value: FormValue): string | null => {
  switch (type) {
    case 'text':
    case 'longText':
      if (typeof value !== 'string') return 'must be text'
      return value.length > longestAnswer ? `must be at most ${longestAnswer} characters` : null
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'must be a number'
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : 'must be a date, such as 2026-11-21'
    case 'choice':
      return typeof value === 'string' && options.includes(value) ? null : `must be one of: ${options.join(', ')}`
    case 'confirmation':
      return typeof value === 'boolean' ? null : 'must be yes or no'
  }
}

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

// Input that does not fit its schema, said in one sentence that names the field and what to do. Never a dump of the schema.
import { z } from 'zod'
import { type Refusal, refuse } from '../domain/refusal.ts'

type Step = PropertyKey | { readonly key: PropertyKey }
interface Issue {
  readonly message: string
  readonly path?: readonly Step[] | undefined
}

/** `schema`: of the whole input, to name the fields there are. */
export const unusable = (issues: readonly Issue[], input: unknown, schema: unknown): Refusal => {
  const issue = issues[0]
  if (issue === undefined) return refuse('invalid', 'The input cannot be understood.')
  const path = (issue.path ?? []).map(step => (typeof step === 'object' ? step.key : step))
  if (fact(issue, 'code') === 'unrecognized_keys') return unknownField(issue, path, schema)
  const field = nameOf(path)
  const what = whatIsWrong(issue, valueAt(input, path))
  if (field === '') return refuse('invalid', 'The input must be an object of names and values, such as {}.')
  return refuse('invalid', `${field}: ${what}.`, { field })
}

const unknownField = (issue: Issue, path: readonly PropertyKey[], schema: unknown): Refusal => {
  const keys = fact(issue, 'keys')
  const field = nameOf([...path, Array.isArray(keys) ? String(keys[0]) : ''])
  const known = path.length === 0 && schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  const remedy = known.length === 0 ? 'Leave it out' : `Leave it out, or use one of: ${known.join(', ')}`
  return refuse('invalid', `${field}: is not known here. ${remedy}.`, { field })
}

const whatIsWrong = (issue: Issue, value: unknown): string => {
  // Our own words in the contract begin in lower case; those of the schema library do not.
  if (/^[a-z]/.test(issue.message)) return issue.message.replace(/\.$/, '')
  const code = fact(issue, 'code')
  if (value === undefined) return `is missing${remedyFor(issue)}`
  switch (code) {
    case 'invalid_type':
      return `must be ${kindOf(fact(issue, 'expected'))}`
    case 'invalid_value': {
      const values = fact(issue, 'values')
      const allowed = Array.isArray(values) ? values.map(String) : []
      return allowed.length === 1 ? `must be ${allowed[0]}` : `must be one of: ${allowed.join(', ')}`
    }
    case 'too_small':
      return atLeast(fact(issue, 'origin'), Number(fact(issue, 'minimum')))
    case 'too_big':
      return atMost(fact(issue, 'origin'), Number(fact(issue, 'maximum')))
    case 'invalid_union':
      return ofUnion(issue)
    case 'invalid_format':
      return 'does not have the right form'
    default:
      return 'cannot be understood'
  }
}

const remedyFor = (issue: Issue): string => {
  const code = fact(issue, 'code')
  if (code === 'invalid_type') return `. Give ${kindOf(fact(issue, 'expected'))}`
  const values = fact(issue, 'values') ?? fact(issue, 'options')
  return Array.isArray(values) ? `. Give one of: ${values.join(', ')}` : ''
}

/** Of several forms that do not fit, the one that was put into words by us; a missing discriminator says what there is. */
const ofUnion = (issue: Issue): string => {
  const branches = fact(issue, 'errors')
  const nested = (Array.isArray(branches) ? branches.flat() : []) as Issue[]
  const worded = nested.find(one => /^[a-z]/.test(one.message))
  if (worded !== undefined) return worded.message.replace(/\.$/, '')
  const options = fact(issue, 'options')
  return Array.isArray(options) ? `must be one of: ${options.join(', ')}` : 'has none of the forms that are known here'
}

const kindOf = (expected: unknown): string => {
  switch (expected) {
    case 'string':
      return 'a text'
    case 'number':
      return 'a number'
    case 'int':
      return 'a whole number'
    case 'boolean':
      return 'true or false'
    case 'array':
      return 'a list'
    case 'object':
    case 'record':
      return 'an object of names and values'
    default:
      return `of the kind "${String(expected)}"`
  }
}

const atLeast = (origin: unknown, minimum: number): string => {
  if (origin === 'number' || origin === 'int') return `must be at least ${minimum}`
  if (minimum === 1) return 'must not be empty'
  return origin === 'string' ? `must have at least ${minimum} characters` : `must have at least ${minimum} entries`
}

const atMost = (origin: unknown, maximum: number): string => {
  if (origin === 'number' || origin === 'int') return `must be at most ${maximum}`
  return origin === 'string' ? `must have at most ${maximum} characters` : `must have at most ${maximum} entries`
}

const nameOf = (path: readonly PropertyKey[]): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`)).join('')

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    input,
  )

const fact = (issue: Issue, name: string): unknown => Reflect.get(issue, name)

// One thing of a file against the one of the same name here.
import { type AuditFields, difference } from '../audit.ts'
import type { Verdict } from './plan-item.ts'

interface Compared {
  readonly verdict: Verdict
  readonly before: AuditFields | null
  readonly after: AuditFields | null
}

/** `here`: null when there is none of that name. */
export const compared = (here: AuditFields | null, wanted: AuditFields): Compared => {
  if (here === null) return { verdict: 'created', before: null, after: wanted }
  const change = difference(here, wanted)
  return change === null ? { verdict: 'same', before: null, after: null } : { verdict: 'changed', ...change }
}

export const impossible: Compared = { verdict: 'impossible', before: null, after: null }

/** Who is in a list matters, their order in it does not. */
export const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted()

/** Plain data as the audit takes it: the names of an object in one order, so that equal things are equal texts. */
export const plain = (value: unknown): AuditFields[string] => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, part]) => [name, plain(part)]),
    )
  return value === undefined ? null : (value as string | number | boolean | null)
}

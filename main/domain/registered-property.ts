// What a program said a property of its namespace is: of which type and range, and who may do what with it where. Pure.
import type { PropertyValue } from './property.ts'

export type PropertyLocation = 'license' | 'group' | 'chat' | 'thread' | 'event'
export type PropertyUser = 'agent' | 'customer'
export type PropertyDeed = 'read' | 'write'

export interface PropertyRule {
  readonly type: 'int' | 'string' | 'bool' | 'tokenized_string'
  /** The only values; missing: any of the type. */
  readonly domain?: readonly PropertyValue[] | undefined
  /** Of numbers, both inclusive. */
  readonly range?: { readonly from: number; readonly to: number } | undefined
  /** What is not named may not be done. */
  readonly access: Partial<Record<PropertyLocation, Partial<Record<PropertyUser, readonly PropertyDeed[]>>>>
}

export const mayDo = (
  { access }: PropertyRule,
  deed: PropertyDeed,
  location: PropertyLocation,
  user: PropertyUser,
): boolean => access[location]?.[user]?.includes(deed) ?? false

/** What is wrong with a value, to stand after its name; null: nothing. */
export const valueFault = ({ type, domain, range }: PropertyRule, value: PropertyValue): string | null => {
  if (!isOf(type, value)) return `must be ${nameOf[type]}`
  if (domain !== undefined && !domain.includes(value)) return `must be one of ${domain.join(', ')}`
  if (range !== undefined && typeof value === 'number' && (value < range.from || value > range.to))
    return `must be from ${range.from} to ${range.to}`
  return null
}

const nameOf: Readonly<Record<PropertyRule['type'], string>> = {
  int: 'a whole number',
  string: 'a text',
  tokenized_string: 'a text',
  bool: 'true or false',
}

const isOf = (type: PropertyRule['type'], value: PropertyValue): boolean => {
  if (type === 'int') return Number.isSafeInteger(value)
  return typeof value === (type === 'bool' ? 'boolean' : 'string')
}

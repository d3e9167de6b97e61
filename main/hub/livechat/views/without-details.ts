// Answers and pushes for agents who may not see contacts' details: customers without how to reach them, and without what programs
// know of them.

/** What stands in their place where programs count on something to be there; undefined: nothing. */
const details: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['email', ''],
  ['phone_number', undefined],
  ['session_fields', []],
  ['visit', undefined],
  ['last_visit', undefined],
  ['avatar', ''],
])

/** Customers are told by their type, or as what a customer's news is about. */
export const withoutDetails = (value: object): object => strip(value) as object

const strip = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  const isCustomer = 'type' in value ? value.type === 'customer' : 'session_fields' in value
  const isHidden = (key: string, one: unknown) => details.has(key) || (key === 'name' && isNumber(one))
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, isCustomer && isHidden(key, one) ? details.get(key) : strip(one)] as const)
      .filter(([, one]) => one !== undefined),
  )
}

/** Whoever told no name may go by their phone number. */
const isNumber = (name: unknown): boolean => typeof name === 'string' && /^\+?[\d\s()-]{5,}$/.test(name.trim())

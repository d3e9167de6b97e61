// What a program sent, without what it left empty: clients in strictly typed languages send null for whatever was not said.

/** What is the sender's own is kept as it is: the content of custom events and multicasts. */
const own = new Set(['content'])

export const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter(one => one !== null).map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([key, one]) => [key, own.has(key) ? one : withoutNulls(one)]),
  )
}

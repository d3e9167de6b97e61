// Only what was changed is sent, so that two people who edit different fields do not undo each other.
export const changesIn = <Values extends object>(before: Values, after: Values): Partial<Values> => {
  const changed: Partial<Values> = {}
  for (const field in after) if (!isSame(before[field], after[field])) changed[field] = after[field]
  return changed
}

/** By what they hold; the forms hold plain values only. */
export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))

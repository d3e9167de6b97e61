// How deep plain data from a file may be nested: what goes through it calls itself once a level, and must not run out of room.
export const deepestSettings = 20

/** An object or a list is one level, what is in it the next. */
export const isWithin = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every(part => isWithin(part, levels - 1)))

// Things by the key of their name, so that what is here is gone through once, and not once for each thing of a file.
import { nameKey } from './setup-file.ts'

/** Of two with one name, the first. */
export const byName = <Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
): ReadonlyMap<string, Thing> => {
  const map = new Map<string, Thing>()
  for (const thing of things) {
    const key = nameKey(nameOf(thing))
    if (!map.has(key)) map.set(key, thing)
  }
  return map
}

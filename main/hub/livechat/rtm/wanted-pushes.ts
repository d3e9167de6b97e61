// Which pushes a login asks for: by version lists of names, or the word `all`. A push that is asked for in the connection's version
// goes out in that, else in the other one in which it is asked for. Source: `login`, pushes, of both Chat APIs, 3.6.
import { isVersion, type Version } from '../envelope.ts'

export interface WantedPushes {
  /** In which version a push goes out; null: it was not asked for. */
  versionOf(action: string): Version | null
}

/** Null: all, in the connection's version. */
export const wantedPushes = (
  asked: Readonly<Record<string, readonly string[]>> | null | undefined,
  version: Version,
): WantedPushes | null => {
  if (asked === null || asked === undefined) return null
  const known = Object.entries(asked).flatMap(([name, list]) =>
    isVersion(name) ? [[name, new Set(list)] as const] : [],
  )
  // Of versions that are not spoken here the names are good all the same.
  const lists = known.length > 0 ? known : [[version, new Set(Object.values(asked).flat())] as const]
  const ownFirst = lists.toSorted(([one], [other]) => Number(other === version) - Number(one === version))
  return {
    versionOf: action => ownFirst.find(([, wanted]) => wanted.has('all') || wanted.has(action))?.[0] ?? null,
  }
}

// Which pushes a login asks for: lists of names by version, or the word `all`. None: all.

export const wantedPushes = (
  asked: Readonly<Record<string, readonly string[]>> | null | undefined,
  version: string,
): ReadonlySet<string> | null => {
  if (asked === null || asked === undefined) return null
  const own = asked[version] ?? Object.values(asked).flat()
  return own.includes('all') ? null : new Set(own)
}

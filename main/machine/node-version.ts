// Which Node can run Parley: better-sqlite3 13 ends older ones with a bare segmentation fault.
const oldest = [22, 14] as const

/** A sentence when this version is too old, else null. */
export const tooOldNode = (version: string): string | null => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return null
  return `Parley needs Node ${oldest.join('.')} or newer, and this is Node ${version}. Install a newer one from nodejs.org.`
}

// The colour of a person's face by their id: the same on every screen, and white initials can be read on each.
const colours = [
  '#7c3aed',
  '#b45309',
  '#0369a1',
  '#be185d',
  '#4d7c0f',
  '#0f766e',
  '#4338ca',
  '#a21caf',
  '#b91c1c',
  '#15803d',
  '#9333ea',
  '#0e7490',
] as const

export const faceColour = (id: string): string => {
  let sum = 2_166_136_261
  for (let i = 0; i < id.length; i++) sum = Math.imul(sum ^ id.charCodeAt(i), 16_777_619)
  sum = Math.imul(sum ^ (sum >>> 15), 2_246_822_507)
  return colours[((sum ^ (sum >>> 13)) >>> 0) % colours.length] ?? colours[0]
}

/** One or two letters for a name, in any script; "?" for a name of signs alone. */
export const initialsOf = (name: string): string => {
  const words = name.split(/[\s.,_·|/-]+/u).filter(word => /[\p{L}\p{N}]/u.test(word))
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  const letter = (word: string | undefined) => /[\p{L}\p{N}]/u.exec(word ?? '')?.[0] ?? ''
  return (letter(first) + letter(last)).toLocaleUpperCase() || '?'
}

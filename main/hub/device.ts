// What a person sits at, in a few words, from what their browser says of itself: for the list of sessions, to know one's own.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

export const deviceOf = (userAgent: string | undefined): string => {
  const said = (userAgent ?? '').slice(0, 500)
  const named = (names: typeof browsers) => names.find(([sign]) => sign.test(said))?.[1]
  const [browser, system] = [named(browsers), named(systems)]
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`
  const program = /^[\w.-]{1,40}/.exec(said)?.[0]
  return program === undefined ? 'A program' : `A program (${program})`
}

// How texts become words that can be found, and how what somebody typed becomes a question to the word index.

/** Scripts that put no spaces between words: each sign is indexed as a word of its own, and looked for as a row of them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const eachUnspaced = new RegExp(unspaced, 'gu')
const wordSign = /[\p{L}\p{N}\p{Co}]/u

/** What was typed is cut here: nobody reads further, and every word costs. */
const longestQuery = 400
const mostWords = 12

/** What besides its text a message is found by: its files' names, and the single signs of unspaced scripts. Null when there is nothing. */
export const foundBy = (text: string, fileNames: readonly string[]): string | null => {
  const parts = [...fileNames, ...spaced(text), ...fileNames.flatMap(spaced)]
  return parts.length > 0 ? parts.join('\n') : null
}

const spaced = (text: string): string[] =>
  unspaced.test(text)
    ? text
        .split(/\s+/u)
        .filter(word => unspaced.test(word))
        .map(bySign)
    : []

const bySign = (word: string): string => word.replace(eachUnspaced, ' $& ').trim()

/** The words of a query, as typed. Signs that no word is made of (punctuation, emoji) are not looked for. */
export const queryWords = (typed: string): string[] =>
  typed
    .slice(0, longestQuery)
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter(word => wordSign.test(word))
    .slice(0, mostWords)

/** Beginnings up to so many letters have an index of their own (see the migration): finding any of them takes no time. */
const indexedBeginning = 5

/** The question in FTS5's language: every word quoted, so that nothing typed is taken for an operator; the last may be unfinished. */
export const matchAll = (words: readonly string[]): string => `${words.map(quoted).join(' ')} *`

/**
 * As `matchAll`, with less of the last word: finds at once what may be it, for the texts to be looked at. Null when `matchAll` is as
 * quick. (A longer beginning makes FTS5 put together all words that begin so before the first hit comes.)
 */
export const matchShortened = (words: readonly string[]): string | null => {
  const last = words.at(-1)
  if (
    last === undefined ||
    [...last].length <= indexedBeginning ||
    !/^[\p{L}\p{N}]+$/u.test(last) ||
    unspaced.test(last)
  )
    return null
  return matchAll([...words.slice(0, -1), [...last].slice(0, indexedBeginning).join('')])
}

/** As `matchAll`, with every word unfinished: for names, of which people type the beginnings. */
export const matchBeginnings = (words: readonly string[]): string => words.map(word => `${quoted(word)} *`).join(' ')

const quoted = (word: string): string => `"${bySign(word).replaceAll('"', '""')}"`

/** A regular expression for marking any of the words in a folded text; null when there are none. */
export const marking = (words: readonly string[]): RegExp | null => {
  const found = patterns(words)
  return found.length > 0 ? new RegExp(found.join('|'), 'gu') : null
}

/** Whether every word occurs in a folded text, by the index's rules; for texts that are few enough to be read one by one. */
export const holdsAll = (words: readonly string[]): ((folded: string) => boolean) => {
  const tests = patterns(words).map(pattern => new RegExp(pattern, 'u'))
  return folded => tests.every(test => test.test(folded))
}

const patterns = (words: readonly string[]): string[] =>
  words.map((word, index) => pattern(word, index === words.length - 1)).filter(found => found !== '')

const pattern = (word: string, unfinished: boolean): string => {
  const parts = fold(word).match(/[\p{L}\p{N}\p{Co}]+/gu)
  if (!parts) return ''
  const joined = parts.join('[^\\p{L}\\p{N}\\p{Co}]+')
  if (unspaced.test(word)) return joined
  return `(?<![\\p{L}\\p{N}\\p{Co}])${joined}${unfinished ? '[\\p{L}\\p{N}\\p{Co}]*' : '(?![\\p{L}\\p{N}\\p{Co}])'}`
}

/** Without accents and case, as the index compares. */
export const fold = (text: string): string =>
  (ascii.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase()

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
const ascii = /^[\x00-\x7f]*$/

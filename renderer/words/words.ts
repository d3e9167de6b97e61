// The one way to words: `t('chats.empty')`. The catalogue is English; another language is another file like en.ts.
import i18next from 'i18next'
import { en } from './en.ts'

type Singular<Key> = Key extends `${infer Stem}_one` ? Stem : Key extends `${string}_other` ? never : Key
/** The keys of the catalogue; of a pair with _one and _other, what they have in common. */
export type Word = Singular<keyof typeof en>
export type Facts = Readonly<Record<string, string | number>>

const storedLanguage = (): string => {
  try {
    return localStorage.getItem('parley.language') ?? 'en'
  } catch {
    return 'en'
  }
}

void i18next.init({
  lng: storedLanguage(),
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // Keys are whole; React escapes what is shown.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
})

/** The catalogue's text of each word that was asked for; null: it has plural forms, and i18next is asked each time. */
const patterns = new Map<Word, string | null>()

const patternOf = (word: Word): string | null => {
  const known = patterns.get(word)
  if (known !== undefined) return known
  const pattern = i18next.exists(`${word}_other`) ? null : i18next.t(word, { skipInterpolation: true })
  patterns.set(word, pattern)
  return pattern
}

/** A conversation asks for hundreds of words before its first frame, so what can be looked up once is. */
export const t = (word: Word, facts: Facts = {}): string => {
  const pattern = patternOf(word)
  if (pattern === null) return i18next.t(word, facts)
  return pattern.includes('{{')
    ? pattern.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => String(facts[name] ?? ''))
    : pattern
}

/** Which way the words run. */
export const direction = (): 'ltr' | 'rtl' => i18next.dir(i18next.language)

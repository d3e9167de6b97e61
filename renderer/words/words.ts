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

const plain = new Map<Word, string>()

/** Words without facts are looked up once: a conversation asks for hundreds. The language stays until the page is loaded anew. */
export const t = (word: Word, facts?: Facts): string => {
  if (facts !== undefined) return i18next.t(word, facts)
  const known = plain.get(word)
  if (known !== undefined) return known
  const text = i18next.t(word)
  plain.set(word, text)
  return text
}

/** Which way the words run. */
export const direction = (): 'ltr' | 'rtl' => i18next.dir(i18next.language)

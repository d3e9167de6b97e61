// What a program is called that holds a conversation besides us: by name where everybody knows it, else "a bot"; one of which
// nothing was told may be a person at another screen.
import { en } from './en.ts'
import { t, type Word } from './words.ts'

const isWord = (key: string): key is Word => key in en

export const programOf = (app: string | null): string => {
  if (app === null) return t('program.unknown')
  const word = `program.${app}`
  return isWord(word) ? t(word) : t('program.bot')
}

/** The same as the first word of a sentence. */
export const programFirst = (app: string | null): string => {
  const name = programOf(app)
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}

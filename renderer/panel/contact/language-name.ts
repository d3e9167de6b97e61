// A language by its name in the agent's own.
import { locale } from '../../words/formats.ts'

const languages = new Intl.DisplayNames([locale], { type: 'language' })

/** "English" for "en"; what is no language tag stays as it is. */
export const languageName = (tag: string | null): string => {
  if (tag === null || tag === '') return ''
  try {
    return languages.of(tag) ?? tag
  } catch {
    return tag
  }
}

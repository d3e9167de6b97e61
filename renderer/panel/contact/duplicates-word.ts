// How many contacts may be the same person, as a link says it.
import { t } from '../../words/words.ts'

/** The workstation counts no further. */
const most = 20

export const duplicatesWord = (count: number): string =>
  count >= most ? t('contact.duplicates.many', { count: most }) : t('contact.duplicates.link', { count })

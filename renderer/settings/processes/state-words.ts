// How a process stands, in a word or two: published or not, with a draft or without.
import type { ProcessSummaryView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'

export const stateWords = (
  { publishedNumber, hasDraft }: Pick<ProcessSummaryView, 'publishedNumber' | 'hasDraft'>,
  isDirty = false,
): string => {
  if (isDirty) return t('process.state.unsaved')
  if (publishedNumber === null) return t('process.state.draft')
  return t(hasDraft ? 'process.state.versionAndDraft' : 'process.state.version', { number: publishedNumber })
}

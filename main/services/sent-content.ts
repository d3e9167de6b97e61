// Cards, forms and programs' data on their way out: within the limits, alone, and with the words that stand for them.
import { contentInWords } from '../domain/content/in-words.ts'
import { contentFault } from '../domain/content/limits.ts'
import type { MessageContent } from '../domain/message-content.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { SendInput } from './verbs.ts'

/** The text of the message. */
export const wordsOf = (
  content: MessageContent,
  { text, file, template }: Pick<SendInput, 'text' | 'file' | 'template'>,
): string | Refusal => {
  if (text.trim() !== '' || file !== undefined || template !== undefined)
    return refuse('invalid', 'content: it goes alone, without a text, a file or a template.', { field: 'content' })
  const fault = contentFault(content)
  if (fault === null) return contentInWords(content)
  const field = fault.field === '' ? 'content' : `content.${fault.field}`
  return refuse('invalid', `${field}: ${fault.sentence}`, { field })
}

// Cards, forms and programs' data on their way out: within the limits, alone, and with the words that stand for them.
import { contentInWords } from '../domain/content/in-words.ts'
import { contentFault } from '../domain/content/limits.ts'
import type { MessageContent } from '../domain/message-content.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { plainText } from '../domain/stranger.ts'
import type { ChannelKind } from '../domain/unified-message.ts'
import type { SendInput } from './verbs.ts'

/** The text of the message. */
export const wordsOf = (
  content: MessageContent,
  { text, file, template }: Pick<SendInput, 'text' | 'file' | 'template'>,
): string | Refusal => {
  if (text.trim() !== '' || file !== undefined || template !== undefined)
    return refuse('invalid', 'content: it goes alone, without a text, a file or a template.', { field: 'content' })
  return whyUnfit(content, 'content') ?? plainText(contentInWords(content))
}

/** Null: it may be kept. `at`: the field of the input that it is. */
export const whyUnfit = (content: MessageContent, at: string): Refusal | null => {
  const fault = contentFault(content)
  if (fault === null) return null
  const field = fault.field === '' ? at : `${at}.${fault.field}`
  return refuse('invalid', `${field}: ${fault.sentence}`, { field })
}

/** Programs at the other end take programs' data; people in a messenger would only be puzzled by it. */
export const whyNotThere = (content: MessageContent | undefined, network: ChannelKind): Refusal | null =>
  content?.type === 'custom' && (network === 'telegram' || network === 'facebook' || network === 'whatsapp')
    ? refuse('conflict', 'content: no program of this customer’s can take data. Send it as a note.', {
        field: 'content',
      })
    : null

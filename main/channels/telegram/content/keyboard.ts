// A card's buttons as an inline keyboard below its words (Bot API, "InlineKeyboardButton": data of 1 to 64 bytes, or an address).
import { hrefOf } from '../../../domain/content/addresses.ts'
import { buttonsApart } from '../../../domain/content/buttons-apart.ts'
import { contentInWords } from '../../../domain/content/in-words.ts'
import type { RichButton } from '../../../domain/message-content.ts'
import type { OutgoingMessage } from '../../../domain/unified-message.ts'

type KeyboardButton = { text: string; url: string } | { text: string; callback_data: string }

export interface WithKeyboard {
  readonly text: string
  readonly reply_markup: { inline_keyboard: KeyboardButton[][] }
}

const longestData = 64

/** Null: it goes as the text that it is. */
export const withKeyboard = ({ text, content }: Pick<OutgoingMessage, 'text' | 'content'>): WithKeyboard | null => {
  // Words that were cut into several messages go as they are.
  if (content === undefined || text !== contentInWords(content)) return null
  const apart = buttonsApart(content, button => keyOf(button) !== null)
  if (apart === null) return null
  const inline_keyboard = apart.buttons.map(button => [keyOf(button)].filter(key => key !== null))
  return { text: apart.words, reply_markup: { inline_keyboard } }
}

const keyOf = (button: RichButton): KeyboardButton | null => {
  const { type, text, postbackId } = button
  if (type === 'phone') return null
  const url = hrefOf(button)
  if (url !== null) return { text, url }
  return Buffer.byteLength(postbackId) <= longestData ? { text, callback_data: postbackId } : null
}

// A question's buttons as Messenger's quick replies (Messenger Platform, "Quick Replies": at most 13, titles of 20 characters, and
// payloads of 1,000).
import { buttonsApart } from '../../domain/content/buttons-apart.ts'
import { contentInWords } from '../../domain/content/in-words.ts'
import type { RichButton } from '../../domain/message-content.ts'
import type { OutgoingMessage } from '../../domain/unified-message.ts'

const mostReplies = 13
const longestTitle = 20
const longestPayload = 1_000

/** Null: it goes as the text that it is. */
export const withQuickReplies = ({ text, content }: Pick<OutgoingMessage, 'text' | 'content'>) => {
  // Words that were cut into several messages go as they are.
  if (content === undefined || text !== contentInWords(content)) return null
  const apart = buttonsApart(content, isQuickReply)
  if (apart === null || apart.buttons.length > mostReplies) return null
  const quick_replies = apart.buttons.map(({ text: title, postbackId }) => ({
    content_type: 'text',
    title,
    payload: postbackId,
  }))
  return { text: apart.words, quick_replies }
}

const isQuickReply = ({ type, text, postbackId }: RichButton): boolean =>
  (type === 'message' || type === 'cancel' || type === 'postback') &&
  text.length <= longestTitle &&
  postbackId.length <= longestPayload

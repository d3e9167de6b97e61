// What strangers write, made fit to be kept and shown, for every network alike: text without what no text can hold, names as
// one line that cannot turn the direction of what stands beside them.
import { contentInWords } from './content/in-words.ts'
import { contentToKeep } from './content/limits.ts'
import type { Sender } from './sender.ts'
import type { InboundUpdate, UnifiedMessage } from './unified-message.ts'

/** NUL and lone surrogates are no text: databases and encoders stumble over them. */
export const plainText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '')

/** Unicode's marks, embeddings, overrides and isolates of direction, besides control characters and line ends. */
const unfitForNames = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu

/** May be empty. Joiners stay: emoji and several scripts are spelt with them. */
export const plainName = (name: string): string => plainText(name).replace(unfitForNames, ' ').trim()

/** The same update, fit. */
export const fitToKeep = (update: InboundUpdate): InboundUpdate => {
  switch (update.type) {
    case 'message':
      return fitMessage(update)
    case 'echo':
      return {
        ...fitContent(update),
        author: plainName(update.author),
        ...fitNames(update.attachments),
      }
    case 'edit':
      return { ...update, text: plainText(update.text) }
    case 'profile':
      return { ...update, sender: fitSender(update.sender, update.address) }
    case 'reaction':
      return { ...update, author: plainName(update.author) }
    default:
      return update
  }
}

const fitMessage = (message: UnifiedMessage): UnifiedMessage => ({
  ...fitContent(message),
  sender: fitSender(message.sender, message.address),
  ...fitNames(message.attachments),
  ...(message.options === undefined ? {} : { options: message.options.map(plainName) }),
  ...(message.replyTo === undefined
    ? {}
    : { replyTo: { ...message.replyTo, excerpt: plainText(message.replyTo.excerpt) } }),
  ...(message.forwardedFrom === undefined ? {} : { forwardedFrom: plainName(message.forwardedFrom) }),
})

/** The text, and the content where it is within the limits; where it is not, the text says what it would. */
const fitContent = <Said extends Pick<UnifiedMessage, 'text' | 'content'>>({ content, ...said }: Said) => {
  const text = plainText(said.text)
  if (content === undefined) return { ...said, text }
  const kept = contentToKeep(content)
  if (kept !== null) return { ...said, text: text.trim() === '' ? contentInWords(kept) : text, content: kept }
  // A program's own data may be nested so deep that putting it into words would fail.
  const words = content.type === 'custom' ? '[data]' : plainText(contentInWords(content))
  return { ...said, text: text.trim() === '' ? words : text }
}

const fitNames = (attachments: UnifiedMessage['attachments']): Pick<UnifiedMessage, 'attachments'> =>
  attachments === undefined
    ? {}
    : {
        attachments: attachments.map(one => (one.name === undefined ? one : { ...one, name: plainName(one.name) })),
      }

/** Whoever has no name that can be seen goes by their address. */
const fitSender = (sender: Sender, address: string): Sender => ({
  ...sender,
  name: plainName(sender.name) || plainName(address),
  ...(sender.username === undefined ? {} : { username: plainName(sender.username) }),
  ...(sender.author === undefined ? {} : { author: plainName(sender.author) }),
})

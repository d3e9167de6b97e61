// Messages and their edits, and the two service messages that say that a group moved.
import type { InboundUpdate, UnifiedMessage } from '../../../domain/unified-message.ts'
import { originName, senderOf } from '../content/people.ts'
import { excerpt } from '../content/plain-text.ts'
import { present } from '../content/present.ts'
import { whatIsSaid } from '../content/said.ts'
import * as wire from '../wire.ts'
import { addressOf, instant, notAsDescribed, type UpdateReader } from './reader.ts'

export const message: UpdateReader = (payload, updateId) => {
  const wired = wire.message.safeParse(payload).data
  if (!wired) return notAsDescribed('message')
  const moved = movedBy(wired)
  if (moved) return { updates: [moved] }
  const said = whatIsSaid(wired)
  if (!said) return { updates: [] }
  const { misread, ...content } = said
  const unified: UnifiedMessage = {
    type: 'message',
    externalId: externalIdOf(wired, updateId),
    address: addressOf(wired.chat),
    sender: senderOf(wired.chat, wired.from, wired.sender_chat),
    at: instant(wired.date),
    ...content,
    ...present({
      replyTo: replyOf(wired),
      albumId: wired.media_group_id,
      forwardedFrom: originName(wired.forward_origin),
    }),
  }
  // The customer's chat rings all the same: as a message that has to be opened in Telegram.
  return misread === undefined ? { updates: [unified] } : { ...notAsDescribed(misread), updates: [unified] }
}

export const editedMessage: UpdateReader = (payload, updateId) => {
  const wired = wire.message.safeParse(payload).data
  if (!wired) return notAsDescribed('edited message')
  const said = whatIsSaid(wired)
  if (!said) return { updates: [] }
  const at = instant(wired.edit_date ?? wired.date)
  const externalId = externalIdOf(wired, updateId)
  return { updates: [{ type: 'edit', externalId, address: addressOf(wired.chat), at, text: said.text }] }
}

/** Unique within the bot. Messages that are shown for a moment only have no number of their own (it is 0). */
const externalIdOf = (wired: wire.WireMessage, updateId: number): string =>
  `${wired.chat.id}:${wired.message_id === 0 ? `update-${updateId}` : wired.message_id}`

/** Told twice, from the old and from the new side; the second time there is nothing left to move. */
const movedBy = (wired: wire.WireMessage): InboundUpdate | null => {
  const at = instant(wired.date)
  if (wired.migrate_to_chat_id !== undefined) {
    return { type: 'moved', address: addressOf(wired.chat), at, newAddress: String(wired.migrate_to_chat_id) }
  }
  if (wired.migrate_from_chat_id !== undefined) {
    return { type: 'moved', address: String(wired.migrate_from_chat_id), at, newAddress: addressOf(wired.chat) }
  }
  return null
}

const replyOf = (wired: wire.WireMessage): UnifiedMessage['replyTo'] => {
  const original = wired.reply_to_message
  // In a forum every message "replies" to the line that opened its topic; nobody meant that.
  if (original && 'forum_topic_created' in original) return undefined
  if (original) {
    const words = wired.quote?.text ?? whatIsSaid(original)?.text ?? ''
    return { externalId: `${wired.chat.id}:${original.message_id}`, excerpt: excerpt(words) }
  }
  if (wired.quote) return { excerpt: excerpt(wired.quote.text) }
  if (wired.external_reply) {
    return { excerpt: `a message of ${originName(wired.external_reply.origin) ?? 'another chat'}` }
  }
  return wired.reply_to_story === undefined ? undefined : { excerpt: 'a story' }
}

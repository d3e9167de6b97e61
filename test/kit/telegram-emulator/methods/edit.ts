// Changing or removing what was said: editMessageText, editMessageCaption, deleteMessage.
import type { Message } from 'grammy/types'
import { seconds } from '../record/ground.ts'
import { type Answer, badRequest, grant, type Refusal } from '../wire/answer.ts'
import type { KeptMessage } from '../world/chat.ts'
import { type Call, chatOf, isRefusal, messageOf, writableChatOf } from './call.ts'
import { inlineKeyboard, type Outgoing } from './outgoing.ts'
import { captionContent, textContent } from './text.ts'

const deletableMs = 48 * 3_600_000
const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

export function editMessageText(call: Call): Answer {
  const content = textContent(call.params)
  return isRefusal(content) ? content : edit(call, content, 'text')
}

export function editMessageCaption(call: Call): Answer {
  const { params } = call
  const content = captionContent(params.text('caption'), params.text('parse_mode'), params.json('caption_entities'))
  return isRefusal(content) ? content : edit(call, content, 'caption')
}

export function deleteMessage(call: Call): Answer {
  const chat = chatOf(call)
  if (isRefusal(chat)) return chat
  const kept = messageOf(call, chat, 'message to delete')
  if (isRefusal(kept)) return kept
  const { now, watch } = call.bot.ground
  const isForeign = kept.by === 'customer' && chat.type !== 'private' && !chat.isBotAdmin
  if (isForeign || now() - kept.sentAt > deletableMs) return badRequest("message can't be deleted for everyone")
  kept.deletedAt = now()
  watch.changed()
  return grant(true)
}

function edit(call: Call, content: Outgoing, part: 'text' | 'caption'): Answer {
  const kept = editable(call, part)
  if (isRefusal(kept)) return kept
  const markup = inlineKeyboard(call)
  if (isRefusal(markup)) return markup
  if (content.refusal) return content.refusal
  const { now, watch } = call.bot.ground
  const { reply_markup: _, caption: __, caption_entities: ___, entities: ____, ...rest } = kept.message
  const before = kept.message
  const after = { ...rest, ...content.fields, ...markup } as Message
  const isSame = [before, after]
    .map(one => JSON.stringify([one[part], one.reply_markup]))
    .every((one, _i, [first]) => one === first)
  if (isSame) return badRequest(notModified)
  kept.message = { ...after, edit_date: seconds(now()) } as Message
  kept.edits += 1
  watch.changed()
  return grant(kept.message)
}

function editable(call: Call, part: 'text' | 'caption'): KeptMessage | Refusal {
  const chat = writableChatOf(call)
  if (isRefusal(chat)) return chat
  const kept = messageOf(call, chat, 'message to edit')
  if (isRefusal(kept)) return kept
  if (kept.by !== 'bot') return badRequest("message can't be edited")
  const hasText = kept.message.text !== undefined
  if (hasText !== (part === 'text')) return badRequest(`there is no ${part} in the message to edit`)
  return kept
}

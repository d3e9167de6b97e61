// The last steps of every sending method: is the chat there, may it be written to, is there room in the rate limits, and
// then the message exists.
import type { InlineKeyboardMarkup, Message } from 'grammy/types'
import { seconds } from '../record/ground.ts'
import { type Answer, badRequest, grant, type Refusal, tooManyRequests } from '../wire/answer.ts'
import { asRecord } from '../wire/params.ts'
import type { Chat } from '../world/chat.ts'
import type { StoredFile } from '../world/file-store.ts'
import { kindOf } from '../world/received.ts'
import { type Call, isRefusal, writableChatOf } from './call.ts'

export interface Outgoing {
  fields: Partial<Message>
  files?: StoredFile[]
  /** Found wrong with the content; the chat is looked at before it counts. */
  refusal?: Refusal
}

export const maxTextLength = 4096
export const maxCaptionLength = 1024

export function sendOne(call: Call, outgoing: Outgoing): Answer {
  const sent = deliver(call, [outgoing])
  return isRefusal(sent) ? sent : grant(sent[0])
}

export function sendMany(call: Call, outgoings: Outgoing[]): Answer {
  const sent = deliver(call, outgoings)
  return isRefusal(sent) ? sent : grant(sent)
}

function deliver(call: Call, outgoings: Outgoing[]): Message[] | Refusal {
  const chat = writableChatOf(call)
  if (isRefusal(chat)) return chat
  const reply = repliedMessage(call, chat)
  if (isRefusal(reply)) return reply
  const markup = inlineKeyboard(call)
  if (isRefusal(markup)) return markup
  const refusal = outgoings.find(outgoing => outgoing.refusal)?.refusal
  if (refusal) return refusal
  const waitS = call.bot.limiter?.ask(chat.id) ?? 0
  if (waitS > 0) return tooManyRequests(waitS)
  return outgoings.map(({ fields, files = [] }) => keep(call, chat, { ...reply, ...fields, ...markup }, files))
}

function keep({ bot, entry }: Call, chat: Chat, fields: Partial<Message>, files: StoredFile[]): Message {
  const { now, ledger, watch } = bot.ground
  const at = now()
  const { id, is_bot, first_name, username } = bot.user
  const from = { id, is_bot, first_name, username }
  const base = { message_id: chat.nextMessageId(), from, chat: chat.describe(), date: seconds(at) }
  const message = { ...base, ...fields } as Message
  chat.keep(message, 'bot', files, at)
  ledger.sent.push({
    call: entry.seq,
    bot: bot.id,
    method: entry.method,
    chatId: chat.id,
    messageId: message.message_id,
    kind: kindOf(message),
    text: message.text ?? message.caption ?? '',
    files: files.map(file => file.entry()),
    request: entry.request,
    at,
  })
  watch.changed()
  return message
}

function repliedMessage({ params }: Call, chat: Chat): Partial<Message> | Refusal {
  const given = asRecord(params.json('reply_parameters'))
  const messageId = given ? Number(given.message_id) : params.integer('reply_to_message_id', 0)
  if (!messageId) return {}
  const kept = chat.find(messageId)
  const isOptional = given ? given.allow_sending_without_reply === true : params.flag('allow_sending_without_reply')
  if (!kept) return isOptional ? {} : badRequest('message to be replied not found')
  const { reply_to_message: _, ...message } = kept.message
  return { reply_to_message: message as Message['reply_to_message'] & object }
}

/** Only inline keyboards come back in a message; callback data is 1 to 64 bytes. */
export function inlineKeyboard({ params }: Call): { reply_markup?: InlineKeyboardMarkup } | Refusal {
  const markup = asRecord(params.json('reply_markup')) as Partial<InlineKeyboardMarkup> | undefined
  if (!markup?.inline_keyboard) return {}
  for (const button of markup.inline_keyboard.flat()) {
    if (!button.text) return badRequest('inline keyboard button text must be non-empty')
    const data = 'callback_data' in button ? button.callback_data : undefined
    if (data !== undefined && Buffer.byteLength(data) > 64) return badRequest('BUTTON_DATA_INVALID')
  }
  return { reply_markup: { inline_keyboard: markup.inline_keyboard } }
}

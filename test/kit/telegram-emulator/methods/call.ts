// One call as a method sees it, and the checks that most methods share, in the order the real server makes them.
import type { EmulatedBot } from '../bot.ts'
import type { CallEntry } from '../record/ledger.ts'
import { type Answer, badRequest, type Refusal } from '../wire/answer.ts'
import type { Params } from '../wire/params.ts'
import type { Chat, KeptMessage } from '../world/chat.ts'

export interface Call {
  bot: EmulatedBot
  params: Params
  entry: CallEntry
  /** Aborted when the client hangs up. */
  gone: AbortSignal
}

export type Method = (call: Call) => Answer | Promise<Answer>

/** The chat a call names, known to the bot or refused; whether the bot may write there is another question. */
export function chatOf({ bot, params }: Call): Chat | Refusal {
  if (!params.has('chat_id')) return badRequest('chat_id is empty')
  const chat = bot.chats.get(params.integer('chat_id', 0))
  return chat && chat.standing !== 'unmet' ? chat : badRequest('chat not found')
}

export function writableChatOf(call: Call): Chat | Refusal {
  const chat = chatOf(call)
  return isRefusal(chat) ? chat : (chat.refusal() ?? chat)
}

/** A message the call names, still there; `role` is how the refusal calls it: 'message to edit'. */
export function messageOf(call: Call, chat: Chat, role: string): KeptMessage | Refusal {
  return chat.find(call.params.integer('message_id', 0)) ?? badRequest(`${role} not found`)
}

export function isRefusal(value: object): value is Refusal {
  return 'ok' in value && value.ok === false
}

// Small signs: sendChatAction, setMessageReaction, answerCallbackQuery.
import type { ReactionType } from 'grammy/types'
import { type Answer, badRequest, grant } from '../wire/answer.ts'
import { type Call, chatOf, isRefusal, messageOf, writableChatOf } from './call.ts'

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])

/** The only emoji that are reactions (Bot API, ReactionTypeEmoji). */
const reactionEmoji = new Set(
  (
    '👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 ' +
    '😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'
  ).split(' '),
)

export function sendChatAction(call: Call): Answer {
  const name = call.params.text('action')
  if (!actions.has(name)) return badRequest('wrong parameter action in request')
  const chat = writableChatOf(call)
  if (isRefusal(chat)) return chat
  const { now, ledger, watch } = call.bot.ground
  chat.action = { name, at: now() }
  ledger.typing.push({ bot: call.bot.id, chatId: chat.id, action: name, at: now() })
  watch.changed()
  return grant(true)
}

export function setMessageReaction(call: Call): Answer {
  const given = call.params.json('reaction') ?? []
  if (!Array.isArray(given)) return badRequest('expected an Array of ReactionType')
  const chat = chatOf(call)
  if (isRefusal(chat)) return chat
  const kept = messageOf(call, chat, 'message to react')
  if (isRefusal(kept)) return kept
  const reactions = given as ReactionType[]
  if (reactions.length > 1) return badRequest('REACTIONS_TOO_MANY')
  const isKnown = reactions.every(one => one.type === 'emoji' && reactionEmoji.has(one.emoji))
  if (!isKnown) return badRequest('REACTION_INVALID')
  kept.botReactions = reactions
  call.bot.ground.watch.changed()
  return grant(true)
}

export function answerCallbackQuery({ bot, params }: Call): Answer {
  const { now, watch } = bot.ground
  const press = bot.presses.get(params.text('callback_query_id'))
  if (!press || now() > press.expiresAt) {
    return badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  press.answer = { text: params.text('text'), isAlert: params.flag('show_alert') }
  watch.changed()
  return grant(true)
}

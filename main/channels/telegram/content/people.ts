// Who speaks: the names of people, groups and channels as Telegram tells them.
import type { Sender } from '../../../domain/sender.ts'

import type { WireChat, WireMessage, WireUser } from '../wire.ts'
import { present } from './present.ts'

export const userName = (user: WireUser): string => fullName(user) || `Telegram user ${user.id}`

export const chatName = (chat: WireChat): string => chat.title?.trim() || fullName(chat) || `Telegram chat ${chat.id}`

const fullName = (who: Pick<WireUser, 'first_name' | 'last_name' | 'username'>): string =>
  [who.first_name, who.last_name]
    .map(part => part?.trim())
    .filter(Boolean)
    .join(' ') ||
  (who.username ?? '')

export const isPrivate = (chat: WireChat): boolean => chat.type === 'private'

/** In private the person; in a group the group, with the person as author: an answer goes to the group. */
export const senderOf = (chat: WireChat, from: WireUser | undefined, behalf?: WireChat): Sender => {
  const language = from?.language_code
  if (isPrivate(chat)) {
    const person = from ?? chat
    const name = from ? userName(from) : chatName(chat)
    return { name, ...present({ username: person.username || undefined, language }) }
  }
  // Whoever writes on behalf of a group or channel has a stand-in for `from` (Bot API, Message.sender_chat).
  const author = behalf ? chatName(behalf) : from ? userName(from) : undefined
  return { name: chatName(chat), ...present({ username: chat.username || undefined, language, author }) }
}

/** The name behind a forwarded message. */
export const originName = (origin: WireMessage['forward_origin']): string | undefined => {
  if (!origin) return undefined
  if (origin.sender_user) return userName(origin.sender_user)
  if (origin.sender_user_name) return origin.sender_user_name
  const source = origin.sender_chat ?? origin.chat
  return source ? chatName(source) : 'somebody'
}

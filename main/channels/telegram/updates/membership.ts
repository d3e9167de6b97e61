// What became of the bot in a chat: blocked and unblocked by a person, added to and removed from a group.
import { isPrivate } from '../content/people.ts'
import * as wire from '../wire.ts'
import { addressOf, instant, notAsDescribed, type UpdateReader } from './reader.ts'

export const membership: UpdateReader = payload => {
  const change = wire.memberUpdate.safeParse(payload).data
  if (!change) return notAsDescribed('change of membership')
  const { chat, date, new_chat_member: member } = change
  // Nobody talks to a bot through a channel.
  if (chat.type === 'channel') return { updates: [] }
  const isGone = member.status === 'kicked' || member.status === 'left'
  const isMuted = member.status === 'restricted' && member.can_send_messages === false
  const reachable = !isGone && !isMuted
  const reason = isPrivate(chat)
    ? reachable
      ? 'Lets the bot write again.'
      : 'Blocked the bot in Telegram.'
    : inGroup(isGone, isMuted)
  return { updates: [{ type: 'reachability', address: addressOf(chat), at: instant(date), reachable, reason }] }
}

const inGroup = (isGone: boolean, isMuted: boolean): string => {
  if (isGone) return 'The bot was removed from the group.'
  return isMuted ? 'The bot may not write in the group.' : 'The bot is in the group.'
}

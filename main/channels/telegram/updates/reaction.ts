// Reactions to a message: Telegram tells what an author's reactions are now, not what changed.
import { chatName, userName } from '../content/people.ts'
import * as wire from '../wire.ts'
import { addressOf, instant, notAsDescribed, type UpdateReader } from './reader.ts'

/** Stands for a picture of somebody's own making, which is no character. */
const ownPicture = '✨'
const paidStar = '⭐'

export const reaction: UpdateReader = payload => {
  const change = wire.messageReaction.safeParse(payload).data
  if (!change) return notAsDescribed('reaction')
  const { chat, user, actor_chat: group } = change
  return {
    updates: [
      {
        type: 'reaction',
        externalId: `${chat.id}:${change.message_id}`,
        address: addressOf(chat),
        at: instant(change.date),
        author: user ? userName(user) : chatName(group ?? chat),
        emoji: change.new_reaction.map(({ type, emoji }) => emoji ?? (type === 'paid' ? paidStar : ownPicture)),
      },
    ],
  }
}

// What is told once and kept nowhere: who types, and what a customer has written so far.
import { SECOND } from '../../../domain/clock.ts'
import type { FeedItem } from '../../../services/verbs.ts'
import { customerIdOf, type Side } from '../names.ts'
import type { Library } from '../views/library.ts'
import { bothSides } from './both-sides.ts'
import type { Push } from './push.ts'
import type { Subject } from './subject.ts'

type Typing = Extract<FeedItem, { readonly kind: 'typing' }>

export const typingPushes = async (
  library: Library,
  item: Typing,
  { chat, identity }: Subject,
): Promise<readonly Push[]> => {
  const about = { chat_id: chat.conversationId, thread_id: chat.id }
  const owner = { audience: chat.ownerId === null ? [] : [chat.ownerId] }
  const timestamp = Math.floor(item.at / SECOND)
  const { agentId, preview } = item
  const news = (payload: object, action: string) => ({ action, payload: { ...about, ...payload }, chatId: chat.id })
  if (agentId !== null)
    return bothSides(owner, identity, async side =>
      // Whoever only looks on is not shown to the customer.
      side === 'customer' && chat.ownerId !== agentId
        ? null
        : news({ typing_indicator: indicator(await library.agentIdFor(side, agentId), side, timestamp) }, typingName),
    )
  return bothSides(owner, identity, async side => {
    if (side === 'customer') return null
    const author = customerIdOf(identity)
    return preview === null
      ? news({ typing_indicator: indicator(author, side, timestamp) }, typingName)
      : news({ sneak_peek: { author_id: author, text: preview, timestamp } }, 'incoming_sneak_peek')
  })
}

const typingName = 'incoming_typing_indicator'

const indicator = (author: string, side: Side, timestamp: number) => ({
  author_id: author,
  visibility: 'all',
  ...(side === 'customer' ? { recipients: 'all' } : {}),
  timestamp,
  is_typing: true,
})

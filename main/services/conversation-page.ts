// A page of a conversation for the panel: messages over all its chats, headings of the chats, the draft, and what may be done.

import type { ChatId } from '../domain/ids.ts'
import { may } from '../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { Store } from '../storage/store.ts'
import { cardsOf } from './cards.ts'
import type { Actor, ChatVerbs, ConversationPage } from './verbs.ts'
import { seenChat } from './visibility.ts'

const headingsLimit = 200

export const conversationPage = async (
  store: Store,
  actor: Actor,
  chatId: ChatId,
  now: number,
  page: Parameters<ChatVerbs['getConversation']>[2],
): Promise<ConversationPage | Refusal> => {
  // Read the number first: what happens meanwhile is shown twice by the screen rather than missed; it merges by id.
  const seq = await store.events.last()
  const chat = await seenChat(store, actor, chatId)
  if (isRefusal(chat)) return chat
  const [row, messages, headings, draft] = await Promise.all([
    store.chats.row(chatId),
    store.messages.page(chat.conversationId, page),
    store.chats.ofConversation(chat.conversationId, headingsLimit),
    store.messages.draft(chatId, actor.agentId),
  ])
  const [card] = row === null ? [] : await cardsOf(store, actor, [row], now)
  if (card === undefined) return refuse('notFound', 'There is no such chat.', { field: 'chatId' })
  const supervises = may(actor.permissions, 'CanTakeOverChats')
  const mine = chat.status === 'active' && chat.ownerId === actor.agentId
  const open = chat.status !== 'closed'
  const bot = chat.status === 'bot'
  const isMember = bot && (await store.queues.memberIds(chat.queueId)).includes(actor.agentId)
  return {
    card,
    messages: messages.messages,
    hasOlder: messages.hasOlder,
    hasNewer: messages.hasNewer,
    headings,
    draft,
    can: {
      accept: chat.status === 'waiting' && (card.view.offer !== null || supervises),
      write: mine,
      transfer: open && !bot && may(actor.permissions, 'CanTransferChats') && (mine || supervises),
      close: open && (mine || supervises),
      takeOver: chat.status === 'active' && !mine && supervises,
      takeControl: bot ? isMember || supervises : mine && card.row.heldBy !== null,
    },
    seq,
  }
}

// What a screen hears, as the contract shows it.
import type { Followed } from '../../../preload/views.ts'
import { assertNever } from '../../domain/assert-never.ts'
import type { FeedItem } from '../../services/verbs.ts'
import { chatSummary } from './chat.ts'
import { messageView } from './message.ts'

export const followedView = (item: FeedItem): Followed => {
  switch (item.kind) {
    case 'event': {
      const { event, card, message } = item
      return {
        seq: event.seq,
        at: event.at,
        type: event.type,
        ...(event.chatId === undefined ? {} : { chatId: event.chatId }),
        ...(event.conversationId === undefined ? {} : { conversationId: event.conversationId }),
        ...(card === undefined ? {} : { chat: card === null ? null : chatSummary(card) }),
        ...(message === undefined ? {} : { message: messageView(message) }),
        ...(event.agentId === undefined ? {} : { agentId: event.agentId }),
        ...(event.channelId === undefined ? {} : { channelId: event.channelId }),
        ...(event.facts === undefined ? {} : { facts: { ...event.facts } }),
      }
    }
    case 'typing':
      return {
        at: item.at,
        type: 'typing',
        chatId: item.chatId,
        ...(item.agentId === null ? {} : { agentId: item.agentId }),
        facts: { who: item.who, preview: item.preview },
      }
    case 'relay':
      return { at: item.at, type: 'relay.status' }
    case 'health':
      return { at: item.at, type: 'channel.health', channelId: item.channelId, facts: { ...item.health } }
    default:
      return assertNever(item)
  }
}

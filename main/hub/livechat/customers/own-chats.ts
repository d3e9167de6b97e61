// A customer's own chats: in our house one conversation, with its threads.
import type { InboundUpdate } from '../../../domain/unified-message.ts'
import type { ChatRow, Conversation } from '../../../storage/store.ts'
import { fail, type ProtocolError } from '../protocol-error.ts'
import type { ChatViews } from '../views/chat-view.ts'
import type { Library } from '../views/library.ts'
import type { CustomerParty } from './customer-party.ts'

export const switchedOff = fail('service_unavailable', 'The chat is switched off at the moment. Come back later.')
export const inactive = fail('chat_inactive', 'This chat is not active. Resume it first.')
export const banned = fail('customer_banned', 'You cannot chat here any more.')

/** The customer's conversation, if it is the one that is named. */
export const ownConversation = async (party: CustomerParty, chatId: string): Promise<Conversation | ProtocolError> => {
  const conversation = await party.conversation()
  return conversation?.id === chatId ? conversation : fail('not_found', 'There is no such chat of yours.')
}

/** Null: there was none yet. */
export const newestChat = async ({ reads }: Library, party: CustomerParty): Promise<ChatRow | null> => {
  const conversation = await party.conversation()
  const [newest] = conversation === null ? [] : await reads.chats.ofConversation(conversation.id, 1)
  return newest ?? null
}

/** Whoever does something in a chat has seen what is in it. */
export const readEverything = (customerId: string, at: number): InboundUpdate => ({
  type: 'receipt',
  address: customerId,
  state: 'read',
  externalId: null,
  at,
})

export interface ChatState {
  readonly chat_id: string
  readonly has_unread_events: boolean
  readonly active: boolean
}

/** As the login tells it. */
export const chatStates = async ({ library }: ChatViews, party: CustomerParty): Promise<ChatState[]> => {
  const { reads } = library
  const newest = await newestChat(library, party)
  if (newest === null) return []
  const { messages } = await reads.messages.page(newest.conversationId, { limit: 100 })
  const last = messages.findLast(message => message.direction === 'out' && message.deletedAt === null)
  const seenUpTo = (await reads.messages.seenByCustomer(newest.conversationId)) ?? 0
  return [
    {
      chat_id: newest.conversationId,
      active: newest.status !== 'closed',
      has_unread_events: last !== undefined && last.state !== 'read' && last.storedAt > seenUpTo,
    },
  ]
}

/** From now on the session hears what follows, and nothing again of what is there. */
export const knowChats = async ({ library }: ChatViews, party: CustomerParty): Promise<void> => {
  const newest = await newestChat(library, party)
  if (newest !== null && newest.status !== 'closed') party.known.set(newest.id, newest.lastMessageId ?? '')
}

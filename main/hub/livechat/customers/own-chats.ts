// A customer's own chats: in our house one conversation, with its threads.
import type { ChatViews } from '../views/chat-view.ts'
import { customerProfile } from '../views/user-view.ts'
import type { CustomerParty } from './customer-party.ts'

export interface ChatSummary {
  readonly chat_id: string
  readonly active: boolean
  readonly has_unread_events: boolean
}

export const chatSummaries = async (views: ChatViews, party: CustomerParty): Promise<ChatSummary[]> => {
  const conversation = await party.conversation()
  if (conversation === null) return []
  const [last] = await views.threadsOf(conversation.id)
  if (last === undefined) return []
  return [{ chat_id: conversation.id, active: last.status !== 'closed', has_unread_events: false }]
}

/** From now on the session hears what follows, and nothing again of what is there. */
export const knowChats = async (views: ChatViews, party: CustomerParty): Promise<void> => {
  const conversation = await party.conversation()
  const open = conversation === null ? null : await views.library.reads.chats.openOfConversation(conversation.id)
  if (open !== null) party.known.set(open.id, open.lastMessageId ?? '')
}

/** As the login and get_customer answer it, also for somebody who has said nothing yet. */
export const customerCard = async (views: ChatViews, party: CustomerParty): Promise<object> => {
  const { reads } = views.library
  const identity = await party.identity()
  const contact = identity === null ? null : await reads.contacts.get(identity.contactId)
  if (identity === null || contact === null)
    return { id: party.customerId, session_fields: [], statistics: noStatistics }
  const conversation = await party.conversation()
  const chats = conversation === null ? [] : await views.threadsOf(conversation.id)
  const facts = await reads.protocol.customerFacts(identity.id)
  return customerProfile({ identity, contact, facts, chats })
}

const noStatistics = {
  chats_count: 0,
  threads_count: 0,
  visits_count: 0,
  page_views_count: 0,
  greetings_shown_count: 0,
  greetings_accepted_count: 0,
}

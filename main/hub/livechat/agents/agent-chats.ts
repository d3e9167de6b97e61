// The chats that an agent's program sees: their own, those held out to them, and for supervisors every open one.
import { may } from '../../../domain/permissions.ts'
import type { ChatRow } from '../../../storage/store.ts'
import type { ChatViews } from '../views/chat-view.ts'
import type { AgentParty } from './agent-party.ts'

const openLimit = 2_000

export const openChatsOf = (views: ChatViews, party: AgentParty): Promise<ChatRow[]> => {
  const { chats } = views.library.reads
  return may(party.actor.permissions, 'CanSeeAllChats')
    ? chats.openRows(openLimit)
    : chats.rowsOfAgent(party.actor.agentId)
}

/** As the login and list_chats answer them; the session knows them from now on. */
export const chatSummariesOf = async (views: ChatViews, party: AgentParty): Promise<object[]> => {
  const summaries: object[] = []
  for (const row of (await openChatsOf(views, party)).slice(0, 100)) {
    const summary = await summaryOf(views, row)
    if (summary !== null) summaries.push(summary)
    party.known.set(row.id, row.lastMessageId ?? '')
  }
  return summaries
}

export const summaryOf = async (views: ChatViews, row: ChatRow): Promise<object | null> => {
  const chat = await views.chat('agents', row.conversationId, null)
  const { reads } = views.library
  const conversation = await reads.contacts.conversation(row.conversationId)
  if (chat === null || conversation === null) return null
  const { view } = await views.thread('agents', conversation.identity, row, [row])
  const { events, ...thread } = view
  const last = Array.isArray(events) ? events.at(-1) : undefined
  return {
    ...chat.view,
    last_thread_summary: thread,
    last_event_per_type:
      last === undefined ? {} : { [last.type]: { thread_id: row.id, thread_created_at: view.created_at, event: last } },
  }
}

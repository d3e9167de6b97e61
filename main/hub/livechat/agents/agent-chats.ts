// Summaries of chats, as the login and list_chats answer them. Source: "Chat summaries" of the Agent Chat API, 3.6.
import { may } from '../../../domain/permissions.ts'
import type { ChatRow } from '../../../storage/store.ts'
import type { AgentParts } from './agent-parts.ts'
import type { AgentParty } from './agent-party.ts'

/** Of a supervisor's desk no more than this is told at the login; the rest is in list_chats. */
const mostAtLogin = 100

/** What is open and concerns the agent: the session knows of it from now on. */
export const loginSummaries = async (parts: AgentParts, party: AgentParty): Promise<object[]> => {
  const { chats } = parts.views.library.reads
  const { agentId, permissions } = party.actor
  const rows = may(permissions, 'CanSeeAllChats') ? await chats.openRows(mostAtLogin) : await chats.rowsOfAgent(agentId)
  const told = rows.slice(0, mostAtLogin)
  const summaries = await knownSummaries(parts, party, told)
  for (const row of told) party.known.set(row.id, row.lastMessageId ?? '')
  return summaries
}

export const knownSummaries = async (
  parts: AgentParts,
  party: AgentParty,
  rows: readonly ChatRow[],
): Promise<object[]> => {
  const summaries: object[] = []
  for (const row of rows) {
    const summary = await summaryOf(parts, party, row)
    if (summary !== null) summaries.push(summary)
  }
  return summaries
}

const summaryOf = async (
  { views, follows }: AgentParts,
  { actor }: AgentParty,
  row: ChatRow,
): Promise<object | null> => {
  const [chat, conversation] = await Promise.all([
    views.chat('agents', row.conversationId, null),
    views.library.reads.contacts.conversation(row.conversationId),
  ])
  if (chat === null || conversation === null) return null
  const { view } = await views.thread('agents', conversation.identity, row, [row])
  const { events, ...thread } = view
  const about = { thread_id: row.id, thread_created_at: view.created_at }
  const lastOfType = Object.fromEntries(
    (Array.isArray(events) ? events : []).map((event: { readonly type: string }) => [event.type, { ...about, event }]),
  )
  return {
    ...chat.view,
    is_followed: follows.has(actor.agentId, row.id),
    last_thread_summary: thread,
    last_event_per_type: lastOfType,
  }
}

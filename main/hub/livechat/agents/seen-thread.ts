// A thread that an agent's program names, if its agent may see it.
import { asId, type ChatId, type ConversationId } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import type { Services } from '../../../services/verbs.ts'
import type { ChatRow } from '../../../storage/store.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { ChatViews } from '../views/chat-view.ts'
import type { AgentParty } from './agent-party.ts'

/** `threadId` missing: the last one. */
export const seenThread = async (
  { services, views }: { readonly services: Pick<Services, 'chatService'>; readonly views: ChatViews },
  party: AgentParty,
  conversationId: ConversationId,
  threadId?: string,
): Promise<ChatRow | ProtocolError> => {
  const threads = await views.threadsOf(conversationId)
  const thread = threadId === undefined ? threads[0] : threads.find(one => one.id === asId<ChatId>(threadId))
  const seen = thread === undefined ? null : await services.chatService.getChat(party.actor, thread.id)
  if (thread === undefined || seen === null || isRefusal(seen))
    return fail('not_found', 'There is no such chat among those you may see.')
  return thread
}

/** The active thread; `chat_inactive` when there is none. */
export const activeThread = async (
  parts: { readonly services: Pick<Services, 'chatService'>; readonly views: ChatViews },
  party: AgentParty,
  conversationId: ConversationId,
): Promise<ChatRow | ProtocolError> => {
  const thread = await seenThread(parts, party, conversationId)
  if (isProtocolError(thread)) return thread
  return thread.status === 'closed' ? fail('chat_inactive', 'This chat is not active.') : thread
}

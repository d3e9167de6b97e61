// Chats that an agent's program listens to without being in them.
import { z } from 'zod'
import { asId } from '../../../../domain/ids.ts'
import { may } from '../../../../domain/permissions.ts'
import type { ChatRow } from '../../../../storage/store.ts'
import { done, type Methods, method } from '../../method.ts'
import { fail, isProtocolError } from '../../protocol-error.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { chatsRead } from '../agent-scopes.ts'
import { seenThread } from '../seen-thread.ts'

const which = z.object({ id: z.string() })

export const following = (parts: AgentParts): Methods<AgentParty> => ({
  follow_chat: method(
    which,
    async (party: AgentParty, { id }) => {
      const thread = await seenThread(parts, party, asId(id))
      if (isProtocolError(thread)) return thread
      const { agentId } = party.actor
      if (!(await mayGoOnSeeing(parts, party, thread)))
        return fail('missing_access', 'This chat is only held out to you. Answer it, and it is yours.')
      if (thread.ownerId !== agentId && thread.status !== 'closed' && parts.follows.add(agentId, thread.id))
        await parts.switchboard.introduceTo(thread.id, agentId)
      return done
    },
    { scopes: chatsRead },
  ),

  unfollow_chat: method(which, async (party: AgentParty, { id }) => {
    const thread = await seenThread(parts, party, asId(id))
    if (isProtocolError(thread)) return thread
    const { agentId } = party.actor
    if (thread.ownerId === agentId && thread.status !== 'closed')
      return fail('not_allowed', 'You are in this chat, so you hear of it.')
    if (parts.follows.delete(agentId, thread.id))
      parts.switchboard.pass({
        to: { side: 'agents', audience: [agentId] },
        action: 'chat_unfollowed',
        payload: { chat_id: thread.conversationId },
      })
    return { payload: { chat_id: thread.conversationId } }
  }),
})

/** What is held out to an agent they may see for the moment; a follow outlasts the offer, so it takes more. */
const mayGoOnSeeing = async (
  { views }: AgentParts,
  { actor }: AgentParty,
  { conversationId }: ChatRow,
): Promise<boolean> =>
  may(actor.permissions, 'CanSeeAllChats') ||
  (await views.threadsOf(conversationId)).some(({ ownerId }) => ownerId === actor.agentId)

// Customers of whom an agent's program wants to hear without being in a chat with them. Source: "Follow Customer", "Unfollow
// Customer" of the Agent Chat API, 3.3 to 3.5.
import { z } from 'zod'
import { done, type Methods, method } from '../../method.ts'
import { customerIdOf } from '../../names.ts'
import { isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { noCustomer, seenCustomer } from '../seen-customer.ts'

const which = z.object({ id: z.string() })

export const customerFollowing = (parts: AgentParts): Methods<AgentParty> => {
  const { customerFollows, callers, switchboard } = parts

  /** Those who are there can be seen by everybody who may hear of customers; others by whoever may see their contact. */
  const there = async (party: AgentParty, id: string): Promise<string | ProtocolError> => {
    if (callers.partyOf(id) !== null) return id
    const seen = await seenCustomer(parts, party, id)
    return isProtocolError(seen) ? seen : customerIdOf(seen)
  }

  return {
    follow_customer: method(
      which,
      async (party: AgentParty, { id }) => {
        const customerId = await there(party, id)
        if (isProtocolError(customerId)) return customerId
        const caller = callers.partyOf(customerId)
        if (!customerFollows.add(party.actor.agentId, customerId) || caller === null) return done
        const open = await openChatOf(parts, customerId)
        if (open !== party.actor.agentId) switchboard.introduceCustomerTo(caller.place, party.actor.agentId)
        return done
      },
      { scopes: ['customers:ro'] },
    ),

    unfollow_customer: method(which, async (party: AgentParty, { id }) => {
      const { agentId } = party.actor
      if (!customerFollows.delete(agentId, id) && isProtocolError(await there(party, id))) return noCustomer
      switchboard.pass({
        to: { side: 'agents', audience: [agentId], alone: true },
        action: 'customer_unfollowed',
        payload: { id },
      })
      return done
    }),
  }
}

/** Who has their open chat; null: nobody, or none is open. */
const openChatOf = async ({ callers, views }: AgentParts, customerId: string) => {
  const conversation = await callers.partyOf(customerId)?.conversation()
  const open = conversation == null ? null : await views.library.reads.chats.openOfConversation(conversation.id)
  return open?.ownerId ?? null
}

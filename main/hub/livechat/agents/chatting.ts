// What an agent's program does in chats: says something, ends a chat, sets whether it takes new ones.
import { z } from 'zod'
import { asId } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import { done, type Methods, method } from '../method.ts'
import { eventId, routingStatuses } from '../names.ts'
import { failOf, isProtocolError } from '../protocol-error.ts'
import { keyOfEvent } from '../pushes/push.ts'
import type { AgentParts } from './agent-parts.ts'
import type { AgentParty } from './agent-party.ts'
import { activeThread } from './seen-thread.ts'

const messageEvent = z.object({
  type: z.literal('message'),
  text: z.string().min(1).max(16_000),
  custom_id: z.string().max(256).optional(),
  visibility: z.enum(['all', 'agents']).optional(),
  recipients: z.enum(['all', 'agents']).optional(),
})
const sendEvent = z.object({ chat_id: z.string(), event: messageEvent, attach_to_last_thread: z.boolean().optional() })
const deactivate = z.object({ id: z.string(), ignore_requester_presence: z.boolean().optional() })
const setStatus = z.object({ status: z.enum(routingStatuses), agent_id: z.string().optional() })
const writeScopes = ['chats--all:rw', 'chats--access:rw']

export const chatting = (parts: AgentParts): Methods<AgentParty> => {
  const { services } = parts
  return {
    send_event: method(
      sendEvent,
      async (party: AgentParty, { chat_id, event }) => {
        const thread = await activeThread(parts, party, asId(chat_id))
        if (isProtocolError(thread)) return thread
        const note = (event.visibility ?? event.recipients) === 'agents'
        // Whoever answers what is held out to them has taken it.
        if (!note && thread.status === 'waiting') {
          const taken = await services.chatService.acceptChat(party.actor, thread.id)
          if (isRefusal(taken)) return failOf(taken, 'not_allowed')
        }
        const sent = await services.messageManager.send(party.actor, {
          chatId: thread.id,
          text: event.text,
          note,
          ...(event.custom_id === undefined ? {} : { idempotencyKey: `livechat:${thread.id}:${event.custom_id}` }),
        })
        if (isRefusal(sent)) return failOf(sent)
        return {
          payload: { event_id: eventId(sent.chatId, sent.id), thread_id: sent.chatId },
          own: keyOfEvent(sent.id),
        }
      },
      { scopes: writeScopes },
    ),

    deactivate_chat: method(
      deactivate,
      async (party: AgentParty, { id }) => {
        const thread = await activeThread(parts, party, asId(id))
        if (isProtocolError(thread)) return thread
        const closed = await services.chatService.closeActiveChat(party.actor, thread.id)
        return isRefusal(closed) ? failOf(closed) : done
      },
      { scopes: writeScopes },
    ),

    set_routing_status: method(
      setStatus,
      async (party: AgentParty, { status }) => {
        await services.presence.set(party.actor, status === 'accepting_chats' ? 'active' : 'inactive', 'chosen')
        return done
      },
      { scopes: ['agents--my:rw', 'agents--all:rw'] },
    ),
  }
}

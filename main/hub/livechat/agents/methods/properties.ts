// What agents' programs keep with chats, threads and events, and the tags that they give threads.
import { z } from 'zod'
import { asId } from '../../../../domain/ids.ts'
import { isRefusal } from '../../../../domain/refusal.ts'
import type { PropertyPlace } from '../../../../storage/protocol-store.ts'
import { propertiesInput, propertyNamesInput } from '../../events/properties-input.ts'
import { done, type Methods, method } from '../../method.ts'
import { readEventId } from '../../names.ts'
import { locationOf, wrongToDelete, wrongToSet } from '../../properties/property-guard.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { chatsWrite } from '../agent-scopes.ts'
import { seenThread } from '../seen-thread.ts'

const chat = z.object({ id: z.string() })
const thread = z.object({ chat_id: z.string(), thread_id: z.string() })
const event = thread.extend({ event_id: z.string() })
const tag = thread.extend({ tag: z.string().min(1).max(100) })

interface Named {
  readonly chatId: string
  readonly threadId?: string
  readonly eventId?: string
}

const inChat = chat.transform(({ id }): Named => ({ chatId: id }))
const inThread = thread.transform(({ chat_id, thread_id }): Named => ({ chatId: chat_id, threadId: thread_id }))
const inEvent = event.transform(
  ({ chat_id, thread_id, event_id }): Named => ({ chatId: chat_id, threadId: thread_id, eventId: event_id }),
)
const values = z.object({ properties: propertiesInput })
const names = z.object({ properties: propertyNamesInput })

export const keeping = (parts: AgentParts): Methods<AgentParty> => {
  const { protocol } = parts.services
  const registry = parts.views.library.reads.configuration
  const setting = (place: z.ZodType<Named>) =>
    method(
      z.intersection(place, values),
      async (party: AgentParty, { properties, ...named }) => {
        const at = await placeOf(parts, party, named)
        if (isProtocolError(at)) return at
        const location = locationOf[at.scope]
        const wrong = await wrongToSet(registry, { location, user: 'agent' }, properties)
        if (wrong !== null) return wrong
        const set = await protocol.setProperties(at, properties, party.actor.agentId)
        return isRefusal(set) ? failOf(set) : done
      },
      { scopes: chatsWrite },
    )
  const deleting = (place: z.ZodType<Named>) =>
    method(
      z.intersection(place, names),
      async (party: AgentParty, { properties, ...named }) => {
        const at = await placeOf(parts, party, named)
        if (isProtocolError(at)) return at
        const location = locationOf[at.scope]
        const wrong = await wrongToDelete(registry, { location, user: 'agent' }, properties)
        if (wrong !== null) return wrong
        await protocol.deleteProperties(at, properties, party.actor.agentId)
        return done
      },
      { scopes: chatsWrite },
    )
  const tagging = (given: boolean) =>
    method(
      tag,
      async (party: AgentParty, { chat_id, thread_id, tag }) => {
        const seen = await seenThread(parts, party, asId(chat_id), thread_id)
        if (isProtocolError(seen)) return seen
        const changed = await (given
          ? protocol.tagChat(party.actor, seen.id, tag)
          : protocol.untagChat(party.actor, seen.id, tag))
        return isRefusal(changed) ? failOf(changed) : done
      },
      { scopes: chatsWrite },
    )
  return {
    update_chat_properties: setting(inChat),
    update_thread_properties: setting(inThread),
    update_event_properties: setting(inEvent),
    delete_chat_properties: deleting(inChat),
    delete_thread_properties: deleting(inThread),
    delete_event_properties: deleting(inEvent),
    tag_thread: tagging(true),
    untag_thread: tagging(false),
  }
}

const placeOf = async (
  parts: AgentParts,
  party: AgentParty,
  { chatId, threadId, eventId }: Named,
): Promise<PropertyPlace | ProtocolError> => {
  const seen = await seenThread(parts, party, asId(chatId), threadId)
  if (isProtocolError(seen)) return seen
  const { conversationId } = seen
  if (threadId === undefined) return { scope: 'conversation', id: conversationId, conversationId }
  if (eventId === undefined) return { scope: 'chat', id: seen.id, conversationId }
  const named = readEventId(eventId)
  const message = named === null ? null : await parts.views.library.reads.messages.get(named.messageId)
  return message?.chatId === seen.id
    ? { scope: 'message', id: message.id, conversationId }
    : fail('not_found', 'There is no such event in this thread.')
}

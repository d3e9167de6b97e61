// Properties that a customer's program keeps with its chat, a thread or an event. Source: the six methods of the Customer Chat API, 3.6.
import { z } from 'zod'
import { asId, type ChatId } from '../../../../domain/ids.ts'
import { isRefusal } from '../../../../domain/refusal.ts'
import type { PropertyPlace } from '../../../../storage/protocol-store.ts'
import { propertiesInput, propertyNamesInput } from '../../events/properties-input.ts'
import { done, type Methods, method } from '../../method.ts'
import { readEventId } from '../../names.ts'
import { locationOf, wrongToDelete, wrongToSet } from '../../properties/property-guard.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { CustomerParty } from '../customer-party.ts'
import { ownConversation } from '../own-chats.ts'

const ofChat = z.object({ id: z.string() })
const ofThread = z.object({ chat_id: z.string(), thread_id: z.string() })
const ofEvent = ofThread.extend({ event_id: z.string() })
const values = { properties: propertiesInput }
const names = { properties: propertyNamesInput }

export const properties = ({ services, views }: CustomerParts): Methods<CustomerParty> => {
  const { reads } = views.library

  const placeOf = async (
    party: CustomerParty,
    { chatId, threadId, eventId }: { readonly chatId: string; readonly threadId?: string; readonly eventId?: string },
  ): Promise<PropertyPlace | ProtocolError> => {
    const conversation = await ownConversation(party, chatId)
    if (isProtocolError(conversation)) return conversation
    const conversationId = conversation.id
    if (threadId === undefined) return { scope: 'conversation', id: conversationId, conversationId }
    const thread = await reads.chats.get(asId<ChatId>(threadId))
    if (thread?.conversationId !== conversationId) return fail('not_found', 'There is no such thread in this chat.')
    if (eventId === undefined) return { scope: 'chat', id: thread.id, conversationId }
    const name = readEventId(eventId)
    const message = name === null ? null : await reads.messages.get(name.messageId)
    const isSeen = message?.direction === 'in' || message?.direction === 'out'
    if (message === null || !isSeen || message.chatId !== thread.id)
      return fail('not_found', 'There is no such event in this thread.')
    return { scope: 'message', id: message.id, conversationId }
  }

  const set = async (place: PropertyPlace | ProtocolError, given: z.output<typeof propertiesInput>) => {
    if (isProtocolError(place)) return place
    const handling = { location: locationOf[place.scope], user: 'customer' } as const
    const wrong = await wrongToSet(reads.configuration, handling, given)
    if (wrong !== null) return wrong
    const set = await services.protocol.setProperties(place, given, null)
    return isRefusal(set) ? failOf(set) : done
  }

  const unset = async (place: PropertyPlace | ProtocolError, given: z.output<typeof propertyNamesInput>) => {
    if (isProtocolError(place)) return place
    const handling = { location: locationOf[place.scope], user: 'customer' } as const
    const wrong = await wrongToDelete(reads.configuration, handling, given)
    if (wrong !== null) return wrong
    await services.protocol.deleteProperties(place, given, null)
    return done
  }

  const chat = (party: CustomerParty, { id }: z.output<typeof ofChat>) => placeOf(party, { chatId: id })
  const thread = (party: CustomerParty, { chat_id, thread_id }: z.output<typeof ofThread>) =>
    placeOf(party, { chatId: chat_id, threadId: thread_id })
  const event = (party: CustomerParty, { chat_id, thread_id, event_id }: z.output<typeof ofEvent>) =>
    placeOf(party, { chatId: chat_id, threadId: thread_id, eventId: event_id })

  return {
    update_chat_properties: method(ofChat.extend(values), async (party: CustomerParty, asked) =>
      set(await chat(party, asked), asked.properties),
    ),
    delete_chat_properties: method(ofChat.extend(names), async (party: CustomerParty, asked) =>
      unset(await chat(party, asked), asked.properties),
    ),
    update_thread_properties: method(ofThread.extend(values), async (party: CustomerParty, asked) =>
      set(await thread(party, asked), asked.properties),
    ),
    delete_thread_properties: method(ofThread.extend(names), async (party: CustomerParty, asked) =>
      unset(await thread(party, asked), asked.properties),
    ),
    update_event_properties: method(ofEvent.extend(values), async (party: CustomerParty, asked) =>
      set(await event(party, asked), asked.properties),
    ),
    delete_event_properties: method(ofEvent.extend(names), async (party: CustomerParty, asked) =>
      unset(await event(party, asked), asked.properties),
    ),
  }
}

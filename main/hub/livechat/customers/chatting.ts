// What a customer does: begins and resumes a chat, says something, ends it.
import { z } from 'zod'
import { standInName } from '../../../domain/stand-in-name.ts'
import type { InboundUpdate } from '../../../domain/unified-message.ts'
import { done, type Methods, method } from '../method.ts'
import { eventId } from '../names.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import { keyOfChat, keyOfEvent } from '../pushes/push.ts'
import type { CustomerParts } from './customer-parts.ts'
import type { CustomerParty } from './customer-party.ts'

const messageEvent = z.object({
  type: z.literal('message'),
  text: z.string().min(1).max(16_000),
  custom_id: z.string().max(256).optional(),
})

const thread = z.object({ events: z.array(messageEvent).max(100).optional() })
const startChat = z.object({ chat: z.object({ thread: thread.optional() }).nullish(), active: z.boolean().optional() })
const resumeChat = z.object({ chat: z.object({ id: z.string(), thread: thread.optional() }) })
const sendEvent = z.object({ chat_id: z.string(), event: messageEvent, attach_to_last_thread: z.boolean().optional() })

export const chatting = ({ ids, views }: CustomerParts): Methods<CustomerParty> => {
  const { reads } = views.library

  /** Null: there is none, or it is closed. */
  const openChatOf = async (party: CustomerParty) => {
    const conversation = await party.conversation()
    return conversation === null ? null : reads.chats.openOfConversation(conversation.id)
  }

  const messageOf = (
    party: CustomerParty,
    event: z.output<typeof messageEvent>,
    at: number,
    unique: string,
  ): InboundUpdate => ({
    type: 'message',
    externalId: `${party.customerId}:${event.custom_id ?? unique}`,
    address: party.customerId,
    sender: { name: standInName(party.customerId) },
    at,
    kind: 'text',
    text: event.text,
  })

  const begin = async (party: CustomerParty, events: readonly z.output<typeof messageEvent>[]) => {
    const door = party.door()
    if (door === null) return fail('service_unavailable', 'The chat is switched off at the moment.')
    const at = door.clock.now()
    await door.receive({
      updates: [
        { type: 'opening', address: party.customerId, at, sender: { name: '' } },
        ...events.map((event, i) => messageOf(party, event, at, `${at}-${i}`)),
      ],
    })
    const chat = await openChatOf(party)
    if (chat === null) return fail('customer_banned', 'You cannot start a chat here.')
    const messages = await reads.messages.ofChat(chat.id, 100)
    return {
      payload: {
        chat_id: chat.conversationId,
        thread_id: chat.id,
        event_ids: messages.filter(one => one.direction === 'in').map(one => eventId(chat.id, one.id)),
      },
      own: keyOfChat(chat.id),
    }
  }

  return {
    start_chat: method(startChat, async (party: CustomerParty, { chat }) => {
      if ((await openChatOf(party)) !== null) return fail('validation', 'You have an active chat already.')
      return begin(party, chat?.thread?.events ?? [])
    }),

    resume_chat: method(resumeChat, async (party: CustomerParty, { chat }) => {
      const conversation = await party.conversation()
      if (conversation?.id !== chat.id) return fail('not_found', 'There is no such chat of yours.')
      if ((await openChatOf(party)) !== null) return fail('validation', 'This chat is active already.')
      return begin(party, chat.thread?.events ?? [])
    }),

    deactivate_chat: method(z.object({ id: z.string() }), async (party: CustomerParty, { id }) => {
      const chat = await ownOpenChat(party, id)
      if (isProtocolError(chat)) return chat
      await party.door()?.customerCloses(party.customerId)
      return done
    }),

    send_event: method(sendEvent, async (party: CustomerParty, { chat_id, event, attach_to_last_thread }) => {
      const door = party.door()
      if (door === null) return fail('service_unavailable', 'The chat is switched off at the moment.')
      const chat = await ownOpenChat(party, chat_id)
      if (isProtocolError(chat) && !(chat.type === 'chat_inactive' && attach_to_last_thread)) return chat
      const at = door.clock.now()
      const receipt = await door.receive({ updates: [messageOf(party, event, at, ids.secret(12))] })
      const [id] = receipt.messageIds
      const message = id == null ? null : await reads.messages.get(id)
      if (message === null) return fail('already_exists', 'This event was sent before.')
      return {
        payload: { event_id: eventId(message.chatId, message.id), thread_id: message.chatId },
        own: keyOfEvent(message.id),
      }
    }),
  }

  async function ownOpenChat(party: CustomerParty, chatId: string): Promise<{ readonly id: string } | ProtocolError> {
    const conversation = await party.conversation()
    if (conversation === null || conversation.id !== chatId) return fail('not_found', 'There is no such chat of yours.')
    const chat = await reads.chats.openOfConversation(conversation.id)
    return chat ?? fail('chat_inactive', 'This chat is not active. Resume it first.')
  }
}

// A customer says something in a chat, takes it back, presses a button, and lets be seen what they are typing.
// Source: "Send Event", "Delete Event", "Send Rich Message Postback", "Send Sneak Peek" of the Customer Chat API, 3.6.
import { z } from 'zod'
import type { ChatId, ConversationId } from '../../../../domain/ids.ts'
import type { Message } from '../../../../domain/message.ts'
import { buttonOf } from '../../../../domain/message-content.ts'
import { eventInput } from '../../events/event-input.ts'
import { type Answer, done, type Methods, method } from '../../method.ts'
import { eventId, readEventId } from '../../names.ts'
import { wrongToSet } from '../../properties/property-guard.ts'
import { fail, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import { keyOfEvent, type Push, toCustomer } from '../../pushes/push.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { CustomerParty } from '../customer-party.ts'
import { banned, inactive, ownConversation, readEverything, switchedOff } from '../own-chats.ts'
import { saidBy } from '../saying.ts'

const sendEvent = z.object({ chat_id: z.string(), event: eventInput, attach_to_last_thread: z.boolean().nullish() })
const named = { chat_id: z.string(), thread_id: z.string(), event_id: z.string() }
const postback = z.object({ id: z.string().min(1).max(500), toggled: z.boolean() })

/** Of what is being typed no more is shown, in UTF-16 units. */
const longestPeek = 2_000

export const events = ({ ids, views, uploads, lanes, lines }: CustomerParts): Methods<CustomerParty> => {
  const { library } = views
  const { reads } = library

  const send = async (
    party: CustomerParty,
    { chat_id, event, attach_to_last_thread }: z.output<typeof sendEvent>,
  ): Promise<Answer | ProtocolError> => {
    const door = party.door()
    if (door === null) return switchedOff
    const conversation = await ownConversation(party, chat_id)
    if (isProtocolError(conversation)) return conversation
    if (await party.isBanned()) return banned
    // What was sent before is not sent again, whether the chat is active or not.
    const { custom_id } = event
    const twin = custom_id == null ? null : await reads.messages.byCustomId(conversation.id, custom_id, 'customer')
    if (twin !== null) return sentAgain(party, twin)
    const handling = { location: 'event', user: 'customer' } as const
    const wrong = await wrongToSet(reads.configuration, handling, event.properties)
    if (wrong !== null) return wrong
    const into = attach_to_last_thread === true ? 'lastChat' : 'openChat'
    const at = door.clock.now()
    const { customerId } = party
    const groups = await library.groups()
    const said = await saidBy({ customerId, at, unique: ids.secret(12), groups, uploads, into }, event)
    if (isProtocolError(said)) return said
    // Whoever answers has read what was there.
    const { messageIds } = await door.receive({ updates: [readEverything(customerId, at), said] })
    const id = messageIds[1] ?? null
    const message = id === null ? null : await reads.messages.get(id)
    return message === null ? inactive : { ...sent(message), own: keyOfEvent(message.id) }
  }

  /** LiveChat's own SDK takes an event as sent when it is told of it, so whoever sends one again is told of the first. */
  const sentAgain = async (party: CustomerParty, twin: Message): Promise<Answer> => {
    const identity = await party.identity()
    const [event] = identity === null ? [] : await views.events('customer', identity, [twin])
    if (identity === null || event === undefined) return sent(twin)
    const payload = { chat_id: twin.conversationId, thread_id: twin.chatId, event }
    const key = keyOfEvent(twin.id)
    const push: Push = { to: toCustomer(identity), action: 'incoming_event', payload, key }
    return { ...sent(twin), own: key, after: () => lines.tellOne(party, push) }
  }

  /** An event of the thread that a request names. */
  const eventOf = async (
    conversationId: ConversationId,
    { thread_id, event_id }: { readonly thread_id: string; readonly event_id: string },
  ): Promise<Message | ProtocolError> => {
    const name = readEventId(event_id)
    const message = name === null || name.chatId !== thread_id ? null : await reads.messages.get(name.messageId)
    const isSeen = message?.direction === 'in' || message?.direction === 'out'
    if (message === null || !isSeen || message.conversationId !== conversationId || message.chatId !== thread_id)
      return fail('not_found', 'There is no such event in this thread.')
    return message
  }

  return {
    send_event: method(sendEvent, (party: CustomerParty, asked) =>
      lanes.run(party.customerId, () => send(party, asked)),
    ),

    delete_event: method(z.object(named), async (party: CustomerParty, asked) => {
      const door = party.door()
      if (door === null) return switchedOff
      const conversation = await ownConversation(party, asked.chat_id)
      if (isProtocolError(conversation)) return conversation
      const message = await eventOf(conversation.id, asked)
      if (isProtocolError(message)) return message
      const { externalId } = message
      if (message.direction !== 'in' || externalId === null)
        return fail('not_allowed', 'Only what you sent yourself can be deleted.')
      if (message.deletedAt === null)
        await door.receive({
          updates: [{ type: 'deletion', externalId, address: party.customerId, at: door.clock.now() }],
        })
      return done
    }),

    send_rich_message_postback: method(z.object({ ...named, postback }), async (party: CustomerParty, asked) => {
      const door = party.door()
      if (door === null) return switchedOff
      const conversation = await ownConversation(party, asked.chat_id)
      if (isProtocolError(conversation)) return conversation
      const message = await eventOf(conversation.id, asked)
      if (isProtocolError(message)) return message
      const { id: buttonId, toggled } = asked.postback
      if (message.direction !== 'out' || buttonOf(message.content, buttonId) === null)
        return fail('validation', '`postback.id`: this event has no such button.')
      const at = door.clock.now()
      const press = { type: 'postback', address: party.customerId, at, buttonId, toggled } as const
      await door.receive({ updates: [{ ...press, externalId: message.id, messageId: message.id }] })
      return done
    }),

    send_sneak_peek: method(
      z.object({ chat_id: z.string(), sneak_peek_text: z.string().max(20_000) }),
      async (party: CustomerParty, { chat_id, sneak_peek_text }) => {
        const door = party.door()
        if (door === null) return switchedOff
        const conversation = await ownConversation(party, chat_id)
        if (isProtocolError(conversation)) return conversation
        if ((await reads.chats.openOfConversation(conversation.id)) === null) return inactive
        const preview = sneak_peek_text.slice(0, longestPeek).toWellFormed()
        await door.receive({ updates: [{ type: 'typing', address: party.customerId, at: door.clock.now(), preview }] })
        return done
      },
    ),
  }
}

const sent = ({ chatId, id }: { readonly chatId: ChatId; readonly id: Message['id'] }): Answer => ({
  payload: { event_id: eventId(chatId, id), thread_id: chatId },
})

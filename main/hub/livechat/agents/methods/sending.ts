// What an agent's program says in a chat: events of every type, and presses of buttons.
import { z } from 'zod'
import { asId, type ChatId, type ConversationId, type MessageId } from '../../../../domain/ids.ts'
import type { Message } from '../../../../domain/message.ts'
import { isRefusal, type Refusal } from '../../../../domain/refusal.ts'
import { contentOfEvent, type EventInput, eventInput, isForAgents } from '../../events/event-input.ts'
import { type Answer, done, type Methods, method } from '../../method.ts'
import { eventId, readEventId } from '../../names.ts'
import { wrongToSet } from '../../properties/property-guard.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import { keyOfEvent } from '../../pushes/push.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { chatsWrite } from '../agent-scopes.ts'
import { seenThread } from '../seen-thread.ts'

const sendEvent = z.object({
  chat_id: z.string(),
  event: eventInput,
  attach_to_last_thread: z.boolean().nullish(),
})
const postback = z.object({
  chat_id: z.string(),
  thread_id: z.string(),
  event_id: z.string(),
  postback: z.object({ id: z.string(), toggled: z.boolean() }),
})

export const sending = (parts: AgentParts): Methods<AgentParty> => ({
  send_event: method(
    sendEvent,
    async (party: AgentParty, { chat_id, event, attach_to_last_thread }) => {
      const thread = await seenThread(parts, party, asId(chat_id))
      if (isProtocolError(thread)) return thread
      const twin = await twinOf(parts, party, thread.conversationId, event)
      // What was sent before is not sent again, whether the chat is active or not.
      if (twin !== null) return sentAgain(parts, party, twin)
      const isLate = thread.status === 'closed'
      if (isLate && !(event.type === 'system_message' && attach_to_last_thread === true))
        return fail('chat_inactive', 'This chat is not active. Resume it first.')
      // Whoever answers what is held out to them has taken it.
      if (thread.status === 'waiting' && !isForAgents(event)) {
        const taken = await parts.services.chatService.acceptChat(party.actor, thread.id)
        if (isRefusal(taken)) return failOf(taken, 'not_allowed')
      }
      const sent = await say(parts, party, thread.id, event)
      if (isProtocolError(sent)) return sent
      return answerOf(sent)
    },
    { scopes: chatsWrite },
  ),

  send_rich_message_postback: method(
    postback,
    async (party: AgentParty, { chat_id, thread_id, event_id, postback: { id, toggled } }) => {
      const named = readEventId(event_id)
      const message = named === null ? null : await parts.views.library.reads.messages.get(named.messageId)
      if (message === null || message.conversationId !== chat_id || message.chatId !== thread_id)
        return fail('not_found', 'There is no such event in this chat.')
      const press = { messageId: message.id, buttonId: id, isPressed: toggled }
      const pressed = await parts.services.messageManager.press(party.actor, press)
      return isRefusal(pressed) ? failOf(pressed) : done
    },
    { scopes: chatsWrite },
  ),

  send_event_preview: method(
    z.object({ chat_id: z.string(), event: z.object({ type: z.string() }).loose() }),
    async (party: AgentParty, { chat_id }) => {
      // What is being written is not shown before it is said; that somebody writes is.
      const thread = await seenThread(parts, party, asId(chat_id))
      if (isProtocolError(thread)) return thread
      if (thread.status === 'closed') return fail('chat_inactive', 'This chat is not active. Resume it first.')
      const told = await parts.services.chatService.typing(party.actor, thread.id)
      return isRefusal(told) ? failOf(told) : done
    },
    { scopes: chatsWrite },
  ),
})

type Sent = Pick<Message, 'id' | 'chatId' | 'conversationId'>

const answerOf = ({ id, chatId }: Sent): Answer => ({
  payload: { event_id: eventId(chatId, id), thread_id: chatId },
  own: keyOfEvent(id),
})

const twinOf = async (
  { views }: AgentParts,
  { actor }: AgentParty,
  conversationId: ConversationId,
  { custom_id, type }: EventInput,
) => {
  // What the program says of what happened is said in nobody's name.
  const namer = type === 'system_message' ? null : actor.agentId
  return custom_id == null ? null : views.library.reads.messages.byCustomId(conversationId, custom_id, namer)
}

/** Some SDKs take an event as sent when they are told of it, so whoever sends one again is told of the first. */
const sentAgain = async ({ views }: AgentParts, { actor, line }: AgentParty, twin: Message): Promise<Answer> => {
  const conversation = await views.library.reads.contacts.conversation(twin.conversationId)
  const [event] = conversation === null ? [] : await views.events('agents', conversation.identity, [twin])
  if (event === undefined) return answerOf(twin)
  const payload = { chat_id: twin.conversationId, thread_id: twin.chatId, event }
  const to = { side: 'agents', audience: [actor.agentId] } as const
  const push = { to, action: 'incoming_event', payload, key: keyOfEvent(twin.id) }
  return { ...answerOf(twin), after: () => line?.tell(push) }
}

/** Says one event in a thread that the agent may act in; they have then seen what stands above it. */
export const say = async (
  { services, views, uploads }: Pick<AgentParts, 'services' | 'views' | 'uploads'>,
  party: AgentParty,
  chatId: ChatId,
  event: EventInput,
): Promise<Sent | ProtocolError> => {
  const handling = { location: 'event', user: 'agent' } as const
  const wrong = await wrongToSet(views.library.reads.configuration, handling, event.properties)
  if (wrong !== null) return wrong
  const sent = await send()
  if (sent === null) return fail('validation', '`event.url`: send an address that upload_file gave, within a day.')
  if (isRefusal(sent)) return failOf(sent)
  await services.chatService.markChatAsRead(party.actor, chatId, sent.id)
  return sent

  async function send(): Promise<Message | Refusal | null> {
    const { actor } = party
    const base = {
      chatId,
      text: '',
      note: isForAgents(event),
      ...(event.custom_id == null ? {} : { customId: event.custom_id }),
      ...(event.properties == null ? {} : { properties: event.properties }),
    }
    if (event.type === 'message') return services.messageManager.send(actor, { ...base, text: event.text })
    if (event.type === 'system_message')
      return services.protocol.addLine(actor, chatId, {
        type: event.system_message_type,
        text: event.text ?? '',
        vars: event.text_vars ?? {},
        isForAgents: base.note,
        customId: event.custom_id ?? null,
        properties: event.properties ?? undefined,
      })
    if (event.type === 'file') {
      const file = await uploads.open(event.url)
      if (file === null) return null
      const { fileId, name, mime } = file
      return services.messageManager.send(actor, { ...base, file: { fileId, name, mime } })
    }
    const content = contentOfEvent(await views.library.groups(), event)
    return content === null ? null : services.messageManager.send(actor, { ...base, content })
  }
}

/** Of several events one after the other; what went well before one that failed stays. Ids as programs know them. */
export const sayAll = async (
  parts: Pick<AgentParts, 'services' | 'views' | 'uploads'>,
  party: AgentParty,
  chatId: ChatId,
  events: readonly EventInput[],
): Promise<{ readonly ids: readonly string[]; readonly last: MessageId | null } | ProtocolError> => {
  const ids: string[] = []
  let last: MessageId | null = null
  for (const event of events) {
    const said = await say(parts, party, chatId, event)
    if (isProtocolError(said)) return said
    ids.push(eventId(said.chatId, said.id))
    last = said.id
  }
  return { ids, last }
}

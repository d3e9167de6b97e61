// An agent's program begins chats: with a customer, or a new one, and again in a conversation where the last was closed.
import { z } from 'zod'
import { asId, type ConversationId, type QueueId } from '../../../../domain/ids.ts'
import { may } from '../../../../domain/permissions.ts'
import { isRefusal } from '../../../../domain/refusal.ts'
import { eventInput } from '../../events/event-input.ts'
import { propertiesInput } from '../../events/properties-input.ts'
import { type Answer, type Methods, method } from '../../method.ts'
import { wrongToBegin } from '../../properties/property-guard.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import { keyOfChat } from '../../pushes/push.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { chatsWrite } from '../agent-scopes.ts'
import { conversationOfCustomer, newCustomer } from '../customers-known.ts'
import { meetCaller } from '../seen-customer.ts'
import { seenThread } from '../seen-thread.ts'
import { sayAll } from './sending.ts'

const initial = z.object({
  users: z
    .array(z.object({ id: z.string(), type: z.enum(['agent', 'customer']) }).loose())
    .max(6)
    .nullish(),
  access: z.object({ group_ids: z.array(z.number().int()).max(200) }).nullish(),
  properties: propertiesInput.nullish(),
  thread: z.object({ events: z.array(eventInput).max(100).nullish(), properties: propertiesInput.nullish() }).nullish(),
})
const how = z.object({ active: z.boolean().nullish(), continuous: z.boolean().nullish() })
const startChat = how.extend({ chat: initial.nullish() })
const resumeChat = how.extend({ chat: initial.extend({ id: z.string() }) })
type Initial = z.output<typeof initial>

export const starting = (parts: AgentParts): Methods<AgentParty> => ({
  start_chat: method(
    startChat,
    async (party: AgentParty, { chat, active, continuous }) => {
      const alone = onlyOneAgent(party, chat)
      if (alone !== null) return alone
      const named = chat?.users?.find(user => user.type === 'customer')
      const queueId = await askedQueue(parts, chat)
      if (isProtocolError(queueId)) return queueId
      // Somebody who is there may be written to before they have written themselves.
      if (named !== undefined) await meetCaller(parts, named.id)
      const conversation =
        named === undefined ? await newCustomer(parts, queueId) : await conversationOfCustomer(parts, named.id)
      if (isProtocolError(conversation)) return conversation
      const no = await mayBegin(parts, party, conversation, queueId)
      const place = { ...conversation, queueId: queueId ?? conversation.queueId }
      return no ?? begin(parts, party, place, chat ?? {}, { active, continuous })
    },
    { scopes: chatsWrite },
  ),

  resume_chat: method(
    resumeChat,
    async (party: AgentParty, { chat, active, continuous }) => {
      const alone = onlyOneAgent(party, chat)
      if (alone !== null) return alone
      const thread = await seenThread(parts, party, asId(chat.id))
      if (isProtocolError(thread)) return thread
      if (thread.status !== 'closed') return fail('validation', 'This chat is active already.')
      const queueId = await askedQueue(parts, chat)
      if (isProtocolError(queueId)) return queueId
      const conversation = { id: thread.conversationId, queueId: queueId ?? thread.queueId }
      const no = await mayBegin(parts, party, conversation, queueId)
      return no ?? begin(parts, party, conversation, chat, { active, continuous })
    },
    { scopes: chatsWrite },
  ),
})

const begin = async (
  parts: AgentParts,
  party: AgentParty,
  conversation: { readonly id: ConversationId; readonly queueId: QueueId },
  chat: Initial,
  { active, continuous }: z.output<typeof how>,
): Promise<Answer | ProtocolError> => {
  const { services, views } = parts
  const { id: conversationId, queueId } = conversation
  const wrong = await wrongToBegin(views.library.reads.configuration, 'agent', chat)
  if (wrong !== null) return wrong
  const ofConversation =
    continuous == null ? chat.properties : { ...chat.properties, routing: { ...chat.properties?.routing, continuous } }
  const properties = { ofConversation: ofConversation ?? undefined, ofChat: chat.thread?.properties ?? undefined }
  const chatId = await services.protocol.beginChat(party.actor, { conversationId, queueId }, properties)
  if (isRefusal(chatId)) return failOf(chatId)
  const said = await sayAll(parts, party, chatId, chat.thread?.events ?? [])
  if (isProtocolError(said)) return said
  if (active === false) await services.chatService.closeActiveChat(party.actor, chatId)
  return {
    payload: {
      chat_id: conversationId,
      thread_id: chatId,
      ...(said.ids.length === 0 ? {} : { event_ids: said.ids }),
    },
    own: keyOfChat(chatId),
  }
}

const onlyOneAgent = (party: AgentParty, chat: Initial | null | undefined): ProtocolError | null =>
  chat?.users?.some(user => user.type === 'agent' && user.id !== party.login) === true
    ? fail('not_allowed', 'A chat has one agent here. Start it, then transfer it.')
    : null

/** Null: none was asked for, or all. */
const askedQueue = async (
  { views }: AgentParts,
  chat: Initial | null | undefined,
): Promise<QueueId | null | ProtocolError> => {
  const group = chat?.access?.group_ids.find(id => id !== 0)
  if (group === undefined) return null
  const queueId = await views.library.queueOf(group)
  const queue = queueId === null ? null : await views.library.reads.queues.get(queueId)
  const isThere = queue !== null && queue.archivedAt === null
  return isThere ? queue.id : fail('group_not_found', `There is no group ${group}.`)
}

/**
 * Whoever may see the conversation, or is of the queue of its last chat: a chat in it shows all that was said before. The queue
 * that is asked for must be theirs too.
 */
const mayBegin = async (
  { services, views }: AgentParts,
  party: AgentParty,
  conversation: { readonly id: ConversationId; readonly queueId: QueueId },
  asked: QueueId | null,
): Promise<ProtocolError | null> => {
  const { actor } = party
  if (may(actor.permissions, 'CanSeeAllChats')) return null
  const own = await views.library.reads.queues.ofAgent(actor.agentId)
  const [last] = await views.threadsOf(conversation.id)
  // Nobody has said anything yet.
  if (last === undefined) return own.includes(asked ?? conversation.queueId) ? null : notTheirs
  const seen = await services.chatService.getChat(actor, last.id)
  const isOurs = own.includes(last.queueId) || !isRefusal(seen)
  return isOurs && (asked === null || own.includes(asked)) ? null : notTheirs
}

const notTheirs = fail('missing_access', 'This customer belongs to a group that you are not a member of.')

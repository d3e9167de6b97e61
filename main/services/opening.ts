// Chats that begin before anything is said: a customer of a network that is ours asks for one, or an agent begins it.
import type { Chat } from '../domain/chat.ts'
import { type AgentId, asId, type Ids, type QueueId } from '../domain/ids.ts'
import type { InboundUpdate } from '../domain/unified-message.ts'
import type { Channel, Conversation, Transaction } from '../storage/store.ts'
import { takeProfile } from './identity-news.ts'
import { addSystemLine } from './system-lines.ts'
import { meet } from './threads/meeting.ts'
import { freshChat } from './threads/thread-change.ts'
import type { ToRoute } from './threads/threads.ts'

interface Making {
  readonly ids: Ids
  readonly now: number
}

/** The new chat, which is to be routed; null: one is open already, the contact is banned, or it is over at once. */
export const openChat = async (
  tx: Transaction,
  { ids, now }: Making,
  channel: Pick<Channel, 'id' | 'queueId'>,
  update: Extract<InboundUpdate, { type: 'opening' }>,
): Promise<ToRoute | null> => {
  const { address, at, sender } = update
  const conversation = await meet(tx, ids, { channelId: channel.id, address, now })
  if (sender.name !== '') await takeProfile(tx, channel.id, { type: 'profile', address, at, sender }, now)
  const contact = await tx.contacts.get(conversation.contactId)
  if (contact?.ban || (await tx.chats.openOfConversation(conversation.id)) !== null) return null
  const chosen = update.queueId === undefined ? null : await tx.queues.get(update.queueId)
  const queueId = chosen === null || chosen.archivedAt !== null ? channel.queueId : chosen.id
  const isOver = update.isOver ?? false
  const chat = await insertChat(tx, { ids, now }, { conversation, queueId, ownerId: null, isOver })
  const conversationId = conversation.id
  const { properties } = update
  if (properties !== undefined) {
    await tx.protocol.setProperties(
      { scope: 'conversation', id: conversationId, conversationId },
      properties.conversation,
    )
    await tx.protocol.setProperties({ scope: 'chat', id: chat.id, conversationId }, properties.chat)
  }
  await tx.events.append({ type: 'chat.opened', at: now, audience: [], chatId: chat.id, conversationId })
  return isOver ? null : { chatId: chat.id, because: 'new chat' }
}

/** A chat that an agent begins is theirs from the first. The conversation must have no open one. */
export const beginChat = async (
  tx: Transaction,
  making: Making,
  {
    conversation,
    queueId,
    agent,
  }: {
    readonly conversation: Conversation
    readonly queueId: QueueId
    readonly agent: { readonly id: AgentId; readonly name: string }
  },
): Promise<Chat> => {
  const { now } = making
  const chat = await insertChat(tx, making, { conversation, queueId, ownerId: agent.id })
  const about = { chatId: chat.id, conversationId: conversation.id }
  await tx.events.append({ type: 'chat.opened', at: now, audience: [agent.id], ...about, agentId: agent.id })
  await tx.events.append({
    type: 'chat.accepted',
    at: now,
    audience: [agent.id],
    ...about,
    agentId: agent.id,
    facts: { agentName: agent.name, waitedMs: 0 },
  })
  await addSystemLine(tx, chat, { code: 'opened' }, { at: now, audience: [agent.id] })
  return chat
}

const insertChat = (
  tx: Transaction,
  { ids, now }: Making,
  {
    conversation,
    queueId,
    ownerId,
    isOver = false,
  }: {
    readonly conversation: Conversation
    readonly queueId: QueueId
    readonly ownerId: AgentId | null
    readonly isOver?: boolean
  },
): Promise<Chat> =>
  tx.chats.insert({
    ...freshChat,
    id: asId(ids.next()),
    conversationId: conversation.id,
    contactId: conversation.contactId,
    channelId: conversation.channelId,
    queueId,
    status: isOver ? 'closed' : ownerId === null ? 'waiting' : 'active',
    ownerId,
    openedAt: now,
    queuedAt: now,
    acceptedAt: ownerId === null ? null : now,
    ...(isOver ? { closedAt: now, closeReason: 'customer' } : {}),
  })

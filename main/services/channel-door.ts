// What each connector gets of the house: receive, health, files, and for networks of our own the customer's side of a conversation.
import type { Availability, ChannelDoor, CustomerHistory, CustomerMessage, Log } from '../channels/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { Clock } from '../domain/clock.ts'
import { type AgentId, asId, type MessageId } from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import { hasButtons, type MessageContent } from '../domain/message-content.ts'
import type { ChannelHealth } from '../domain/unified-message.ts'
import { closureOf } from '../domain/working-hours.ts'
import type { Channel, FileStore, Store } from '../storage/store.ts'
import { closeChat } from './closing.ts'
import type { IntakeService } from './intake.ts'
import type { Keychain } from './keychain.ts'
import { webhookUrlOf } from './webhooks.ts'

export interface DoorParts {
  readonly store: Store
  readonly files: FileStore
  readonly clock: Clock
  readonly keychain: Keychain
  readonly log: Log
  readonly intake: IntakeService
  readonly isConnected: (id: AgentId) => boolean
  readonly onClosed: (because: string, chat: Chat) => Promise<void>
}

export const doorOf = (
  parts: DoorParts,
  channel: Channel,
  reportHealth: (health: ChannelHealth) => void,
  reportProfile: (profile: Readonly<Record<string, string>>) => void,
): ChannelDoor => {
  const { store, files, clock, log, intake } = parts
  return {
    clock,
    log,
    reportHealth,
    reportProfile,
    // A change of the channel connects it anew, so what this door knows of it is always the present.
    receive: intakeOf => intake.receive(channel, intakeOf),
    webhookUrl: () => webhookUrlOf(store, channel),
    storeFile: bytes => files.put(bytes),
    history: (address, page) => historyOf(store, channel, address, page),
    openAttachment: async (address, attachmentId) => {
      const row = await store.messages.attachment(asId(attachmentId))
      const conversation = await store.contacts.conversationAt(channel.id, address)
      if (row === null || row.fileId === null || row.conversationId !== conversation?.id) return null
      const message = await store.messages.get(row.messageId)
      if (message === null || message.direction === 'note' || message.direction === 'system') return null
      const bytes = await files.read(row.fileId)
      return bytes === null ? null : { name: row.name, mime: row.mime, bytes }
    },
    theirChats: async () =>
      (await store.theirChats.unended(channel.id)).map(({ theirId, state, ...row }) => ({
        ...row,
        theirChat: theirId,
        state: state === 'elsewhere' ? state : 'open',
      })),
    hasEnded: async theirChat => (await store.theirChats.get(channel.id, theirChat))?.state === 'ended',
    remember: async secret => {
      const sealed = parts.keychain.seal(secret)
      await store.transact(tx => tx.channels.setMemory(channel.id, sealed))
    },
    availability: async (): Promise<Availability> => {
      const { queueId } = channel
      const [queue, memberIds, agents] = await Promise.all([
        store.queues.get(queueId),
        store.queues.memberIds(queueId),
        store.agents.all(),
      ])
      const members = new Set(memberIds)
      const there = agents.filter(a => members.has(a.id) && a.presence.status === 'active' && parts.isConnected(a.id))
      // Whoever is at their desk after hours answers nobody new.
      const isShut = closureOf(queue?.workingHours ?? null, clock.now()) !== null
      return { agents: isShut ? 0 : there.length, queueName: queue?.name ?? '' }
    },
    customerCloses: async address => {
      const closed = await store.transact(async tx => {
        const conversation = await tx.contacts.conversationAt(channel.id, address)
        const chat = conversation === null ? null : await tx.chats.openOfConversation(conversation.id)
        if (chat === null) return null
        return (await closeChat(tx, chat, { by: null, reason: 'customer' }, clock.now())) ? chat : null
      })
      if (closed !== null) await parts.onClosed('a customer ended a chat', closed)
    },
  }
}

const historyOf = async (
  store: Store,
  channel: Channel,
  address: string,
  page: { before?: string; limit: number },
): Promise<CustomerHistory> => {
  const conversation = await store.contacts.conversationAt(channel.id, address)
  if (conversation === null) return { messages: [], hasOlder: false, chat: null }
  const [found, chat, readUpTo] = await Promise.all([
    store.messages.page(conversation.id, {
      limit: page.limit,
      ...(page.before === undefined ? {} : { before: asId(page.before) }),
    }),
    store.chats.openOfConversation(conversation.id),
    store.chats.readUpTo(conversation.id),
  ])
  const owner = chat?.ownerId == null ? null : await store.agents.get(chat.ownerId)
  return {
    messages: found.messages
      .filter(one => one.direction === 'in' || one.direction === 'out')
      .map(one => forCustomer(one, readUpTo)),
    hasOlder: found.hasOlder,
    chat: chat === null || chat.status === 'closed' ? null : { status: chat.status, agentName: owner?.name ?? null },
  }
}

const forCustomer = (message: Message, readUpTo: MessageId | null): CustomerMessage => ({
  id: message.id,
  mine: message.direction === 'in',
  authorName: message.direction === 'out' ? message.authorName : null,
  kind: message.kind,
  text: message.deletedAt === null ? message.text : '',
  at: message.at,
  attachments:
    message.deletedAt === null
      ? message.attachments.map(({ id, kind, name, mime, size, width, height }) => ({
          id,
          kind,
          name,
          mime,
          size,
          width,
          height,
        }))
      : [],
  content: message.deletedAt === null && message.content !== null ? pressedByCustomer(message.content) : null,
  state: stateForCustomer(message, readUpTo),
  externalId: message.externalId,
  deleted: message.deletedAt !== null,
})

/** Which of our agents pressed what is nobody's business outside. */
const pressedByCustomer = (content: MessageContent): MessageContent =>
  hasButtons(content) ? { ...content, pressed: content.pressed.filter(press => press.agentId === null) } : content

const stateForCustomer = (message: Message, readUpTo: MessageId | null): CustomerMessage['state'] => {
  if (message.direction === 'in') return readUpTo !== null && isUpTo(message.id, readUpTo) ? 'read' : 'sent'
  return message.state === 'delivered' || message.state === 'read'
    ? message.state
    : message.state === null
      ? null
      : 'sent'
}

/** Ids are digits of a number that only grows, longer than a number can hold exactly. */
const isUpTo = (id: MessageId, last: MessageId): boolean =>
  id.length < last.length || (id.length === last.length && id <= last)

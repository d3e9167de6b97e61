// Small whole things to test with: each builder gives a sensible one, and the test names only what matters to it.
import type { Chat } from '../../main/domain/chat.ts'
import type {
  AgentId,
  ChannelId,
  ChatId,
  ContactId,
  ConversationId,
  IdentityId,
  OfferId,
  QueueId,
  RoleId,
} from '../../main/domain/ids.ts'
import { asId } from '../../main/domain/ids.ts'
import type { Offer } from '../../main/domain/offer.ts'
import { permissions } from '../../main/domain/permissions.ts'
import type { Queue } from '../../main/domain/queue.ts'
import type {
  Agent,
  Channel,
  Conversation,
  Identity,
  Inbound,
  NewContact,
  NewMessage,
  Role,
  Transaction,
} from '../../main/storage/store.ts'
import { morning } from './hand-clock.ts'

export const aRole = (more: Partial<Role> = {}): Role => ({
  id: asId<RoleId>('everything'),
  name: 'Everything',
  permissions,
  version: 1,
  ...more,
})

/** `anAgent('ann')` is Ann, active since the morning, with no limit of her own. */
export const anAgent = (name = 'ann', more: Partial<Agent> = {}): Agent => ({
  id: asId<AgentId>(name),
  login: name,
  name: name.charAt(0).toUpperCase() + name.slice(1),
  passwordHash: 'of no password',
  roleIds: [],
  chatLimit: null,
  presence: { status: 'active', since: morning },
  lastTakenAt: null,
  deactivatedAt: null,
  kind: 'person',
  clientId: null,
  ...more,
})

export const aQueue = (name = 'support', more: Partial<Queue> = {}): Queue => ({
  id: asId<QueueId>(name),
  name: name.charAt(0).toUpperCase() + name.slice(1),
  routingRule: 'toAllAgents',
  completionTimeoutMinutes: null,
  acceptTimeoutMinutes: null,
  workingHours: null,
  agentIds: [],
  roleIds: [],
  position: 0,
  archivedAt: null,
  version: 1,
  ...more,
})

export const aChannel = (name = 'website', more: Partial<Channel> = {}): Channel => ({
  id: asId<ChannelId>(name),
  kind: 'web',
  name: name.charAt(0).toUpperCase() + name.slice(1),
  queueId: asId<QueueId>('support'),
  active: true,
  settings: {},
  sealedSecrets: null,
  cursor: null,
  profile: {},
  createdAt: morning,
  version: 1,
  ...more,
})

export const aContact = (name = 'carol', more: Partial<NewContact> = {}): NewContact => ({
  id: asId<ContactId>(name),
  name: name.charAt(0).toUpperCase() + name.slice(1),
  email: null,
  phone: null,
  language: null,
  about: '',
  tags: [],
  createdAt: morning,
  ...more,
})

export const anIdentity = (name = 'carol', more: Partial<Identity> = {}): Identity => ({
  id: asId<IdentityId>(`${name}-identity`),
  channelId: asId<ChannelId>('website'),
  address: `${name}-address`,
  contactId: asId<ContactId>(name),
  name: name.charAt(0).toUpperCase() + name.slice(1),
  username: null,
  unreachableReason: null,
  ...more,
})

export const aConversation = (name = 'carol', more: Partial<Conversation> = {}): Conversation => ({
  id: asId<ConversationId>(`${name}-conversation`),
  identityId: asId<IdentityId>(`${name}-identity`),
  channelId: asId<ChannelId>('website'),
  contactId: asId<ContactId>(name),
  ...more,
})

/** A waiting chat of Carol's on the website. Its number is given by the store. */
export const aChat = (name = 'carol', more: Partial<Chat> = {}): Chat => ({
  id: asId<ChatId>(`${name}-chat`),
  number: 1,
  conversationId: asId<ConversationId>(`${name}-conversation`),
  contactId: asId<ContactId>(name),
  channelId: asId<ChannelId>('website'),
  queueId: asId<QueueId>('support'),
  status: 'waiting',
  ownerId: null,
  openedAt: morning,
  queuedAt: morning,
  acceptedAt: null,
  closedAt: null,
  closeReason: null,
  closedBy: null,
  lastInboundAt: null,
  lastOutboundAt: null,
  unansweredSince: null,
  lastMessageId: null,
  ...more,
})

export const anOffer = (chat: string, agent: string, more: Partial<Offer> = {}): Offer => ({
  id: asId<OfferId>(`${chat}-to-${agent}`),
  chatId: asId<ChatId>(`${chat}-chat`),
  agentId: asId<AgentId>(agent),
  madeAt: morning,
  exclusive: false,
  expiresAt: null,
  outcome: null,
  endedAt: null,
  ...more,
})

/** A text of Ann's to Carol in `aChat()`. */
export const aMessage = (more: Partial<NewMessage> = {}): NewMessage => ({
  chatId: asId<ChatId>('carol-chat'),
  conversationId: asId<ConversationId>('carol-conversation'),
  channelId: asId<ChannelId>('website'),
  direction: 'out',
  kind: 'text',
  text: 'How may I help?',
  at: morning,
  storedAt: morning,
  agentId: asId<AgentId>('ann'),
  authorName: 'Ann',
  attachments: [],
  place: null,
  card: null,
  options: [],
  replyTo: null,
  albumId: null,
  forwardedFrom: null,
  state: 'queued',
  system: null,
  externalId: null,
  idempotencyKey: null,
  ...more,
})

let inbounds = 0

/** A customer writes: `anInbound('carol', 'hello')`. New ids are made from the name, the external id counts. */
export const anInbound = (name = 'carol', text = 'Hello', more: Partial<Inbound['message']> = {}): Inbound => ({
  message: {
    channelId: asId<ChannelId>('website'),
    kind: 'text',
    text,
    at: morning,
    storedAt: morning,
    authorName: null,
    attachments: [],
    place: null,
    card: null,
    options: [],
    replyTo: null,
    albumId: null,
    forwardedFrom: null,
    externalId: `in-${++inbounds}`,
    ...more,
  },
  address: `${name}-address`,
  sender: {
    name: name.charAt(0).toUpperCase() + name.slice(1),
    username: null,
    language: null,
    email: null,
    phone: null,
  },
  queueId: asId<QueueId>('support'),
  newIds: {
    contact: asId<ContactId>(name),
    identity: asId<IdentityId>(`${name}-identity`),
    conversation: asId<ConversationId>(`${name}-conversation`),
    chat: asId<ChatId>(`${name}-chat-${inbounds}`),
  },
})

/** Ann and Ben, the queue "Support" with both, and the website channel. */
export const anOffice = async (tx: Transaction): Promise<void> => {
  await tx.agents.insertRole(aRole())
  await tx.agents.insert(anAgent('ann', { roleIds: [asId<RoleId>('everything')] }))
  await tx.agents.insert(anAgent('ben'))
  await tx.queues.insert(aQueue('support', { agentIds: [asId<AgentId>('ann'), asId<AgentId>('ben')] }))
  await tx.channels.insert(aChannel())
}

/** Carol, known by the website, with her conversation and one waiting chat. Needs `anOffice`. */
export const aCustomer = async (tx: Transaction, name = 'carol', chat: Partial<Chat> = {}): Promise<Chat> => {
  await tx.contacts.insert(aContact(name))
  await tx.contacts.insertIdentity(anIdentity(name))
  await tx.contacts.insertConversation(aConversation(name))
  return tx.chats.insert(aChat(name, chat))
}

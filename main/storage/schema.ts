// The tables as Kysely sees them: the one truth of the schema in types. Columns are named as in the domain, so most rows are domain objects.
import type { Generated, Kysely } from 'kysely'
import type { AgentKind } from '../domain/agent-kind.ts'
import type { AuditDeed, AuditNoun } from '../domain/audit.ts'
import type { ChatStatus, CloseReason } from '../domain/chat.ts'
import type { EventType } from '../domain/event.ts'
import type {
  AgentId,
  AttachmentId,
  CannedReplyId,
  ChannelId,
  ChatId,
  ContactId,
  ConversationId,
  FileId,
  MessageId,
  OfferId,
  QueueId,
  RoleId,
} from '../domain/ids.ts'
import type { DeliveryState, MessageDirection, StoredAttachment } from '../domain/message.ts'
import type { OfferOutcome } from '../domain/offer.ts'
import type { InactiveReason } from '../domain/presence.ts'
import type { RoutingRule } from '../domain/queue.ts'
import type { SystemSettings } from '../domain/settings.ts'
import type { ChannelKind, MessageKind } from '../domain/unified-message.ts'
import type { AccessToken } from './access-token-store.ts'
import type { CaseDatabase } from './case-schema.ts'
import type { ConfigurationDatabase } from './configuration-schema.ts'
import type { ContactDatabase } from './contact-schema.ts'
import type { ProcessDatabase } from './process-schema.ts'
import type { ProtocolDatabase } from './protocol-schema.ts'
import type {
  CannedReply,
  Invite,
  OutboxRow,
  QuarantineRow,
  RelayFacts,
  SecondFactor,
  Session,
  TheirChatRow,
} from './store.ts'

/** Text that holds JSON. */
export type Json = string
/** 0 or 1. */
export type Flag = number

type Columns<T> = { -readonly [K in keyof T]: T[K] }

export interface AgentTable {
  id: AgentId
  login: string
  /** The login as it is compared. */
  loginKey: string
  name: string
  passwordHash: string | null
  chatLimit: number | null
  presence: 'active' | 'inactive'
  presenceReason: InactiveReason | null
  presenceSince: number
  lastTakenAt: number | null
  deactivatedAt: number | null
  kind: AgentKind
  clientId: string | null
}

export interface QueueTable {
  id: QueueId
  name: string
  routingRule: RoutingRule
  completionTimeoutMinutes: number | null
  acceptTimeoutMinutes: number | null
  workingHours: Json | null
  position: number
  archivedAt: number | null
  version: number
}

export interface ChannelTable {
  n: Generated<number>
  id: ChannelId
  kind: ChannelKind
  name: string
  queueId: QueueId
  active: Flag
  settings: Json
  sealedSecrets: string | null
  cursor: string | null
  profile: Json
  createdAt: number
  version: number
  deletedAt: number | null
}

export interface ChatTable {
  number: Generated<number>
  id: ChatId
  conversationId: ConversationId
  contactId: ContactId
  channelId: ChannelId
  queueId: QueueId
  status: ChatStatus
  ownerId: AgentId | null
  openedAt: number
  queuedAt: number
  acceptedAt: number | null
  closedAt: number | null
  closeReason: CloseReason | null
  closedBy: AgentId | null
  lastInboundAt: number | null
  lastOutboundAt: number | null
  unansweredSince: number | null
  lastN: Generated<number>
  lastMessageN: number | null
  lastDirection: MessageDirection | null
  lastKind: MessageKind | null
  lastText: string | null
  lastAt: number | null
  lastAgentId: AgentId | null
}

export interface DraftTable {
  chatId: ChatId
  agentId: AgentId
  text: string
  note: Flag
  replyTo: MessageId | null
  at: number
}

export interface DecisionTable {
  id: Generated<number>
  chatId: ChatId
  at: number
  queueId: QueueId
  rule: RoutingRule
  because: string
  outcome: Json
  candidates: Json
}

export interface OfferTable {
  id: OfferId
  chatId: ChatId
  agentId: AgentId
  madeAt: number
  exclusive: Flag
  expiresAt: number | null
  outcome: OfferOutcome | null
  endedAt: number | null
}

export interface MessageTable {
  n: Generated<number>
  chatNumber: number
  conversationN: number
  channelN: number
  direction: MessageDirection
  kind: MessageKind
  text: string
  foundBy: string | null
  at: number
  storedAt: number
  agentId: AgentId | null
  authorName: string | null
  more: Json | null
  reactions: Json | null
  editedAt: number | null
  deletedAt: number | null
  state: DeliveryState | null
  trouble: Json | null
  system: Json | null
  externalId: string | null
  idempotencyKey: string | null
  content: Json | null
  customId: string | null
}

export interface AttachmentTable {
  id: AttachmentId
  messageN: number
  position: number
  kind: StoredAttachment['kind']
  name: string
  mime: string
  size: number | null
  width: number | null
  height: number | null
  durationMs: number | null
  state: StoredAttachment['state']
  failure: string | null
  fileId: FileId | null
  remote: string | null
  attempts: number
}

export interface EventTable {
  seq: Generated<number>
  type: EventType
  at: number
  audience: Json | null
  chatId: ChatId | null
  conversationId: ConversationId | null
  messageId: MessageId | null
  agentId: AgentId | null
  channelId: ChannelId | null
  facts: Json | null
}

export interface AuditTable {
  id: Generated<number>
  at: number
  agentId: AgentId | null
  agentName: string
  noun: AuditNoun
  nounId: string
  name: string
  deed: AuditDeed
  before: Json | null
  after: Json | null
}

export interface Database
  extends CaseDatabase,
    ConfigurationDatabase,
    ContactDatabase,
    ProcessDatabase,
    ProtocolDatabase {
  audit: AuditTable
  role: { id: RoleId; name: string; permissions: Json; version: number }
  agent: AgentTable
  agentRole: { agentId: AgentId; roleId: RoleId; position: number }
  session: Columns<Session>
  invite: Columns<Invite>
  accessToken: Columns<Omit<AccessToken, 'scopes'>> & { scopes: Json }
  secondFactor: Columns<SecondFactor>
  recoveryCode: { agentId: AgentId; codeHash: string }
  queue: QueueTable
  queueAgent: { queueId: QueueId; agentId: AgentId; position: number }
  queueRole: { queueId: QueueId; roleId: RoleId; position: number }
  channel: ChannelTable
  setting: { name: keyof SystemSettings; value: Json; at: number; byAgentId: AgentId | null }
  relay: Columns<RelayFacts> & { only: 1 }
  cannedReply: Columns<CannedReply> & { id: CannedReplyId; deletedAt: number | null }
  quarantine: Columns<Omit<QuarantineRow, 'id'>> & { id: Generated<number> }
  erasure: { contactId: ContactId; begunAt: number; agentId: AgentId | null; eventsUpTo: Generated<number> }
  fileToRemove: { fileId: FileId }
  chat: ChatTable
  networkChat: Columns<TheirChatRow>
  channelMemory: { channelId: ChannelId; sealed: string }
  readMark: { chatNumber: number; agentId: AgentId; upTo: number }
  draft: DraftTable
  decision: DecisionTable
  offer: OfferTable
  message: MessageTable
  attachment: AttachmentTable
  outbox: Columns<Omit<OutboxRow, 'messageId' | 'held'>> & { messageN: number; held: Flag }
  event: EventTable
}

/** What a reader gets: it cannot write, and a function that asks for `WriteDb` cannot be given it. */
export type ReadDb = Pick<Kysely<Database>, 'selectFrom'>
/** The writer's connection, inside a transaction. */
export type WriteDb = Pick<Kysely<Database>, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom'>

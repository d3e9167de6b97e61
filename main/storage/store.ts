// The storage port: one small interface per noun. Reads can be had any time; writes only inside `transact`, one transaction at a time.
import type { AgentKind } from '../domain/agent-kind.ts'
import type { AuditDeed, AuditEntry, AuditNoun, NewAuditEntry } from '../domain/audit.ts'
import type { Chat, ChatStatus, CloseReason } from '../domain/chat.ts'
import type { Ban, MergeChoices, Profile } from '../domain/contact/merge.ts'
import type { OwnField, OwnValues } from '../domain/contact/own-field.ts'
import type { Decision } from '../domain/decision.ts'
import type { NewEvent, StoredEvent } from '../domain/event.ts'
import type {
  AgentId,
  AttachmentId,
  CannedReplyId,
  ChannelId,
  ChatId,
  ContactId,
  ContactMergeId,
  ContactNoteId,
  ConversationId,
  FileId,
  IdentityId,
  MessageId,
  OfferId,
  OwnFieldId,
  QueueId,
  RoleId,
  SessionId,
} from '../domain/ids.ts'
import type { InvitePurpose } from '../domain/invite.ts'
import type {
  DeliveryState,
  Message,
  MessageDirection,
  Namer,
  Reaction,
  SendTrouble,
  StoredAttachment,
  SystemLine,
} from '../domain/message.ts'
import type { MessageContent, Postback } from '../domain/message-content.ts'
import type { ChosenTemplate } from '../domain/message-template.ts'
import type { Offer, OfferOutcome } from '../domain/offer.ts'
import type { Permission } from '../domain/permissions.ts'
import type { Presence } from '../domain/presence.ts'
import type { Queue } from '../domain/queue.ts'
import type { SettingName, SystemSettings } from '../domain/settings.ts'
import type { TheirChatState } from '../domain/their-chat.ts'
import type { ThreadMemory } from '../domain/thread-control.ts'
import type { ChannelKind, ContactCard, IncomingAttachment, MessageKind, Place } from '../domain/unified-message.ts'
import type { AccessTokenReads, AccessTokenWrites } from './access-token-store.ts'
import type { CaseReads, CaseWrites } from './case-store.ts'
import type { ConfigurationReads, ConfigurationWrites } from './configuration-store.ts'
import type {
  ChatActionReads,
  ChatActionWrites,
  ProcessReads,
  ProcessSecretReads,
  ProcessSecretWrites,
  ProcessWrites,
  RunReads,
  RunWrites,
} from './process-store.ts'
import type { ProtocolReads, ProtocolWrites } from './protocol-store.ts'
import type { ThreadReads } from './thread-store.ts'
import type { WebhookReads, WebhookWrites } from './webhook-store.ts'

// ---------------------------------------------------------------- agents, roles, sessions

export interface Agent {
  readonly id: AgentId
  /** Unique, compared without case. */
  readonly login: string
  readonly name: string
  readonly passwordHash: string | null
  readonly roleIds: readonly RoleId[]
  /** Chats at a time, of their own; null = SimultaneousChats. 0 = no limit. */
  readonly chatLimit: number | null
  readonly presence: Presence
  readonly lastTakenAt: number | null
  readonly deactivatedAt: number | null
  /** A bot works through the protocol alone: it has no password and no panel. */
  readonly kind: AgentKind
  /** Of a bot: which program it is. */
  readonly clientId: string | null
}

export interface Role {
  readonly id: RoleId
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly version: number
}

export interface Session {
  readonly id: SessionId
  readonly tokenHash: string
  readonly agentId: AgentId
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly expiresAt: number
  readonly label: string
}

export interface AgentReads {
  get(id: AgentId): Promise<Agent | null>
  byLogin(login: string): Promise<Agent | null>
  all(): Promise<Agent[]>
  permissionsOf(id: AgentId): Promise<ReadonlySet<Permission>>
  roles(): Promise<Role[]>
  session(tokenHash: string): Promise<Session | null>
  /** The one used last first, also those that ran out. */
  sessionsOf(id: AgentId): Promise<Session[]>
}

export interface AgentWrites extends AgentReads {
  insert(agent: Agent): Promise<void>
  update(id: AgentId, change: Partial<Omit<Agent, 'id'>>): Promise<void>
  /** Its version is 1. */
  insertRole(role: Omit<Role, 'version'>): Promise<void>
  /** Counts the version. */
  updateRole(id: RoleId, change: Partial<Omit<Role, 'id' | 'version'>>): Promise<void>
  /** Throws when somebody or a queue has it still. */
  deleteRole(id: RoleId): Promise<void>
  insertSession(session: Session): Promise<void>
  touchSession(tokenHash: string, at: number): Promise<void>
  deleteSession(tokenHash: string): Promise<void>
}

// ---------------------------------------------------------------- ways in: invitations and second factors

export interface Invite {
  readonly tokenHash: string
  /** One at a time for each. */
  readonly agentId: AgentId
  /** To come in for the first time, or to choose a new password. */
  readonly purpose: InvitePurpose
  readonly madeAt: number
  readonly expiresAt: number
}

export interface SecondFactor {
  readonly agentId: AgentId
  /** As the keychain made it. */
  readonly sealedSecret: string
  /** Null: begun, and no code was entered yet; signing in does not ask for one. */
  readonly confirmedAt: number | null
  /** Of the last code that was accepted. */
  readonly lastStep: number | null
}

export interface WayInReads {
  invite(tokenHash: string): Promise<Invite | null>
  inviteOf(id: AgentId): Promise<Invite | null>
  secondFactor(id: AgentId): Promise<SecondFactor | null>
  recoveryCodesLeft(id: AgentId): Promise<number>
}

export interface WayInWrites extends WayInReads {
  /** Takes the place of the agent's earlier one. */
  putInvite(invite: Invite): Promise<void>
  deleteInvite(id: AgentId): Promise<void>
  /** Takes the place of the agent's earlier one. */
  putSecondFactor(factor: SecondFactor): Promise<void>
  /** With its recovery codes. */
  deleteSecondFactor(id: AgentId): Promise<void>
  /** Take the place of the earlier ones. */
  putRecoveryCodes(id: AgentId, hashes: readonly string[]): Promise<void>
  /** False: there is no such code, or it was used. */
  spendRecoveryCode(id: AgentId, hash: string): Promise<boolean>
}

// ---------------------------------------------------------------- queues, channels, settings

export interface QueueReads {
  get(id: QueueId): Promise<Queue | null>
  all(): Promise<Queue[]>
  /** Members directly and by role, without doubles and without deactivated agents. */
  memberIds(id: QueueId): Promise<AgentId[]>
  /** Queues that this agent is a member of, directly or by role. */
  ofAgent(id: AgentId): Promise<QueueId[]>
}

export interface QueueWrites extends QueueReads {
  insert(queue: Queue): Promise<void>
  /** Replaces the queue if its stored version is `expectedVersion`; false when somebody was faster. */
  replace(queue: Queue, expectedVersion: number): Promise<boolean>
  /** Puts the queues into this order; their versions stay, for nobody's form is out of date by that. */
  setOrder(ids: readonly QueueId[]): Promise<void>
}

export interface Channel {
  readonly id: ChannelId
  readonly kind: ChannelKind
  readonly name: string
  readonly queueId: QueueId
  readonly active: boolean
  /** Without secrets; shape by kind. */
  readonly settings: Readonly<Record<string, unknown>>
  /** The encrypted secrets, as the keychain made them; null when there are none. */
  readonly sealedSecrets: string | null
  /** What the connector wants back after a restart, such as the last update's number. */
  readonly cursor: string | null
  /** What the network says of the channel: the bot's name, ... */
  readonly profile: Readonly<Record<string, string>>
  readonly createdAt: number
  readonly version: number
}

export interface ChannelReads {
  get(id: ChannelId): Promise<Channel | null>
  /** Without the deleted ones, like everything else here. */
  all(): Promise<Channel[]>
  hasChats(id: ChannelId): Promise<boolean>
  /** One that was deleted and can still be had back. */
  deleted(id: ChannelId): Promise<Channel | null>
  deletedBefore(at: number): Promise<ChannelId[]>
  /** What its connector wanted remembered, as the keychain made it; null: nothing. */
  memory(id: ChannelId): Promise<string | null>
}

export interface ChannelWrites extends ChannelReads {
  insert(channel: Channel): Promise<void>
  update(id: ChannelId, change: Partial<Omit<Channel, 'id' | 'version' | 'cursor' | 'profile'>>): Promise<void>
  /** What the network says of itself is nobody's change: the version stays. */
  setProfile(id: ChannelId, profile: Channel['profile']): Promise<void>
  setCursor(id: ChannelId, cursor: string): Promise<void>
  setMemory(id: ChannelId, sealed: string): Promise<void>
  /** From then on it is in no list; null brings it back as it was. */
  markDeleted(id: ChannelId, at: number | null): Promise<void>
  /** For good. */
  delete(id: ChannelId): Promise<void>
}

export interface SettingReads {
  all(): Promise<SystemSettings>
  /** Of each setting that was ever set. */
  lastChanges(): Promise<{ readonly name: SettingName; readonly at: number; readonly byAgentId: AgentId | null }[]>
}
export interface SettingWrites extends SettingReads {
  set<K extends keyof SystemSettings>(key: K, value: SystemSettings[K], at: number, by: AgentId | null): Promise<void>
}

/** What a relay told of itself; true of the pairing that `url` and `clientId` name, and of no other. */
export interface RelayFacts {
  readonly url: string
  readonly clientId: string
  /** Where networks call. */
  readonly publicUrl: string
  /** The number of its Meta app; null: it has none. */
  readonly facebookApp: string | null
}

export interface RelayReads {
  /** Null: none has told anything yet. */
  get(): Promise<RelayFacts | null>
}
export interface RelayWrites extends RelayReads {
  set(facts: RelayFacts | null): Promise<void>
}

export interface CannedReply {
  readonly id: CannedReplyId
  readonly name: string
  readonly text: string
  /** Null = for all queues. */
  readonly queueId: QueueId | null
  readonly usedCount: number
  readonly version: number
}
export interface CannedReplyReads {
  /** Without the deleted ones. */
  all(): Promise<CannedReply[]>
  /** One that was deleted and can still be had back. */
  deleted(id: CannedReplyId): Promise<CannedReply | null>
  deletedBefore(at: number): Promise<CannedReplyId[]>
}
export interface CannedReplyWrites extends CannedReplyReads {
  insert(reply: CannedReply): Promise<void>
  /** Counts the version. */
  update(id: CannedReplyId, change: Partial<Omit<CannedReply, 'id' | 'version' | 'usedCount'>>): Promise<void>
  markDeleted(id: CannedReplyId, at: number | null): Promise<void>
  /** For good. */
  delete(id: CannedReplyId): Promise<void>
  countUse(id: CannedReplyId): Promise<void>
}

// ---------------------------------------------------------------- people and conversations

export interface Contact {
  readonly id: ContactId
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly language: string | null
  readonly about: string
  readonly tags: readonly string[]
  readonly createdAt: number
  /** Fields of one's own. */
  readonly own: OwnValues
  /** Null: their messages ring. */
  readonly ban: Ban | null
  /** Set: this contact is the other one by now; kept so that links lead on and the merge can be undone. */
  readonly mergedInto: ContactId | null
  readonly version: number
}

/** A contact as it begins; what is left out is empty. */
export type NewContact = Omit<Contact, 'own' | 'ban' | 'mergedInto' | 'version'> & Partial<Pick<Contact, 'own' | 'ban'>>

/** Among agents, about a person. */
export interface ContactNote {
  readonly id: ContactNoteId
  readonly contactId: ContactId
  readonly agentId: AgentId
  readonly text: string
  readonly at: number
  readonly editedAt: number | null
}

/** Row keys by table: what changed hands. */
export type Moved = Readonly<Record<string, readonly string[]>>

export interface ContactMerge {
  readonly id: ContactMergeId
  readonly survivorId: ContactId
  readonly mergedId: ContactId
  readonly at: number
  readonly agentId: AgentId | null
  /** The survivor's profile as it was, and as the merge made it. */
  readonly before: Profile
  readonly after: Profile
  readonly choices: MergeChoices
  readonly moved: Moved
}

export interface Identity {
  readonly id: IdentityId
  readonly channelId: ChannelId
  /** The network's address of the person. */
  readonly address: string
  readonly contactId: ContactId
  readonly name: string
  readonly username: string | null
  /** Null: can be reached; otherwise why not. */
  readonly unreachableReason: string | null
}

export interface Conversation {
  readonly id: ConversationId
  readonly identityId: IdentityId
  readonly channelId: ChannelId
  readonly contactId: ContactId
}

export interface ContactReads {
  get(id: ContactId): Promise<Contact | null>
  identities(id: ContactId): Promise<Identity[]>
  identity(id: IdentityId): Promise<Identity | null>
  identityAt(channelId: ChannelId, address: string): Promise<Identity | null>
  conversation(id: ConversationId): Promise<(Conversation & { readonly identity: Identity }) | null>
  conversationAt(channelId: ChannelId, address: string): Promise<Conversation | null>
  /** Who holds it, where several programs serve the place. */
  thread(id: ConversationId): Promise<ThreadMemory>
  /** By name, e-mail, phone or username, for the palette; best first. Without those that were merged into others. */
  find(text: string, limit: number): Promise<Contact[]>
  /** Contacts that share a phone number, an e-mail address or a name with this one, at most `limit`. */
  alike(id: ContactId, limit: number): Promise<Contact[]>
  /** Newest ban first. */
  banned(limit: number): Promise<Contact[]>
  /** Contacts whose ban ends by itself, the first first. */
  bansToEnd(): Promise<{ readonly id: ContactId; readonly until: number }[]>
  /** Newest first. */
  notes(id: ContactId): Promise<ContactNote[]>
  note(id: ContactNoteId): Promise<ContactNote | null>
  merge(id: ContactMergeId): Promise<ContactMerge | null>
  /** Merges into this contact that stand, oldest first. */
  mergesInto(id: ContactId): Promise<ContactMerge[]>
  /** The merge by which this contact became another; null: it is itself. */
  mergeOf(id: ContactId): Promise<ContactMerge | null>
}

export interface ContactWrites extends ContactReads {
  insert(contact: NewContact): Promise<void>
  /** Counts the version. */
  update(id: ContactId, change: Partial<Omit<Contact, 'id' | 'createdAt' | 'version'>>): Promise<void>
  insertIdentity(identity: Identity): Promise<void>
  updateIdentity(id: IdentityId, change: Partial<Omit<Identity, 'id' | 'channelId'>>): Promise<void>
  insertConversation(conversation: Conversation): Promise<void>
  setThread(id: ConversationId, memory: ThreadMemory): Promise<void>
  insertNote(note: ContactNote): Promise<void>
  updateNote(id: ContactNoteId, text: string, at: number): Promise<void>
  deleteNote(id: ContactNoteId): Promise<void>
  /** Hands over everything that one contact has to another; says what. */
  handOver(from: ContactId, to: ContactId): Promise<Moved>
  /** Hands back what `from` still has of it, with what came since on the addresses and chats that go back. Says what. */
  handBack(moved: Moved, from: ContactId, to: ContactId): Promise<Moved>
  insertMerge(merge: ContactMerge): Promise<void>
  /** Another merge was taken out from under it. */
  updateMerge(id: ContactMergeId, change: Pick<ContactMerge, 'before' | 'after' | 'moved'>): Promise<void>
  deleteMerge(id: ContactMergeId): Promise<void>
}

// ---------------------------------------------------------------- fields of one's own

export interface OwnFieldReads {
  get(id: OwnFieldId): Promise<OwnField | null>
  /** In their order, archived ones too. */
  all(): Promise<OwnField[]>
}
export interface OwnFieldWrites extends OwnFieldReads {
  insert(field: OwnField): Promise<void>
  /** Counts the version. */
  update(id: OwnFieldId, change: Partial<Pick<OwnField, 'name' | 'options' | 'archivedAt'>>): Promise<void>
  /** Puts the fields into this order; their versions stay. */
  setOrder(ids: readonly OwnFieldId[]): Promise<void>
}

// ---------------------------------------------------------------- everything of one person: taken out, erased

/** A row as it is stored. */
export type StoredRow = Readonly<Record<string, string | number | null>>

export interface PersonReads {
  /** Every row of every table that is about the contact and those merged into it, by table. */
  records(id: ContactId): Promise<Readonly<Record<string, readonly StoredRow[]>>>
  /** Erasures that began and have not ended. */
  erasures(): Promise<ContactId[]>
  /** Files that nobody refers to any more, whose bytes are still there. */
  filesToRemove(): Promise<FileId[]>
}

export interface PersonWrites extends PersonReads {
  beginErasure(id: ContactId, at: number, by: AgentId | null): Promise<void>
  /** Erases a part that does not hold up the desk, the log of events first. True: there is more to do this way. */
  eraseSome(id: ContactId): Promise<boolean>
  /** Erases all that is left, the contact itself too, and ends the erasure. */
  eraseRest(id: ContactId): Promise<void>
  /** Nobody refers to the bytes (any more): they are to be removed. Nothing happens when somebody does. */
  forgetFile(id: FileId): Promise<void>
  /** Whether a file is to be removed and nobody has referred to it since; false takes it off the list. */
  mayRemove(id: FileId): Promise<boolean>
  fileIsRemoved(id: FileId): Promise<void>
}

// ---------------------------------------------------------------- chats, messages, offers

/** A chat with what its row in the list needs, still the same for every agent. */
export interface ChatRow extends Chat {
  readonly channelKind: ChannelKind
  readonly channelName: string
  /** As far as what may be written in the chat depends on them. */
  readonly channelSettings: Readonly<Record<string, unknown>>
  readonly queueName: string
  readonly contactName: string
  readonly ownerName: string | null
  /** Another program holds the conversation: which, and since when; null: none that we know of. */
  readonly heldBy: { readonly app: string | null; readonly since: number } | null
  readonly lastMessage: {
    readonly direction: MessageDirection
    readonly kind: MessageKind
    /** At most 140 characters. */
    readonly text: string
    readonly at: number
    readonly agentName: string | null
  } | null
}

/** What one agent has to do with a chat. */
export interface AgentView {
  /** Inbound messages after the agent's read mark. */
  readonly unread: number
  readonly firstUnreadId: MessageId | null
  /** The agent's open offer of this chat. */
  readonly offer: Offer | null
  readonly hasDraft: boolean
}

export interface ChatReads {
  get(id: ChatId): Promise<Chat | null>
  openOfConversation(id: ConversationId): Promise<Chat | null>
  row(id: ChatId): Promise<ChatRow | null>
  /** Waiting chats of one queue, or of all, oldest (queuedAt, then number) first. */
  waiting(queueId?: QueueId): Promise<Chat[]>
  /** Chats of the queue that agents took lately, the newest first; at most `limit`, and none of long ago. */
  takenLately(queueId: QueueId, limit: number): Promise<{ readonly queuedAt: number; readonly acceptedAt: number }[]>
  /** Chats of the agent's panel: owned and active, and those with an open offer to them. */
  rowsOfAgent(id: AgentId): Promise<ChatRow[]>
  /** Every chat that is not closed, for supervisors, newest activity first. */
  openRows(limit: number): Promise<ChatRow[]>
  /** Chats of a conversation, newest first. */
  ofConversation(id: ConversationId, limit: number): Promise<ChatRow[]>
  /** Chats of a contact over all channels, newest first. */
  ofContact(id: ContactId, limit: number): Promise<ChatRow[]>
  view(id: ChatId, agentId: AgentId): Promise<AgentView>
  /** Views of many chats in one query; the same order as the ids. */
  views(ids: readonly ChatId[], agentId: AgentId): Promise<AgentView[]>
  /** Active chats with their owner's count: who has how many in progress. */
  activeCounts(): Promise<ReadonlyMap<AgentId, number>>
  activeOfAgent(id: AgentId): Promise<Chat[]>
  /** Active chats whose customer owes an answer and whose queue has a completion timeout, with that timeout. */
  awaitingCustomer(): Promise<(Chat & { readonly timeoutMinutes: number })[]>
  /** Chats in the hands of bots, when each last heard a message of any side, and its queue's completion timeout. */
  ofBots(): Promise<(Chat & { readonly lastStoredAt: number; readonly timeoutMinutes: number | null })[]>
  /** The newest message of the conversation that any agent has marked as read; null: none. */
  readUpTo(id: ConversationId): Promise<MessageId | null>
  /** When the newest message was stored that each agent has marked as read, over all chats of the conversation. */
  readByAgents(id: ConversationId): Promise<ReadonlyMap<AgentId, number>>
  unreadTotals(agentId: AgentId): Promise<{ readonly chats: number; readonly messages: number }>
  countsByQueue(): Promise<ReadonlyMap<QueueId, { readonly waiting: number; readonly active: number }>>
}

export interface ChatWrites extends ChatReads {
  /** Gives it the next number. At most one open chat per conversation: the database refuses a second. */
  insert(chat: Omit<Chat, 'number'>): Promise<Chat>
  /**
   * Compare-and-set: makes the agent the owner if the chat is waiting, or is owned by `from`. False when it was not so any more.
   */
  claim(id: ChatId, agentId: AgentId, at: number, from: AgentId | null): Promise<boolean>
  /** Back to waiting in a queue, if the chat is open; clears the owner. */
  requeue(id: ChatId, queueId: QueueId, at: number): Promise<boolean>
  /** Closes it if it is open; false when it was closed already. */
  close(id: ChatId, at: number, reason: CloseReason, by: AgentId | null): Promise<boolean>
  setStatus(id: ChatId, status: ChatStatus): Promise<void>
  /**
   * Opens a waiting chat that goes on where a bot's chat was closed: its row shows what was said last, and the customer waits.
   */
  insertAfter(
    before: Chat,
    chat: { readonly id: ChatId; readonly queueId: QueueId; readonly at: number },
  ): Promise<Chat>
  markRead(id: ChatId, agentId: AgentId, upTo: MessageId): Promise<boolean>
  saveDraft(draft: Draft): Promise<void>
  deleteDraft(chatId: ChatId, agentId: AgentId): Promise<void>
  insertDecision(decision: Decision): Promise<void>
}

export interface Draft {
  readonly chatId: ChatId
  readonly agentId: AgentId
  readonly text: string
  readonly note: boolean
  readonly replyTo: MessageId | null
  readonly at: number
}

export interface NewMessage {
  readonly chatId: ChatId
  readonly conversationId: ConversationId
  readonly channelId: ChannelId
  readonly direction: MessageDirection
  readonly kind: MessageKind
  readonly text: string
  readonly at: number
  readonly storedAt: number
  readonly agentId: AgentId | null
  readonly authorName: string | null
  readonly attachments: readonly NewAttachment[]
  readonly place: Place | null
  readonly card: ContactCard | null
  readonly options: readonly string[]
  readonly replyTo: { readonly messageId: MessageId | null; readonly excerpt: string } | null
  readonly albumId: string | null
  readonly forwardedFrom: string | null
  /** Of what we send: the template that goes out in the place of the text. */
  readonly template?: ChosenTemplate | null
  readonly content?: MessageContent | null
  readonly postback?: Postback | null
  /** A second message of the same sender in the conversation with the same one is not stored. */
  readonly customId?: string | null
  readonly state: DeliveryState | null
  readonly system: SystemLine | null
  readonly externalId: string | null
  /** Of what goes out: whether it answers the customer; missing: when an agent wrote it. */
  readonly answers?: boolean
  /** For what we send: the same key twice stores one message. */
  readonly idempotencyKey: string | null
}

export interface NewAttachment extends IncomingAttachment {
  readonly id: AttachmentId
}

/** What is known of an attachment when its bytes are asked for. */
export interface AttachmentRow extends StoredAttachment {
  readonly messageId: MessageId
  readonly chatId: ChatId
  readonly conversationId: ConversationId
  readonly channelId: ChannelId
  readonly remote: string | null
  readonly attempts: number
}

export interface MessageReads {
  get(id: MessageId): Promise<Message | null>
  byExternalId(channelId: ChannelId, externalId: string): Promise<Message | null>
  /** By what the sender's program calls it; what another's calls so is another message. */
  byCustomId(conversationId: ConversationId, customId: string, namer: Namer): Promise<Message | null>
  byIdempotencyKey(key: string): Promise<Message | null>
  /** When the newest message of the conversation was stored that the customer has read or written; null: none. */
  seenByCustomer(id: ConversationId): Promise<number | null>
  /** The newest message of the chat that was stored by then (epoch milliseconds); null: none. */
  newestBy(id: ChatId, at: number): Promise<MessageId | null>
  /** Of one chat, oldest first: its first so many. */
  ofChat(id: ChatId, limit: number): Promise<Message[]>
  /** Of one chat, oldest first: its last so many. */
  latestOfChat(id: ChatId, limit: number): Promise<Message[]>
  /**
   * A page of a conversation over all its chats, oldest first within the page.
   * `before`/`after` are exclusive; `around` puts that message in the middle; none = the newest page.
   */
  page(
    id: ConversationId,
    at: {
      readonly before?: MessageId
      readonly after?: MessageId
      readonly around?: MessageId
      readonly limit: number
    },
  ): Promise<{ readonly messages: Message[]; readonly hasOlder: boolean; readonly hasNewer: boolean }>
  /** Of several conversations in the order in which they were stored: the newest before that message, newest first. */
  acrossConversations(ids: readonly ConversationId[], before: MessageId | null, limit: number): Promise<Message[]>
  attachment(id: AttachmentId): Promise<AttachmentRow | null>
  attachmentsToFetch(limit: number): Promise<AttachmentRow[]>
  draft(chatId: ChatId, agentId: AgentId): Promise<Draft | null>
  decisions(chatId: ChatId, limit: number): Promise<Decision[]>
}

/** A customer's message that is to be stored, with what is known of its sender. */
export interface Inbound {
  readonly message: Omit<
    NewMessage,
    'chatId' | 'conversationId' | 'direction' | 'agentId' | 'state' | 'system' | 'idempotencyKey'
  >
  readonly address: string
  readonly sender: {
    readonly name: string
    readonly username: string | null
    readonly language: string | null
    readonly email: string | null
    readonly phone: string | null
  }
  /** The queue of the channel, for a new chat. */
  readonly queueId: QueueId
  /** How a new chat begins; missing: waiting. */
  readonly openAs?: 'waiting' | 'bot'
  /** Ids to use where something new has to be made. */
  readonly newIds: {
    readonly contact: ContactId
    readonly identity: IdentityId
    readonly conversation: ConversationId
    readonly chat: ChatId
  }
}

export type InboundOutcome =
  /** It is here already, as the message that is named. */
  | { readonly kind: 'doubled'; readonly messageId: MessageId }
  | {
      readonly kind: 'stored'
      readonly messageId: MessageId
      readonly conversationId: ConversationId
      readonly chatId: ChatId
      readonly contactId: ContactId
      /** True when this message opened the chat: it is to be routed. */
      readonly opened: boolean
      readonly status: ChatStatus
      readonly ownerId: AgentId | null
      /** From a banned contact, so in a closed chat: the first there, or a further one. */
      readonly heldBack: 'first' | 'further' | null
      /** Whom the chat rings at present: agents with an open offer of it. */
      readonly offeredTo: readonly AgentId[]
    }

export interface MessageWrites extends MessageReads {
  /**
   * The hot path, prepared statements only: drop doubles by (channel, external id), find or make identity, contact,
   * conversation and open chat, store the message, and move the chat's last-message fields. The caller appends the event.
   */
  recordInbound(inbound: Inbound): Promise<InboundOutcome>
  /** As recordInbound, and opens no chat: see UnifiedMessage.into. Null: there is none that it could go into. */
  recordInto(into: 'openChat' | 'lastChat', inbound: Inbound): Promise<InboundOutcome | null>
  /** Stores a message of ours, a note or a system line, and moves the chat's last-message fields. */
  insert(message: NewMessage): Promise<Message>
  edit(id: MessageId, text: string, at: number): Promise<void>
  markDeleted(id: MessageId, at: number): Promise<void>
  setReactions(id: MessageId, reactions: readonly Reaction[]): Promise<void>
  setContent(id: MessageId, content: MessageContent): Promise<void>
  updateAttachment(
    id: AttachmentId,
    change: Partial<
      Pick<
        AttachmentRow,
        'state' | 'failure' | 'fileId' | 'size' | 'name' | 'mime' | 'width' | 'height' | 'remote' | 'attempts'
      >
    >,
  ): Promise<void>
}

export interface OfferReads {
  open(chatId?: ChatId): Promise<Offer[]>
  openOfAgent(id: AgentId): Promise<Offer[]>
  /** Every offer of the chat since it last began to wait in its queue, oldest first. */
  ofChat(chatId: ChatId, since: number): Promise<Offer[]>
  /** Exclusive offers that are open, per agent: they count as load. */
  exclusiveCounts(): Promise<ReadonlyMap<AgentId, number>>
  /** The next instant at which an open offer runs out. */
  nextExpiry(): Promise<number | null>
  expired(now: number): Promise<Offer[]>
}

export interface OfferWrites extends OfferReads {
  /** False when the agent has an open offer of this chat already. */
  insert(offer: Offer): Promise<boolean>
  /** Ends it if it is open; false when it had ended. */
  end(id: OfferId, outcome: OfferOutcome, at: number): Promise<boolean>
}

/** A chat of the network's own, by its id there, and which of ours it is. */
export interface TheirChatRow {
  readonly channelId: ChannelId
  readonly theirId: string
  readonly chatId: ChatId
  readonly state: TheirChatState
}
export interface TheirChatReads {
  get(channelId: ChannelId, theirId: string): Promise<TheirChatRow | null>
  /** Those that have not ended at the network, oldest first. */
  unended(
    channelId: ChannelId,
  ): Promise<(Pick<TheirChatRow, 'theirId' | 'state'> & { readonly address: string; readonly isOpenHere: boolean })[]>
}
export interface TheirChatWrites extends TheirChatReads {
  /** Takes the place of what was known of it. */
  put(row: TheirChatRow): Promise<void>
}

// ---------------------------------------------------------------- outbox, events, quarantine

/** A reply that waits to be sent, or that was being sent when Parley stopped. */
export interface OutboxRow {
  readonly messageId: MessageId
  readonly conversationId: ConversationId
  readonly channelId: ChannelId
  readonly attempts: number
  readonly nextTryAt: number
  /** Set while an attempt is on the wire; found set after a crash it means that nobody can tell. */
  readonly startedAt: number | null
  /** Waits for a person, who alone can say whether it arrived. */
  readonly held: boolean
}

export interface OutboxReads {
  /** Heads of the conversations' lines that are due: the oldest row of each conversation that is not held, in order. */
  due(now: number, limit: number): Promise<OutboxRow[]>
  nextDue(): Promise<number | null>
  /** Rows with an attempt that never ended. */
  interrupted(): Promise<OutboxRow[]>
  get(messageId: MessageId): Promise<OutboxRow | null>
  count(): Promise<number>
}

/** A message by the network's id; null: everything in the conversation with this address up to the instant `at`. */
export interface UpTo {
  readonly externalId: string | null
  readonly address: string
  readonly at: number
}

export interface OutboxWrites extends OutboxReads {
  add(messageId: MessageId, conversationId: ConversationId, channelId: ChannelId, at: number): Promise<void>
  start(messageId: MessageId, at: number): Promise<void>
  /** Puts it back in line, not before `nextTryAt`. */
  again(messageId: MessageId, nextTryAt: number): Promise<void>
  hold(messageId: MessageId): Promise<void>
  remove(messageId: MessageId): Promise<void>
  /** Moves the message's state if that is forward; null trouble clears it. False when the state stayed. */
  setState(
    id: MessageId,
    state: DeliveryState,
    more: { readonly externalId?: string; readonly trouble?: SendTrouble | null },
  ): Promise<boolean>
  /** As the network says of this one message; what it says too late or twice changes nothing. False when the state stayed. */
  report(
    id: MessageId,
    state: Exclude<DeliveryState, 'queued'>,
    more: { readonly externalId: string; readonly trouble: SendTrouble | null },
  ): Promise<boolean>
  /** Every message of ours in the conversation up to this one that is sent (or delivered) moves on. Returns those that moved. */
  advance(channelId: ChannelId, upTo: UpTo, state: 'delivered' | 'read'): Promise<MessageId[]>
}

export interface EventReads {
  /** Events with seq > since, in order, at most `limit`. */
  after(since: number, limit: number): Promise<StoredEvent[]>
  last(): Promise<number>
}
export interface EventWrites extends EventReads {
  append(event: NewEvent): Promise<void>
}

export interface QuarantineRow {
  readonly id: number
  readonly channelId: ChannelId
  readonly at: number
  readonly payload: string
  readonly reason: string
}
export interface QuarantineReads {
  list(limit: number): Promise<QuarantineRow[]>
}
export interface QuarantineWrites extends QuarantineReads {
  add(row: Omit<QuarantineRow, 'id'>): Promise<void>
  remove(id: number): Promise<void>
}

/** What is to be found in the audit trail, newest first. */
export interface AuditQuery {
  readonly noun?: AuditNoun
  readonly nounId?: string
  /** Who did it. */
  readonly agentId?: AgentId
  readonly deed?: AuditDeed
  /** In the name of the thing or of who did it, or in what changed. */
  readonly text?: string
  readonly from?: number
  /** Exclusive. */
  readonly to?: number
  /** Page on: only entries with a smaller number. */
  readonly before?: number
  readonly limit: number
}
export interface AuditReads {
  list(query: AuditQuery): Promise<AuditEntry[]>
}
export interface AuditWrites extends AuditReads {
  append(entry: NewAuditEntry): Promise<void>
}

// ---------------------------------------------------------------- search

export interface SearchQuery {
  /** What was typed; every word must occur, the last one may be unfinished. Empty = every message that the filters leave. */
  readonly text: string
  readonly contactId?: ContactId
  readonly channelId?: ChannelId
  /** The chat's owner or the message's author. */
  readonly agentId?: AgentId
  readonly from?: number
  readonly to?: number
  /** Page on: only messages before this one. */
  readonly before?: MessageId
  readonly limit: number
  /** Null: everything; otherwise only chats that this agent owned, and earlier ones of the same conversations. */
  readonly visibleTo: AgentId | null
}

export interface SearchHit {
  readonly messageId: MessageId
  readonly chatId: ChatId
  readonly conversationId: ConversationId
  readonly contactId: ContactId
  readonly contactName: string
  readonly channelKind: ChannelKind
  readonly channelName: string
  readonly direction: MessageDirection
  readonly at: number
  /** The text around the hit, cut into parts; `hit` parts are what was searched for. */
  readonly excerpt: readonly { readonly text: string; readonly hit: boolean }[]
}

export interface SearchReads {
  /**
   * Newest first. A page can end before it is full, even empty, when words and filters seldom meet: as long as `nextBefore` is not
   * null there may be more, and it is where to go on.
   */
  messages(query: SearchQuery): Promise<{ readonly hits: SearchHit[]; readonly nextBefore: MessageId | null }>
}

// ---------------------------------------------------------------- the store

export interface Reads {
  readonly agents: AgentReads
  readonly waysIn: WayInReads
  readonly accessTokens: AccessTokenReads
  readonly configuration: ConfigurationReads
  readonly queues: QueueReads
  readonly channels: ChannelReads
  readonly settings: SettingReads
  readonly relay: RelayReads
  readonly cannedReplies: CannedReplyReads
  readonly chatActions: ChatActionReads
  readonly processes: ProcessReads
  readonly processSecrets: ProcessSecretReads
  readonly runs: RunReads
  readonly contacts: ContactReads
  readonly ownFields: OwnFieldReads
  readonly persons: PersonReads
  readonly chats: ChatReads
  readonly theirChats: TheirChatReads
  readonly threads: ThreadReads
  readonly messages: MessageReads
  readonly offers: OfferReads
  readonly outbox: OutboxReads
  readonly events: EventReads
  readonly quarantine: QuarantineReads
  readonly audit: AuditReads
  readonly search: SearchReads
  readonly cases: CaseReads
  readonly webhooks: WebhookReads
  readonly protocol: ProtocolReads
}

export interface Transaction extends Reads {
  readonly agents: AgentWrites
  readonly waysIn: WayInWrites
  readonly accessTokens: AccessTokenWrites
  readonly configuration: ConfigurationWrites
  readonly queues: QueueWrites
  readonly channels: ChannelWrites
  readonly settings: SettingWrites
  readonly relay: RelayWrites
  readonly cannedReplies: CannedReplyWrites
  readonly chatActions: ChatActionWrites
  readonly processes: ProcessWrites
  readonly processSecrets: ProcessSecretWrites
  readonly runs: RunWrites
  readonly contacts: ContactWrites
  readonly ownFields: OwnFieldWrites
  readonly persons: PersonWrites
  readonly chats: ChatWrites
  readonly theirChats: TheirChatWrites
  readonly messages: MessageWrites
  readonly offers: OfferWrites
  readonly outbox: OutboxWrites
  readonly events: EventWrites
  readonly quarantine: QuarantineWrites
  readonly audit: AuditWrites
  readonly cases: CaseWrites
  readonly webhooks: WebhookWrites
  readonly protocol: ProtocolWrites
}

export interface Store extends Reads {
  /**
   * Runs `work` alone among writers, in one transaction; resolves after it is on disk. Works that wait at the same time share
   * one commit (group commit), each in a savepoint of its own: one that throws takes back only itself and rejects.
   * Reads inside `work` must go through `tx`. `work` must not wait for anything but `tx`.
   */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Called after each commit that appended events, with them, in order. Returns how to stop. */
  onEvents(listener: (events: readonly StoredEvent[]) => void): () => void
  /** Leaves nothing of what was deleted in files beside the data file, such as a log of writes. */
  scrub(): Promise<void>
  close(): Promise<void>
}

/** Bytes of attachments, sounds and faces, by content address. */
export interface FileStore {
  /** Stores the bytes durably; the same bytes give the same id. */
  put(bytes: Uint8Array): Promise<{ readonly fileId: FileId; readonly size: number }>
  read(id: FileId): Promise<Uint8Array | null>
  /** Bytes; null when there is no such file. */
  size(id: FileId): Promise<number | null>
  stream(id: FileId): Promise<ReadableStream<Uint8Array> | null>
  /** For good; nothing happens when there is no such file. */
  remove(id: FileId): Promise<void>
}

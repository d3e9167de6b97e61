// What the services can be asked, as `wire` sees them: every verb takes who asks, and returns data or a refusal.
import type { Rival } from '../channels/channel.ts'
import type { WebhookAnswer, WebhookRequest } from '../channels/webhook.ts'
import type { AuditEntry } from '../domain/audit.ts'
import type { Chat } from '../domain/chat.ts'
import type { ChatAction } from '../domain/chat-action.ts'
import type { Decision } from '../domain/decision.ts'
import type { StoredEvent } from '../domain/event.ts'
import type {
  AgentId,
  AttachmentId,
  CannedReplyId,
  ChannelId,
  ChatId,
  ContactId,
  FileId,
  MessageId,
  QueueId,
  RoleId,
} from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import type { MessageContent } from '../domain/message-content.ts'
import type { ChosenTemplate, MessageTemplate } from '../domain/message-template.ts'
import type { InactiveReason, Presence } from '../domain/presence.ts'
import type { Properties } from '../domain/property.ts'
import type { Queue, RoutingRule } from '../domain/queue.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Sender } from '../domain/sender.ts'
import type { SettingName, SystemSettings } from '../domain/settings.ts'
import type { PlanItem } from '../domain/setup/plan-item.ts'
import type { SetupFile } from '../domain/setup/setup-file.ts'
import type { ChannelHealth, ChannelKind } from '../domain/unified-message.ts'
import type { Closure, WorkingHours } from '../domain/working-hours.ts'
import type {
  AgentView,
  AttachmentRow,
  AuditQuery,
  CannedReply,
  Channel,
  ChatRow,
  Draft,
  QuarantineRow,
  SearchHit,
  SearchQuery,
} from '../storage/store.ts'
import type { AccessTokenVerbs } from './access-token-verbs.ts'
import type { Actor, Doer, Done } from './actor.ts'
import type { CaseVerbs } from './case-verbs.ts'
import type { CaseWebhookVerbs } from './cases/webhook-verbs.ts'
import type { ConnectedAt } from './connections.ts'
import type { ContactVerbs, OwnFieldVerbs } from './contacts/contact-verbs.ts'
import type { AgentVerbs, InviteVerbs, RoleVerbs, SecondFactorVerbs, SessionVerbs } from './people-verbs.ts'
import type { ChatActionVerbs, ProcessVerbs, RunVerbs } from './process-verbs.ts'

import type { ConfigurationVerbs } from './protocol/configuration-verbs.ts'
import type { ProtocolVerbs } from './protocol/protocol-verbs.ts'
import type { ProtocolWebhookVerbs } from './protocol/protocol-webhook-verbs.ts'
import type { PageVerbs, RelayVerbs } from './relay/relay-verbs.ts'

export type { AccessTokenCard, AccessTokenVerbs, TokenBearer } from './access-token-verbs.ts'
export type { Actor, Doer, Done } from './actor.ts'
export type { AgentCard, AgentVerbs, SessionVerbs } from './people-verbs.ts'

/** A chat as one agent sees it. */
export interface ChatCard {
  readonly row: ChatRow
  readonly view: AgentView
  readonly completesAt: number | null
  readonly rings: boolean
  /** Of a waiting chat: its queue is outside of its working hours. */
  readonly closed: Closure | null
}

export interface ConversationPage {
  readonly card: ChatCard
  readonly messages: readonly Message[]
  readonly hasOlder: boolean
  readonly hasNewer: boolean
  readonly headings: readonly ChatRow[]
  readonly draft: Draft | null
  readonly can: {
    readonly accept: boolean
    readonly write: boolean
    readonly transfer: boolean
    readonly close: boolean
    readonly takeOver: boolean
    readonly takeControl: boolean
  }
  readonly seq: number
}

export interface TransferTargets {
  readonly agents: readonly {
    readonly id: AgentId
    readonly name: string
    readonly state: 'active' | 'inactive' | 'chatsExceeded'
    readonly connected: boolean
    readonly load: number
    readonly limit: number
  }[]
  readonly queues: readonly {
    readonly id: QueueId
    readonly name: string
    readonly agentsAvailable: number
    readonly agents: number
    readonly closed: Closure | null
  }[]
}

/** OmnichannelChatService of the seeds. */
export interface ChatVerbs {
  acceptChat(actor: Actor, chatId: ChatId): Promise<Chat | Refusal>
  declineChat(actor: Actor, chatId: ChatId): Promise<Done | Refusal>
  takeOverChat(actor: Actor, chatId: ChatId): Promise<Chat | Refusal>
  /** From the bot or other program that holds the conversation; of a bot's chat a new one of the agent's is made, which is returned. */
  takeControl(actor: Actor, chatId: ChatId): Promise<Chat | Refusal>
  getChats(actor: Actor, all: boolean): Promise<{ readonly cards: readonly ChatCard[]; readonly seq: number } | Refusal>
  getChat(actor: Actor, chatId: ChatId): Promise<ChatCard | Refusal>
  getConversation(
    actor: Actor,
    chatId: ChatId,
    page: {
      readonly before?: MessageId
      readonly after?: MessageId
      readonly around?: MessageId
      readonly limit: number
    },
  ): Promise<ConversationPage | Refusal>
  markChatAsRead(actor: Actor, chatId: ChatId, upTo?: MessageId): Promise<Done | Refusal>
  closeActiveChat(actor: Actor, chatId: ChatId): Promise<Done | Refusal>
  getUnreadChatsCount(actor: Actor): Promise<number>
  getUnreadMessagesCount(actor: Actor): Promise<number>
  getChatActions(actor: Actor, chatId: ChatId): Promise<readonly ChatAction[] | Refusal>
  getTransferTargets(actor: Actor, chatId: ChatId): Promise<TransferTargets | Refusal>
  transferChat(
    actor: Actor,
    chatId: ChatId,
    to: { readonly kind: 'agent'; readonly agentId: AgentId } | { readonly kind: 'queue'; readonly queueId: QueueId },
    comment: string,
  ): Promise<Done | Refusal>
  explain(actor: Actor, chatId: ChatId): Promise<readonly Decision[] | Refusal>
  saveDraft(
    actor: Actor,
    chatId: ChatId,
    draft: { readonly text: string; readonly note: boolean; readonly replyTo: MessageId | null },
  ): Promise<Done | Refusal>
  typing(actor: Actor, chatId: ChatId): Promise<Done | Refusal>
}

export interface SendInput {
  readonly chatId: ChatId
  readonly text: string
  readonly note: boolean
  readonly file?: { readonly fileId: FileId; readonly name: string; readonly mime: string }
  readonly replyTo?: MessageId
  /** Goes out in the place of the text, and may when free replies may not. */
  readonly template?: ChosenTemplate
  /** Goes alone; what it says in words becomes the text. */
  readonly content?: MessageContent
  /** What the sender's program calls it: of two of the agent's with one id in a conversation the first is returned, and the second not stored. */
  readonly customId?: string
  /** What the sender's program keeps with it from the first. */
  readonly properties?: Properties
  readonly idempotencyKey?: string
  readonly cannedReplyId?: CannedReplyId
}

export interface ReceiveReport {
  readonly stored: number
  readonly doubled: number
  readonly unreadable: number
  readonly messageIds: readonly MessageId[]
}

/** MessageManager of the seeds (Register is ChannelVerbs.register). */
export interface MessageVerbs {
  send(actor: Actor, input: SendInput): Promise<Message | Refusal>
  /** What the chat's network has approved, for when its window is closed; empty where it knows no templates. */
  templates(actor: Actor, chatId: ChatId): Promise<readonly MessageTemplate[] | Refusal>
  /** Presses a button of a message in a chat of the agent's, or takes it back. Nothing happens where it stands so already. */
  press(
    actor: Actor,
    input: { readonly messageId: MessageId; readonly buttonId: string; readonly isPressed: boolean },
  ): Promise<Done | Refusal>
  retry(actor: Actor, messageId: MessageId): Promise<Done | Refusal>
  settle(actor: Actor, messageId: MessageId): Promise<Done | Refusal>
  getMessagesByChatId(actor: Actor, chatId: ChatId, limit: number): Promise<readonly Message[] | Refusal>
  /** Exactly one of `raw` and `message`. */
  receive(
    channelId: ChannelId,
    input: {
      readonly raw?: unknown
      readonly message?: {
        readonly externalId: string
        readonly address: string
        readonly sender: Sender
        readonly at?: number
        readonly text: string
        readonly content?: MessageContent
      }
    },
  ): Promise<ReceiveReport | Refusal>
  /** An attachment that this agent may see, with its bytes' id. */
  attachment(actor: Actor, id: AttachmentId): Promise<AttachmentRow | Refusal>
}

export interface PresenceVerbs {
  set(actor: Actor, status: 'active' | 'inactive', reason: InactiveReason): Promise<Presence>
  /** A workstation of the agent's is there until the returned function is called (and a grace time passed). */
  connect(agentId: AgentId, at?: ConnectedAt): () => void
  /** Whether the agent has a screen of ours open, where a chat can ring until they take it. */
  hasScreen(agentId: AgentId): boolean
  /** The agent's program called without a standing connection; counts as connected for a minute. Resolves after chats were routed. */
  touch(agentId: AgentId): Promise<void>
  isConnected(agentId: AgentId): boolean
}

export interface QueueCard {
  readonly queue: Queue
  readonly waiting: number
  readonly active: number
  readonly agentsAvailable: number
  readonly isOpen: boolean
  /** When it opens or closes next; null: never. */
  readonly changesAt: number | null
}

export interface QueueInput {
  readonly name: string
  readonly routingRule: RoutingRule
  readonly completionTimeoutMinutes: number | null
  readonly acceptTimeoutMinutes: number | null
  readonly workingHours: WorkingHours | null
  readonly agentIds: readonly AgentId[]
  readonly roleIds: readonly RoleId[]
}

export interface QueueVerbs {
  list(): Promise<readonly QueueCard[]>
  ofAgent(id: AgentId): Promise<readonly Queue[]>
  create(doer: Doer, input: QueueInput): Promise<QueueCard | Refusal>
  update(
    doer: Doer,
    id: QueueId,
    change: Partial<QueueInput> & { readonly archived?: boolean },
    version?: number,
  ): Promise<QueueCard | Refusal>
  /** The order in which queues are listed everywhere; those that are left out come after, as they were. */
  reorder(doer: Doer, ids: readonly QueueId[]): Promise<Done | Refusal>
}

export interface ChannelCard {
  readonly channel: Channel
  readonly secretsSet: readonly string[]
  readonly health: ChannelHealth
  readonly hasChats: boolean
}

/** What a network said of a channel. */
export interface ChannelTest {
  readonly ok: boolean
  readonly sentence: string
  readonly profile: Readonly<Record<string, string>>
  /** Who else receives for it. */
  readonly rival: Rival | null
}

export interface ChannelVerbs {
  list(): Promise<readonly ChannelCard[]>
  register(
    doer: Doer,
    input: {
      readonly kind: ChannelKind
      readonly name: string
      readonly queueId: QueueId
      readonly active: boolean
      readonly settings: Readonly<Record<string, unknown>>
      readonly takeOver?: boolean
    },
  ): Promise<(ChannelCard & { readonly warning?: string }) | Refusal>
  /** With a `version`, refused when somebody changed it since. `takeOver`: ends whoever else receives for it. */
  update(
    doer: Doer,
    id: ChannelId,
    change: {
      readonly name?: string
      readonly queueId?: QueueId
      readonly active?: boolean
      readonly settings?: Readonly<Record<string, unknown>>
      readonly takeOver?: boolean
    },
    version?: number,
  ): Promise<(ChannelCard & { readonly warning?: string }) | Refusal>
  test(
    kind: ChannelKind,
    channelId: ChannelId | null,
    settings: Readonly<Record<string, unknown>>,
    /** Where customers reach this workstation, without a slash at the end; null: nowhere. */
    customerRoot?: string | null,
    /** Whose sign-in the settings may name. */
    doer?: Doer | null,
  ): Promise<ChannelTest>
  /** Can be undone for a day. */
  remove(doer: Doer, id: ChannelId): Promise<Done | Refusal>
  restore(doer: Doer, id: ChannelId): Promise<ChannelCard | Refusal>
  quarantine(): Promise<readonly QuarantineRow[]>
}

/** Signing in at a network with the system's browser, for a channel that is being set up. */
export interface SignInVerbs {
  begin(
    actor: Actor,
    kind: ChannelKind,
    settings: Readonly<Record<string, unknown>>,
    redirectUri: string,
  ): { readonly ticket: string; readonly url: string } | Refusal
  state(actor: Actor, ticket: string): SignInState
  /** By hand: the code, or the whole address at which the browser came to nothing. */
  finish(actor: Actor, ticket: string, pasted: string): Promise<SignInState>
}

/** What became of it. */
export type SignInState =
  | { readonly state: 'waiting' }
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly sentence: string }

/** Networks that call us: /hooks/<kind>/<channelId>. */
export interface WebhookVerbs {
  /** Where the channel is called from outside; null: nobody has said what the public address is; undefined: no such channel. */
  urlOf(channelId: string): Promise<string | null | undefined>
  take(kind: string, channelId: string, request: WebhookRequest): Promise<WebhookAnswer>
  /** A call of a network that has one address for all its channels: each of them takes what is its own. */
  offer(kind: string, request: WebhookRequest): Promise<WebhookAnswer>
}

/** Who changed something last, and when. */
export interface LastChange {
  readonly at: number
  /** Null: Parley itself. */
  readonly byName: string | null
}

export interface SettingVerbs {
  /** The secret as it is stored: sealed. */
  get(): Promise<SystemSettings>
  /** What was never changed is not in it. */
  lastChanges(): Promise<ReadonlyMap<SettingName, LastChange>>
  /** The secret in clear; '' leaves it as it is, null clears it. */
  set(actor: Actor, change: Partial<SystemSettings>): Promise<SystemSettings | Refusal>
}

export interface CannedReplyVerbs {
  list(): Promise<readonly CannedReply[]>
  create(doer: Doer, input: Pick<CannedReply, 'name' | 'text' | 'queueId'>): Promise<CannedReply | Refusal>
  update(
    doer: Doer,
    id: CannedReplyId,
    change: Partial<Pick<CannedReply, 'name' | 'text' | 'queueId'>>,
    version?: number,
  ): Promise<CannedReply | Refusal>
  /** Can be undone for a day. */
  remove(doer: Doer, id: CannedReplyId): Promise<Done | Refusal>
  restore(doer: Doer, id: CannedReplyId): Promise<CannedReply | Refusal>
}

export interface SearchVerbs {
  messages(
    actor: Actor,
    query: Omit<SearchQuery, 'visibleTo'>,
  ): Promise<{
    readonly hits: readonly SearchHit[]
    readonly nextBefore: MessageId | null
    readonly contacts: readonly {
      readonly id: ContactId
      readonly name: string
      readonly latestChatId: ChatId | null
    }[]
  }>
}

/** What a screen hears: a kept event with the present state of what it names, or something that is not kept. */
export type FeedItem =
  | {
      readonly kind: 'event'
      readonly event: StoredEvent
      /** Present for events about a chat; null when it is not in this agent's lists (any more). */
      readonly card?: ChatCard | null
      readonly message?: Message
    }
  | {
      readonly kind: 'typing'
      readonly at: number
      readonly chatId: ChatId
      readonly who: string
      readonly agentId: AgentId | null
      readonly preview: string | null
    }
  /** How the relay is has changed. */
  | { readonly kind: 'relay'; readonly at: number }
  | { readonly kind: 'health'; readonly at: number; readonly channelId: ChannelId; readonly health: ChannelHealth }

/** Hears everything that happens, whomever it concerns: for doors that decide themselves whom to tell. Must not throw or block. */
export interface FeedEar {
  /** In the order of their numbers, after they are on disk. */
  events(events: readonly StoredEvent[]): void
  passing(item: Exclude<FeedItem, { readonly kind: 'event' }>): void
}

export interface FeedVerbs {
  /** From now on, until the returned function is called. */
  listen(ear: FeedEar): () => void
  /** Everything after `since` that concerns the agent, then what happens, until the signal. Without `since`: from now on. */
  follow(actor: Actor, since: number | undefined, signal: AbortSignal): AsyncGenerator<FeedItem, void, void>
  last(): Promise<number>
}

export interface FileVerbs {
  put(bytes: Uint8Array): Promise<{ readonly fileId: FileId; readonly size: number } | Refusal>
  read(id: FileId): Promise<Uint8Array | null>
}

export interface AuditVerbs {
  list(query: AuditQuery): Promise<{ readonly entries: readonly AuditEntry[]; readonly nextBefore: number | null }>
  /** `isWhole`: no older entries were left out. */
  exportCsv(
    filter: Omit<AuditQuery, 'before' | 'limit'>,
  ): Promise<{ readonly csv: string; readonly rows: number; readonly isWhole: boolean }>
}

export interface SetupPreview {
  /** Names this plan over the set-up as it is now; an import asks for it. */
  readonly token: string
  readonly items: readonly PlanItem[]
}

export interface SetupVerbs {
  /** Roles and agents only for those who may manage agents. `parley`: the version of this program. */
  export(actor: Actor, parley: string): Promise<SetupFile>
  preview(actor: Actor, file: SetupFile): Promise<SetupPreview | Refusal>
  /** What was done; refused when the set-up is not the one that the preview was made of. */
  import(actor: Actor, file: SetupFile, token: string): Promise<SetupPreview | Refusal>
}

/** The whole core behind one object; made by createWorkstation, asked by wire. */
export interface Services {
  readonly chatService: ChatVerbs
  readonly messageManager: MessageVerbs
  readonly presence: PresenceVerbs
  readonly sessions: SessionVerbs
  readonly secondFactors: SecondFactorVerbs
  readonly invites: InviteVerbs
  readonly accessTokens: AccessTokenVerbs
  readonly agents: AgentVerbs
  readonly roles: RoleVerbs
  readonly queues: QueueVerbs
  readonly channels: ChannelVerbs
  readonly signIns: SignInVerbs
  readonly webhooks: WebhookVerbs
  readonly relay: RelayVerbs
  readonly pages: PageVerbs
  readonly settings: SettingVerbs
  readonly cannedReplies: CannedReplyVerbs
  readonly processes: ProcessVerbs
  readonly chatActions: ChatActionVerbs
  readonly runs: RunVerbs
  readonly contacts: ContactVerbs
  readonly ownFields: OwnFieldVerbs
  readonly search: SearchVerbs
  readonly audit: AuditVerbs
  readonly setup: SetupVerbs
  readonly feed: FeedVerbs
  readonly files: FileVerbs
  readonly cases: CaseVerbs
  readonly caseWebhooks: CaseWebhookVerbs
  readonly protocolWebhooks: ProtocolWebhookVerbs
  readonly configuration: ConfigurationVerbs
  readonly protocol: ProtocolVerbs
}

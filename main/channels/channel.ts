// The connector contract: what a network's folder must provide, and what it gets. Each method says what it must not do.
import type { Clock } from '../domain/clock.ts'
import type { FileId, MessageId } from '../domain/ids.ts'
import type { MessageContent } from '../domain/message-content.ts'
import type { MessageTemplate } from '../domain/message-template.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { NoDefaultApp } from '../domain/thread-control.ts'
import type {
  ChannelHealth,
  ChannelKind,
  InboundUpdate,
  OutgoingMessage,
  SendResult,
  UnifiedMessage,
  Unreadable,
} from '../domain/unified-message.ts'
import type { WebhookAnswer, WebhookRequest } from './webhook.ts'

/** One line for the log. Never a secret, never a URL that holds one. */
export interface Log {
  info(message: string, facts?: Record<string, unknown>): void
  warn(message: string, facts?: Record<string, unknown>): void
  error(message: string, facts?: Record<string, unknown>): void
}

/** A channel's settings as its connector sees them: secrets opened, shape checked by `parseSettings`. */
export interface ChannelConfig<Settings> {
  readonly channelId: string
  readonly name: string
  readonly settings: Settings
  readonly cursor: string | null
  /** What the connector asked to have remembered, opened; missing or null: nothing. */
  readonly memory?: string | null
}

/** A piece of work of the network that has not ended there, as far as we were told. */
export interface TheirChat {
  readonly address: string
  /** The network's id of it. */
  readonly theirChat: string
  readonly state: 'open' | 'elsewhere'
  /** False: our chat of it was closed here, and the network is to close its own. */
  readonly isOpenHere: boolean
}

/** What came in from a network in one go. It is stored in one transaction, or not at all. */
export interface Intake {
  readonly updates: readonly InboundUpdate[]
  readonly unreadable?: readonly Unreadable[]
  /** Where to go on after a restart; stored in the same transaction. */
  readonly cursor?: string
}

/** What became of the intake's updates, by index: the stored message's id, or null for doubles and what is no message. */
export interface Receipt {
  readonly messageIds: readonly (MessageId | null)[]
}

/** The inside of the house, as a connector sees it. */
export interface ChannelDoor {
  readonly clock: Clock
  readonly log: Log
  /**
   * Stores what came in. When it resolves, everything is on disk: only then may the network be told that it was received.
   * Rejects only when the disk fails: then tell the network nothing and try again.
   */
  receive(intake: Intake): Promise<Receipt>
  reportHealth(health: ChannelHealth): void
  /** What the network says of itself: `{ name, username, ... }`, shown in settings. */
  reportProfile(profile: Readonly<Record<string, string>>): void
  /** Keeps bytes of an attachment, e.g. a visitor's upload. */
  storeFile(bytes: Uint8Array): Promise<{ fileId: FileId; size: number }>
  /** For networks that are ours: the conversation with an address, as its customer may see it, oldest first. */
  history(address: string, page: { before?: string; limit: number }): Promise<CustomerHistory>
  /** Where the network can call this channel now, by the public address of the host; null: nowhere. */
  webhookUrl(): Promise<string | null>
  /** An attachment of this address's own conversation, or null: for a customer's own page, or a network that fetches it. */
  openAttachment(
    address: string,
    attachmentId: string,
  ): Promise<{ name: string; mime: string; bytes: Uint8Array } | null>
  /** Whether somebody could take a chat of this channel now. */
  availability(): Promise<Availability>
  /** Of networks that keep pieces of work of their own: those that have not ended there. */
  theirChats(): Promise<readonly TheirChat[]>
  /** Whether its end was stored. */
  hasEnded(theirChat: string): Promise<boolean>
  /** Keeps a secret of the connector's own, such as a token that was renewed, in the place of the one before; sealed, and on disk when it resolves. */
  remember(secret: string): Promise<void>
  /** The customer ends the chat (networks that are ours). */
  customerCloses(address: string): Promise<void>
}

export interface Availability {
  /** Agents who are active and connected in the channel's queue. */
  readonly agents: number
  readonly queueName: string
}

/** A message as its customer may see it: never a note, never an agent's login. */
export interface CustomerMessage {
  readonly id: string
  readonly mine: boolean
  readonly authorName: string | null
  readonly kind: UnifiedMessage['kind']
  readonly text: string
  readonly at: number
  readonly attachments: readonly {
    id: string
    kind: string
    name: string
    mime: string
    size: number | null
    width: number | null
    height: number | null
  }[]
  /** Of what is pressed only what the customer pressed. */
  readonly content: MessageContent | null
  readonly state: 'sent' | 'delivered' | 'read' | null
  /** The externalId that the message had when it came in, so that a page can match what it sent. */
  readonly externalId: string | null
  readonly deleted: boolean
}

export interface CustomerHistory {
  readonly messages: readonly CustomerMessage[]
  readonly hasOlder: boolean
  /** The open chat of the conversation, if there is one. */
  readonly chat: { readonly status: 'bot' | 'waiting' | 'active'; readonly agentName: string | null } | null
}

/** What the inside tells a network that can show it. */
export type CustomerNotice =
  | { readonly type: 'accepted'; readonly agentName: string }
  | { readonly type: 'waiting' }
  | { readonly type: 'closed' }
  /** An agent has read everything up to this message of the customer's. */
  | { readonly type: 'read'; readonly externalId: string }

/** Who else receives what is written to a channel's account, so that Parley would get nothing, or only a part. */
export type Rival = { readonly kind: 'webhook'; readonly url: string } | { readonly kind: 'poller' }

export interface PropertyChange {
  readonly scope: 'conversation' | 'chat'
  readonly isSet: boolean
  /** JSON: values by namespace and name where they were set, and names by namespace where they were deleted. */
  readonly properties: unknown
}

/** A running connection of one channel. */
export interface ChannelLink {
  /**
   * One attempt to send one message. Never throws for what the network says or for a dead network: that is a SendResult.
   * Must not retry by itself: the outbox does.
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult>
  /** The agent is typing. Best effort: must not throw, must not block. */
  sendTyping?(address: string, agentName: string): void
  /** The agent has read up to this message of the customer's. Best effort. */
  markRead?(address: string, externalId: string): void
  notify?(address: string, notice: CustomerNotice): void
  /** Somebody here gave the conversation's chat a tag, or took it off. Best effort: must not throw, must not block. */
  tagged?(address: string, tag: string, given: boolean): void
  /** A program here changed what is kept with the conversation or its latest chat. Best effort: must not throw, must not block. */
  propertiesChanged?(address: string, change: PropertyChange): void
  /** Somebody here banned the customer, for so many days; null: until it is lifted. Best effort: must not throw, must not block. */
  banned?(address: string, days: number | null): void
  /** For networks that call us: checks that it is them, stores what they bring, and only then answers. Must not throw. */
  takeWebhook?(request: WebhookRequest): Promise<WebhookAnswer>
  /** `takeWebhook` stores in the order of its calls, also when they are begun before the one before has ended. */
  readonly storesInOrder?: boolean
  /** `availability` of the door may be another one than before. Must not throw, must not block. */
  availabilityChanged?(): void
  /** `webhookUrl` of the door may be another one than before. Must not throw, must not block. */
  publicAddressChanged?(): void
  /** Networks where several programs serve one place: takes the conversation into our hands. Null: done. Must not throw. */
  takeControl?(address: string, signal: AbortSignal): Promise<Refusal | null>
  /** Gives the conversation back to whoever has it by default. Null: done, or there is nobody to give it to. Must not throw. */
  handBack?(address: string, signal: AbortSignal): Promise<Refusal | null>
  /** Texts that the network has approved for customers who have not written for a while. */
  templates?(signal: AbortSignal): Promise<readonly MessageTemplate[] | Refusal>
  /** Fetches the bytes behind an attachment's `remote`. `final`: trying again cannot help. */
  fetchAttachment?(
    remote: string,
    signal: AbortSignal,
  ): Promise<{ bytes: Uint8Array; name?: string; mime?: string } | { failed: string; final: boolean; retryAt?: number }>
  /** Resolves when everything that was on its way is finished; called after the signal of `connect` was aborted. */
  stopped(): Promise<void>
}

/** What a sign-in with the system's browser was begun with. */
export interface SignInAsked {
  /** What is typed of the channel so far. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Where the network sends the browser back to. */
  readonly redirectUri: string
  /** Comes back with the browser, so that it is known which sign-in it is of. */
  readonly state: string
  /** PKCE: proves that whoever has the code is who began. */
  readonly verifier: string
}

export interface ChannelSignIn {
  /** The network's page to open. No network, no clock. */
  address(asked: SignInAsked): string | Refusal
  /** Settings, secrets among them, for the code that came back; it is good once. */
  settings(asked: SignInAsked, code: string, signal: AbortSignal): Promise<Readonly<Record<string, string>> | Refusal>
}

/** One kind of network. */
export interface Connector<Settings = unknown> {
  readonly kind: ChannelKind
  /** True when sending one message twice shows it once, as on networks of our own: then an interrupted attempt is simply repeated. */
  readonly resendIsSafe?: boolean
  /** A person signs in there with the system's browser, in the place of copying tokens. */
  readonly signIn?: ChannelSignIn
  /** Notes of agents go to the network as well, for the eyes of agents there. */
  readonly takesNotes?: boolean
  /** Settings that together name the one place at the network that a single channel may serve; without it, the secrets do. */
  readonly placeFields?: readonly string[]
  /** Setting names whose values are secrets: encrypted at rest, never logged, never sent to a screen. */
  readonly secretFields: readonly string[]
  /** Names of settings that say where the secrets are sent. When one changes, stored secrets do not go along. */
  readonly secretsGoTo?: readonly string[]
  /**
   * Networks where several programs serve one place: who answers first where the network does not say who holds a
   * conversation, by the channel's stored settings (without secrets). Missing: on this network nobody else answers.
   */
  noDefaultApp?(settings: Readonly<Record<string, unknown>>): NoDefaultApp
  /** Checks settings from a form or the API. A refusal names the field. Unknown fields are refused. */
  parseSettings(input: unknown): Settings | Refusal
  /**
   * MessengerRegistrationWorker: extra steps when a channel is added, such as asking the network who the bot is.
   * May use the network; must not leave anything running, and must not change anything there. A dead network is no
   * refusal: `profile` stays empty. `profile.picture` may be a small picture as a data: address.
   * `warning`: why it does not work yet; `advice`: what is left to be done at the network.
   */
  register(
    settings: Settings,
    signal: AbortSignal,
    /** Where the network can call the channel; null: nowhere yet. */
    webhookUrl?: string | null,
  ): Promise<{ profile: Record<string, string>; warning?: string; advice?: string; rival?: Rival } | Refusal>
  /**
   * Listens for a few seconds whether another program receives for the account. Must not be asked while a channel of
   * ours is connected to it.
   */
  listensElsewhere?(settings: Settings, signal: AbortSignal): Promise<boolean>
  /** Ends the rival that `register` found. Only after a person has said so: it cannot be undone from here. */
  takeOver?(settings: Settings, signal: AbortSignal): Promise<Refusal | null>
  /**
   * IncomeMessageWorker: their payload (parsed JSON or text) -> what we understand. No network, no clock, no state.
   * `receivedAt` (epoch ms) stands in where the network tells no time.
   * Used by the connector's own intake and by messageManager.receive for raw payloads.
   */
  toUnified(payload: unknown, receivedAt?: number): Intake
  /**
   * OmnichannelMessagingService: begins to receive (poll, webhook, socket) and returns at once. Must not throw:
   * trouble is reported as health. Stops when the signal aborts.
   */
  connect(config: ChannelConfig<Settings>, door: ChannelDoor, signal: AbortSignal): ChannelLink
}

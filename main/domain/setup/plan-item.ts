// What comes of each thing of a file: what it would be here, what of it changes, and the words that go with it.
import type { AuditFields, AuditNoun } from '../audit.ts'
import type { Permission } from '../permissions.ts'
import type { SettingName } from '../settings.ts'
import type {
  SetupAction,
  SetupAgent,
  SetupChannel,
  SetupContactField,
  SetupProcess,
  SetupQueue,
  SetupReply,
  SetupRole,
  SetupWebhook,
} from './setup-file.ts'

export const verdicts = ['created', 'changed', 'same', 'impossible'] as const
export type Verdict = (typeof verdicts)[number]

interface Item<What extends string, Wanted> {
  readonly what: What
  readonly noun: AuditNoun
  readonly name: string
  readonly verdict: Verdict
  /** The fields that change; what is made has no `before`. */
  readonly before: AuditFields | null
  readonly after: AuditFields | null
  /** Sentences: why it is impossible, or what is left to do by hand. */
  readonly notes: readonly string[]
  /** As it shall be. */
  readonly wanted: Wanted
}

export type RoleItem = Item<'role', SetupRole>
export type AgentItem = Item<'agent', SetupAgent>
export type QueueItem = Item<'queue', SetupQueue>
/** Names of queues in the order they shall have. */
export type OrderItem = Item<'order', readonly string[]>
export interface ChannelItem extends Item<'channel', SetupChannel> {
  /** The secrets stored here must not go where the file's settings would send them. */
  readonly dropsSecrets: boolean
}
export type ReplyItem = Item<'cannedReply', SetupReply>
export type ProcessItem = Item<'process', SetupProcess>
export type ActionItem = Item<'chatAction', SetupAction>
/** Actions in the order they shall have. */
export type ActionOrderItem = Item<'actionOrder', readonly SetupAction[]>
export type ContactFieldItem = Item<'contactField', SetupContactField>
export type WebhookItem = Item<'webhook', SetupWebhook>
export type SettingItem = Item<'setting', { readonly name: SettingName; readonly value: unknown }>
export type PlanItem =
  | RoleItem
  | AgentItem
  | QueueItem
  | OrderItem
  | ChannelItem
  | ReplyItem
  | ProcessItem
  | ActionItem
  | ActionOrderItem
  | ContactFieldItem
  | WebhookItem
  | SettingItem

/** What a network's connector says of a channel that is to be. */
export interface ChannelVerdict {
  /** Null: its settings can be understood. */
  readonly refused: string | null
  /** Secrets that it needs and that nobody has entered here. */
  readonly missing: readonly string[]
  /** Its settings send the secrets stored here elsewhere than before. They are among the missing then. */
  readonly dropsSecrets: boolean
}

export interface ProcessVerdict {
  /** Null: it can be published, or it need not be. */
  readonly refused: string | null
  /** Secrets that its tasks send and that nobody has entered here. */
  readonly missing: readonly string[]
}

export interface PlanRules {
  readonly managesAgents: boolean
  /** Rights that whoever imports may give to others. */
  readonly giveable: ReadonlySet<Permission>
  /** Who was only invited may never come. */
  readonly hasPassword: (login: string) => boolean
  readonly checkChannel: (channel: SetupChannel) => ChannelVerdict
  readonly checkProcess: (process: SetupProcess) => ProcessVerdict
  /** A short text that is another for another diagram. */
  readonly fingerprint: (diagram: string) => string
}

export const isToBeDone = ({ verdict }: Pick<PlanItem, 'verdict'>): boolean =>
  verdict === 'created' || verdict === 'changed'

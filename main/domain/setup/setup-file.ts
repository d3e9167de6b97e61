// The whole set-up as a file holds it: everything by name, nothing by id, no secret and no password in it.
import type { WebhookEvent } from '../case-webhook.ts'
import type { ActionIcon } from '../chat-action.ts'
import type { OwnFieldKind } from '../contact/own-field.ts'
import type { Permission } from '../permissions.ts'
import type { RoutingRule } from '../queue.ts'
import type { SecretSetting, SystemSettings } from '../settings.ts'
import type { ChannelKind } from '../unified-message.ts'
import type { WorkingHours } from '../working-hours.ts'

export const setupFormat = 'parley-setup'
/** Grows when an older Parley could not read the file any more. */
export const setupVersion = 1

export interface SetupRole {
  readonly name: string
  readonly permissions: readonly Permission[]
}

export interface SetupAgent {
  readonly login: string
  readonly name: string
  /** Names of roles. */
  readonly roles: readonly string[]
  readonly chatLimit: number | null
  readonly deactivated: boolean
  /** Missing: a person. */
  readonly bot?: boolean | undefined
}

export interface SetupQueue {
  readonly name: string
  readonly routingRule: RoutingRule
  readonly completionTimeoutMinutes: number | null
  readonly acceptTimeoutMinutes: number | null
  readonly workingHours: WorkingHours | null
  /** Logins. */
  readonly agents: readonly string[]
  /** Names of roles. */
  readonly roles: readonly string[]
  readonly archived: boolean
}

export interface SetupChannel {
  readonly kind: ChannelKind
  readonly name: string
  /** Its queue's name. */
  readonly queue: string
  readonly active: boolean
  /** Without secrets. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Names of the secrets that were filled; whoever brings the channel in must enter them anew. */
  readonly secrets: readonly string[]
}

export interface SetupReply {
  readonly name: string
  readonly text: string
  /** A queue's name; null = for all queues. */
  readonly queue: string | null
}

/** Of its versions the one that runs; what an HTTP task sends in secret stays behind. */
export interface SetupProcess {
  /** It is found by this. */
  readonly code: string
  readonly name: string
  /** BPMN 2.0 XML; null: was never published. */
  readonly published: string | null
  /** Null: nothing differs from what is published. */
  readonly draft: string | null
}

export interface SetupAction {
  readonly caption: string
  readonly icon: ActionIcon
  /** A queue's name; null = in the chats of all queues. */
  readonly queue: string | null
  /** A process's code. */
  readonly process: string
  readonly shortcut: string | null
}

/** A field of one's own of contacts. */
export interface SetupContactField {
  readonly name: string
  readonly kind: OwnFieldKind
  /** Of a choice. */
  readonly options: readonly string[]
  readonly archived: boolean
}

/** A webhook on cases. Those on chats belong to the programs that registered them. */
export interface SetupWebhook {
  readonly name: string
  /** Without what follows a "?". */
  readonly url: string
  /** Something follows, which may be a key and stays behind. */
  readonly hasKey: boolean
  readonly events: readonly WebhookEvent[]
  readonly active: boolean
}

/** What can be told of the system settings. */
export type SetupSettings = Omit<SystemSettings, SecretSetting>

/** One workstation's set-up, or a file's once the bytes of its sound are stored. Queues stand in their order. */
export interface Setup {
  /** Null: whoever made the file may not manage agents, and neither could they tell of them. */
  readonly roles: readonly SetupRole[] | null
  readonly agents: readonly SetupAgent[] | null
  readonly queues: readonly SetupQueue[]
  readonly channels: readonly SetupChannel[]
  readonly cannedReplies: readonly SetupReply[]
  readonly processes: readonly SetupProcess[]
  /** In their order. */
  readonly chatActions: readonly SetupAction[]
  /** In their order. */
  readonly contactFields: readonly SetupContactField[]
  readonly webhooks: readonly SetupWebhook[]
  /** What a file leaves out stays as it is. */
  readonly settings: { readonly [Name in keyof SetupSettings]?: SetupSettings[Name] | undefined }
}

export interface SoundInFile {
  readonly name: string
  readonly mime: string
  readonly base64: string
}

export interface SetupFile extends Omit<Setup, 'settings'> {
  readonly format: typeof setupFormat
  readonly version: typeof setupVersion
  /** ISO 8601. */
  readonly exportedAt: string
  /** The Parley that wrote it. */
  readonly parley: string
  readonly settings: Omit<Setup['settings'], 'OmniChatNotificationSound'> & {
    readonly OmniChatNotificationSound?: SoundInFile | null | undefined
  }
}

export { nameKey } from '../name-key.ts'

// The whole set-up as a file holds it: everything by name, nothing by id, no secret and no password in it.
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

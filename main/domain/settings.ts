// The system settings by the names of the seeds, with their defaults.
import type { FileId } from './ids.ts'

export interface SystemSettings {
  /** Minutes that an agent has to accept an offered chat. */
  readonly OmniChatOperatorAcceptChatTimeout: number
  /** Chats that an agent processes at a time, over all channels; 0 = no limit. */
  readonly SimultaneousChats: number
  /** The sound of new chats; null = Parley's own. */
  readonly OmniChatNotificationSound: { readonly fileId: FileId; readonly name: string; readonly mime: string } | null
  /** Where customers find the website channel's page, when it is not this machine. */
  readonly SiteUrl: string
  /** The service that Facebook Messenger channels sign in through; '' = none. */
  readonly IdentityServerUrl: string
  readonly IdentityServerClientId: string
  /** Stored sealed with this machine's key, never in clear; null = none. */
  readonly IdentityServerClientSecret: string | null
  /** Hosts of private networks that webhooks and processes may call, with blanks or commas between them; '' = none. */
  readonly OutboundAllowedHosts: string
  /** The server that processes send e-mail through, such as mail.example:587; '' = none. */
  readonly SmtpServer: string
  /** '' = the server asks for none. */
  readonly SmtpUser: string
  /** Stored sealed, like the other secret; null = none. */
  readonly SmtpPassword: string | null
  /** The sender's address. */
  readonly SmtpFrom: string
}

export type SettingName = keyof SystemSettings

export const defaultSettings: SystemSettings = {
  OmniChatOperatorAcceptChatTimeout: 5,
  SimultaneousChats: 2,
  OmniChatNotificationSound: null,
  SiteUrl: '',
  IdentityServerUrl: '',
  IdentityServerClientId: '',
  IdentityServerClientSecret: null,
  OutboundAllowedHosts: '',
  SmtpServer: '',
  SmtpUser: '',
  SmtpPassword: null,
  SmtpFrom: '',
}

/** Names of the settings that never leave the workstation, not even to those who may change them. */
export const secretSettings = ['IdentityServerClientSecret', 'SmtpPassword'] as const satisfies readonly SettingName[]
export type SecretSetting = (typeof secretSettings)[number]

export const isSecretSetting = (name: SettingName): name is SecretSetting => secretSettings.some(one => one === name)

/** LiveChat's most chats at once, which we keep as the highest limit of an agent. */
export const highestChatLimit = 99

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
}

export const defaultSettings: SystemSettings = {
  OmniChatOperatorAcceptChatTimeout: 5,
  SimultaneousChats: 2,
  OmniChatNotificationSound: null,
  SiteUrl: '',
}

/** LiveChat's most chats at once, which we keep as the highest limit of an agent. */
export const highestChatLimit = 99

// Chat action: a button in a chat that runs a process with its ChatId and ContactId.
import type { ChatActionId, ProcessId, QueueId } from './ids.ts'

export interface ChatAction {
  readonly id: ChatActionId
  readonly caption: string
  readonly icon: ActionIcon
  /** Null: in the chats of all queues. */
  readonly queueId: QueueId | null
  readonly processId: ProcessId
  /** Where it stands among the actions, from 1. */
  readonly position: number
  /** A digit or a letter, pressed after the key that opens the menu; null: none. Unique among the actions of a queue. */
  readonly shortcut: string | null
  readonly version: number
}

/** Names of the drawings that screens have for actions. */
export const actionIcons = [
  'bolt',
  'briefcase',
  'bell',
  'mail',
  'message',
  'note',
  'tag',
  'user',
  'users',
  'phone',
  'calendar',
  'clock',
  'check',
  'alert',
  'receipt',
  'creditCard',
  'truck',
  'package',
  'refresh',
  'link',
  'file',
  'star',
  'heart',
  'tool',
] as const
export type ActionIcon = (typeof actionIcons)[number]

/** One letter or digit, compared without case. */
export const isShortcut = (text: string): boolean => /^[a-z0-9]$/i.test(text)

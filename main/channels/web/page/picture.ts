// Everything that the screen shows, as one value: the page draws it, and nothing else.
import type { VisitorProfile } from '../wire.ts'
import type { Conversation } from './conversation.ts'
import type { Unsent } from './outbox.ts'

/** What the channel's settings say to a page. */
export interface Texts {
  readonly title: string
  readonly greeting: string
  readonly askName: 'no' | 'optional'
  readonly typingPreview: boolean
  readonly maxTextLength: number
  readonly maxFileSize: number
}

/** connecting: for the first time; stopped: only the visitor can go on; away: the chat is not open. */
export type Connection = 'connecting' | 'online' | 'offline' | 'stopped' | 'away'

export interface Picture {
  readonly conversation: Conversation
  readonly unsent: readonly Unsent[]
  readonly connection: Connection
  /** What we were told when the connection was refused. */
  readonly trouble: string | null
  readonly texts: Texts | null
  /** Who is typing, for a few seconds after the last sign of it. */
  readonly typing: string | null
  readonly loadingOlder: boolean
  /** Our messages that were not on screen yet. */
  readonly unread: number
  readonly profile: VisitorProfile
}

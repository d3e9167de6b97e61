// What most pushes are about.
import type { Chat } from '../../../domain/chat.ts'
import type { Identity } from '../../../storage/store.ts'

/** A chat with whose it is: what most pushes are about. */
export interface Subject {
  readonly chat: Chat
  readonly identity: Identity
}

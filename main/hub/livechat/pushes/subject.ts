// What most pushes are about: a chat with whose it is.
import type { Chat } from '../../../domain/chat.ts'
import type { Identity } from '../../../storage/store.ts'

export interface Subject {
  readonly chat: Chat
  readonly identity: Identity
}

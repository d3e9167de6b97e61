// One chat as one bot sees it: who is there, whether the bot may write, and every message with what became of it.
import type { Message, ReactionType } from 'grammy/types'
import { badRequest, blockedByUser, forbidden, type Refusal, upgraded } from '../wire/answer.ts'
import type { StoredFile } from './file-store.ts'
import type { Person } from './person.ts'

/** `unmet`: the customer never wrote, so the bot does not know the chat exists. */
export type Standing = 'unmet' | 'open' | 'blocked' | 'left' | 'kicked' | 'upgraded'

export interface KeptMessage {
  message: Message
  by: 'bot' | 'customer'
  files: StoredFile[]
  sentAt: number
  edits: number
  deletedAt?: number
  /** What the bot reacted with. */
  botReactions: ReactionType[]
  /** What each customer reacted with, by user id. */
  reactions: Map<number, ReactionType[]>
}

export interface ChatIdentity {
  id: number
  type: 'private' | 'group' | 'supergroup'
  /** Of a private chat. */
  person?: Person
  /** Of a group. */
  title?: string
  /** Gives the next message id: one row of numbers for all private chats and groups of a bot, one per supergroup. */
  nextMessageId: () => number
}

export class Chat {
  readonly id: number
  readonly type: ChatIdentity['type']
  readonly person: Person | undefined
  readonly title: string
  readonly nextMessageId: () => number
  standing: Standing = 'unmet'
  upgradedTo = 0
  isBotAdmin = false
  readonly messages = new Map<number, KeptMessage>()
  /** Last action the bot showed, such as typing. */
  action: { name: string; at: number } | undefined

  constructor(identity: ChatIdentity) {
    this.id = identity.id
    this.type = identity.type
    this.person = identity.person
    this.title = identity.title ?? ''
    this.nextMessageId = identity.nextMessageId
  }

  /** The chat as every message carries it. */
  describe(): Message['chat'] {
    if (this.type === 'group') return { id: this.id, type: 'group', title: this.title }
    if (this.type === 'supergroup') return { id: this.id, type: 'supergroup', title: this.title }
    const user = this.person?.user
    return {
      id: this.id,
      type: 'private',
      first_name: user?.first_name ?? '',
      ...(user?.last_name === undefined ? {} : { last_name: user.last_name }),
      ...(user?.username === undefined ? {} : { username: user.username }),
    }
  }

  /** Why the bot may not write here; undefined if it may. */
  refusal(): Refusal | undefined {
    if (this.person?.isDeactivated) return forbidden('user is deactivated')
    switch (this.standing) {
      case 'open':
        return undefined
      case 'unmet':
        return badRequest('chat not found')
      case 'blocked':
        return blockedByUser()
      case 'left':
        return forbidden(`bot is not a member of the ${this.type} chat`)
      case 'kicked':
        return forbidden(`bot was kicked from the ${this.type} chat`)
      case 'upgraded':
        return upgraded(this.upgradedTo)
    }
  }

  /** A message that is still there. */
  find(messageId: number): KeptMessage | undefined {
    const kept = this.messages.get(messageId)
    return kept?.deletedAt === undefined ? kept : undefined
  }

  keep(message: Message, by: KeptMessage['by'], files: StoredFile[], sentAt: number): KeptMessage {
    const kept: KeptMessage = { message, by, files, sentAt, edits: 0, botReactions: [], reactions: new Map() }
    this.messages.set(message.message_id, kept)
    if (by === 'bot') this.action = undefined
    return kept
  }
}

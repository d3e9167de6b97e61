// UnifiedMessage: the one form in which every network's messages travel through Parley, and what else a network can report.

import type { AttachmentId, ChannelId, FileId, MessageId, QueueId } from './ids.ts'
import type { MessageContent } from './message-content.ts'
import type { ChosenTemplate } from './message-template.ts'
import type { Properties } from './property.ts'
import type { Sender } from './sender.ts'
import type { Standing } from './their-chat.ts'

export const channelKinds = ['web', 'telegram', 'facebook', 'whatsapp', 'livechat', 'rehearsal'] as const
export type ChannelKind = (typeof channelKinds)[number]

export const messageKinds = [
  'text',
  'photo',
  'video',
  'voice',
  'audio',
  'document',
  'sticker',
  'animation',
  'location',
  'contact',
  'poll',
  'dice',
  'button',
  'unsupported',
] as const
export type MessageKind = (typeof messageKinds)[number]

export interface IncomingAttachment {
  readonly kind: 'photo' | 'video' | 'voice' | 'audio' | 'document' | 'sticker' | 'animation'
  readonly name?: string
  readonly mime?: string
  /** Bytes. */
  readonly size?: number
  readonly width?: number
  readonly height?: number
  readonly durationMs?: number
  /** Where the connector can fetch it later; opaque outside the connector that minted it. */
  readonly remote?: string
  /** Set when the bytes are in our file store already. */
  readonly fileId?: FileId
}

export interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly title?: string
  readonly address?: string
}

export interface ContactCard {
  readonly name: string
  readonly phone?: string
  readonly email?: string
}

/** One message of a customer. */
export interface UnifiedMessage {
  readonly type: 'message'
  /** The network's id of the message, unique within the channel: the key by which doubles are dropped. */
  readonly externalId: string
  /** The network's id of the person or group: where an answer goes. */
  readonly address: string
  readonly sender: Sender
  /** When it was written, by the network's clock. */
  readonly at: number
  readonly kind: MessageKind
  /** The text, the caption, the sticker's emoji, or a sentence that stands for what cannot be shown. */
  readonly text: string
  readonly attachments?: readonly IncomingAttachment[]
  readonly place?: Place
  readonly card?: ContactCard
  readonly options?: readonly string[]
  readonly replyTo?: { readonly externalId?: string; readonly excerpt: string }
  /** Messages that belong together, such as the photos of one album, share it. */
  readonly albumId?: string
  readonly forwardedFrom?: string
  /** Its `text` may be empty then: the content in words takes its place. */
  readonly content?: MessageContent
  /** Which button of which message of ours it answers; that button stands pressed from now on. */
  readonly postback?: IncomingPostback
  /** What the sender's program calls the message: of two of theirs with one id in a conversation the second is dropped. */
  readonly customId?: string
  /**
   * It opens no chat. `openChat`: nothing is stored when none is open; `lastChat`: it is added to the last one, though that be
   * closed, and rings nowhere then. Missing: it opens a chat when none is open.
   */
  readonly into?: 'openChat' | 'lastChat'
  /** What the sender's program keeps with it. */
  readonly properties?: Properties
  /** Of networks where several programs serve one place: who holds the conversation, as the way shows on which it came. */
  readonly holder?: ThreadHolder
  /** Of networks that keep pieces of work of their own: in which of them it was said, by the network's id. */
  readonly theirChat?: string
}

/** The message by our id or the network's, where it is known. */
export interface IncomingPostback {
  readonly messageId?: MessageId
  readonly externalId?: string
  readonly buttonId: string
  readonly type?: string
  readonly value?: string
}
/** Who may answer in a conversation of a network that several programs share: we, or another program. */
export type ThreadHolder = 'us' | 'others'

/** Everything else that a network reports about a conversation. */
export type InboundUpdate =
  | UnifiedMessage
  | {
      readonly type: 'edit'
      readonly externalId: string
      readonly address: string
      readonly at: number
      readonly text: string
    }
  | { readonly type: 'deletion'; readonly externalId: string; readonly address: string; readonly at: number }
  | {
      readonly type: 'reaction'
      readonly externalId: string
      readonly address: string
      readonly at: number
      readonly author: string
      /** All reactions of that author now; empty when taken back. */
      readonly emoji: readonly string[]
    }
  /** The customer pressed a button of a message of ours, or took it back, and says nothing by it. */
  | {
      readonly type: 'postback'
      /** The network's id of our message, or ours. */
      readonly externalId: string
      readonly messageId?: MessageId
      readonly address: string
      readonly at: number
      readonly buttonId: string
      readonly toggled: boolean
    }
  /** Everything we sent up to this message was delivered or read; null: everything we sent up to the instant `at`. */
  | {
      readonly type: 'receipt'
      readonly address: string
      readonly state: 'delivered' | 'read'
      readonly externalId: string | null
      readonly at: number
    }
  /** What the network says of one message of ours: maybe late, twice or out of order. */
  | {
      readonly type: 'status'
      readonly address: string
      readonly externalId: string
      /** Ours, when the network hands it back; it finds the message while the network's own id is not known yet. */
      readonly messageId?: MessageId
      readonly at: number
      readonly state: 'sent' | 'delivered' | 'read' | 'failed'
      /** Of a failure: a sentence that an agent can read, and whether trying again can help. */
      readonly reason?: string
      readonly canRetry?: boolean
      /** The person cannot be reached until they write again. */
      readonly unreachable?: boolean
    }
  /** What was said to the customer in our place's name: from another screen of the place's owner, by another program, or by us. */
  | {
      readonly type: 'echo'
      readonly externalId: string
      readonly address: string
      readonly at: number
      readonly kind: MessageKind
      readonly text: string
      readonly attachments?: readonly IncomingAttachment[]
      readonly content?: MessageContent
      /** Who is shown as its author, such as "Facebook page". */
      readonly author: string
      /** Set when it is ours: then it says no more than that our message was sent. */
      readonly messageId?: MessageId
      /** Another program of the place said it, such as a bot; null: a person did, or we. */
      readonly byApp: string | null
      readonly holder?: ThreadHolder
      /** It was not said to the customer: agents alone see it, or the network itself says what happened. */
      readonly as?: 'note' | 'system'
    }
  | Standing
  /** Who holds the conversation from now on; `asked`: somebody asks to have it handed over, and nothing has changed yet. */
  | {
      readonly type: 'control'
      readonly address: string
      readonly at: number
      readonly holder: ThreadHolder | 'nobody'
      /** The network's id of the program that holds it, or asks for it; null: not told. */
      readonly app: string | null
      readonly asked?: boolean
    }
  /** The customer begins a chat, or goes on in an open one, before they say anything. */
  | {
      readonly type: 'opening'
      readonly address: string
      readonly at: number
      readonly sender: Sender
      /** Which queue they chose; missing: the channel's own. */
      readonly queueId?: QueueId
      /** It is closed from the first: what is left in it rings nowhere. */
      readonly isOver?: true
      /** What the customer's program keeps with the conversation and with the chat. */
      readonly properties?: { readonly conversation: Properties; readonly chat: Properties }
    }
  | { readonly type: 'typing'; readonly address: string; readonly at: number; readonly preview?: string }
  /** The person blocked us, or took it back. */
  | {
      readonly type: 'reachability'
      readonly address: string
      readonly at: number
      readonly reachable: boolean
      readonly reason: string
    }
  /** The network moved a conversation to a new address (Telegram: a group became a supergroup). */
  | { readonly type: 'moved'; readonly address: string; readonly at: number; readonly newAddress: string }
  /** What a person told about themselves, e.g. in the website's form. */
  | { readonly type: 'profile'; readonly address: string; readonly at: number; readonly sender: Sender }

/** A payload that could not be understood, kept whole with the reason. */
export interface Unreadable {
  readonly payload: string
  readonly reason: string
}

/** A reply on its way out to a network: a text, or one file with an optional caption in `text`. */
export interface OutgoingMessage {
  readonly messageId: MessageId
  readonly channelId: ChannelId
  readonly address: string
  readonly text: string
  readonly authorName: string
  readonly attachment?: OutgoingAttachment
  /** Sent in the place of `text`, which then says what the customer will read. */
  readonly template?: ChosenTemplate
  /** What `text` says in words, for networks that can show it as it is. */
  readonly content?: MessageContent
  readonly replyToExternalId?: string
  /** Agents alone may see it there. */
  readonly note?: true
  /** The window for free replies is over, and the network takes replies that a person wrote for longer: say that one did. */
  readonly byHuman?: boolean
  /** The same for every attempt at this message. */
  readonly idempotencyKey: string
  /** 1 for the first attempt. */
  readonly attempt: number
}

export interface OutgoingAttachment {
  /** By which a network that is ours lets its customer fetch it (ChannelDoor.openAttachment). */
  readonly id: AttachmentId
  readonly kind: IncomingAttachment['kind']
  readonly fileId: FileId
  readonly name: string
  readonly mime: string
  readonly size: number
  read(): Promise<Uint8Array>
}

/** What became of one attempt to send. */
export type SendResult =
  | { readonly outcome: 'sent'; readonly externalId: string; readonly state?: 'sent' | 'delivered' }
  | {
      readonly outcome: 'failed'
      /** A sentence that an agent can read. */
      readonly reason: string
      /** False when the message may have arrived all the same; it is then never sent again by itself. */
      readonly surelyNotArrived: boolean
      /** `later`: the outbox tries again by itself, not before `retryAt`; `byHand`: trying again can help; `never`: it cannot. */
      readonly retry: 'later' | 'byHand' | 'never'
      readonly retryAt?: number
      /** The person cannot be reached until they write again. */
      readonly unreachable?: boolean
      /** The group moved: the outbox stores the new address and tries again. */
      readonly movedTo?: string
      /** Another program holds the conversation, whatever we were told before: the network's own word, which outranks every event. */
      readonly heldByOthers?: boolean
    }

/** How a channel is doing. Connectors report it and never throw it. */
export type ChannelHealth =
  | { readonly state: 'off' }
  | { readonly state: 'connecting' }
  /** `warning`: it works, and a person should know something all the same. */
  | { readonly state: 'online'; readonly warning?: string }
  | { readonly state: 'retrying'; readonly until: number; readonly reason: string }
  | { readonly state: 'needsAttention'; readonly reason: string; readonly remedy: string }

// A push before it is a frame: what happened, to whom it is told, and how the requester's own is told from the others'.
import type { Audience } from '../../../domain/event.ts'
import type { AgentId, ChannelId, ChatId } from '../../../domain/ids.ts'
import type { Identity } from '../../../storage/store.ts'

/** Who is told. */
export type Hearers =
  | {
      readonly side: 'agents'
      /** As the event's, besides those who see all chats, who hear of every chat. */
      readonly audience: Audience
      readonly except?: AgentId
      /** Nobody else, not even those who see all chats. */
      readonly alone?: true
    }
  | { readonly side: 'customer'; readonly channelId: ChannelId; readonly address: string }

export interface Push {
  readonly to: Hearers
  readonly action: string
  readonly payload: object
  /** Of what a program may have asked for itself: it then carries the number of that request. See `keyOf...` below. */
  readonly key?: string
  /** The chat that it is about: a program that has not heard of it is told of the whole chat first. */
  readonly chatId?: ChatId
  /** Of news of a customer: told to everyone, which programs hear of it depends on what they asked for. Whoever follows them does. */
  readonly customer?: CustomerNews
  /** The newest message that it tells of, in digits; whoever knows of it already is not told again. */
  readonly upTo?: string
  /** Which event of that message it is, when there are several: 1 for the second. */
  readonly part?: number
  /** The whole chat: from here on the program knows it. */
  readonly isWhole?: true
  /** The chat has ended: it need not be known any more. */
  readonly isEnd?: true
}

export interface CustomerNews {
  /** As programs know them. */
  readonly id: string
  /** Who has their open chat. */
  readonly ownerId: AgentId | null
  /** The open one; null: none is. */
  readonly chatId: ChatId | null
}

/** The customer whose chat it is. */
export const toCustomer = ({ channelId, address }: Pick<Identity, 'channelId' | 'address'>): Hearers => ({
  side: 'customer',
  channelId,
  address,
})

export const keyOfEvent = (messageId: string): string => `event ${messageId}`
export const keyOfChat = (chatId: string): string => `chat ${chatId}`

/** Ids are digits of a number that only grows, longer than a number can hold exactly. */
export const isNewer = (id: string, than: string): boolean =>
  id.length > than.length || (id.length === than.length && id > than)

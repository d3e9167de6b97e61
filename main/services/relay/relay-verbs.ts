// What can be asked about the relay: how it is, to be paired with one, to part from it, and to add pages by a login through it.

import type { ChannelId, QueueId } from '../../domain/ids.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { RelayState, RelayWaiting } from '../../domain/relay.ts'
import type { Actor } from '../actor.ts'

export interface RelayStatus {
  /** '' = none. */
  readonly url: string
  /** Where networks call; null: it has not said so yet. */
  readonly publicUrl: string | null
  readonly state: RelayState
  /** Since when there is no line, though there should be one. */
  readonly awaySince: number | null
  /** Null: it has not said so on this line. */
  readonly waiting: RelayWaiting | null
  /** Ids of the channels whose calls come through it. */
  readonly channelIds: readonly string[]
  /** Pages can be added by a login at Facebook. */
  readonly hasFacebook: boolean
}

/** A page that somebody chose at Facebook; its token stays inside. */
export interface OfferedPage {
  readonly id: string
  readonly name: string
  /** data: address; null: there is none. */
  readonly picture: string | null
  /** What the person would have to be allowed at Facebook, so that the page can be served. */
  readonly missing: readonly ('MODERATE' | 'MESSAGING')[]
  /** The channel that serves it already; null: none. */
  readonly channel: { readonly id: ChannelId; readonly name: string } | null
}

export type LoginState =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly sentence: string }
  | { readonly state: 'pages'; readonly pages: readonly OfferedPage[] }

export interface ConnectedPages {
  readonly connected: readonly {
    readonly pageId: string
    readonly channelId: ChannelId
    readonly name: string
    /** False: the channel was there, and has a new token. */
    readonly isNew: boolean
    readonly warning: string | null
  }[]
  readonly refused: readonly { readonly pageId: string; readonly name: string; readonly sentence: string }[]
}

/** Facebook Messenger's registration by a login in the system's browser, through the relay. */
export interface PageVerbs {
  /** Where the person logs in. */
  beginLogin(actor: Actor): Promise<{ readonly wish: string; readonly url: string } | Refusal>
  /** What became of it; `RelayStatus` changes when that does. */
  login(actor: Actor, wish: string): Promise<LoginState | Refusal>
  /** One channel for each page, named after it; of a page that has one, the token is renewed. */
  connectPages(
    actor: Actor,
    input: {
      readonly wish: string
      readonly pageIds: readonly string[]
      readonly queueId: QueueId
      readonly active: boolean
    },
  ): Promise<ConnectedPages | Refusal>
}

export interface RelayVerbs {
  status(): Promise<RelayStatus>
  /** `code`: given by the relay's operator, good for once. A pairing that was there before ends. */
  pair(actor: Actor, input: { readonly url: string; readonly code: string }): Promise<RelayStatus | Refusal>
  unpair(actor: Actor): Promise<RelayStatus>
}

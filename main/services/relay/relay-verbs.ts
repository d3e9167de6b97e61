// What can be asked about the relay: how it is, to be paired with one, and to part from it.

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

export interface RelayVerbs {
  status(): Promise<RelayStatus>
  /** `code`: given by the relay's operator, good for once. A pairing that was there before ends. */
  pair(actor: Actor, input: { readonly url: string; readonly code: string }): Promise<RelayStatus | Refusal>
  unpair(actor: Actor): Promise<RelayStatus>
}

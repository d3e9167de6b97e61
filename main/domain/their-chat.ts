// Networks that keep pieces of work of their own, such as LiveChat its threads: how one of them stands, from which ours follow.
import type { Properties } from './property.ts'
import type { Sender } from './sender.ts'

/** Ours to answer, in the hands of somebody on the network's own screens, or over. */
export type TheirChatState = 'open' | 'elsewhere' | 'ended'

/** Said again it changes nothing, and what has ended stays so. */
export interface Standing {
  readonly type: 'standing'
  readonly address: string
  /** The network's id of the piece of work. */
  readonly theirChat: string
  readonly at: number
  readonly sender: Sender
  readonly state: TheirChatState
  /** Of what has ended: who ended it; missing: time, or nobody who is known. */
  readonly endedBy?: 'customer' | 'agent'
  /** Who ended it, or has it now. */
  readonly byName?: string
  /** All of its tags; missing: not told. */
  readonly tags?: readonly string[]
  /** All of them; missing: not told. */
  readonly properties?: { readonly conversation: Properties; readonly chat: Properties }
}

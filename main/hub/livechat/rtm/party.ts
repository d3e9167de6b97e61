// Who is at the other end of a connection, once they have logged in.
import type { AgentId, ChannelId } from '../../../domain/ids.ts'
import type { Push } from '../pushes/push.ts'
import type { WantedPushes } from './wanted-pushes.ts'

/** Whose connection it is. */
export type Place =
  | { readonly side: 'agents'; readonly agentId: AgentId }
  | { readonly side: 'customer'; readonly channelId: ChannelId; readonly address: string }

export interface Party {
  /** The same for as long as they are logged in. */
  readonly place: Place
  /** The pushes that they want; null: all. */
  readonly wants: WantedPushes | null
  /** Whether a push is for them. */
  hears(push: Push): boolean
  /** What of a push they may see; missing: all of it. */
  shown?(payload: object): object
  /** Chats that they know of from their login, with the newest message of each, in digits. */
  readonly known: ReadonlyMap<string, string>
}

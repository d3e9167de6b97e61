// Which replies wait for their channel to do better, so that they go the moment it does and wait out no pause of our own.
import type { ChannelId, MessageId } from '../domain/ids.ts'
import type { OutboxRow } from '../storage/store.ts'

/** anew: connected anew, maybe as another account; online: its network is reached (again). */
export type Upturn = 'anew' | 'online'

type Reply = Pick<OutboxRow, 'channelId' | 'messageId'>

export class WaitingReplies {
  readonly #waiting = new Map<ChannelId, Map<MessageId, { readonly isPauseAsked: boolean }>>()
  readonly #up = new Map<ChannelId, Upturn>()

  /** `isPauseAsked`: the network itself named the instant before which it takes nothing. */
  add({ channelId, messageId }: Reply, isPauseAsked = false): void {
    const waiting = this.#waiting.get(channelId) ?? new Map()
    waiting.set(messageId, { isPauseAsked })
    this.#waiting.set(channelId, waiting)
  }

  remove({ channelId, messageId }: Reply): void {
    this.#waiting.get(channelId)?.delete(messageId)
  }

  channelIsUp(channelId: ChannelId, how: Upturn): void {
    if (this.#up.get(channelId) !== 'anew') this.#up.set(channelId, how)
  }

  /** Those that wait no longer, each once. A pause that a network asked for holds as long as the connection is the same. */
  release(): readonly MessageId[] {
    const released = [...this.#up].flatMap(([channelId, how]) => {
      const waiting = [...(this.#waiting.get(channelId) ?? [])]
      const due = waiting.filter(([, { isPauseAsked }]) => how === 'anew' || !isPauseAsked)
      return due.map(([messageId]) => ({ channelId, messageId }))
    })
    for (const reply of released) this.remove(reply)
    this.#up.clear()
    return released.map(({ messageId }) => messageId)
  }
}

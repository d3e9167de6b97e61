// The page is typing, and the page has seen it: shown to the customer for as long as Facebook shows it (Send API, "Sender
// Actions": some 20 seconds). Nobody misses a sign that did not show.
import { SECOND } from '../../domain/clock.ts'
import type { ChannelDoor } from '../channel.ts'
import { recipientOf } from './events.ts'
import type { GraphApi } from './graph/api.ts'

const everyMs = 15 * SECOND

export class SenderActions {
  readonly #api: GraphApi
  readonly #door: ChannelDoor
  readonly #typedAt = new Map<string, number>()

  constructor(api: GraphApi, door: ChannelDoor) {
    this.#api = api
    this.#door = door
  }

  /** Best effort: never rejects. */
  async typing(address: string, stop: AbortSignal): Promise<void> {
    const now = this.#door.clock.now()
    for (const [other, at] of this.#typedAt) if (now - at >= everyMs) this.#typedAt.delete(other)
    if (this.#typedAt.has(address)) return
    this.#typedAt.set(address, now)
    await this.#tell(address, 'typing_on', stop)
  }

  /** What was typed is sent: the sign is gone, and the next one shows at once. */
  sent(address: string): void {
    this.#typedAt.delete(address)
  }

  /** Best effort: never rejects. */
  seen(address: string, stop: AbortSignal): Promise<void> {
    return this.#tell(address, 'mark_seen', stop)
  }

  async #tell(address: string, sender_action: string, stop: AbortSignal): Promise<void> {
    await this.#api.post(this.#api.page('/messages'), { recipient: recipientOf(address), sender_action }, stop)
  }
}

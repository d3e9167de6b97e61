// Typing at WhatsApp: Twilio shows it as an answer to the customer's last message for 25 seconds and marks that message as
// read. There is no way to mark as read alone (facts/channels.md 3.3).
import { SECOND } from '../../domain/clock.ts'
import type { ChannelDoor } from '../channel.ts'
import type { TwilioApi } from './api.ts'

const everyMs = 20 * SECOND

export class Typing {
  readonly #api: TwilioApi
  readonly #door: ChannelDoor
  readonly #shownAt = new Map<string, number>()

  constructor(api: TwilioApi, door: ChannelDoor) {
    this.#api = api
    this.#door = door
  }

  /** Best effort: never rejects. */
  async show(address: string, stop: AbortSignal): Promise<void> {
    const now = this.#door.clock.now()
    for (const [other, at] of this.#shownAt) if (now - at >= everyMs) this.#shownAt.delete(other)
    if (this.#shownAt.has(address)) return
    this.#shownAt.set(address, now)
    try {
      const { messages } = await this.#door.history(address, { limit: 30 })
      const last = messages.findLast(message => message.mine && message.externalId !== null)
      if (last?.externalId == null) return
      const form = new URLSearchParams({ messageId: last.externalId, channel: 'whatsapp' })
      await this.#api.post('messaging', '/v2/Indicators/Typing.json', form, stop)
    } catch {
      // Nobody misses a sign of typing that did not show.
    }
  }
}

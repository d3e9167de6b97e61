// Who a customer is: Facebook tells a number with each message, and the name when it is asked (Messenger Platform, "User Profile
// API"). Once for each person while the channel runs, and never in the way of a message.
import type { InboundUpdate } from '../../domain/unified-message.ts'
import type { ChannelDoor } from '../channel.ts'
import * as answers from './graph/answers.ts'
import type { GraphApi, Trouble } from './graph/api.ts'

const mostRemembered = 20_000

export class Profiles {
  readonly #api: GraphApi
  readonly #door: ChannelDoor
  readonly #asked = new Set<string>()

  constructor(api: GraphApi, door: ChannelDoor) {
    this.#api = api
    this.#door = door
  }

  /** For whoever wrote in these, when they are stored. Best effort: never rejects. */
  async learn(updates: readonly InboundUpdate[], signal: AbortSignal): Promise<void> {
    const writers = updates.flatMap(update => (update.type === 'message' ? [update.address] : []))
    for (const address of new Set(writers)) {
      if (signal.aborted || this.#asked.has(address) || !/^\d+$/.test(address)) continue
      if (this.#asked.size >= mostRemembered) this.#asked.clear()
      this.#asked.add(address)
      await this.#ask(address, signal)
    }
  }

  async #ask(address: string, signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.#api.get(`/${address}`, { fields: 'first_name,last_name' }, signal)
      if (!answer.ok) {
        // Somebody else's trouble may pass; a person whom Facebook does not show will not be shown later.
        if (isPassing(answer.trouble)) this.#asked.delete(address)
        return
      }
      const told = answers.person.safeParse(answer.body).data
      const name = [told?.first_name, told?.last_name].filter(Boolean).join(' ') || (told?.name ?? '')
      if (name === '' || signal.aborted) return
      const at = this.#door.clock.now()
      await this.#door.receive({ updates: [{ type: 'profile', address, at, sender: { name } }] })
    } catch {
      this.#asked.delete(address)
    }
  }
}

const isPassing = (trouble: Trouble): boolean => trouble.kind !== 'refused' || ![100, 200, 10].includes(trouble.code)

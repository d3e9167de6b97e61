// Whether LiveChat's router may give us chats: while at least one agent of the channel's queue is active and connected, and open.
// The account's status is one for all who use it: another Parley, or a person on LiveChat's own screens, may have chats given to it
// while nobody is here, and is not thwarted.
import type { ChannelDoor } from '../channel.ts'
import type { Call } from './sync/fetching.ts'

type Status = 'accepting_chats' | 'not_accepting_chats'

export class RoutingStatus {
  readonly #door: ChannelDoor
  readonly #call: Call
  /** As LiveChat has it, as far as we know; null: unknown. */
  #there: string | null = null
  /** How often we were told. */
  #tellings = 0
  /** What we found or made it since the sign-in; null: nothing yet. */
  #made: Status | null = null
  #busy: Promise<void> | null = null
  #asked = false

  constructor(door: ChannelDoor, call: Call) {
    this.#door = door
    this.#call = call
  }

  signedIn(status: string | null): void {
    this.#there = status
    this.#made = null
  }

  /** Somebody set it: we, or another who uses the account. */
  told(status: string | null): void {
    this.#tellings++
    this.#there = status
  }

  /** Makes LiveChat's equal to ours. Asked while it is about it, it looks once more. */
  settle(): Promise<void> {
    this.#asked = true
    this.#busy ??= this.#work().finally(() => {
      this.#busy = null
    })
    return this.#busy
  }

  async #work(): Promise<void> {
    while (this.#asked) {
      this.#asked = false
      const { agents } = await this.#door.availability()
      const status: Status = agents > 0 ? 'accepting_chats' : 'not_accepting_chats'
      if (status === this.#there) this.#made = status
      const isOthers = status === 'not_accepting_chats' && this.#made === status
      if (status === this.#there || isOthers) continue
      const before = this.#tellings
      const answer = await this.#call('set_routing_status', { status })
      // What we are told while we wait may be another's later word.
      if (answer.ok && this.#tellings === before) this.#there = status
      if (answer.ok) this.#made = status
      else if (answer.trouble.kind === 'refused')
        this.#door.log.warn('LiveChat did not take the routing status', { type: answer.trouble.type })
    }
  }
}

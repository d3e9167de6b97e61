// The running connections to networks, by channel: who sends, how each is doing.
import type { ChannelLink } from '../channels/channel.ts'
import type { ChannelId } from '../domain/ids.ts'
import type { ChannelHealth } from '../domain/unified-message.ts'

interface Running {
  readonly link: ChannelLink
  readonly resendIsSafe: boolean
}

export class Links {
  readonly #running = new Map<ChannelId, Running>()
  readonly #onUp = new Set<(id: ChannelId) => void>()
  readonly #health = new Map<ChannelId, ChannelHealth>()

  /** Told of each channel that gets its connection. */
  onUp(listener: (id: ChannelId) => void): void {
    this.#onUp.add(listener)
  }

  get(id: ChannelId): ChannelLink | undefined {
    return this.#running.get(id)?.link
  }

  resendIsSafe(id: ChannelId): boolean {
    return this.#running.get(id)?.resendIsSafe ?? false
  }

  set(id: ChannelId, link: ChannelLink, resendIsSafe: boolean): void {
    this.#running.set(id, { link, resendIsSafe })
    for (const listener of this.#onUp) listener(id)
  }

  delete(id: ChannelId): void {
    this.#running.delete(id)
    this.#health.delete(id)
  }

  health(id: ChannelId): ChannelHealth {
    return this.#health.get(id) ?? { state: 'off' }
  }

  /** False when it says what was known already. */
  setHealth(id: ChannelId, health: ChannelHealth): boolean {
    if (JSON.stringify(this.health(id)) === JSON.stringify(health)) return false
    this.#health.set(id, health)
    return true
  }
}

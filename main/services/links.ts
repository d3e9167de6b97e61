// The running connections to networks, by channel: who sends, how each is doing.
import type { ChannelLink } from '../channels/channel.ts'
import type { ChannelId } from '../domain/ids.ts'
import type { ChannelHealth } from '../domain/unified-message.ts'
import type { Upturn } from './waiting-replies.ts'

interface Running {
  readonly link: ChannelLink
  readonly resendIsSafe: boolean
}

export class Links {
  readonly #running = new Map<ChannelId, Running>()
  readonly #onUp = new Set<(id: ChannelId, how: Upturn) => void>()
  readonly #health = new Map<ChannelId, ChannelHealth>()
  readonly #warnings = new Map<ChannelId, string>()

  /** Told of each channel that gets its connection, and whenever that reaches its network (again). */
  onUp(listener: (id: ChannelId, how: Upturn) => void): void {
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
    for (const listener of this.#onUp) listener(id, 'anew')
  }

  delete(id: ChannelId): void {
    this.#running.delete(id)
    this.#health.delete(id)
  }

  /** As its connector says; when that is well, with what stands in its way elsewhere. */
  health(id: ChannelId): ChannelHealth {
    const health = this.#health.get(id) ?? { state: 'off' }
    const warning = this.#warnings.get(id)
    return health.state === 'online' && warning !== undefined ? { ...health, warning } : health
  }

  /** What stands in the way of these channels alone; null: nothing. Returns the channels whose health is another one now. */
  warn(ids: readonly ChannelId[], warning: string | null): readonly ChannelId[] {
    const concerned = [...new Set([...this.#warnings.keys(), ...ids])]
    const before = concerned.map(id => JSON.stringify(this.health(id)))
    this.#warnings.clear()
    if (warning !== null) for (const id of ids) this.#warnings.set(id, warning)
    return concerned.filter((id, i) => JSON.stringify(this.health(id)) !== before[i])
  }

  /** Somebody became active or inactive, came or left: networks that ask who is there may ask again. */
  availabilityChanged(): void {
    for (const { link } of this.#running.values()) link.availabilityChanged?.()
  }

  /** Networks may have to call another address than before: whoever told them looks again. */
  publicAddressChanged(): void {
    for (const { link } of this.#running.values()) link.publicAddressChanged?.()
  }

  /** False when it says what was known already. */
  setHealth(id: ChannelId, health: ChannelHealth): boolean {
    const before = JSON.stringify(this.health(id))
    const wasOnline = this.#health.get(id)?.state === 'online'
    this.#health.set(id, health)
    if (health.state === 'online' && !wasOnline) for (const listener of this.#onUp) listener(id, 'online')
    return JSON.stringify(this.health(id)) !== before
  }
}

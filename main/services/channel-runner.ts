// Channels that are switched on: each holds its line to its network, and says how it is.
import type { ChannelDoor, Connector, Log } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { ChannelId } from '../domain/ids.ts'
import { isRefusal } from '../domain/refusal.ts'
import type { ChannelHealth, ChannelKind } from '../domain/unified-message.ts'
import type { Channel, Store } from '../storage/store.ts'
import type { Bus } from './bus.ts'
import type { ChannelSecrets } from './channel-secrets.ts'
import type { Links } from './links.ts'

/** Makes what a connector is given to tell us what it hears. */
export type DoorMaker = (
  channel: Channel,
  report: (health: ChannelHealth) => void,
  profile: (profile: Readonly<Record<string, string>>) => void,
) => ChannelDoor

export class ChannelRunner {
  readonly #store: Store
  readonly #clock: Clock
  readonly #log: Log
  readonly #connectors: ReadonlyMap<ChannelKind, Connector>
  readonly #secrets: ChannelSecrets
  readonly #links: Links
  readonly #bus: Bus
  readonly #doorOf: DoorMaker
  readonly #running = new Map<ChannelId, { stop: AbortController; stopped: () => Promise<void> }>()

  constructor(
    ports: { store: Store; clock: Clock; log: Log },
    connectors: ReadonlyMap<ChannelKind, Connector>,
    secrets: ChannelSecrets,
    lines: { links: Links; bus: Bus; doorOf: DoorMaker },
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#log = ports.log
    this.#connectors = connectors
    this.#secrets = secrets
    this.#links = lines.links
    this.#bus = lines.bus
    this.#doorOf = lines.doorOf
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.keys()].map(id => this.disconnect(id)))
  }

  healthOf(channel: Channel): ChannelHealth {
    return channel.active ? this.#links.health(channel.id) : { state: 'off' }
  }

  async connect(channel: Channel): Promise<void> {
    const connector = this.#connectors.get(channel.kind)
    if (connector === undefined || this.#running.has(channel.id)) return
    const settings = connector.parseSettings({ ...channel.settings, ...this.#secrets.of(channel) })
    const report = (health: ChannelHealth) => this.#report(channel.id, health)
    if (isRefusal(settings)) {
      report({
        state: 'needsAttention',
        reason: settings.sentence,
        remedy: 'Open the channel in settings and correct it.',
      })
      return
    }
    const stop = new AbortController()
    const door = this.#doorOf(channel, report, profile => void this.#keepProfile(channel.id, profile))
    const link = connector.connect(
      {
        channelId: channel.id,
        name: channel.name,
        settings,
        cursor: channel.cursor,
        memory: this.#secrets.opened(await this.#store.channels.memory(channel.id), channel.id),
      },
      door,
      stop.signal,
    )
    this.#running.set(channel.id, { stop, stopped: () => link.stopped() })
    this.#links.set(channel.id, link, connector.resendIsSafe ?? false)
  }

  async disconnect(id: ChannelId): Promise<void> {
    const running = this.#running.get(id)
    if (running === undefined) return
    this.#running.delete(id)
    running.stop.abort()
    await running.stopped()
    this.#links.delete(id)
    this.#report(id, { state: 'off' })
  }

  #report(channelId: ChannelId, health: ChannelHealth): void {
    if (!this.#links.setHealth(channelId, health)) return
    this.#bus.tell({ kind: 'health', at: this.#clock.now(), channelId, health: this.#links.health(channelId) })
    if (health.state === 'needsAttention' || health.state === 'retrying')
      this.#log.warn('A channel is in trouble', { channelId, reason: health.reason })
  }

  async #keepProfile(channelId: ChannelId, profile: Readonly<Record<string, string>>): Promise<void> {
    const known = await this.#store.channels.get(channelId)
    if (known === null || JSON.stringify(known.profile) === JSON.stringify(profile)) return
    await this.#store.transact(async tx => {
      await tx.channels.setProfile(channelId, profile)
      await tx.events.append({ type: 'channel.changed', at: this.#clock.now(), audience: 'everyone', channelId })
    })
  }
}

// Channels: set up, connected to their networks, switched on and off. MessageManager.Register of the seeds is `register` here.
import type { ChannelDoor, Connector, Log } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import { asId, type ChannelId, type Ids } from '../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { ChannelHealth, ChannelKind } from '../domain/unified-message.ts'
import type { Channel, Reads, Store } from '../storage/store.ts'
import type { Bus } from './bus.ts'
import type { Keychain } from './keychain.ts'
import type { Links } from './links.ts'
import type { ChannelCard, ChannelVerbs, Done } from './verbs.ts'

type Settings = Readonly<Record<string, unknown>>

type DoorMaker = (
  channel: Channel,
  report: (health: ChannelHealth) => void,
  profile: (profile: Readonly<Record<string, string>>) => void,
) => ChannelDoor

export class ChannelDesk implements ChannelVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #log: Log
  readonly #keychain: Keychain
  readonly #connectors: ReadonlyMap<ChannelKind, Connector>
  readonly #links: Links
  readonly #bus: Bus
  readonly #doorOf: DoorMaker
  readonly #running = new Map<ChannelId, { stop: AbortController; stopped: () => Promise<void> }>()

  constructor(
    ports: { store: Store; clock: Clock; ids: Ids; log: Log; keychain: Keychain; connectors: readonly Connector[] },
    links: Links,
    bus: Bus,
    doorOf: DoorMaker,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#log = ports.log
    this.#keychain = ports.keychain
    this.#connectors = new Map(ports.connectors.map(connector => [connector.kind, connector]))
    this.#links = links
    this.#bus = bus
    this.#doorOf = doorOf
  }

  async start(): Promise<void> {
    for (const channel of await this.#store.channels.all()) if (channel.active) await this.#connect(channel)
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.keys()].map(id => this.#disconnect(id)))
  }

  async list(): Promise<readonly ChannelCard[]> {
    return Promise.all((await this.#store.channels.all()).map(channel => this.#card(channel)))
  }

  async register(input: Parameters<ChannelVerbs['register']>[0]) {
    const connector = this.#connectors.get(input.kind)
    if (connector === undefined)
      return refuse('unavailable', `kind: this Parley has no channels of the kind ${input.kind}.`, { field: 'kind' })
    const settings = connector.parseSettings(input.settings)
    if (isRefusal(settings)) return settings
    const misplaced = await this.#check(this.#store, input, null)
    if (misplaced !== null) return misplaced
    const registered = await connector.register(settings, AbortSignal.timeout(15_000))
    if (isRefusal(registered)) return registered
    const { open, sealed } = this.#split(connector, input.settings)
    const channel: Channel = {
      id: asId(this.#ids.next()),
      kind: input.kind,
      name: input.name,
      queueId: input.queueId,
      active: input.active,
      settings: open,
      sealedSecrets: sealed,
      cursor: null,
      profile: registered.profile,
      createdAt: this.#clock.now(),
      version: 1,
    }
    const no = await this.#store.transact(async tx => {
      const refused = (await this.#check(tx, input, null)) ?? (await this.#alreadyInUse(tx, connector, channel))
      if (refused !== null) return refused
      await tx.channels.insert(channel)
      await tx.events.append({
        type: 'channel.changed',
        at: channel.createdAt,
        audience: 'everyone',
        channelId: channel.id,
      })
      return null
    })
    if (no !== null) return no
    if (channel.active) await this.#connect(channel)
    return {
      ...(await this.#card(channel)),
      ...(registered.warning === undefined ? {} : { warning: registered.warning }),
    }
  }

  async update(id: ChannelId, change: Parameters<ChannelVerbs['update']>[1]): Promise<ChannelCard | Refusal> {
    const before = await this.#store.channels.get(id)
    const connector = before === null ? undefined : this.#connectors.get(before.kind)
    if (before === null || connector === undefined)
      return refuse('notFound', 'There is no such channel.', { field: 'channelId' })
    const settings =
      change.settings === undefined
        ? null
        : { ...this.#secretsOf(before), ...withoutEmpty(change.settings, connector.secretFields) }
    if (settings !== null) {
      const parsed = connector.parseSettings(settings)
      if (isRefusal(parsed)) return parsed
    }
    const split = settings === null ? null : this.#split(connector, settings)
    const result = await this.#store.transact(async tx => {
      const refused = await this.#check(
        tx,
        { name: change.name ?? before.name, queueId: change.queueId ?? before.queueId },
        id,
      )
      if (refused !== null) return refused
      await tx.channels.update(id, {
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.queueId === undefined ? {} : { queueId: change.queueId }),
        ...(change.active === undefined ? {} : { active: change.active }),
        ...(split === null ? {} : { settings: split.open, sealedSecrets: split.sealed }),
      })
      await tx.events.append({ type: 'channel.changed', at: this.#clock.now(), audience: 'everyone', channelId: id })
      return tx.channels.get(id)
    })
    if (isRefusal(result)) return result
    if (result === null) return refuse('notFound', 'There is no such channel.', { field: 'channelId' })
    await this.#disconnect(id)
    if (result.active) await this.#connect(result)
    return this.#card(result)
  }

  async test(kind: ChannelKind, channelId: ChannelId | null, given: Settings) {
    const connector = this.#connectors.get(kind)
    if (connector === undefined)
      return { ok: false, sentence: `This Parley has no channels of the kind ${kind}.`, profile: {} }
    const stored = channelId === null ? null : await this.#store.channels.get(channelId)
    const known = stored === null ? {} : { ...stored.settings, ...this.#secretsOf(stored) }
    const settings = connector.parseSettings({ ...known, ...withoutEmpty(given, connector.secretFields) })
    if (isRefusal(settings)) return { ok: false, sentence: settings.sentence, profile: {} }
    const found = await connector.register(settings, AbortSignal.timeout(15_000))
    if (isRefusal(found)) return { ok: false, sentence: found.sentence, profile: {} }
    const name = found.profile.name ?? found.profile.username
    const fine = name === undefined ? 'The settings are right.' : `It works: the network knows it as ${name}.`
    return { ok: found.warning === undefined, sentence: found.warning ?? fine, profile: found.profile }
  }

  async remove(id: ChannelId): Promise<Done | Refusal> {
    const no = await this.#store.transact(async tx => {
      const channel = await tx.channels.get(id)
      if (channel === null) return refuse('notFound', 'There is no such channel.', { field: 'channelId' })
      if (await tx.channels.hasChats(id))
        return refuse(
          'conflict',
          `The channel ${channel.name} has chats, so it cannot be deleted. Deactivate it instead.`,
        )
      await tx.channels.delete(id)
      await tx.events.append({ type: 'channel.changed', at: this.#clock.now(), audience: 'everyone', channelId: id })
      return undefined
    })
    if (no === undefined) await this.#disconnect(id)
    return no
  }

  quarantine() {
    return this.#store.quarantine.list(200)
  }

  async #card(channel: Channel): Promise<ChannelCard> {
    return {
      channel,
      secretsSet: Object.keys(this.#secretsOf(channel)),
      health: channel.active ? this.#links.health(channel.id) : { state: 'off' },
      hasChats: await this.#store.channels.hasChats(channel.id),
    }
  }

  async #check(reads: Reads, input: Pick<Channel, 'name' | 'queueId'>, own: ChannelId | null): Promise<Refusal | null> {
    const queue = await reads.queues.get(input.queueId)
    if (queue === null || queue.archivedAt !== null)
      return refuse('notFound', 'queueId: there is no such queue.', { field: 'queueId' })
    const same = (await reads.channels.all()).find(
      one => one.id !== own && one.name.toLowerCase() === input.name.toLowerCase(),
    )
    return same === undefined
      ? null
      : refuse('conflict', `name: there is a channel ${same.name} already. Choose another name.`, { field: 'name' })
  }

  /** One bot serves one place only: the same secret twice would make the two take messages from each other. */
  async #alreadyInUse(reads: Reads, connector: Connector, channel: Channel): Promise<Refusal | null> {
    if (connector.secretFields.length === 0) return null
    const mine = JSON.stringify(this.#secretsOf(channel))
    const twin = (await reads.channels.all()).find(
      one => one.kind === channel.kind && JSON.stringify(this.#secretsOf(one)) === mine,
    )
    const field = connector.secretFields[0] ?? 'settings'
    return twin === undefined
      ? null
      : refuse('conflict', `${field}: the channel ${twin.name} uses the same one. It can serve one place only.`, {
          field,
        })
  }

  async #connect(channel: Channel): Promise<void> {
    const connector = this.#connectors.get(channel.kind)
    if (connector === undefined || this.#running.has(channel.id)) return
    const settings = connector.parseSettings({ ...channel.settings, ...this.#secretsOf(channel) })
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
      { channelId: channel.id, name: channel.name, settings, cursor: channel.cursor },
      door,
      stop.signal,
    )
    this.#running.set(channel.id, { stop, stopped: () => link.stopped() })
    this.#links.set(channel.id, link, connector.resendIsSafe ?? false)
  }

  async #disconnect(id: ChannelId): Promise<void> {
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
    this.#bus.tell({ kind: 'health', at: this.#clock.now(), channelId, health })
    if (health.state === 'needsAttention' || health.state === 'retrying')
      this.#log.warn('A channel is in trouble', { channelId, reason: health.reason })
  }

  async #keepProfile(channelId: ChannelId, profile: Readonly<Record<string, string>>): Promise<void> {
    const known = await this.#store.channels.get(channelId)
    if (known === null || JSON.stringify(known.profile) === JSON.stringify(profile)) return
    await this.#store.transact(async tx => {
      await tx.channels.update(channelId, { profile })
      await tx.events.append({ type: 'channel.changed', at: this.#clock.now(), audience: 'everyone', channelId })
    })
  }

  #secretsOf(channel: Channel): Record<string, unknown> {
    if (channel.sealedSecrets === null) return {}
    try {
      return JSON.parse(this.#keychain.open(channel.sealedSecrets)) as Record<string, unknown>
    } catch {
      this.#log.error('The secrets of a channel cannot be opened with the key of this machine', {
        channelId: channel.id,
      })
      return {}
    }
  }

  #split(connector: Connector, settings: Settings): { open: Settings; sealed: string | null } {
    const isSecret = ([name]: [string, unknown]) => connector.secretFields.includes(name)
    const entries = Object.entries(settings)
    const secrets = Object.fromEntries(entries.filter(isSecret))
    const open = Object.fromEntries(entries.filter(entry => !isSecret(entry)))
    return { open, sealed: Object.keys(secrets).length === 0 ? null : this.#keychain.seal(JSON.stringify(secrets)) }
  }
}

/** An empty secret in a form means: leave it as it is. */
const withoutEmpty = (settings: Settings, secretFields: readonly string[]): Settings =>
  Object.fromEntries(
    Object.entries(settings).filter(
      ([name, value]) => !(secretFields.includes(name) && (value === '' || value === undefined)),
    ),
  )

// Channels: set up, connected to their networks, switched on and off. MessageManager.Register of the seeds is `register` here.
import type { Connector, Log } from '../channels/channel.ts'
import type { AuditFields } from '../domain/audit.ts'
import type { Clock } from '../domain/clock.ts'
import { asId, type ChannelId, type Ids } from '../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { ChannelKind } from '../domain/unified-message.ts'
import type { Channel, Reads, Store } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import type { Bus } from './bus.ts'
import { ChannelRunner, type DoorMaker } from './channel-runner.ts'
import { ChannelSecrets, type ChannelSettings, withoutEmpty } from './channel-secrets.ts'
import type { Keychain } from './keychain.ts'
import type { Links } from './links.ts'
import type { ChannelCard, ChannelVerbs, Doer, Done } from './verbs.ts'

export class ChannelDesk implements ChannelVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #connectors: ReadonlyMap<ChannelKind, Connector>
  readonly #secrets: ChannelSecrets
  readonly #runner: ChannelRunner

  constructor(
    ports: { store: Store; clock: Clock; ids: Ids; log: Log; keychain: Keychain; connectors: readonly Connector[] },
    links: Links,
    bus: Bus,
    doorOf: DoorMaker,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#connectors = new Map(ports.connectors.map(connector => [connector.kind, connector]))
    this.#secrets = new ChannelSecrets(ports)
    this.#runner = new ChannelRunner(ports, this.#connectors, this.#secrets, { links, bus, doorOf })
  }

  async start(): Promise<void> {
    for (const channel of await this.#store.channels.all()) if (channel.active) await this.#runner.connect(channel)
  }

  async stop(): Promise<void> {
    await this.#runner.stop()
  }

  async list(): Promise<readonly ChannelCard[]> {
    return Promise.all((await this.#store.channels.all()).map(channel => this.#card(channel)))
  }

  async register(doer: Doer, input: Parameters<ChannelVerbs['register']>[1]) {
    const connector = this.#connectors.get(input.kind)
    if (connector === undefined)
      return refuse('unavailable', `kind: this Parley has no channels of the kind ${input.kind}.`, { field: 'kind' })
    const settings = connector.parseSettings(input.settings)
    if (isRefusal(settings)) return settings
    const misplaced = await this.#check(this.#store, input, null)
    if (misplaced !== null) return misplaced
    const registered = await connector.register(settings, AbortSignal.timeout(15_000))
    if (isRefusal(registered)) return registered
    const { open, sealed } = this.#secrets.split(connector, input.settings)
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
      await putOnRecord(tx, doer, channel.createdAt, {
        noun: 'channel',
        nounId: channel.id,
        name: channel.name,
        deed: 'created',
        after: await recordOf(tx, channel),
      })
      await tx.events.append({
        type: 'channel.changed',
        at: channel.createdAt,
        audience: 'everyone',
        channelId: channel.id,
      })
      return null
    })
    if (no !== null) return no
    if (channel.active) await this.#runner.connect(channel)
    return {
      ...(await this.#card(channel)),
      ...(registered.warning === undefined ? {} : { warning: registered.warning }),
    }
  }

  async update(
    doer: Doer,
    id: ChannelId,
    change: Parameters<ChannelVerbs['update']>[2],
  ): Promise<ChannelCard | Refusal> {
    const before = await this.#store.channels.get(id)
    const connector = before === null ? undefined : this.#connectors.get(before.kind)
    if (before === null || connector === undefined)
      return refuse('notFound', 'There is no such channel.', { field: 'channelId' })
    const settings =
      change.settings === undefined
        ? null
        : { ...this.#secrets.of(before), ...withoutEmpty(change.settings, connector.secretFields) }
    if (settings !== null) {
      const parsed = connector.parseSettings(settings)
      if (isRefusal(parsed)) return parsed
    }
    const split = settings === null ? null : this.#secrets.split(connector, settings)
    const secrets: ChannelSettings = this.#secrets.of(before)
    const newSecret = settings !== null && connector.secretFields.some(field => settings[field] !== secrets[field])
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
      const after = await tx.channels.get(id)
      if (after !== null)
        await putOnRecord(tx, doer, this.#clock.now(), {
          noun: 'channel',
          nounId: id,
          name: after.name,
          deed: 'changed',
          before: await recordOf(tx, before),
          after: {
            ...(await recordOf(tx, after)),
            ...(newSecret ? { secrets: 'set anew' } : {}),
          },
        })
      return after
    })
    if (isRefusal(result)) return result
    if (result === null) return refuse('notFound', 'There is no such channel.', { field: 'channelId' })
    await this.#runner.disconnect(id)
    if (result.active) await this.#runner.connect(result)
    return this.#card(result)
  }

  async test(kind: ChannelKind, channelId: ChannelId | null, given: ChannelSettings) {
    const connector = this.#connectors.get(kind)
    if (connector === undefined)
      return { ok: false, sentence: `This Parley has no channels of the kind ${kind}.`, profile: {} }
    const stored = channelId === null ? null : await this.#store.channels.get(channelId)
    const known = stored === null ? {} : { ...stored.settings, ...this.#secrets.of(stored) }
    const settings = connector.parseSettings({ ...known, ...withoutEmpty(given, connector.secretFields) })
    if (isRefusal(settings)) return { ok: false, sentence: settings.sentence, profile: {} }
    const found = await connector.register(settings, AbortSignal.timeout(15_000))
    if (isRefusal(found)) return { ok: false, sentence: found.sentence, profile: {} }
    const name = found.profile.name ?? found.profile.username
    const fine = name === undefined ? 'The settings are right.' : `It works: the network knows it as ${name}.`
    return { ok: found.warning === undefined, sentence: found.warning ?? fine, profile: found.profile }
  }

  async remove(doer: Doer, id: ChannelId): Promise<Done | Refusal> {
    const no = await this.#store.transact(async tx => {
      const channel = await tx.channels.get(id)
      if (channel === null) return refuse('notFound', 'There is no such channel.', { field: 'channelId' })
      if (await tx.channels.hasChats(id))
        return refuse(
          'conflict',
          `The channel ${channel.name} has chats, so it cannot be deleted. Deactivate it instead.`,
        )
      await tx.channels.delete(id)
      await putOnRecord(tx, doer, this.#clock.now(), {
        noun: 'channel',
        nounId: id,
        name: channel.name,
        deed: 'deleted',
        before: await recordOf(tx, channel),
      })
      await tx.events.append({ type: 'channel.changed', at: this.#clock.now(), audience: 'everyone', channelId: id })
      return undefined
    })
    if (no === undefined) await this.#runner.disconnect(id)
    return no
  }

  quarantine() {
    return this.#store.quarantine.list(200)
  }

  async #card(channel: Channel): Promise<ChannelCard> {
    return {
      channel,
      secretsSet: Object.keys(this.#secrets.of(channel)),
      health: this.#runner.healthOf(channel),
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
    const mine = JSON.stringify(this.#secrets.of(channel))
    const twin = (await reads.channels.all()).find(
      one => one.kind === channel.kind && JSON.stringify(this.#secrets.of(one)) === mine,
    )
    const field = connector.secretFields[0] ?? 'settings'
    return twin === undefined
      ? null
      : refuse('conflict', `${field}: the channel ${twin.name} uses the same one. It can serve one place only.`, {
          field,
        })
  }
}

/** Settings without secrets, as they are stored. */
const recordOf = async (reads: Reads, channel: Channel): Promise<AuditFields> => ({
  kind: channel.kind,
  name: channel.name,
  queue: (await reads.queues.get(channel.queueId))?.name ?? channel.queueId,
  active: channel.active,
  settings: channel.settings as AuditFields,
})

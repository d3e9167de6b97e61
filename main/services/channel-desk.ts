// Channels: set up, connected to their networks, switched on and off. MessageManager.Register of the seeds is `register` here.
import type { Connector, Log } from '../channels/channel.ts'
import { type Clock, DAY } from '../domain/clock.ts'
import { asId, type ChannelId, type Ids } from '../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { ChannelKind } from '../domain/unified-message.ts'
import type { Channel, Store, Transaction } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import type { Bus } from './bus.ts'
import { ChannelBin } from './channel-bin.ts'
import { checkPlace, noSuchChannel, noSuchKind, onePlaceOnly, recordOf, twinOf } from './channel-check.ts'
import { ChannelRunner, type DoorMaker } from './channel-runner.ts'
import { ChannelSecrets, type ChannelSettings, withStoredSecrets } from './channel-secrets.ts'
import type { ChannelSignIns } from './channel-sign-ins.ts'
import { testChannel } from './channel-test.ts'
import type { Keychain } from './keychain.ts'
import type { Links } from './links.ts'
import type { ChannelCard, ChannelTest, ChannelVerbs, Doer, Done } from './verbs.ts'
import { webhookUrlOf } from './webhooks.ts'

/** A network that does not answer in this time is set up without its answer. */
const patienceMs = 15_000

export class ChannelDesk implements ChannelVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #connectors: ReadonlyMap<ChannelKind, Connector>
  readonly #secrets: ChannelSecrets
  readonly #runner: ChannelRunner
  readonly #bin: ChannelBin
  readonly #signIns: ChannelSignIns

  constructor(
    ports: { store: Store; clock: Clock; ids: Ids; log: Log; keychain: Keychain; connectors: readonly Connector[] },
    links: Links,
    bus: Bus,
    doorOf: DoorMaker,
    signIns: ChannelSignIns,
  ) {
    this.#signIns = signIns
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#connectors = new Map(ports.connectors.map(connector => [connector.kind, connector]))
    this.#secrets = new ChannelSecrets(ports)
    this.#runner = new ChannelRunner(ports, this.#connectors, this.#secrets, { links, bus, doorOf })
    this.#bin = new ChannelBin(ports, this.#connectors, this.#secrets, this.#runner)
  }

  async start(): Promise<void> {
    await this.#bin.empty(this.#clock.now() - DAY)
    for (const channel of await this.#store.channels.all()) if (channel.active) await this.#runner.connect(channel)
  }

  async stop(): Promise<void> {
    await this.#runner.stop()
  }

  /** As it is stored now: after it was changed by others than `update`. */
  async reconnect(id: ChannelId): Promise<void> {
    await this.#runner.disconnect(id)
    const channel = await this.#store.channels.get(id)
    if (channel?.active) await this.#runner.connect(channel)
  }

  async list(): Promise<readonly ChannelCard[]> {
    return Promise.all((await this.#store.channels.all()).map(channel => this.#card(channel)))
  }

  async register(doer: Doer, typed: Parameters<ChannelVerbs['register']>[1]) {
    const connector = this.#connectors.get(typed.kind)
    if (connector === undefined) return noSuchKind(typed.kind)
    const filled = this.#signIns.fill(doer?.agentId ?? null, typed.settings)
    if (isRefusal(filled)) return filled
    const input = { ...typed, settings: filled }
    const settings = connector.parseSettings(input.settings)
    if (isRefusal(settings)) return settings
    const misplaced = await checkPlace(this.#store, input, null)
    if (misplaced !== null) return misplaced
    const id = asId<ChannelId>(this.#ids.next())
    const webhookUrl = await webhookUrlOf(this.#store, { kind: input.kind, id, settings: input.settings })
    const registered = await connector.register(settings, AbortSignal.timeout(patienceMs), webhookUrl)
    if (isRefusal(registered)) return registered
    const { open, sealed } = this.#secrets.split(connector, input.settings)
    const channel: Channel = {
      id,
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
      const refused =
        (await checkPlace(tx, input, null)) ?? (await this.#inUse(tx, connector, input.settings, channel.id))
      if (refused !== null) return refused
      await tx.channels.insert(channel)
      await putOnRecord(tx, doer, channel.createdAt, {
        noun: 'channel',
        nounId: channel.id,
        name: channel.name,
        deed: 'created',
        after: await recordOf(tx, channel),
      })
      await this.#tell(tx, channel.id)
      return null
    })
    if (no !== null) return no
    const warning = input.takeOver === true ? await this.#takeOver(doer, channel) : (registered.warning ?? null)
    if (channel.active) await this.#runner.connect(channel)
    return { ...(await this.#card(channel)), ...(warning === null ? {} : { warning }) }
  }

  async update(
    doer: Doer,
    id: ChannelId,
    change: Parameters<ChannelVerbs['update']>[2],
    version?: number,
  ): Promise<(ChannelCard & { readonly warning?: string }) | Refusal> {
    const { takeOver, settings: typed, ...fields } = change
    const given = typed === undefined ? undefined : this.#signIns.fill(doer?.agentId ?? null, typed)
    if (isRefusal(given)) return given
    const result = await this.#store.transact(async tx => {
      const before = await tx.channels.get(id)
      const connector = before === null ? undefined : this.#connectors.get(before.kind)
      if (before === null || connector === undefined) return noSuchChannel()
      if (version !== undefined && version !== before.version) return changedMeanwhile(before)
      const settings = given === undefined ? null : this.#settingsAfter(connector, before, given)
      if (isRefusal(settings)) return settings
      const refused =
        (await checkPlace(tx, { ...before, ...fields }, id)) ??
        (settings === null ? null : await this.#inUse(tx, connector, settings, id))
      if (refused !== null) return refused
      const split = settings === null ? null : this.#secrets.split(connector, settings)
      const stored = { ...fields, ...(split === null ? {} : { settings: split.open, sealedSecrets: split.sealed }) }
      if (Object.keys(stored).length > 0) await tx.channels.update(id, stored)
      const after = await tx.channels.get(id)
      if (after === null) return noSuchChannel()
      const old = this.#secrets.of(before)
      const isSecretNew = settings !== null && connector.secretFields.some(field => settings[field] !== old[field])
      await putOnRecord(tx, doer, this.#clock.now(), {
        noun: 'channel',
        nounId: id,
        name: after.name,
        deed: 'changed',
        before: await recordOf(tx, before),
        after: { ...(await recordOf(tx, after)), ...(isSecretNew ? { secrets: 'set anew' } : {}) },
      })
      await this.#tell(tx, id)
      return after
    })
    if (isRefusal(result)) return result
    await this.#runner.disconnect(id)
    const warning = takeOver === true ? await this.#takeOver(doer, result) : null
    if (result.active) await this.#runner.connect(result)
    return { ...(await this.#card(result)), ...(warning === null ? {} : { warning }) }
  }

  async test(
    kind: ChannelKind,
    channelId: ChannelId | null,
    typed: ChannelSettings,
    customerRoot: string | null = null,
    doer: Doer | null = null,
  ): Promise<ChannelTest> {
    const given = this.#signIns.fill(doer?.agentId ?? null, typed)
    if (isRefusal(given)) return { ok: false, sentence: given.sentence, profile: {}, rival: null }
    const connector = this.#connectors.get(kind)
    if (connector === undefined) return { ok: false, sentence: noSuchKind(kind).sentence, profile: {}, rival: null }
    const stored = channelId === null ? null : await this.#store.channels.get(channelId)
    const parts = { reads: this.#store, secrets: this.#secrets, runner: this.#runner }
    return testChannel(parts, connector, stored, given, customerRoot)
  }

  remove(doer: Doer, id: ChannelId): Promise<Done | Refusal> {
    return this.#bin.remove(doer, id)
  }

  async restore(doer: Doer, id: ChannelId): Promise<ChannelCard | Refusal> {
    const back = await this.#bin.restore(doer, id)
    return isRefusal(back) ? back : this.#card(back)
  }

  quarantine() {
    return this.#store.quarantine.list(200)
  }

  /** What is given over what is stored; an empty secret stays as it is. */
  #settingsAfter(connector: Connector, before: Channel, given: ChannelSettings): ChannelSettings | Refusal {
    const stored = { settings: before.settings, secrets: this.#secrets.of(before) }
    const settings = withStoredSecrets(connector, stored, given)
    if (isRefusal(settings)) return settings
    const parsed = connector.parseSettings(settings)
    return isRefusal(parsed) ? parsed : settings
  }

  /** Somebody said yes to it. Null: it is ours now; otherwise what to know. On record, because it cannot be undone from here. */
  async #takeOver(doer: Doer, channel: Channel): Promise<string | null> {
    const connector = this.#connectors.get(channel.kind)
    const settings = connector?.parseSettings({ ...channel.settings, ...this.#secrets.of(channel) })
    if (connector?.takeOver === undefined || settings === undefined || isRefusal(settings)) return null
    const no = await connector.takeOver(settings, AbortSignal.timeout(patienceMs))
    if (no !== null) return no.sentence
    await this.#store.transact(tx =>
      putOnRecord(tx, doer, this.#clock.now(), {
        noun: 'channel',
        nounId: channel.id,
        name: channel.name,
        deed: 'changed',
        before: { receivedBy: 'a webhook' },
        after: { receivedBy: 'Parley' },
      }),
    )
    return null
  }

  async #inUse(
    tx: Transaction,
    connector: Connector,
    settings: ChannelSettings,
    own: ChannelId,
  ): Promise<Refusal | null> {
    const twin = await twinOf(tx, this.#secrets, connector, settings, own)
    return twin === null ? null : onePlaceOnly(twin, connector)
  }

  #tell(tx: Transaction, channelId: ChannelId): Promise<void> {
    return tx.events.append({ type: 'channel.changed', at: this.#clock.now(), audience: 'everyone', channelId })
  }

  async #card(channel: Channel): Promise<ChannelCard> {
    return {
      channel,
      secretsSet: Object.keys(this.#secrets.of(channel)),
      health: this.#runner.healthOf(channel),
      hasChats: await this.#store.channels.hasChats(channel.id),
    }
  }
}

const changedMeanwhile = ({ name }: Channel): Refusal =>
  refuse('conflict', `Somebody changed the channel ${name} in the meantime. Look at it again, then save.`, {
    field: 'version',
  })

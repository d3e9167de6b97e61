// Keeps the line to the relay as the settings say, tells it the channels, hands what it brings to them, and warns on the channels
// when something stays there.
import type { Connector, Log } from '../../channels/channel.ts'
import type { WebhookAnswer } from '../../channels/webhook.ts'
import type { Clock } from '../../domain/clock.ts'
import { asId, type ChannelId, type Ids } from '../../domain/ids.ts'
import { type RelayState, type RelayWaiting, relayWarning } from '../../domain/relay.ts'
import { addressFault } from '../../domain/web-address.ts'
import type { Store } from '../../storage/store.ts'
import type { Bus } from '../bus.ts'
import type { Keychain } from '../keychain.ts'
import type { Links } from '../links.ts'
import { Rounds } from '../rounds.ts'
import type { WebhookVerbs } from '../verbs.ts'
import { Deliveries } from './deliveries.ts'
import { Logins } from './logins.ts'
import { pairedRelay } from './paired.ts'
import type {
  RelayAck,
  RelayCaller,
  RelayDelivery,
  RelayedCall,
  RelayHearer,
  RelayLine,
  RelayPairing,
} from './relay-line.ts'
import { ToldChannels } from './told-channels.ts'
import { wantedPairing } from './wanted-pairing.ts'

interface OpenLine {
  readonly pairing: RelayPairing
  readonly line: RelayLine
  readonly stop: AbortController
  /** The pairing was given up here: the relay is to hear of it. */
  isLeaving: boolean
}

/** What it needs of the house. */
export interface RelayParts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly ids: Pick<Ids, 'secret'>
  readonly keychain: Keychain
  readonly connectors: readonly Connector[]
  readonly relay: RelayCaller
  readonly webhooks: Pick<WebhookVerbs, 'take'>
  readonly links: Links
  readonly bus: Bus
  /** Connects a channel anew, as it is stored now. */
  readonly reconnect: (id: ChannelId) => Promise<void>
}

export class RelayKeeper {
  readonly #parts: RelayParts
  readonly #told: ToldChannels
  readonly #deliveries: Deliveries
  readonly #rounds: Rounds
  readonly #logins: Logins
  #open: OpenLine | null = null
  #state: RelayState = { state: 'off' }
  #awaySince: number | null = null
  #waiting: RelayWaiting | null = null
  #channelIds: readonly ChannelId[] = []
  /** The public addresses when last looked at; null: not yet. */
  #addresses: string | null = null
  #stopListening = () => {}
  #isOver = false

  constructor(parts: RelayParts) {
    this.#parts = parts
    this.#told = new ToldChannels(parts, parts.reconnect)
    const storesInOrder = (id: string) => parts.links.get(asId<ChannelId>(id))?.storesInOrder === true
    this.#deliveries = new Deliveries(parts, parts.webhooks, storesInOrder)
    this.#logins = new Logins(parts, () => this.#tell())
    this.#rounds = new Rounds('Looking after the relay', parts, () => this.#look())
  }

  /** After the channels were connected: what the relay brings is for them. */
  start(): void {
    this.#stopListening = this.#parts.store.onEvents(events => {
      if (events.some(({ type }) => type === 'settings.changed' || type === 'channel.changed')) this.#rounds.request()
    })
    this.#rounds.request()
  }

  /** Before the channels: what is in hand is stored first. */
  async stop(): Promise<void> {
    this.#isOver = true
    this.#stopListening()
    this.#rounds.stop()
    await this.#rounds.settled()
    await this.#hangUp()
  }

  async settled(): Promise<void> {
    await this.#rounds.settled()
    await this.#deliveries.settled()
  }

  get now() {
    return {
      state: this.#state,
      awaySince: this.#awaySince,
      waiting: this.#waiting,
      channelIds: this.#channelIds,
    }
  }

  /** Logins at Facebook that are under way. */
  get logins(): Logins {
    return this.#logins
  }

  /** False: the line is away. */
  beginLogin(wish: string): boolean {
    return this.#open?.line.beginLogin(wish) ?? false
  }

  /** Resolves when what the settings say has been heeded. */
  looked(): Promise<void> {
    this.#rounds.request()
    return this.#rounds.settled()
  }

  /** `forget` ends the pairing here; then the relay hears of it, if the line stands. */
  async leave(forget: () => Promise<void>): Promise<void> {
    const open = this.#open
    if (open !== null) open.isLeaving = true
    try {
      await forget()
    } finally {
      await this.looked()
      if (open !== null) open.isLeaving = false
    }
  }

  async #look(): Promise<number | null> {
    if (this.#isOver) return null
    const { store, clock, keychain } = this.#parts
    const settings = await store.settings.all()
    const wanted = wantedPairing(settings, keychain)
    const pairing = 'pairing' in wanted ? wanted.pairing : null
    if (JSON.stringify(this.#open?.pairing ?? null) !== JSON.stringify(pairing)) {
      await this.#hangUp()
      if (pairing !== null) this.#call(pairing)
    }
    if (!('pairing' in wanted)) this.#is(wanted.state)
    const channels = await this.#told.all()
    this.#channelIds = pairing === null ? [] : channels.map(({ channelId }) => asId<ChannelId>(channelId))
    this.#open?.line.tell(channels)
    await this.#heedAddresses(settings.SiteUrl)
    const { sentence, changesAt } = relayWarning(this.now, clock.now())
    this.#warn(sentence)
    return changesAt
  }

  #call(pairing: RelayPairing): void {
    const stop = new AbortController()
    this.#awaySince = this.#parts.clock.now()
    const line = this.#parts.relay.open(pairing, this.#hearer(stop.signal), stop.signal)
    this.#open = { pairing, line, stop, isLeaving: false }
  }

  async #hangUp(): Promise<void> {
    const open = this.#open
    if (open === null) return
    this.#open = null
    if (open.isLeaving) open.line.leave()
    open.stop.abort()
    await open.line.ended()
    await this.#deliveries.settled()
    this.#waiting = null
    this.#awaySince = null
    this.#is({ state: 'off' })
  }

  /** What an old line says late is about nothing any more. */
  #hearer(signal: AbortSignal): RelayHearer {
    const heed = (act: () => void) => {
      if (!signal.aborted) act()
    }
    return {
      state: state => heed(() => this.#heardState(state)),
      welcome: facts => heed(() => this.#welcomed(facts)),
      take: delivery => this.#take(delivery),
      answer: ask => this.#answer(ask),
      login: (wish, url) => heed(() => this.#logins.sendTo(wish, url)),
      loggedIn: (wish, outcome) => heed(() => this.#logins.end(wish, outcome)),
      known: keys => heed(() => this.#deliveries.after(this.#keep(keys))),
      waiting: waiting =>
        heed(() => {
          this.#waiting = waiting
          this.#changed()
        }),
    }
  }

  #heardState(state: RelayState): void {
    if (state.state === 'online') this.#awaySince = null
    else {
      this.#awaySince ??= this.#parts.clock.now()
      this.#waiting = null
    }
    this.#is(state)
    if (state.state === 'needsAttention' || state.state === 'retrying')
      this.#parts.log.warn('The line to the relay is away', { reason: state.reason })
  }

  #welcomed(relay: { readonly publicUrl: string; readonly facebookApp: string | null }): void {
    const pairing = this.#open?.pairing
    if (pairing === undefined) return
    this.#deliveries.restart()
    const { url, clientId } = pairing
    // Networks and people are given this address, so it has to be one.
    const publicUrl = addressFault(relay.publicUrl) === null ? relay.publicUrl : url
    const facts = { url, clientId, publicUrl, facebookApp: relay.facebookApp }
    const kept = this.#parts.store.transact(async tx => {
      if (JSON.stringify(await tx.relay.get()) !== JSON.stringify(facts)) await tx.relay.set(facts)
    })
    const told = kept.catch(error =>
      this.#parts.log.error('What the relay is could not be stored', { error: String(error) }),
    )
    this.#deliveries.after(told.then(() => this.#changed()))
  }

  async #keep(keys: Readonly<Record<string, string>>): Promise<void> {
    await this.#told
      .keep(keys)
      .catch(error => this.#parts.log.error('A key of the relay could not be stored', { error: String(error) }))
  }

  #take(delivery: RelayDelivery): Promise<RelayAck> {
    return this.#deliveries.take(delivery)
  }

  async #answer({ kind, channelId, request }: RelayedCall): Promise<WebhookAnswer> {
    try {
      return await this.#parts.webhooks.take(kind, channelId, request)
    } catch (error) {
      this.#parts.log.error('What the relay asked for could not be answered', { channelId, error: String(error) })
      return { status: 500 }
    }
  }

  /** Networks are told where to call in replies and in settings, so channels and screens look again when that changes. */
  async #heedAddresses(siteUrl: string): Promise<void> {
    const relay = await pairedRelay(this.#parts.store)
    const addresses = JSON.stringify([siteUrl, relay?.publicUrl ?? null])
    const before = this.#addresses
    this.#addresses = addresses
    if (before === null || before === addresses) return
    this.#parts.links.publicAddressChanged()
    this.#tell()
  }

  #warn(sentence: string | null): void {
    const { links, bus, clock } = this.#parts
    for (const channelId of links.warn(this.#channelIds, sentence))
      bus.tell({ kind: 'health', at: clock.now(), channelId, health: links.health(channelId) })
  }

  #is(state: RelayState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return
    this.#state = state
    this.#changed()
  }

  #changed(): void {
    if (this.#isOver) return
    this.#tell()
    this.#rounds.request()
  }

  #tell(): void {
    this.#parts.bus.tell({ kind: 'relay', at: this.#parts.clock.now() })
  }
}

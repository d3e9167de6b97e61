// LiveChatOmnichannelMessagingService: Parley as one agent of a LiveChat licence while its channel is connected.
//
// How two routers live together: all agents of ours share one account there. LiveChat's router gives that account chats while at
// least one agent of the channel's queue is active; Parley's router then decides who of ours gets them. A chat that waits at
// LiveChat rings here as well, and is assigned to our account the moment one of ours accepts it. What another agent or bot of
// LiveChat's has stays theirs until it is transferred to us; when it is transferred away from us, our chat closes.
import { MINUTE, SECOND } from '../../domain/clock.ts'
import type { ChannelHealth, OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { ChannelConfig, ChannelDoor, ChannelLink, CustomerNotice, PropertyChange } from '../channel.ts'
import type { Fetched } from '../media-fetch.ts'
import { OmnichannelMessagingService } from '../messaging-service.ts'
import { Underway } from '../underway.ts'
import { AccessKeeper } from './api/access.ts'
import { Connection } from './api/connection.ts'
import type { Push } from './api/rtm-line.ts'
import { type Fetch, WebApi, type WebCall } from './api/web-api.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { Deeds } from './deeds.ts'
import { LiveChatIncomeMessageWorker } from './income-worker.ts'
import { fetchMedia } from './media-fetch.ts'
import { LiveChatOutcomeMessageWorker } from './outcome-worker.ts'
import { profileOf } from './registration-worker.ts'
import { RoutingStatus } from './routing-status.ts'
import type { LiveChatSettings } from './settings.ts'
import type { Call } from './sync/fetching.ts'
import { Mirror } from './sync/mirror.ts'
import { makeRound } from './sync/round.ts'
import * as wire from './wire.ts'

const roundEveryMs = MINUTE
const roundAgainMs = 5 * SECOND

export interface LiveChatPorts {
  readonly fetch: Fetch
  /** From 0 up to 1. */
  readonly random: () => number
}

export class LiveChatOmnichannelMessagingService extends OmnichannelMessagingService implements ChannelLink {
  readonly #settings: LiveChatSettings
  readonly #ports: LiveChatPorts
  readonly #signal: AbortSignal
  readonly #connection: Connection
  readonly #mirror: Mirror
  readonly #deeds: Deeds
  readonly #routing: RoutingStatus
  readonly #outcome: LiveChatOutcomeMessageWorker
  readonly #underway = new Underway()
  /** Null: LiveChat has not told yet what was there before the channel. */
  #cursor: Cursor | null
  #isDiskWell = true
  #round: Promise<void> | null = null
  #isRoundAsked = false
  #stopWaiting: () => void = () => {}
  #reported = ''
  #isOnline = false
  /** What a person should know, although all works. */
  #warning: string | null = null

  constructor(config: ChannelConfig<LiveChatSettings>, door: ChannelDoor, signal: AbortSignal, ports: LiveChatPorts) {
    super(door, payload => new LiveChatIncomeMessageWorker().toUnified(payload, door.clock.now()))
    const { settings, channelId } = config
    const { clock, log } = door
    this.#settings = settings
    this.#ports = ports
    this.#signal = signal
    this.#cursor = readCursor(config.cursor)
    const access = new AccessKeeper(settings, config.memory ?? null, {
      fetch: ports.fetch,
      clock,
      remember: secret => door.remember(secret),
      signal,
    })
    this.#connection = new Connection({
      apiRoot: settings.apiRoot,
      access,
      clock,
      log,
      random: ports.random,
      signal,
      report: health => this.#report(health),
      onUp: login => this.#signedIn(login),
      onDown: () => this.#stopWaiting(),
      onPush: push => this.#take(push),
    })
    const call: Call = (action, payload) => this.#connection.call(action, payload)
    const me = () => this.#connection.me
    const onStoreFailure = () => {
      this.#isDiskWell = false
      this.#roundLater(roundAgainMs, 'What LiveChat brings cannot be stored on this workstation.')
    }
    this.#mirror = new Mirror({ door, channelId, call, me, since: () => this.#cursor?.since ?? null, onStoreFailure })
    this.#deeds = new Deeds({ door, call, mirror: this.#mirror, me, warn: sentence => this.#warn(sentence) })
    this.#routing = new RoutingStatus(door, call)
    this.#outcome = new LiveChatOutcomeMessageWorker({
      channelId,
      now: () => clock.now(),
      call,
      web: new WebApi(ports.fetch, clock),
      webCall: () => this.#webCall(),
      enter: chatId => this.#deeds.enter(chatId),
    })
  }

  /** Begins to receive, and returns at once. */
  start(): void {
    this.#report({ state: 'connecting' })
    const run = this.#connection.run().then(() => {
      this.#stopWaiting()
      this.#report({ state: 'off' })
    })
    void this.#underway.track(run)
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    this.#deeds.wrote(message.address)
    return this.#underway.track(this.#outcome.send(message, signal))
  }

  sendTyping(address: string): void {
    this.#inPassing(() => this.#deeds.typing(address))
  }

  markRead(address: string, externalId: string): void {
    this.#inPassing(() => this.#deeds.seen(address, externalId))
  }

  notify(address: string, notice: CustomerNotice): void {
    if (notice.type === 'accepted') this.#inPassing(() => this.#deeds.accepted(address))
    if (notice.type === 'closed') this.#inPassing(() => this.#deeds.closed())
  }

  tagged(address: string, tag: string, given: boolean): void {
    this.#inPassing(() => this.#deeds.tagged(address, tag, given))
  }

  propertiesChanged(address: string, change: PropertyChange): void {
    this.#inPassing(() => this.#deeds.propertiesChanged(address, change))
  }

  banned(address: string, days: number | null): void {
    this.#inPassing(() => this.#deeds.banned(address, days))
  }

  availabilityChanged(): void {
    if (this.#connection.me !== null) this.#inPassing(() => this.#routing.settle())
  }

  fetchAttachment(remote: string, signal: AbortSignal): Promise<Fetched> {
    const ports = { fetch: this.#ports.fetch, clock: this.door.clock, apiRoot: this.#settings.apiRoot }
    return this.#underway.track(fetchMedia(ports, remote, AbortSignal.any([signal, this.#signal])))
  }

  stopped(): Promise<void> {
    return this.#underway.settled()
  }

  #signedIn(login: wire.Login): void {
    this.door.reportProfile(profileOf(login))
    this.#routing.signedIn(login.my_profile.routing_status ?? null)
    this.#askRound()
  }

  #take(push: Push): void {
    if (push.action === 'routing_status_set') {
      const told = wire.routingStatus.safeParse(push.payload).data
      if (told?.agent_id === this.#connection.me) this.#routing.told(told?.status ?? null)
      return
    }
    this.#inPassing(() => this.#mirror.take(push))
  }

  /** One after the other: asked while one is made, another follows. */
  #askRound(): void {
    this.#isRoundAsked = true
    this.#round ??= this.#underway.track(
      this.#rounds().finally(() => {
        this.#round = null
      }),
    )
  }

  async #rounds(): Promise<void> {
    while (this.#isRoundAsked && !this.#signal.aborted && this.#connection.me !== null) {
      this.#isRoundAsked = false
      this.#isDiskWell = true
      const newestAt = await this.#makeRound()
      const isWhole = newestAt !== null && this.#isDiskWell && (await this.#remember(newestAt))
      if (this.#signal.aborted || this.#connection.me === null) return
      if (isWhole) this.#report(this.#online())
      if (isWhole) this.#roundLater(roundEveryMs, null)
      else if (this.#isDiskWell) this.#roundLater(roundAgainMs, 'LiveChat does not say what happened meanwhile.')
      await this.#routing.settle()
    }
  }

  async #makeRound(): Promise<number | null> {
    const { door } = this
    try {
      return await makeRound({
        door,
        call: (action, payload) => this.#connection.call(action, payload),
        me: () => this.#connection.me,
        mirror: this.#mirror,
        lastAt: () => this.#cursor?.roundAt ?? null,
        onFirst: newestAt => {
          this.#cursor = { since: newestAt, roundAt: newestAt }
        },
      })
    } catch (error) {
      door.log.error('A round over LiveChat’s chats broke off', { error: String(error) })
      return null
    }
  }

  async #remember(roundAt: number): Promise<boolean> {
    const cursor = { since: this.#cursor?.since ?? roundAt, roundAt }
    try {
      await this.door.receive({ updates: [], cursor: writeCursor(cursor) })
      this.#cursor = cursor
      return true
    } catch {
      this.#isDiskWell = false
      this.#roundLater(roundAgainMs, 'What LiveChat brings cannot be stored on this workstation.')
      return false
    }
  }

  /** `trouble`: what is wrong until then; null: nothing. */
  #roundLater(ms: number, trouble: string | null): void {
    if (this.#signal.aborted || this.#connection.me === null) return
    const { clock } = this.door
    this.#stopWaiting()
    const at = clock.now() + ms
    this.#stopWaiting = clock.wakeAt(at, () => this.#askRound())
    if (trouble !== null) this.#report({ state: 'retrying', until: at, reason: trouble })
  }

  #webCall(): WebCall | null {
    const standing = this.#connection.standing
    return standing === null ? null : { apiRoot: this.#settings.apiRoot, ...standing }
  }

  /** Nobody waits for it, and what goes wrong in it holds up nothing. */
  #inPassing(work: () => Promise<void>): void {
    if (this.#signal.aborted) return
    const done = work().catch(error => this.door.log.warn('LiveChat could not be told', { error: String(error) }))
    void this.#underway.track(done)
  }

  #online(): ChannelHealth {
    return { state: 'online', ...(this.#warning === null ? {} : { warning: this.#warning }) }
  }

  #warn(sentence: string | null): void {
    this.#warning = sentence
    if (this.#isOnline) this.#report(this.#online())
  }

  /** Tells the house only what is new. */
  #report(health: ChannelHealth): void {
    const words = JSON.stringify(health)
    if (words === this.#reported) return
    this.#reported = words
    this.#isOnline = health.state === 'online'
    this.door.reportHealth(health)
  }
}

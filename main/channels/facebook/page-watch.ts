// Looks after one page: whose token it is, how it routes, whether Facebook still calls for it. What it finds is the channel's
// health; daily by the clock, sooner after trouble.
import { DAY, MINUTE, SECOND } from '../../domain/clock.ts'
import type { ChannelHealth } from '../../domain/unified-message.ts'
import type { ChannelDoor } from '../channel.ts'
import type { Underway } from '../underway.ts'
import type { GraphApi, Trouble } from './graph/api.ts'
import { channelTrouble, inTheirWords } from './graph/errors.ts'
import type { PageView, PolicyNotice } from './income-worker.ts'
import { FacebookMessengerRegistrationWorker, noWayIn } from './registration-worker.ts'
import type { FacebookSettings } from './settings.ts'

const lookEveryMs = DAY
const shortestPauseMs = 15 * SECOND
const longestPauseMs = 5 * MINUTE

/** In the channel's cursor from the first subscription on: one that is missing later was ended by Facebook. */
const subscribedMark = 'subscribed'

export interface WatchPorts {
  readonly api: GraphApi
  readonly settings: FacebookSettings
  readonly door: ChannelDoor
  readonly signal: AbortSignal
  readonly underway: Underway
  readonly cursor: string | null
}

export class PageWatch {
  readonly #ports: WatchPorts
  readonly #registration: FacebookMessengerRegistrationWorker
  #view: PageView
  #wasSubscribed: boolean
  #restoredAt: number | null = null
  #policy: PolicyNotice | null = null
  #failures = 0
  #cancelLook = () => {}

  constructor(ports: WatchPorts) {
    this.#ports = ports
    this.#registration = new FacebookMessengerRegistrationWorker(ports.api, ports.settings)
    this.#view = { pageId: ports.settings.pageId, appId: null, isRouted: false }
    this.#wasSubscribed = ports.cursor === subscribedMark
  }

  /** By which the page's calls are read. */
  get view(): PageView {
    return this.#view
  }

  start(): void {
    const { door, signal, underway } = this.#ports
    if (signal.aborted) return
    door.reportHealth({ state: 'connecting' })
    const end = () => {
      this.#cancelLook()
      void underway.settled().then(() => door.reportHealth({ state: 'off' }))
    }
    signal.addEventListener('abort', end, { once: true })
    this.#look()
  }

  /** Where Facebook can call may have changed. */
  lookAgain(): void {
    if (!this.#ports.signal.aborted) this.#look()
  }

  /** Trouble of one call that is trouble of the whole channel. */
  heed(trouble: Trouble): void {
    const { signal } = this.#ports
    if (signal.aborted) return
    const broken = channelTrouble(trouble)
    if (broken !== null) this.#needsAttention(broken)
    else if (trouble.kind === 'unreached') this.retryAfter(whyUnreached(trouble))
  }

  /** Facebook warns the page, or takes its messages away (Messenger Platform, "policy_enforcement"). */
  heedPolicy(notice: PolicyNotice): void {
    this.#policy = /^unblock/i.test(notice.action) ? null : notice
    if (!this.#ports.signal.aborted) this.#look()
  }

  retryAfter(reason: string): void {
    const { door, signal } = this.#ports
    if (signal.aborted) return
    const pauseMs = Math.min(shortestPauseMs * 2 ** this.#failures++, longestPauseMs)
    const until = door.clock.now() + pauseMs
    door.reportHealth({ state: 'retrying', until, reason })
    this.#lookAt(until)
  }

  #look(): void {
    this.#cancelLook()
    this.#cancelLook = () => {}
    void this.#ports.underway.track(this.#askFacebook())
  }

  async #askFacebook(): Promise<void> {
    const { door, signal, settings } = this.#ports
    const met = await this.#registration.page(signal)
    if (signal.aborted) return
    if ('trouble' in met) return this.#inVain(met.trouble)
    const { id, profile, isRouted } = met.found
    if (id !== settings.pageId) return this.#needsAttention(otherPage(profile.name ?? id))
    const appId = this.#view.appId ?? (await this.#registration.appId(signal))
    this.#view = { pageId: id, appId, isRouted }
    const subscribed = await this.#registration.subscribe(appId, signal)
    if (signal.aborted) return
    if ('trouble' in subscribed) return this.#inVain(subscribed.trouble)
    if (!(await this.#noteSubscription(subscribed.found.restored))) return
    door.reportProfile(profile)
    const address = await door.webhookUrl()
    if (signal.aborted) return
    this.#failures = 0
    const health = this.#healthWith(address)
    door.reportHealth(health)
    // An address that somebody is about to enter is noticed soon.
    this.#lookAt(door.clock.now() + (health.state === 'online' ? lookEveryMs : MINUTE))
  }

  /** False: the disk failed. */
  async #noteSubscription(restored: boolean): Promise<boolean> {
    const { door } = this.#ports
    // What was said a day ago is known by now.
    this.#restoredAt = restored && this.#wasSubscribed ? door.clock.now() : null
    if (this.#restoredAt !== null) door.log.warn('Facebook had ended the subscription of a page; it is restored')
    if (this.#wasSubscribed) return true
    try {
      await door.receive({ updates: [], cursor: subscribedMark })
      this.#wasSubscribed = true
      return true
    } catch {
      this.retryAfter('What Facebook brings cannot be stored on this workstation.')
      return false
    }
  }

  #healthWith(address: string | null): ChannelHealth {
    const { appSecret, relayKey } = this.#ports.settings
    if (this.#policy !== null) return enforced(this.#policy)
    if (appSecret === '' && relayKey === '') return { state: 'needsAttention', reason: cannotCall, remedy: noWayIn }
    if (address === null) return noAddress
    return this.#restoredAt === null ? { state: 'online' } : { state: 'online', warning: restoredWords }
  }

  #inVain(trouble: Trouble): void {
    const broken = channelTrouble(trouble)
    if (broken !== null) this.#needsAttention(broken)
    else this.retryAfter(whyUnreached(trouble))
  }

  #needsAttention(trouble: { readonly reason: string; readonly remedy: string }): void {
    const { door } = this.#ports
    door.reportHealth({ state: 'needsAttention', ...trouble })
    this.#lookAt(door.clock.now() + longestPauseMs)
  }

  #lookAt(at: number): void {
    this.#cancelLook()
    this.#cancelLook = this.#ports.door.clock.wakeAt(at, () => this.#look())
  }
}

const cannotCall = 'Facebook has no way to call this workstation.'

const noAddress: ChannelHealth = {
  state: 'needsAttention',
  reason: 'Facebook cannot call this workstation: nobody has said what its public address is.',
  remedy:
    'Pair Parley with a relay in the settings; or enter the Website URL there, then set the callback URL of the app at Meta.',
}

const restoredWords =
  'Facebook had stopped calling for this page; that is mended. Messages of the time before may be missing here: look into the page’s inbox at Facebook.'

const otherPage = (name: string) => ({
  reason: `The token of this channel is of another page (${name}).`,
  remedy: 'Enter the token of this page, or connect the page again.',
})

const enforced = ({ action, reason }: PolicyNotice): ChannelHealth => ({
  state: 'needsAttention',
  reason:
    action === 'block'
      ? `Facebook has taken the page’s messages away${reason === '' ? '' : ` (${reason.slice(0, 300)})`}.`
      : `Facebook warns this page${reason === '' ? '' : ` (${reason.slice(0, 300)})`}.`,
  remedy: 'Look into the page’s Support Inbox at Facebook.',
})

const whyUnreached = (trouble: Trouble): string => {
  if (trouble.kind === 'refused') return `Facebook does not answer as it should (${inTheirWords(trouble)}).`
  return 'status' in trouble
    ? `Facebook has trouble of its own (HTTP ${trouble.status}).`
    : `Facebook cannot be reached (${trouble.why}).`
}

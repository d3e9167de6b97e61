// WebOmnichannelMessagingService: one website channel while it is connected. Its visitors come in through the customer's
// door; what they say goes through `internalReceive`, what they are told goes to their open pages.
import { assertNever } from '../../domain/assert-never.ts'
import { SECOND } from '../../domain/clock.ts'
import type { ChannelHealth, OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { ChannelConfig, ChannelDoor, ChannelLink, CustomerNotice, Receipt } from '../channel.ts'
import { OmnichannelMessagingService } from '../messaging-service.ts'
import { Underway } from '../underway.ts'
import { Audience } from './audience.ts'
import { closeCodes } from './close-codes.ts'
import { WebIncomeMessageWorker } from './income-worker.ts'
import { WebOutcomeMessageWorker } from './outcome-worker.ts'
import { profileOf } from './registration-worker.ts'
import type { WebSettings } from './settings.ts'
import { clientIdOf, type WebPayload } from './wire.ts'

/** Nobody tells a channel that agents come and go, so it looks while pages are open. */
const availabilityEveryMs = 15 * SECOND
/** When a page tries again what we could not store. */
export const pagesRetryMs = 2 * SECOND
const cannotStore = 'What visitors write cannot be stored; their pages keep it and try again.'

export class WebOmnichannelMessagingService extends OmnichannelMessagingService implements ChannelLink {
  readonly channelId: string
  readonly settings: WebSettings
  readonly audience = new Audience()
  readonly #signal: AbortSignal
  readonly #underway = new Underway()
  readonly #outcome: WebOutcomeMessageWorker
  #here: boolean | null = null
  #watching = false
  #health: ChannelHealth['state'] | null = null

  constructor(config: ChannelConfig<WebSettings>, door: ChannelDoor, signal: AbortSignal) {
    const income = new WebIncomeMessageWorker()
    super(door, payload => income.toUnified(payload))
    this.#signal = signal
    this.channelId = config.channelId
    this.settings = config.settings
    this.#outcome = new WebOutcomeMessageWorker(this.audience, door.clock)
    signal.addEventListener('abort', () => this.#leave(), { once: true })
  }

  /** Called once, after the channel has its place. */
  open(): void {
    this.door.reportProfile(profileOf(this.settings))
    this.#report({ state: 'connecting' })
    this.#report({ state: 'online' })
  }

  get inside(): ChannelDoor {
    return this.door
  }

  /** Rejects when it could not be stored; the page keeps it then, and tries again. */
  hear(payload: WebPayload): Promise<Receipt> {
    const receipt = this.#underway.track(this.internalReceive(payload))
    receipt.then(
      () => this.#report({ state: 'online' }),
      () => this.#report({ state: 'retrying', until: this.door.clock.now() + pagesRetryMs, reason: cannotStore }),
    )
    return receipt
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    return this.#outcome.send(message, signal)
  }

  sendTyping(address: string, agentName: string): void {
    this.audience.push(address, { type: 'typing', agentName })
  }

  markRead(address: string, externalId: string): void {
    this.audience.push(address, { type: 'state', state: 'read', clientId: clientIdOf(address, externalId) })
  }

  notify(address: string, notice: CustomerNotice): void {
    switch (notice.type) {
      case 'read':
        this.markRead(address, notice.externalId)
        break
      case 'accepted':
        this.audience.push(address, { type: 'notice', code: 'accepted', agentName: notice.agentName })
        break
      case 'waiting':
      case 'closed':
        this.audience.push(address, { type: 'notice', code: notice.type })
        break
      default:
        assertNever(notice)
    }
  }

  async customerCloses(address: string): Promise<void> {
    await this.#underway.track(this.door.customerCloses(address))
    this.notify(address, { type: 'closed' })
  }

  /** Whether somebody could take a chat now; asked anew for each page that opens, and then every few seconds. */
  async isSomebodyHere(): Promise<boolean> {
    const here = (await this.door.availability()).agents > 0
    this.#tellAvailability(here)
    this.#watch()
    return here
  }

  /** Resolves when everything that visitors had said is stored, or has failed to be. */
  stopped(): Promise<void> {
    return this.#underway.settled()
  }

  /** Tells the house only what is new, and nothing more once it is off. */
  #report(health: ChannelHealth): void {
    if (this.#health === 'off' || (health.state === this.#health && health.state !== 'retrying')) return
    this.#health = health.state
    this.door.reportHealth(health)
  }

  #watch(): void {
    if (this.#watching || this.#signal.aborted) return
    this.#watching = true
    const cancel = this.door.clock.wakeAt(this.door.clock.now() + availabilityEveryMs, () => {
      this.#signal.removeEventListener('abort', cancel)
      this.#watching = false
      if (this.audience.size === 0) return
      this.isSomebodyHere().catch(error => {
        this.door.log.warn('Could not find out who is here', { reason: String(error) })
        this.#watch()
      })
    })
    this.#signal.addEventListener('abort', cancel, { once: true })
  }

  #tellAvailability(here: boolean): void {
    const known = this.#here
    this.#here = here
    if (known !== null && known !== here) this.audience.pushAll({ type: 'availability', here })
  }

  #leave(): void {
    this.audience.closeAll(closeCodes.stopping, 'The chat is being restarted or was switched off')
    this.#report({ state: 'off' })
  }
}

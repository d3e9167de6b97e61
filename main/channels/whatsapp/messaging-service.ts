// WhatsAppOmnichannelMessagingService: one number while its channel is connected. Receives by webhooks, answers through
// Twilio's API, and looks now and then whether the account is still well.
import { HOUR, MINUTE, SECOND } from '../../domain/clock.ts'
import type { MessageTemplate } from '../../domain/message-template.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { ChannelHealth, OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { ChannelConfig, ChannelDoor, ChannelLink } from '../channel.ts'
import type { Fetched } from '../media-fetch.ts'
import { OmnichannelMessagingService } from '../messaging-service.ts'
import { Underway } from '../underway.ts'
import type { WebhookAnswer, WebhookRequest } from '../webhook.ts'
import { type Fetch, type Trouble, TwilioApi } from './api.ts'
import { channelTrouble } from './errors.ts'
import { type Fields, fieldsOf, isSigned } from './form.ts'
import { replyField, type WhatsAppIncomeMessageWorker } from './income-worker.ts'
import { MediaDoor } from './media-door.ts'
import { fetchMedia } from './media-fetch.ts'
import { WhatsAppOutcomeMessageWorker } from './outcome-worker.ts'
import { WhatsAppMessengerRegistrationWorker } from './registration-worker.ts'
import { parseSender, type WhatsAppSettings } from './settings.ts'
import { approvedTemplates } from './templates.ts'
import { Typing } from './typing.ts'

const lookEveryMs = HOUR
const shortestPauseMs = 15 * SECOND
const longestPauseMs = 5 * MINUTE

export class WhatsAppOmnichannelMessagingService extends OmnichannelMessagingService implements ChannelLink {
  readonly storesInOrder = true
  readonly #settings: WhatsAppSettings
  readonly #fetch: Fetch
  readonly #signal: AbortSignal
  readonly #api: TwilioApi
  readonly #registration: WhatsAppMessengerRegistrationWorker
  readonly #outcome: WhatsAppOutcomeMessageWorker
  readonly #media: MediaDoor
  readonly #typing: Typing
  readonly #underway = new Underway()
  #failures = 0
  #cancelLook = () => {}

  constructor(
    config: ChannelConfig<WhatsAppSettings>,
    door: ChannelDoor,
    signal: AbortSignal,
    fetch: Fetch,
    income: WhatsAppIncomeMessageWorker,
  ) {
    super(door, payload => {
      const { fields, receivedAt } = payload as { fields: Fields; receivedAt: number }
      return income.toUnified(fields, receivedAt)
    })
    const { settings } = config
    this.#settings = settings
    this.#fetch = fetch
    this.#signal = signal
    this.#api = new TwilioApi(settings, fetch, door.clock)
    this.#registration = new WhatsAppMessengerRegistrationWorker(this.#api, settings)
    this.#media = new MediaDoor(settings.authToken, door)
    this.#typing = new Typing(this.#api, door)
    this.#outcome = new WhatsAppOutcomeMessageWorker({
      api: this.#api,
      clock: door.clock,
      sender: settings.sender,
      media: this.#media,
      webhookUrl: () => door.webhookUrl(),
      onTrouble: trouble => this.#heed(trouble),
    })
  }

  /** Begins to look after the account, and returns at once. */
  start(): void {
    if (this.#signal.aborted) return
    this.door.reportHealth({ state: 'connecting' })
    this.#signal.addEventListener('abort', () => this.#end(), { once: true })
    this.#look()
  }

  /** Verify, store, answer. Whatever is not stored is answered so that Twilio calls again. */
  takeWebhook(request: WebhookRequest): Promise<WebhookAnswer> {
    if (request.path.startsWith('/media/') && ['GET', 'HEAD'].includes(request.method)) {
      return this.#underway.track(this.#media.answer(request.path))
    }
    if (request.path !== '') return Promise.resolve({ status: 404 })
    if (request.method !== 'POST') return Promise.resolve({ status: 405, headers: { allow: 'POST' } })
    if (!isSigned(request, this.#settings.authToken)) {
      this.door.log.warn('A webhook without a valid signature of Twilio was refused')
      return Promise.resolve({ status: 403, body: 'This is not signed by Twilio for this address.' })
    }
    if (this.#signal.aborted) return Promise.resolve(comeAgain)
    return this.#underway.track(this.#receive(request))
  }

  async #receive(request: WebhookRequest): Promise<WebhookAnswer> {
    const form = fieldsOf(request.body)
    const reply = new URL(request.url).searchParams.get('reply')
    const fields = reply === null ? form : { ...form, [replyField]: reply }
    try {
      const foreign = this.#whyForeign(form)
      if (foreign === null) await this.internalReceive({ fields, receivedAt: request.receivedAt })
      else await this.door.receive({ updates: [], unreadable: [{ payload: JSON.stringify(form), reason: foreign }] })
    } catch (error) {
      this.door.log.error('A webhook could not be stored', { reason: String(error) })
      this.#retryAfter('What Twilio brings cannot be stored on this workstation.')
      return comeAgain
    }
    // Whoever is being switched off may not have told anybody: Twilio offers it again, and it is known by its number then.
    return this.#signal.aborted ? comeAgain : taken
  }

  /** Signed, and still not for this channel: another number of the account points here. */
  #whyForeign({ AccountSid, To, From, MessageStatus }: Fields): string | null {
    if (AccountSid !== undefined && AccountSid !== this.#settings.accountSid)
      return `This is for another Twilio account (${AccountSid}).`
    const ours = MessageStatus === undefined || MessageStatus === 'received' ? To : From
    if (ours === undefined || parseSender(ours) === this.#settings.sender) return null
    return `This is for ${ours.slice(0, 60)}, and the channel is ${this.#settings.sender}: set the webhook of that number elsewhere.`
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    return this.#underway.track(this.#outcome.send(message, signal))
  }

  sendTyping(address: string): void {
    if (!this.#signal.aborted) void this.#underway.track(this.#typing.show(address, this.#signal))
  }

  templates(signal: AbortSignal): Promise<readonly MessageTemplate[] | Refusal> {
    return this.#underway.track(approvedTemplates(this.#api, AbortSignal.any([signal, this.#signal])))
  }

  publicAddressChanged(): void {
    if (!this.#signal.aborted) this.#look()
  }

  fetchAttachment(remote: string, signal: AbortSignal): Promise<Fetched> {
    const ports = {
      settings: this.#settings,
      authorization: this.#api.authorization,
      fetch: this.#fetch,
      clock: this.door.clock,
    }
    return this.#underway.track(fetchMedia(ports, remote, AbortSignal.any([signal, this.#signal])))
  }

  stopped(): Promise<void> {
    return this.#underway.settled()
  }

  #look(): void {
    this.#cancelLook()
    this.#cancelLook = () => {}
    void this.#underway.track(this.#askTwilio())
  }

  async #askTwilio(): Promise<void> {
    const account = await this.#registration.account(this.#signal)
    const address = await this.door.webhookUrl()
    if (this.#signal.aborted) return
    if (!account.found) return this.#heed(account.trouble, true)
    this.door.reportProfile(account.profile)
    this.#failures = 0
    // An address that somebody is about to enter is noticed soon.
    this.#lookAt(this.door.clock.now() + (address === null ? MINUTE : lookEveryMs))
    if (account.status !== 'active') return this.door.reportHealth(notActive(account.status))
    this.door.reportHealth(address === null ? noAddress : { state: 'online' })
  }

  /** Trouble of one call that is trouble of the whole channel. `always`: any trouble is. */
  #heed(trouble: Trouble, always = false): void {
    if (this.#signal.aborted) return
    const broken = channelTrouble(trouble)
    if (broken !== null) {
      this.door.reportHealth({ state: 'needsAttention', ...broken })
      this.#lookAt(this.door.clock.now() + longestPauseMs)
    } else if (always || trouble.kind === 'unreached') this.#retryAfter(whyUnreached(trouble))
  }

  #retryAfter(reason: string): void {
    if (this.#signal.aborted) return
    const pauseMs = Math.min(shortestPauseMs * 2 ** this.#failures++, longestPauseMs)
    const until = this.door.clock.now() + pauseMs
    this.door.reportHealth({ state: 'retrying', until, reason })
    this.#lookAt(until)
  }

  #lookAt(at: number): void {
    this.#cancelLook()
    this.#cancelLook = this.door.clock.wakeAt(at, () => this.#look())
  }

  #end(): void {
    this.#cancelLook()
    void this.#underway.settled().then(() => this.door.reportHealth({ state: 'off' }))
  }
}

const taken: WebhookAnswer = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' }
const comeAgain: WebhookAnswer = { status: 503, headers: { 'retry-after': '30' } }

const noAddress: ChannelHealth = {
  state: 'needsAttention',
  reason: 'Twilio cannot call this workstation: nobody has said what its public address is.',
  remedy: 'Pair Parley with a relay or enter the Website URL, in the settings; then set the webhook address at Twilio.',
}

const notActive = (status: string): ChannelHealth => ({
  state: 'needsAttention',
  reason: `The Twilio account is ${status}.`,
  remedy: 'Look into the Twilio Console.',
})

const whyUnreached = (trouble: Trouble): string =>
  'status' in trouble
    ? `Twilio has trouble of its own (HTTP ${trouble.status}).`
    : `Twilio cannot be reached (${trouble.why}).`

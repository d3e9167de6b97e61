// FacebookOmnichannelMessagingService: one page while its channel is connected. Receives by webhooks, answers through the Graph
// API, and looks after the page: its token, its routing, and daily whether Facebook still calls for it.
import type { Refusal } from '../../domain/refusal.ts'
import type { OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { ChannelConfig, ChannelDoor, ChannelLink } from '../channel.ts'
import type { Fetched } from '../media-fetch.ts'
import { OmnichannelMessagingService } from '../messaging-service.ts'
import { Underway } from '../underway.ts'
import type { WebhookAnswer, WebhookRequest } from '../webhook.ts'
import { type Fetch, GraphApi } from './graph/api.ts'
import { FacebookIncomeMessageWorker, type Read } from './income-worker.ts'
import { turnAway } from './incoming-call.ts'
import { fetchMedia } from './media-fetch.ts'
import { FacebookOutcomeMessageWorker } from './outcome-worker.ts'
import { PageWatch } from './page-watch.ts'
import { Profiles } from './profiles.ts'
import { SenderActions } from './sender-actions.ts'
import type { FacebookSettings } from './settings.ts'
import { handBack, takeControl } from './thread-control.ts'
import { Uploads } from './uploads.ts'

export class FacebookOmnichannelMessagingService extends OmnichannelMessagingService implements ChannelLink {
  readonly storesInOrder = true
  readonly #settings: FacebookSettings
  readonly #fetch: Fetch
  readonly #signal: AbortSignal
  readonly #api: GraphApi
  readonly #watch: PageWatch
  readonly #outcome: FacebookOutcomeMessageWorker
  readonly #profiles: Profiles
  readonly #actions: SenderActions
  readonly #underway = new Underway()

  constructor(config: ChannelConfig<FacebookSettings>, door: ChannelDoor, signal: AbortSignal, fetch: Fetch) {
    super(door, payload => payload as Read)
    const { settings, cursor } = config
    this.#settings = settings
    this.#fetch = fetch
    this.#signal = signal
    this.#api = new GraphApi(settings, fetch, door.clock)
    this.#watch = new PageWatch({ api: this.#api, settings, door, signal, underway: this.#underway, cursor })
    this.#profiles = new Profiles(this.#api, door)
    this.#actions = new SenderActions(this.#api, door)
    this.#outcome = new FacebookOutcomeMessageWorker({
      api: this.#api,
      clock: door.clock,
      uploads: new Uploads(this.#api),
      onTrouble: trouble => this.#watch.heed(trouble),
    })
  }

  /** Begins to look after the page, and returns at once. */
  start(): void {
    this.#watch.start()
  }

  /** Verify, store, answer. Whatever is not stored is answered so that Meta calls again. */
  takeWebhook(request: WebhookRequest): Promise<WebhookAnswer> {
    const away = turnAway(request, this.#settings)
    if (away?.status === 403) this.door.log.warn('A call that Meta did not make was refused')
    if (away !== null) return Promise.resolve(away)
    return this.#signal.aborted ? Promise.resolve(comeAgain) : this.#underway.track(this.#receive(request))
  }

  async #receive({ body, receivedAt }: WebhookRequest): Promise<WebhookAnswer> {
    const read = new FacebookIncomeMessageWorker().read(
      Buffer.from(body).toString('utf8'),
      this.#watch.view,
      receivedAt,
    )
    const { policy, ...intake } = read
    try {
      if (intake.updates.length > 0 || intake.unreadable !== undefined) await this.door.receive(intake)
    } catch (error) {
      this.door.log.error('A call of Meta’s could not be stored', { reason: String(error) })
      this.#watch.retryAfter('What Facebook brings cannot be stored on this workstation.')
      return comeAgain
    }
    for (const notice of policy) this.#watch.heedPolicy(notice)
    // Whoever is being switched off may not have told anybody: Meta offers it again, and it is known by its id then.
    if (this.#signal.aborted) return comeAgain
    void this.#underway.track(this.#profiles.learn(intake.updates, this.#signal))
    return taken
  }

  publicAddressChanged(): void {
    this.#watch.lookAgain()
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    this.#actions.sent(message.address)
    return this.#underway.track(this.#outcome.send(message, signal))
  }

  sendTyping(address: string): void {
    if (!this.#signal.aborted) void this.#underway.track(this.#actions.typing(address, this.#signal))
  }

  markRead(address: string): void {
    if (!this.#signal.aborted) void this.#underway.track(this.#actions.seen(address, this.#signal))
  }

  takeControl(address: string, signal: AbortSignal): Promise<Refusal | null> {
    return this.#underway.track(takeControl(this.#api, address, AbortSignal.any([signal, this.#signal])))
  }

  handBack(address: string, signal: AbortSignal): Promise<Refusal | null> {
    return this.#underway.track(handBack(this.#api, address, AbortSignal.any([signal, this.#signal])))
  }

  fetchAttachment(remote: string, signal: AbortSignal): Promise<Fetched> {
    const ports = { apiRoot: this.#settings.apiRoot, fetch: this.#fetch, clock: this.door.clock }
    return this.#underway.track(fetchMedia(ports, remote, AbortSignal.any([signal, this.#signal])))
  }

  stopped(): Promise<void> {
    return this.#underway.settled()
  }
}

const taken: WebhookAnswer = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'EVENT_RECEIVED' }
const comeAgain: WebhookAnswer = { status: 503, headers: { 'retry-after': '30' } }

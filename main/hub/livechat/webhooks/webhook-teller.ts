// Tells webhooks of the protocol what happened: reads the log of events from where it stopped, makes each into the pushes that
// agents get, and puts in line what is followed. Where it stopped is stored with what was put in line, so nothing is lost or doubled.
import type { Log } from '../../../channels/channel.ts'
import type { StoredEvent } from '../../../domain/event.ts'
import type { ChatId } from '../../../domain/ids.ts'
import { isProtocolAction, isToldOf, type ProtocolAction } from '../../../domain/protocol-webhook.ts'
import { Errand } from '../../../services/errand.ts'
import type { Telling } from '../../../services/protocol/protocol-webhook-verbs.ts'
import type { Services } from '../../../services/verbs.ts'
import type { ProtocolWebhook } from '../../../storage/webhook-store.ts'
import { isNewer, type Push } from '../pushes/push.ts'
import type { PushMaker } from '../pushes/push-maker.ts'
import { type Happened, Happenings } from './happenings.ts'
import { sessionFieldNews } from './session-field-news.ts'

const batchLimit = 200
/** Chats whose beginning was told lately. */
const begunLimit = 1_000

export class WebhookTeller {
  readonly #services: Pick<Services, 'feed' | 'protocolWebhooks'>
  readonly #maker: PushMaker
  readonly #happenings: Happenings
  readonly #log: Log
  readonly #errand: Errand
  readonly #stopListening: () => void
  /** The newest message that the beginning of a chat told of. */
  readonly #begun = new Map<ChatId, string>()
  #isStopped = false

  constructor(services: Pick<Services, 'feed' | 'protocolWebhooks'>, maker: PushMaker, log: Log) {
    this.#services = services
    this.#maker = maker
    this.#happenings = new Happenings(maker.views.library)
    this.#log = log
    this.#errand = new Errand('telling webhooks of the protocol', log, () => this.#round())
    this.#stopListening = services.feed.listen({ events: () => this.#look(), passing() {} })
    this.#look()
  }

  settled(): Promise<void> {
    return this.#errand.settled()
  }

  close(): Promise<void> {
    this.#isStopped = true
    this.#stopListening()
    return this.#errand.settled()
  }

  #look(): void {
    if (!this.#isStopped) void this.#errand.request()
  }

  async #round(): Promise<void> {
    const { library } = this.#maker.views
    while (!this.#isStopped) {
      const { webhooks, upTo } = await this.#services.protocolWebhooks.following()
      if (upTo === null) return
      const events = await library.reads.events.after(upTo, batchLimit)
      const last = events.at(-1)
      if (last === undefined) return
      const tellings: Telling[] = []
      for (const event of events) {
        library.notice(event)
        tellings.push(...(await this.#tellingsOf(webhooks, event)))
      }
      await this.#services.protocolWebhooks.tell(last.seq, tellings)
    }
  }

  async #tellingsOf(webhooks: readonly ProtocolWebhook[], event: StoredEvent): Promise<readonly Telling[]> {
    const followers = webhooks.filter(({ createdAt }) => createdAt <= event.at)
    if (followers.length === 0) return []
    try {
      const pushes = [
        ...(await this.#maker.make(event)).filter(push => isToldToWebhooks(push, event)),
        ...(await sessionFieldNews(this.#maker.views.library, event)),
      ]
      const tellings: Telling[] = []
      for (const [i, push] of pushes.entries()) {
        const { action } = push
        if (!isProtocolAction(action)) continue
        this.#remember(push)
        const happened = await this.#happenings.of({ ...push, action }, event)
        for (const webhook of followers)
          if (isToldOf(webhook.follows, happened.happening) && !this.#isInBeginning(webhooks, webhook, push))
            tellings.push(await this.#telling(webhook, { action, push, happened, eventId: `${event.seq}-${i}` }))
      }
      return tellings
    } catch (error) {
      // One event that cannot be told must not keep the others.
      this.#log.error('Webhooks could not be told of an event', { seq: event.seq, error: String(error) })
      return []
    }
  }

  async #telling(
    webhook: ProtocolWebhook,
    told: {
      readonly action: ProtocolAction
      readonly push: Push
      readonly happened: Happened
      readonly eventId: string
    },
  ): Promise<Telling> {
    const { action, push, happened, eventId } = told
    const { id: organizationId } = await this.#maker.views.library.organization()
    const body = {
      action,
      organization_id: organizationId,
      payload: push.payload,
      additional_data: happened.additionalData(webhook.follows.additionalData),
    }
    const { conversationId } = happened
    return { webhookId: webhook.id, conversationId, eventId, action, body: JSON.stringify(body) }
  }

  #remember({ action, chatId, upTo }: Push): void {
    if (action !== 'incoming_chat' || chatId === undefined) return
    const oldest = this.#begun.size >= begunLimit ? this.#begun.keys().next().value : undefined
    if (oldest !== undefined) this.#begun.delete(oldest)
    this.#begun.set(chatId, upTo ?? '')
  }

  /** What stood in the chat as it came is not told once more to a program that was told of its coming. */
  #isInBeginning(
    webhooks: readonly ProtocolWebhook[],
    { follows: { clientId } }: ProtocolWebhook,
    { action, chatId, upTo }: Push,
  ): boolean {
    const begun = chatId === undefined ? undefined : this.#begun.get(chatId)
    if (action !== 'incoming_event' || begun === undefined || begun === '' || upTo === undefined) return false
    const hearsBeginnings = webhooks.some(
      ({ follows }) => follows.clientId === clientId && follows.action === 'incoming_chat',
    )
    return hearsBeginnings && !isNewer(upTo, begun)
  }
}

/** As agents are told; a chat that is only held out to them is not coming for anybody else. */
const isToldToWebhooks = ({ to, action }: Push, event: StoredEvent): boolean =>
  to.side === 'agents' && (action !== 'incoming_chat' || event.type === 'chat.opened')

// setWebhook, deleteWebhook, getWebhookInfo. Nothing is ever delivered to the webhook: it stands for the other product
// that owns the bot, whose updates pile up while polls are refused.
import { type Answer, badRequest, grant, tooManyRequests } from '../wire/answer.ts'
import type { Params } from '../wire/params.ts'
import type { AllowedUpdates } from './allowed-updates.ts'
import type { Pace } from './pace.ts'
import type { Poller } from './poller.ts'
import type { UpdateQueue } from './update-queue.ts'

export interface WebhookRules {
  queue: UpdateQueue
  poller: Poller
  allowed: AllowedUpdates
  pace: Pace
  now: () => number
}

export class Webhook {
  readonly #rules: WebhookRules
  #url = ''
  #maxConnections = 40
  #nextSetAtS = Number.NEGATIVE_INFINITY

  constructor(rules: WebhookRules) {
    this.#rules = rules
  }

  get isActive(): boolean {
    return this.#url !== ''
  }

  set(params: Params): Answer {
    const { pace, poller, queue, allowed, now } = this.#rules
    const url = params.text('url')
    if (url === '') return this.delete(params)
    if (pace.elapsedS() < this.#nextSetAtS) return tooManyRequests(1)
    this.#nextSetAtS = pace.elapsedS() + 1

    if (!URL.canParse(url)) return badRequest('invalid webhook URL specified')
    if (!url.startsWith('https://')) return badRequest('bad webhook: An HTTPS URL must be provided for webhook')
    const secret = params.text('secret_token')
    if (secret.length > 256) return badRequest('secret token is too long')
    if (!/^[\w-]*$/.test(secret)) return badRequest('secret token contains unallowed characters')

    poller.abort('terminated by setWebhook request')
    if (params.flag('drop_pending_updates')) queue.clear(now())
    allowed.heed(params)
    const isSame = this.#url === url
    this.#url = url
    this.#maxConnections = params.integer('max_connections', 40, 1, 100)
    return grant(true, isSame ? 'Webhook is already set' : 'Webhook was set')
  }

  delete(params: Params): Answer {
    const { queue, now } = this.#rules
    if (params.flag('drop_pending_updates')) queue.clear(now())
    const wasActive = this.isActive
    this.#url = ''
    return grant(true, wasActive ? 'Webhook was deleted' : 'Webhook is already deleted')
  }

  info(): Answer {
    const { queue, allowed } = this.#rules
    return grant({
      url: this.#url,
      has_custom_certificate: false,
      pending_update_count: queue.size,
      ...(this.isActive ? { max_connections: this.#maxConnections } : {}),
      ...(allowed.chosen ? { allowed_updates: allowed.chosen } : {}),
    })
  }
}

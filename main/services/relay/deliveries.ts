// Hands what the relay brings to the channels: one after another within a channel, at once across channels. What could not be
// stored holds back what came after it, so that the relay brings all of it again in its order.
import type { Log } from '../../channels/channel.ts'
import type { WebhookAnswer } from '../../channels/webhook.ts'
import { type Clock, MINUTE } from '../../domain/clock.ts'
import type { WebhookVerbs } from '../verbs.ts'
import type { RelayAck, RelayDelivery } from './relay-line.ts'

/** The header in which a connector finds the relay's proof. */
export const signatureHeader = 'x-parley-relay-signature'

/** Longer than a relay waits before it offers again; then what holds has surely been dropped there. */
const longestHoldMs = 15 * MINUTE

export class Deliveries {
  readonly #webhooks: Pick<WebhookVerbs, 'take'>
  readonly #clock: Clock
  readonly #log: Log
  readonly #lanes = new Map<string, Promise<unknown>>()
  readonly #holds = new Map<string, { readonly seq: number; readonly until: number }>()
  #ready: Promise<unknown> = Promise.resolve()

  constructor(ports: { clock: Clock; log: Log }, webhooks: Pick<WebhookVerbs, 'take'>) {
    this.#webhooks = webhooks
    this.#clock = ports.clock
    this.#log = ports.log
  }

  /** What comes from now on waits for it. */
  after(work: Promise<unknown>): void {
    this.#ready = Promise.all([this.#ready, work.catch(() => {})])
  }

  /** A new line brings everything anew, in its order. */
  restart(): void {
    this.#holds.clear()
  }

  take(delivery: RelayDelivery): Promise<RelayAck> {
    const { channelId } = delivery
    const before = this.#lanes.get(channelId)
    const ready = this.#ready
    const mine = Promise.all([before, ready]).then(() => this.#one(delivery))
    this.#lanes.set(channelId, mine)
    void mine.then(() => this.#lanes.get(channelId) === mine && this.#lanes.delete(channelId))
    return mine
  }

  /** Resolves when nothing is in hand. */
  async settled(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all(this.#lanes.values())
  }

  async #one(delivery: RelayDelivery): Promise<RelayAck> {
    const { seq, channelId } = delivery
    const hold = this.#holds.get(channelId)
    if (hold !== undefined && seq > hold.seq && this.#clock.now() < hold.until)
      return { status: 503, reason: 'An earlier one of this channel comes first.' }
    const ack = ackOf(await this.#offer(delivery))
    if (ack.status >= 500) this.#holds.set(channelId, { seq, until: this.#clock.now() + longestHoldMs })
    else if (hold !== undefined && seq >= hold.seq) this.#holds.delete(channelId)
    return ack
  }

  async #offer({ kind, channelId, request, signature }: RelayDelivery): Promise<WebhookAnswer> {
    // Whatever a stranger put there is not the relay's.
    const { [signatureHeader]: _, ...headers } = request.headers
    const signed = signature === undefined ? headers : { ...headers, [signatureHeader]: signature }
    try {
      return await this.#webhooks.take(kind, channelId, { ...request, headers: signed })
    } catch (error) {
      this.#log.error('What the relay brought could not be taken', { channelId, error: String(error) })
      return { status: 500 }
    }
  }
}

/** Whoever asks to come later is not refused for good, nor is one who answers with something that is neither yes nor no. */
const ackOf = ({ status, body }: WebhookAnswer): RelayAck => {
  const isNo = status >= 400 && status < 500 && status !== 429
  const plain = status >= 200 && status < 300 ? status : isNo ? status : Math.max(500, status)
  return typeof body === 'string' && plain >= 400 && body !== ''
    ? { status: plain, reason: body.slice(0, 300) }
    : { status: plain }
}

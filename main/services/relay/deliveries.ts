// Hands what the relay brings to the channels: in order within a channel, at once across channels. What could not be stored holds
// back what came after it, so that the relay brings all of it again in its order.
import type { Log } from '../../channels/channel.ts'
import type { WebhookAnswer } from '../../channels/webhook.ts'
import { type Clock, MINUTE } from '../../domain/clock.ts'
import type { WebhookVerbs } from '../verbs.ts'
import type { RelayAck, RelayDelivery } from './relay-line.ts'

/** The header in which a connector finds the relay's proof. */
export const signatureHeader = 'x-parley-relay-signature'

/** Longer than a relay waits before it offers again; then what holds has surely been dropped there. */
const longestHoldMs = 15 * MINUTE
/** Handed over without waiting in between, where a connector stores in the order of its calls: they share one commit. */
const mostAtOnce = 64

interface Waiting {
  readonly delivery: RelayDelivery
  readonly tell: (ack: RelayAck) => void
}

export class Deliveries {
  readonly #webhooks: Pick<WebhookVerbs, 'take'>
  readonly #storesInOrder: (channelId: string) => boolean
  readonly #clock: Clock
  readonly #log: Log
  readonly #lanes = new Map<string, { readonly waiting: Waiting[]; readonly done: Promise<void> }>()
  readonly #holds = new Map<string, { readonly seq: number; readonly until: number }>()
  #ready: Promise<unknown> = Promise.resolve()

  constructor(
    ports: { clock: Clock; log: Log },
    webhooks: Pick<WebhookVerbs, 'take'>,
    /** Whether calls of a channel may be begun before the one before has ended. */
    storesInOrder: (channelId: string) => boolean,
  ) {
    this.#webhooks = webhooks
    this.#storesInOrder = storesInOrder
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
    return new Promise(tell => {
      const { channelId } = delivery
      const lane = this.#lanes.get(channelId)
      if (lane !== undefined) {
        lane.waiting.push({ delivery, tell })
        return
      }
      const waiting = [{ delivery, tell }]
      this.#lanes.set(channelId, { waiting, done: this.#work(channelId, waiting) })
    })
  }

  /** Resolves when nothing is in hand. */
  async settled(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all([...this.#lanes.values()].map(({ done }) => done))
  }

  async #work(channelId: string, waiting: Waiting[]): Promise<void> {
    while (waiting.length > 0) {
      await this.#ready
      const some = waiting.splice(0, this.#storesInOrder(channelId) ? mostAtOnce : 1)
      const answers = await Promise.all(some.map(({ delivery }) => this.#offer(channelId, delivery)))
      for (const [i, { delivery, tell }] of some.entries())
        tell(this.#ackOf(channelId, delivery.seq, answers[i] ?? { status: 500 }))
    }
    this.#lanes.delete(channelId)
  }

  /** What came before it may be answered while this one is on its way: only the hold of earlier rounds counts here. */
  async #offer(channelId: string, { seq, kind, request, signature }: RelayDelivery): Promise<WebhookAnswer> {
    if (this.#isHeld(channelId, seq)) return outOfTurn
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

  #isHeld(channelId: string, seq: number): boolean {
    const hold = this.#holds.get(channelId)
    return hold !== undefined && seq > hold.seq && this.#clock.now() < hold.until
  }

  /** In the order of the deliveries: one that failed holds those behind it, stored or not, and a double is known by its number. */
  #ackOf(channelId: string, seq: number, answer: WebhookAnswer): RelayAck {
    const ack = plainAck(this.#isHeld(channelId, seq) ? outOfTurn : answer)
    const hold = this.#holds.get(channelId)
    if (ack.status < 500) {
      if (hold !== undefined && seq >= hold.seq) this.#holds.delete(channelId)
    } else if (!this.#isHeld(channelId, seq))
      this.#holds.set(channelId, { seq, until: this.#clock.now() + longestHoldMs })
    return ack
  }
}

const outOfTurn: WebhookAnswer = { status: 503, body: 'An earlier one of this channel comes first.' }

/** Whoever asks to come later is not refused for good, nor is one who answers with something that is neither yes nor no. */
const plainAck = ({ status, body }: WebhookAnswer): RelayAck => {
  const isYes = status >= 200 && status < 300
  const isNo = status >= 400 && status < 500 && status !== 429
  const plain = isYes || isNo ? status : Math.max(500, status)
  return typeof body === 'string' && plain >= 400 && body !== ''
    ? { status: plain, reason: body.slice(0, 300) }
    : { status: plain }
}

// Brings webhooks what waits for them: in order within a case or conversation, side by side across cases and webhooks, again and again for three days.
import type { Log } from '../../channels/channel.ts'
import { type Clock, DAY, SECOND } from '../../domain/clock.ts'
import type { WebhookId } from '../../domain/ids.ts'
import { hostsIn } from '../../domain/outbound-address.ts'
import { isTaken, logKeptMs, longestAnswer, patienceMs, retryAt } from '../../domain/webhook-delivery.ts'
import type { Store } from '../../storage/store.ts'
import type { Delivery, DeliveryRow, Webhook } from '../../storage/webhook-store.ts'
import { managersOf } from '../cases/case-sight.ts'
import { Errand } from '../errand.ts'
import type { Keychain } from '../keychain.ts'
import type { Outbound, OutboundOutcome } from '../outbound.ts'
import { Rounds } from '../rounds.ts'
import { whatIsSent } from './what-is-sent.ts'

/** Calls to one webhook at a time. */
const atOnce = 8
const timeoutMs = 15 * SECOND
const largestAnswer = 64 * 1024
const wasOff = 'It waited for three days while the webhook was switched off. Switch it on, then send it again.'

export interface CourierPorts {
  readonly store: Store
  readonly clock: Clock
  readonly keychain: Keychain
  readonly outbound: Outbound
  readonly log: Log
}

export class Courier {
  readonly #ports: CourierPorts
  /** A slow webhook holds up none but itself. */
  readonly #lanes = new Map<WebhookId, Rounds>()
  readonly #looking: Errand
  readonly #clearing: Rounds
  readonly #leaving = new AbortController()

  constructor(ports: CourierPorts) {
    this.#ports = ports
    this.#looking = new Errand('looking for webhooks', ports.log, async () => {
      for (const { id, active } of await ports.store.webhooks.all()) if (active) this.#lane(id).request()
    })
    this.#clearing = new Rounds('clearing the log of webhooks', ports, async () => {
      const now = ports.clock.now()
      await ports.store.transact(async tx => {
        await tx.webhooks.deleteSettledBefore(now - logKeptMs)
        for (const id of await tx.webhooks.deletedBefore(now - DAY)) await tx.webhooks.delete(id)
        if ((await tx.webhooks.giveUpOfSwitchedOff(now - patienceMs, wasOff)) > 0)
          await tx.events.append({ type: 'webhooks.changed', at: now, audience: await managersOf(tx), facts: {} })
      })
      return now + DAY
    })
  }

  async start(): Promise<void> {
    this.#clearing.request()
    await this.kick()
  }

  /** Something may wait for somebody. Never rejects. */
  kick(): Promise<void> {
    return this.#leaving.signal.aborted ? Promise.resolve() : this.#looking.request()
  }

  async settled(): Promise<void> {
    await this.#looking.settled()
    await this.#clearing.settled()
    for (const lane of this.#lanes.values()) await lane.settled()
  }

  /** Ends the calls that are on their way: they are made again after the next start. */
  async stop(): Promise<void> {
    this.#leaving.abort()
    this.#clearing.stop()
    for (const lane of this.#lanes.values()) lane.stop()
    await this.settled()
  }

  /** One call, now, and what came of it; a test that was not taken is not tried again. */
  async attempt(webhook: Webhook, delivery: DeliveryRow): Promise<void> {
    const { store, clock } = this.#ports
    const startedAt = clock.now()
    const outcome = await this.#call(webhook, delivery, startedAt)
    if (this.#leaving.signal.aborted && outcome.kind !== 'answered') return
    const now = clock.now()
    const change = { ...changeBy(outcome, delivery, now), triedAt: startedAt, tookMs: now - startedAt }
    await store.transact(async tx => {
      await tx.webhooks.updateDelivery(delivery.id, change)
      await tx.events.append({
        type: 'webhooks.changed',
        at: now,
        audience: await managersOf(tx),
        facts: { webhookId: webhook.id, deliveryId: delivery.id, state: change.state },
      })
    })
  }

  #lane(id: WebhookId): Rounds {
    const known = this.#lanes.get(id)
    if (known !== undefined) return known
    const lane = new Rounds('delivering to a webhook', this.#ports, () => this.#round(id))
    this.#lanes.set(id, lane)
    return lane
  }

  async #round(id: WebhookId): Promise<number | null> {
    const { store, clock } = this.#ports
    while (!this.#leaving.signal.aborted) {
      const webhook = await store.webhooks.get(id)
      if (webhook === null) this.#lanes.delete(id)
      if (webhook === null || !webhook.active) return null
      const due = await store.webhooks.due(id, clock.now(), atOnce)
      if (due.length === 0) return store.webhooks.nextDue(id)
      await Promise.all(due.map(delivery => this.attempt(webhook, delivery)))
    }
    return null
  }

  async #call(webhook: Webhook, delivery: Delivery, at: number): Promise<OutboundOutcome> {
    const { store, keychain, outbound } = this.#ports
    const { OutboundAllowedHosts } = await store.settings.all()
    let secret: string
    try {
      secret = keychain.open(webhook.sealedSecret)
    } catch {
      return { kind: 'refused', sentence: 'Its secret cannot be read on this machine. Make a new one.' }
    }
    return outbound.send({
      method: 'POST',
      url: webhook.url,
      ...(await whatIsSent(webhook, delivery, secret, at)),
      timeoutMs,
      largestAnswer,
      allowedHosts: hostsIn(OutboundAllowedHosts),
      signal: this.#leaving.signal,
    })
  }
}

type Change = Pick<Delivery, 'state' | 'queuedAt' | 'attempts' | 'nextTryAt' | 'status' | 'answer' | 'trouble'>

const changeBy = (outcome: OutboundOutcome, delivery: Delivery, now: number): Change => {
  const attempts = delivery.attempts + 1
  // Whoever stood behind one that was given up has three days of their own.
  const queuedAt = delivery.attempts === 0 ? now : delivery.queuedAt
  const told = {
    queuedAt,
    attempts,
    status: outcome.kind === 'answered' ? outcome.status : null,
    answer: outcome.kind === 'answered' ? textOf(outcome.body) : '',
    trouble: troubleOf(outcome),
  }
  if (told.trouble === null) return { ...told, state: 'delivered', nextTryAt: null }
  const nextTryAt =
    delivery.type === 'test' ? null : retryAt(attempts, { queuedAt, now, askedPauseMs: askedPauseMs(outcome) })
  return { ...told, state: nextTryAt === null ? 'givenUp' : 'waiting', nextTryAt }
}

const troubleOf = (outcome: OutboundOutcome): string | null => {
  if (outcome.kind !== 'answered') return outcome.sentence
  if (isTaken(outcome.status)) return null
  return outcome.status >= 300 && outcome.status < 400
    ? `It answered ${outcome.status}, a redirect, which is not followed. Enter the address that it leads to.`
    : `It answered ${outcome.status}; only 200 to 299 mean that the event was taken.`
}

/** Retry-After in seconds. */
const askedPauseMs = (outcome: OutboundOutcome): number => {
  const asked = outcome.kind === 'answered' ? (outcome.headers['retry-after'] ?? '') : ''
  return /^\d{1,9}$/.test(asked) ? Number(asked) * SECOND : 0
}

const textOf = (body: Uint8Array): string =>
  new TextDecoder().decode(body).replaceAll('\0', '').slice(0, longestAnswer).toWellFormed()

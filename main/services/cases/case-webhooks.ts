// Webhooks on cases as supervisors set them up: the secret is told once and kept sealed, every change is put on record.
import type { AuditDeed, AuditFields } from '../../domain/audit.ts'
import type { Clock } from '../../domain/clock.ts'
import { asId, type DeliveryId, type Ids, type WebhookId } from '../../domain/ids.ts'
import { nameKey } from '../../domain/name-key.ts'
import { addressOnRecord, hostsIn, webhookAddressFault } from '../../domain/outbound-address.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Reads, Store, Transaction } from '../../storage/store.ts'
import type { CaseWebhook, DeliveryRow } from '../../storage/webhook-store.ts'
import type { Doer, Done } from '../actor.ts'
import { putOnRecord } from '../audit-trail.ts'
import type { Keychain } from '../keychain.ts'
import type { Courier } from '../webhook-delivery/courier.ts'
import { newDelivery } from '../webhook-delivery/new-delivery.ts'
import { newSecret } from '../webhook-delivery/signature.ts'
import { managersOf } from './case-sight.ts'
import type { CaseWebhookVerbs, WebhookCard, WebhookInput, WithSecret } from './webhook-verbs.ts'

export class CaseWebhooks implements CaseWebhookVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #keychain: Keychain
  readonly #courier: Courier

  constructor(ports: { store: Store; clock: Clock; ids: Ids; keychain: Keychain }, courier: Courier) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#keychain = ports.keychain
    this.#courier = courier
  }

  async list(): Promise<readonly WebhookCard[]> {
    const [webhooks, counts] = await Promise.all([this.#store.webhooks.cases(), this.#store.webhooks.counts()])
    return webhooks.map(webhook => ({ webhook, waiting: 0, givenUp: 0, ...counts.get(webhook.id) }))
  }

  async create(doer: Doer, input: WebhookInput): Promise<WithSecret | Refusal> {
    const secret = newSecret(this.#ids)
    const now = this.#clock.now()
    const webhook: CaseWebhook = {
      kind: 'case',
      id: asId(this.#ids.next()),
      ...input,
      sealedSecret: this.#keychain.seal(secret),
      createdAt: now,
      version: 1,
    }
    const no = await this.#store.transact(async tx => {
      const fault = await check(tx, webhook)
      if (fault !== null) return fault
      await tx.webhooks.insert(webhook)
      await this.#record(tx, doer, webhook, 'created', { after: recordOf(webhook) })
      return null
    })
    return no ?? { card: { webhook, waiting: 0, givenUp: 0 }, secret }
  }

  async update(doer: Doer, id: WebhookId, change: Partial<WebhookInput>, version?: number) {
    const no = await this.#store.transact(async tx => {
      const known = await caseWebhook(tx, id)
      if (known === null) return noSuchWebhook()
      if (version !== undefined && version !== known.version) return changedMeanwhile(known)
      if (Object.keys(change).length === 0) return null
      const next: CaseWebhook = { ...known, ...change }
      const fault = await check(tx, next)
      if (fault !== null) return fault
      await tx.webhooks.update(id, change)
      await this.#record(tx, doer, next, 'changed', { before: recordOf(known), after: recordOf(next) })
      return null
    })
    if (no !== null) return no
    await this.#courier.kick()
    return this.#card(id)
  }

  async renewSecret(doer: Doer, id: WebhookId): Promise<WithSecret | Refusal> {
    const secret = newSecret(this.#ids)
    const no = await this.#store.transact(async tx => {
      const known = await caseWebhook(tx, id)
      if (known === null) return noSuchWebhook()
      await tx.webhooks.update(id, { sealedSecret: this.#keychain.seal(secret) })
      const [before, after] = [{ secret: 'set' }, { secret: 'set anew' }]
      await this.#record(tx, doer, known, 'changed', { before, after })
      return null
    })
    const card = no ?? (await this.#card(id))
    return isRefusal(card) ? card : { card, secret }
  }

  async remove(doer: Doer, id: WebhookId): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const known = await caseWebhook(tx, id)
      if (known === null) return undefined
      await tx.webhooks.markDeleted(id, this.#clock.now())
      await this.#record(tx, doer, known, 'deleted', { before: recordOf(known) })
      return undefined
    })
  }

  async restore(doer: Doer, id: WebhookId): Promise<WebhookCard | Refusal> {
    const no = await this.#store.transact(async tx => {
      const gone = await tx.webhooks.deleted(id)
      if (gone?.kind !== 'case') return (await caseWebhook(tx, id)) === null ? noSuchWebhook() : null
      const fault = await check(tx, gone)
      if (fault !== null) return fault
      await tx.webhooks.markDeleted(id, null)
      await this.#record(tx, doer, gone, 'restored', { after: recordOf(gone) })
      return null
    })
    if (no !== null) return no
    await this.#courier.kick()
    return this.#card(id)
  }

  async test(id: WebhookId): Promise<DeliveryRow | Refusal> {
    const webhook = await caseWebhook(this.#store, id)
    if (webhook === null) return noSuchWebhook()
    const now = this.#clock.now()
    const eventId = this.#ids.next()
    const delivery = {
      // Given up until it is taken: no round tries it again.
      ...newDelivery(this.#ids, now),
      state: 'givenUp' as const,
      nextTryAt: null,
      webhookId: id,
      caseId: null,
      conversationId: null,
      eventId,
      type: 'test' as const,
      body: JSON.stringify({ type: 'test', timestamp: new Date(now).toISOString(), data: { webhook: webhook.name } }),
    }
    await this.#store.transact(tx => tx.webhooks.addDelivery(delivery))
    await this.#courier.attempt(webhook, { ...delivery, n: 0, caseNumber: null })
    return (await this.#store.webhooks.delivery(delivery.id)) ?? noSuchDelivery()
  }

  async deliveries(id: WebhookId, page: Parameters<CaseWebhookVerbs['deliveries']>[1]) {
    if ((await this.#store.webhooks.get(id)) === null) return noSuchWebhook()
    const found = await this.#store.webhooks.deliveries(id, { ...page, limit: page.limit + 1 })
    const deliveries = found.slice(0, page.limit)
    return { deliveries, nextBefore: found.length > page.limit ? (deliveries.at(-1)?.n ?? null) : null }
  }

  async resend(doer: Doer, id: DeliveryId): Promise<DeliveryRow | Refusal> {
    const no = await this.#store.transact(async tx => {
      const known = await tx.webhooks.delivery(id)
      const webhook = known === null ? null : await tx.webhooks.get(known.webhookId)
      if (known === null || webhook === null) return noSuchDelivery()
      if (!webhook.active)
        return refuse('conflict', `${webhook.name} is switched off. Switch it on, then send again.`, { field: 'id' })
      const now = this.#clock.now()
      const again = { state: 'waiting', attempts: 0, nextTryAt: now, queuedAt: now } as const
      await tx.webhooks.updateDelivery(id, again)
      await this.#tell(tx, doer, webhook.id)
      return null
    })
    if (no !== null) return no
    await this.#courier.kick()
    return (await this.#store.webhooks.delivery(id)) ?? noSuchDelivery()
  }

  async #card(id: WebhookId): Promise<WebhookCard | Refusal> {
    return (await this.list()).find(({ webhook }) => webhook.id === id) ?? noSuchWebhook()
  }

  async #record(
    tx: Transaction,
    doer: Doer,
    { id, name }: CaseWebhook,
    deed: AuditDeed,
    change: { before?: AuditFields; after?: AuditFields },
  ): Promise<void> {
    await putOnRecord(tx, doer, this.#clock.now(), { noun: 'webhook', nounId: id, name, deed, ...change })
    await this.#tell(tx, doer, id)
  }

  async #tell(tx: Transaction, doer: Doer, webhookId: WebhookId): Promise<void> {
    const audience = await managersOf(tx)
    const by = doer === null ? {} : { agentId: doer.agentId }
    await tx.events.append({ type: 'webhooks.changed', at: this.#clock.now(), audience, ...by, facts: { webhookId } })
  }
}

const check = async (reads: Reads, { id, name, url, events }: CaseWebhook): Promise<Refusal | null> => {
  const { OutboundAllowedHosts } = await reads.settings.all()
  const fault = webhookAddressFault(url, hostsIn(OutboundAllowedHosts))
  if (fault !== null) return refuse('invalid', `url: ${fault.replace(/\.$/, '')}.`, { field: 'url' })
  if (events.length === 0) return refuse('invalid', 'events: choose at least one.', { field: 'events' })
  const same = (await reads.webhooks.all()).find(one => one.id !== id && nameKey(one.name) === nameKey(name))
  return same === undefined
    ? null
    : refuse('conflict', `name: there is a webhook ${same.name} already.`, { field: 'name' })
}

/** Null also for one that follows chats: it is set up elsewhere, though its log is here. */
const caseWebhook = async (reads: Reads, id: WebhookId): Promise<CaseWebhook | null> => {
  const known = await reads.webhooks.get(id)
  return known?.kind === 'case' ? known : null
}

const noSuchWebhook = (): Refusal => refuse('notFound', 'There is no such webhook.', { field: 'id' })
const noSuchDelivery = (): Refusal =>
  refuse('notFound', 'There is no such delivery. The log is kept for 30 days.', { field: 'id' })

const changedMeanwhile = ({ name }: CaseWebhook): Refusal =>
  refuse('conflict', `Somebody changed the webhook ${name} in the meantime. Look at it again, then save.`, {
    field: 'version',
  })

const recordOf = ({ name, url, events, active }: CaseWebhook): AuditFields => ({
  name,
  url: addressOnRecord(url),
  events: [...events],
  active,
})

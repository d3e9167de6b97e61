// Webhooks of LiveChat's protocol: registered by programs or by hand, each program's switched on and off, told from the log.
import type { AuditFields } from '../../domain/audit.ts'
import type { Clock } from '../../domain/clock.ts'
import { asId, type Ids, type WebhookId } from '../../domain/ids.ts'
import { addressOnRecord, hostsIn, webhookAddressFault } from '../../domain/outbound-address.ts'
import { longestWebhookUrl, mostPerAction } from '../../domain/protocol-webhook.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Reads, Store, Transaction } from '../../storage/store.ts'
import type { ProtocolWebhook } from '../../storage/webhook-store.ts'
import type { Doer, Done } from '../actor.ts'
import { putOnRecord } from '../audit-trail.ts'
import { managersOf } from '../cases/case-sight.ts'
import type { Keychain } from '../keychain.ts'
import type { Courier } from '../webhook-delivery/courier.ts'
import { newDelivery } from '../webhook-delivery/new-delivery.ts'
import type {
  ProtocolWebhookCard,
  ProtocolWebhookInput,
  ProtocolWebhookVerbs,
  Telling,
} from './protocol-webhook-verbs.ts'

export class ProtocolWebhooks implements ProtocolWebhookVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #keychain: Keychain
  readonly #courier: Pick<Courier, 'kick'>

  constructor(ports: { store: Store; clock: Clock; ids: Ids; keychain: Keychain }, courier: Pick<Courier, 'kick'>) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#keychain = ports.keychain
    this.#courier = courier
  }

  async list(): Promise<readonly ProtocolWebhookCard[]> {
    const [webhooks, counts] = await Promise.all([this.#store.webhooks.protocol(), this.#store.webhooks.counts()])
    return webhooks.map(webhook => ({ webhook, waiting: 0, givenUp: 0, ...counts.get(webhook.id) }))
  }

  register(
    doer: Doer,
    { description, url, secret, follows }: ProtocolWebhookInput,
  ): Promise<ProtocolWebhook | Refusal> {
    return this.#store.transact(async tx => {
      const no = (await checkUrl(tx, url)) ?? (await checkRoom(tx, follows))
      if (no !== null) return no
      const isOn = follows.type === 'bot' || ((await tx.webhooks.clients()).get(follows.clientId) ?? false)
      const webhook: ProtocolWebhook = {
        kind: 'protocol',
        id: asId(this.#ids.next()),
        name: description,
        url,
        active: isOn,
        sealedSecret: this.#keychain.seal(secret),
        createdAt: this.#clock.now(),
        version: 1,
        follows,
      }
      await tx.webhooks.insert(webhook)
      await this.#record(tx, doer, webhook, 'created')
      await followFromNow(tx)
      return webhook
    })
  }

  unregister(doer: Doer, clientId: string | null, id: WebhookId): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const known = await tx.webhooks.get(id)
      if (known?.kind !== 'protocol' || (clientId !== null && known.follows.clientId !== clientId))
        return refuse('notFound', 'There is no such webhook.', { field: 'id' })
      await tx.webhooks.delete(id)
      await this.#record(tx, doer, known, 'deleted')
      await followFromNow(tx)
      return undefined
    })
  }

  secretOf({ sealedSecret }: ProtocolWebhook): string {
    try {
      return this.#keychain.open(sealedSecret)
    } catch {
      return ''
    }
  }

  async isOn(clientId: string): Promise<boolean> {
    return (await this.#store.webhooks.clients()).get(clientId) ?? false
  }

  async turn(doer: Doer, clientId: string, on: boolean): Promise<void> {
    await this.#store.transact(async tx => {
      const was = (await tx.webhooks.clients()).get(clientId) ?? false
      await tx.webhooks.setClient(clientId, on)
      for (const { id, follows } of await tx.webhooks.protocol())
        if (follows.clientId === clientId && follows.type === 'license') await tx.webhooks.update(id, { active: on })
      await followFromNow(tx)
      if (was === on) return
      const [before, after] = [{ active: was }, { active: on }]
      const now = this.#clock.now()
      await putOnRecord(tx, doer, now, {
        noun: 'webhook',
        nounId: clientId,
        name: clientId,
        deed: 'changed',
        before,
        after,
      })
      await this.#tellManagers(tx, doer, {})
    })
    await this.#courier.kick()
  }

  async clients(): Promise<ReadonlyMap<string, boolean>> {
    const [webhooks, clients] = await Promise.all([this.#store.webhooks.protocol(), this.#store.webhooks.clients()])
    return new Map([...webhooks.map(({ follows }): [string, boolean] => [follows.clientId, false]), ...clients])
  }

  async following() {
    const [webhooks, upTo] = await Promise.all([this.#store.webhooks.protocol(), this.#store.webhooks.toldUpTo()])
    return { webhooks: webhooks.filter(({ active }) => active), upTo }
  }

  async tell(upTo: number, tellings: readonly Telling[]): Promise<void> {
    const now = this.#clock.now()
    await this.#store.transact(async tx => {
      // Nobody may follow any more since this was read.
      if ((await tx.webhooks.toldUpTo()) === null) return
      await tx.webhooks.setToldUpTo(upTo)
      for (const { action, ...telling } of tellings)
        if ((await tx.webhooks.get(telling.webhookId)) !== null)
          await tx.webhooks.addDelivery({ ...newDelivery(this.#ids, now), ...telling, caseId: null, type: action })
    })
    if (tellings.length > 0) await this.#courier.kick()
  }

  async #record(tx: Transaction, doer: Doer, webhook: ProtocolWebhook, deed: 'created' | 'deleted'): Promise<void> {
    const { id, name, follows } = webhook
    const fields = recordOf(webhook)
    const change = deed === 'created' ? { after: fields } : { before: fields }
    const what = { noun: 'webhook' as const, nounId: id, name: name === '' ? follows.action : name, deed }
    await putOnRecord(tx, doer, this.#clock.now(), { ...what, ...change })
    await this.#tellManagers(tx, doer, { webhookId: id })
  }

  async #tellManagers(tx: Transaction, doer: Doer, facts: Readonly<Record<string, string>>): Promise<void> {
    const by = doer === null ? {} : { agentId: doer.agentId }
    const [at, audience] = [this.#clock.now(), await managersOf(tx)]
    await tx.events.append({ type: 'webhooks.changed', at, audience, ...by, facts })
  }
}

/** Whoever begins to follow is told of what happens from here on; when nobody follows, the log need not be read. */
const followFromNow = async (tx: Transaction): Promise<void> => {
  const isFollowed = (await tx.webhooks.protocol()).some(({ active }) => active)
  const upTo = await tx.webhooks.toldUpTo()
  if (isFollowed && upTo === null) await tx.webhooks.setToldUpTo(await tx.events.last())
  if (!isFollowed && upTo !== null) await tx.webhooks.setToldUpTo(null)
}

const checkUrl = async (reads: Reads, url: string): Promise<Refusal | null> => {
  const field = 'url'
  if (url.length > longestWebhookUrl)
    return refuse('invalid', `url: must be at most ${longestWebhookUrl} characters.`, { field })
  const { OutboundAllowedHosts } = await reads.settings.all()
  const fault = webhookAddressFault(url, hostsIn(OutboundAllowedHosts))
  return fault === null ? null : refuse('invalid', `url: ${fault.replace(/\.$/, '')}.`, { field })
}

const checkRoom = async (reads: Reads, { action, clientId }: ProtocolWebhook['follows']): Promise<Refusal | null> => {
  const same = (await reads.webhooks.protocol()).filter(
    ({ follows }) => follows.action === action && follows.clientId === clientId,
  )
  return same.length < mostPerAction
    ? null
    : refuse('tooMany', `This program has ${mostPerAction} webhooks for ${action} already. Unregister one first.`, {
        field: 'action',
      })
}

const recordOf = ({ name, url, follows }: ProtocolWebhook): AuditFields => ({
  name,
  url: addressOnRecord(url),
  action: follows.action,
  type: follows.type,
  clientId: follows.clientId,
})

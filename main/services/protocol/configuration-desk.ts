// What programs set up over the Configuration API: tags, which properties there are, and properties of the hub and of queues.
import type { AuditDeed, AuditFields, AuditNoun } from '../../domain/audit.ts'
import type { Clock } from '../../domain/clock.ts'
import type { QueueId } from '../../domain/ids.ts'
import { newProperties, type Properties, type PropertyNames, presentNames } from '../../domain/property.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Tag } from '../../domain/tag.ts'
import type { HubPlace, RegisteredProperty } from '../../storage/configuration-store.ts'
import type { Reads, Store, Transaction } from '../../storage/store.ts'
import type { Doer, Done } from '../actor.ts'
import { putOnRecord } from '../audit-trail.ts'
import type { BotPrograms } from './bot-programs.ts'
import type { ConfigurationVerbs } from './configuration-verbs.ts'

/** Registered properties of one program; properties of a place; tags. */
const most = { registered: 500, tags: 5_000 }

export class ConfigurationDesk implements ConfigurationVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly createBot: ConfigurationVerbs['createBot']
  readonly resetBotSecret: ConfigurationVerbs['resetBotSecret']
  readonly issueBotToken: ConfigurationVerbs['issueBotToken']

  constructor(ports: { store: Store; clock: Clock }, bots: BotPrograms) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.createBot = (doer, input) => bots.create(doer, input)
    this.resetBotSecret = (doer, botId) => bots.resetSecret(doer, botId)
    this.issueBotToken = (botId, clientId, secret) => bots.issueToken(botId, clientId, secret)
  }

  tags(): Promise<readonly Tag[]> {
    return this.#store.configuration.tags()
  }

  createTag(doer: Doer, name: string, queueIds: readonly QueueId[]): Promise<Tag | Refusal> {
    return this.#store.transact(async tx => {
      const here = await tx.configuration.tag(name)
      if (here !== null)
        return refuse('conflict', `name: there is a tag ${here.name} already. Choose another name.`, { field: 'name' })
      const no = await queuesExist(tx, queueIds)
      if (no !== null) return no
      if ((await tx.configuration.tags()).length >= most.tags)
        return refuse('tooMany', `There are ${most.tags} tags already. Delete some first.`)
      const tag = { name, queueIds, createdAt: this.#clock.now(), createdBy: doer?.agentId ?? null }
      await tx.configuration.putTag(tag)
      await this.#record(tx, doer, ['tag', name, 'created'], { after: await tagOnRecord(tx, tag) })
      await this.#tellTag(tx, doer, tag, 'created')
      return tag
    })
  }

  updateTag(doer: Doer, name: string, queueIds: readonly QueueId[]): Promise<Tag | Refusal> {
    return this.#store.transact(async tx => {
      const here = await tx.configuration.tag(name)
      if (here === null) return noSuchTag(name)
      const no = await queuesExist(tx, queueIds)
      if (no !== null) return no
      const tag = { ...here, queueIds }
      await tx.configuration.putTag(tag)
      const [before, after] = [await tagOnRecord(tx, here), await tagOnRecord(tx, tag)]
      await this.#record(tx, doer, ['tag', here.name, 'changed'], { before, after })
      await this.#tellTag(tx, doer, tag, 'updated')
      return tag
    })
  }

  deleteTag(doer: Doer, name: string): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const here = await tx.configuration.tag(name)
      if (here === null) return noSuchTag(name)
      await tx.configuration.deleteTag(name)
      await this.#record(tx, doer, ['tag', here.name, 'deleted'], { before: await tagOnRecord(tx, here) })
      await this.#tellTag(tx, doer, here, 'deleted')
      return undefined
    })
  }

  registeredProperties(clientId: string): Promise<readonly RegisteredProperty[]> {
    return this.#store.configuration.registeredProperties(clientId)
  }

  registerProperty(doer: Doer, property: RegisteredProperty): Promise<Done | Refusal> {
    const { clientId, name } = property
    return this.#store.transact(async tx => {
      const own = await tx.configuration.registeredProperties(clientId)
      if (own.some(one => one.name === name))
        return refuse('conflict', `name: ${name} is registered already. Unregister it first.`, { field: 'name' })
      if (own.length >= most.registered)
        return refuse('tooMany', `This program has ${most.registered} properties already. Unregister some first.`)
      await tx.configuration.putRegisteredProperty(property)
      const after = { clientId, type: String(property.config.type ?? '') }
      await this.#record(tx, doer, ['property', `${clientId}.${name}`, 'created'], { after })
      return undefined
    })
  }

  unregisterProperty(doer: Doer, clientId: string, name: string): Promise<Done | Refusal> {
    return this.#ofProgram(clientId, name, async (tx, known) => {
      await tx.configuration.deleteRegisteredProperty(clientId, name)
      const before = { clientId, type: String(known.config.type ?? '') }
      await this.#record(tx, doer, ['property', `${clientId}.${name}`, 'deleted'], { before })
    })
  }

  publishProperty(doer: Doer, clientId: string, name: string, publicAccess: RegisteredProperty['publicAccess']) {
    return this.#ofProgram(clientId, name, async (tx, known) => {
      await tx.configuration.putRegisteredProperty({ ...known, publicAccess })
      const [before, after] = [{ publicAccess: known.publicAccess }, { publicAccess }]
      await this.#record(tx, doer, ['property', `${clientId}.${name}`, 'changed'], { before, after })
    })
  }

  hubProperties(place: HubPlace): Promise<Properties> {
    return this.#store.configuration.hubProperties(place)
  }

  async setHubProperties(doer: Doer, place: HubPlace, values: Properties): Promise<void> {
    await this.#store.transact(async tx => {
      const before = await tx.configuration.hubProperties(place)
      const fresh = newProperties(before, values)
      if (Object.keys(fresh).length === 0) return
      await tx.configuration.setHubProperties(place, fresh)
      await this.#record(tx, doer, ['property', await nameOfPlace(tx, place), 'changed'], { after: fresh })
    })
  }

  async deleteHubProperties(doer: Doer, place: HubPlace, names: PropertyNames): Promise<void> {
    await this.#store.transact(async tx => {
      const there = presentNames(await tx.configuration.hubProperties(place), names)
      if (Object.keys(there).length === 0) return
      await tx.configuration.deleteHubProperties(place, there)
      await this.#record(tx, doer, ['property', await nameOfPlace(tx, place), 'deleted'], { before: there })
    })
  }

  #ofProgram(
    clientId: string,
    name: string,
    work: (tx: Transaction, known: RegisteredProperty) => Promise<void>,
  ): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const known = (await tx.configuration.registeredProperties(clientId)).find(one => one.name === name)
      if (known === undefined)
        return refuse('notFound', `name: this program has no property ${name}.`, { field: 'name' })
      await work(tx, known)
      return undefined
    })
  }

  async #record(
    tx: Transaction,
    doer: Doer,
    [noun, name, deed]: readonly [AuditNoun, string, AuditDeed],
    change: { readonly before?: AuditFields; readonly after?: AuditFields },
  ): Promise<void> {
    await putOnRecord(tx, doer, this.#clock.now(), { noun, nounId: name, name, deed, ...change })
  }

  async #tellTag(tx: Transaction, doer: Doer, { name }: Tag, deed: 'created' | 'updated' | 'deleted'): Promise<void> {
    const by = doer === null ? {} : { agentId: doer.agentId }
    const at = this.#clock.now()
    await tx.events.append({ type: 'tags.changed', at, audience: 'everyone', ...by, facts: { name, deed } })
  }
}

const noSuchTag = (name: string): Refusal => refuse('notFound', `name: there is no tag ${name}.`, { field: 'name' })

const queuesExist = async (reads: Reads, ids: readonly QueueId[]): Promise<Refusal | null> => {
  for (const id of ids)
    if ((await reads.queues.get(id)) === null)
      return refuse('notFound', `queueIds: there is no queue ${id}.`, { field: 'queueIds' })
  return null
}

const tagOnRecord = async (reads: Reads, { name, queueIds }: Tag): Promise<AuditFields> => ({
  name,
  queues: await Promise.all(queueIds.map(async id => (await reads.queues.get(id))?.name ?? id)),
})

const nameOfPlace = async (reads: Reads, place: HubPlace): Promise<string> =>
  place === 'license' ? 'license' : ((await reads.queues.get(place))?.name ?? place)

// What programs that speak LiveChat's protocol can do besides the deeds of the panel, each deed with its event in one transaction.
import type { Clock } from '../../domain/clock.ts'
import type { AgentId, ChannelId, ChatId, Ids } from '../../domain/ids.ts'
import type { Message } from '../../domain/message.ts'
import {
  isTooMuch,
  largestProperties,
  mostProperties,
  newProperties,
  type Properties,
  type PropertyNames,
  presentNames,
  withProperties,
} from '../../domain/property.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { CustomerFacts, Organization, PropertyPlace } from '../../storage/protocol-store.ts'
import type { Identity, Store, Transaction } from '../../storage/store.ts'
import type { Actor, Done } from '../actor.ts'
import { beginChat } from '../opening.ts'
import { meet } from '../threads/meeting.ts'
import { seenChat } from '../visibility.ts'
import { addProgramLine } from './program-line.ts'
import type { ProgramLine, ProtocolVerbs } from './protocol-verbs.ts'
import { randomLicense } from './random-license.ts'

export class ProtocolDesk implements ProtocolVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #sweep: (because: string) => Promise<void>

  constructor(ports: { store: Store; clock: Clock; ids: Ids }, sweep: (because: string) => Promise<void>) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#sweep = sweep
  }

  async organization(): Promise<Organization> {
    const known = await this.#store.protocol.organization()
    if (known !== null) return known
    return this.#store.transact(async tx => {
      const present = await tx.protocol.organization()
      if (present !== null) return present
      const id = this.#ids.next()
      const made = { id, license: randomLicense(id) }
      await tx.protocol.setOrganization(made)
      return made
    })
  }

  setProperties(place: PropertyPlace, values: Properties, by: AgentId | null): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const before = await tx.protocol.properties(place)
      const fresh = newProperties(before, values)
      if (Object.keys(fresh).length === 0) return undefined
      if (isTooMuch(withProperties(before, fresh))) return tooMuch
      await tx.protocol.setProperties(place, fresh)
      await this.#tellProperties(tx, place, by, { set: JSON.stringify(fresh) })
      return undefined
    })
  }

  async deleteProperties(place: PropertyPlace, names: PropertyNames, by: AgentId | null): Promise<void> {
    await this.#store.transact(async tx => {
      const there = presentNames(await tx.protocol.properties(place), names)
      if (Object.keys(there).length === 0) return
      await tx.protocol.deleteProperties(place, there)
      await this.#tellProperties(tx, place, by, { deleted: JSON.stringify(there) })
    })
  }

  async #tellProperties(
    tx: Transaction,
    { scope, id, conversationId }: PropertyPlace,
    by: AgentId | null,
    change: { readonly set: string } | { readonly deleted: string },
  ): Promise<void> {
    const chatId = scope === 'chat' ? id : scope === 'message' ? (await tx.messages.get(id))?.chatId : undefined
    const chat = chatId === undefined ? await tx.chats.openOfConversation(conversationId) : await tx.chats.get(chatId)
    await tx.events.append({
      type: 'properties.changed',
      at: this.#clock.now(),
      audience: chat?.ownerId ? [chat.ownerId] : [],
      conversationId,
      ...(chat === null ? {} : { chatId: chat.id }),
      ...(scope === 'message' ? { messageId: id } : {}),
      ...(by === null ? {} : { agentId: by }),
      facts: { scope, id, ...change },
    })
  }

  async tagsOf(actor: Actor, chatId: ChatId): Promise<readonly string[] | Refusal> {
    const chat = await seenChat(this.#store, actor, chatId)
    return isRefusal(chat) ? chat : this.#store.protocol.tags(chatId)
  }

  tagChat(actor: Actor, chatId: ChatId, tag: string): Promise<Done | Refusal> {
    return this.#changeTag(actor, chatId, tag, true)
  }

  untagChat(actor: Actor, chatId: ChatId, tag: string): Promise<Done | Refusal> {
    return this.#changeTag(actor, chatId, tag, false)
  }

  #changeTag(actor: Actor, chatId: ChatId, tag: string, given: boolean): Promise<Done | Refusal> {
    const now = this.#clock.now()
    return this.#store.transact(async tx => {
      const chat = await seenChat(tx, actor, chatId)
      if (isRefusal(chat)) return chat
      const changed = given
        ? await tx.protocol.tag(chatId, tag, now, actor.agentId)
        : await tx.protocol.untag(chatId, tag)
      if (!changed) return undefined
      await tx.events.append({
        type: 'chat.tagged',
        at: now,
        audience: [...new Set([actor.agentId, ...(chat.ownerId === null ? [] : [chat.ownerId])])],
        chatId,
        conversationId: chat.conversationId,
        agentId: actor.agentId,
        facts: { tag, given },
      })
      return undefined
    })
  }

  meetCustomer(channelId: ChannelId, address: string): Promise<Identity> {
    const now = this.#clock.now()
    return this.#store.transact(async tx => {
      await meet(tx, this.#ids, { channelId, address, now })
      const identity = await tx.contacts.identityAt(channelId, address)
      if (identity === null) throw new Error('Somebody who was just met is not there.')
      return identity
    })
  }

  async setCustomerFacts(identity: Identity, change: Partial<CustomerFacts>): Promise<void> {
    const at = this.#clock.now()
    const { id: identityId, channelId, address, contactId } = identity
    await this.#store.transact(async tx => {
      const fresh = freshFacts(await tx.protocol.customerFacts(identityId), change)
      if (Object.keys(fresh).length === 0) return
      await tx.protocol.setCustomerFacts(identityId, fresh)
      const conversation = await tx.contacts.conversationAt(channelId, address)
      const chat = conversation === null ? null : await tx.chats.openOfConversation(conversation.id)
      await tx.events.append({
        type: 'contact.changed',
        at,
        audience: chat?.ownerId ? [chat.ownerId] : [],
        ...(chat === null ? {} : { chatId: chat.id }),
        facts: { contactId, identityId, told: Object.keys(fresh).join(' ') },
      })
    })
  }

  addLine(actor: Actor, chatId: ChatId, line: ProgramLine): Promise<Message | Refusal> {
    const at = this.#clock.now()
    return this.#store.transact(tx => addProgramLine(tx, actor, { chatId, at }, line))
  }

  beginChat: ProtocolVerbs['beginChat'] = async (actor, { conversationId, queueId }, properties) => {
    const now = this.#clock.now()
    const chatId = await this.#store.transact(async tx => {
      const conversation = await tx.contacts.conversation(conversationId)
      if (conversation === null)
        return refuse('notFound', 'There is no such conversation.', { field: 'conversationId' })
      const agent = await tx.agents.get(actor.agentId)
      if (agent === null) return refuse('notFound', 'There is no such agent.')
      if ((await tx.chats.openOfConversation(conversationId)) !== null)
        return refuse('conflict', 'A chat is open in this conversation already.')
      const { id } = await beginChat(tx, { ids: this.#ids, now }, { conversation, queueId, agent })
      const { ofConversation, ofChat } = properties ?? {}
      if (ofConversation !== undefined)
        await tx.protocol.setProperties({ scope: 'conversation', id: conversationId, conversationId }, ofConversation)
      if (ofChat !== undefined) await tx.protocol.setProperties({ scope: 'chat', id, conversationId }, ofChat)
      return id
    })
    if (!isRefusal(chatId)) await this.#sweep('an agent began a chat')
    return chatId
  }
}

const tooMuch = refuse(
  'tooLarge',
  `properties: at most ${mostProperties} of them, and ${largestProperties / 1024} KB together, can be kept with one thing. Delete some first.`,
  { field: 'properties' },
)

/** What of the change is another one than before. */
const freshFacts = (before: CustomerFacts, change: Partial<CustomerFacts>): Partial<CustomerFacts> => {
  const isNew = ([key, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(before[key as keyof CustomerFacts])
  return Object.fromEntries(Object.entries(change).filter(isNew))
}

// Contacts: what is known of a person, over all their channels.
import type { Clock } from '../domain/clock.ts'
import type { ContactId } from '../domain/ids.ts'
import { may } from '../domain/permissions.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { ChatRow, Contact, Store } from '../storage/store.ts'
import type { Actor, ContactVerbs, Done } from './verbs.ts'
import { maySee } from './visibility.ts'

const chatsLimit = 100

export class ContactService implements ContactVerbs {
  readonly #store: Store
  readonly #clock: Clock

  constructor(ports: { store: Store; clock: Clock }) {
    this.#store = ports.store
    this.#clock = ports.clock
  }

  async get(actor: Actor, id: ContactId) {
    const [contact, chats] = await Promise.all([
      this.#store.contacts.get(id),
      this.#store.chats.ofContact(id, chatsLimit),
    ])
    const visible = await this.#visible(actor, chats)
    if (contact === null || visible.length === 0)
      return refuse('notFound', 'There is no such contact among those you may see.', { field: 'contactId' })
    const [identities, channels] = await Promise.all([this.#store.contacts.identities(id), this.#store.channels.all()])
    const channelOf = new Map(channels.map(channel => [channel.id, channel]))
    return {
      contact,
      identities: identities.flatMap(identity => {
        const channel = channelOf.get(identity.channelId)
        return channel === undefined ? [] : [{ ...identity, channelKind: channel.kind, channelName: channel.name }]
      }),
      chats: visible,
    }
  }

  async #visible(actor: Actor, chats: readonly ChatRow[]): Promise<ChatRow[]> {
    if (may(actor.permissions, 'CanSeeAllChats')) return [...chats]
    const seen = await Promise.all(chats.map(chat => maySee(this.#store, actor, chat)))
    return chats.filter((_, i) => seen[i])
  }

  async update(actor: Actor, id: ContactId, change: Parameters<ContactVerbs['update']>[2]): Promise<Done | Refusal> {
    const known = await this.get(actor, id)
    if ('refused' in known) return known
    const given: Partial<Omit<Contact, 'id' | 'createdAt'>> = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined),
    )
    await this.#store.transact(async tx => {
      await tx.contacts.update(id, given)
      const owners = known.chats.flatMap(chat =>
        chat.status === 'active' && chat.ownerId !== null ? [chat.ownerId] : [],
      )
      const open = known.chats.find(chat => chat.status !== 'closed')
      await tx.events.append({
        type: 'contact.changed',
        at: this.#clock.now(),
        audience: [...new Set([actor.agentId, ...owners])],
        ...(open === undefined ? {} : { chatId: open.id }),
        facts: { contactId: id },
      })
    })
    return undefined
  }
}

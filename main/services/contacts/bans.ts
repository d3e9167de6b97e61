// Bans: what a banned contact writes is kept, rings nowhere, and opens no chat for an agent; their next message after a ban does.
import type { Chat } from '../../domain/chat.ts'
import { type Clock, DAY } from '../../domain/clock.ts'
import type { Ban } from '../../domain/contact/merge.ts'
import type { ContactId } from '../../domain/ids.ts'
import { may } from '../../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { ChatRow, Contact, Store, Transaction } from '../../storage/store.ts'
import type { Actor, Done } from '../actor.ts'
import { putOnRecord } from '../audit-trail.ts'
import { closeChat } from '../closing.ts'
import { nameOf } from './agent-name.ts'
import { seenContact } from './seen-contact.ts'
import { tellContact } from './tell-contact.ts'

const listLimit = 1_000

/** Whoever may write in a chat with them, and supervisors; a ban is lifted by who imposed it, too. */
export const mayBan = (actor: Actor, contact: Contact, chats: readonly ChatRow[]): boolean =>
  may(actor.permissions, 'CanTakeOverChats') ||
  may(actor.permissions, 'CanManageChats') ||
  contact.ban?.byAgentId === actor.agentId ||
  chats.some(chat => chat.status === 'active' && chat.ownerId === actor.agentId)

export class Bans {
  readonly #store: Store
  readonly #clock: Clock
  /** Chats were closed: their customers are told, and their agents are free. */
  readonly #onClosed: (chats: readonly Chat[]) => Promise<void>

  constructor(
    ports: { readonly store: Store; readonly clock: Clock },
    onClosed: (chats: readonly Chat[]) => Promise<void>,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#onClosed = onClosed
  }

  async ban(actor: Actor, id: ContactId, reason: string, days?: number): Promise<Done | Refusal> {
    const closed = await this.#store.transact(async tx => {
      const seen = await seenContact(tx, actor, id)
      if (isRefusal(seen)) return seen
      const { contact, chats } = seen
      const no = mayBan(actor, contact, chats) ? await this.#otherOwner(tx, actor, contact) : notYours()
      if (no !== null) return no
      if (contact.ban !== null) return refuse('conflict', `${contact.name} is banned already.`)
      const at = this.#clock.now()
      const until = days === undefined ? {} : { until: at + days * DAY }
      const ban: Ban = { at, byAgentId: actor.agentId, reason, ...until }
      await tx.contacts.update(contact.id, { ban })
      // Only the id goes on record: what is there is never changed, and this contact may be erased one day.
      const about = { noun: 'contact', nounId: contact.id, name: contact.id } as const
      await putOnRecord(tx, actor, ban.at, { ...about, deed: 'banned', after: until })
      await tx.events.append({
        type: 'contact.changed',
        at: ban.at,
        audience: [actor.agentId],
        facts: { contactId: contact.id, told: 'ban', ...(days === undefined ? {} : { days }) },
      })
      return this.closeChats(tx, actor, contact.id)
    })
    if (isRefusal(closed)) return closed
    await this.#onClosed(closed)
    return undefined
  }

  async unban(actor: Actor, id: ContactId): Promise<Done | Refusal> {
    const at = this.#clock.now()
    return this.#store.transact(async tx => {
      const seen = await seenContact(tx, actor, id)
      if (isRefusal(seen)) return seen
      const { contact, chats } = seen
      if (!mayBan(actor, contact, chats)) return notYours()
      if (contact.ban === null) return refuse('conflict', `${contact.name} is not banned (any more).`)
      await tx.contacts.update(contact.id, { ban: null })
      const about = { noun: 'contact', nounId: contact.id, name: contact.id } as const
      await putOnRecord(tx, actor, at, { ...about, deed: 'unbanned' })
      await tellContact(tx, at, contact.id)
      return undefined
    })
  }

  /** Lifts every ban whose time is over; when the next one ends, null: none does. */
  async endDue(): Promise<number | null> {
    const now = this.#clock.now()
    const next = (bans: readonly { readonly until: number }[]) => bans.find(({ until }) => until > now)?.until ?? null
    const ending = await this.#store.contacts.bansToEnd()
    if (ending.every(({ until }) => until > now)) return next(ending)
    return this.#store.transact(async tx => {
      const bans = await tx.contacts.bansToEnd()
      for (const { id } of bans.filter(({ until }) => until <= now)) {
        await tx.contacts.update(id, { ban: null })
        await putOnRecord(tx, null, now, { noun: 'contact', nounId: id, name: id, deed: 'unbanned' })
        await tellContact(tx, now, id)
      }
      return next(bans)
    })
  }

  async list() {
    const contacts = await this.#store.contacts.banned(listLimit)
    return Promise.all(
      contacts.map(async contact => ({ contact, byName: await nameOf(this.#store, contact.ban?.byAgentId ?? null) })),
    )
  }

  /** Every open chat of a contact who is banned by now; `afterClosing` is to be told of them when it is on disk. */
  async closeChats(tx: Transaction, actor: Actor, id: ContactId): Promise<readonly Chat[]> {
    const now = this.#clock.now()
    const agentName = (await nameOf(tx, actor.agentId)) ?? ''
    const open = (await tx.chats.ofContact(id, 50)).filter(chat => chat.status !== 'closed')
    for (const chat of open) await closeChat(tx, chat, { by: actor.agentId, reason: 'banned' }, now, agentName)
    await tellContact(tx, now, id)
    return open
  }

  afterClosing(chats: readonly Chat[]): Promise<void> {
    return this.#onClosed(chats)
  }

  /** Nobody loses a chat under their hands, but to a supervisor. */
  async #otherOwner(tx: Transaction, actor: Actor, contact: Contact): Promise<Refusal | null> {
    if (may(actor.permissions, 'CanTakeOverChats')) return null
    const theirs = (await tx.chats.ofContact(contact.id, 50)).find(
      chat => chat.status === 'active' && chat.ownerId !== actor.agentId,
    )
    if (theirs === undefined) return null
    const name = theirs.ownerName ?? 'Another agent'
    return refuse('taken', `${name} has an open chat with ${contact.name}. Ask them to ban, or a supervisor.`, {
      facts: { ownerId: theirs.ownerId, ownerName: name },
    })
  }
}

const notYours = (): Refusal =>
  refuse('notAllowed', 'Banning is for the agent of an open chat with the contact, and for supervisors. Ask one.')

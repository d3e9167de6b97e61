// Erasure of a contact: in steps that do not hold up the desk, once begun to its end, also over a stop; of rows, words and files.
import type { Log } from '../../channels/channel.ts'
import type { Clock } from '../../domain/clock.ts'
import type { ContactId } from '../../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { FileStore, Store, Transaction } from '../../storage/store.ts'
import type { Actor } from '../actor.ts'
import { putOnRecord } from '../audit-trail.ts'
import { closeChat } from '../closing.ts'
import type { Backups } from './backups.ts'
import type { HeldBackups } from './contact-verbs.ts'
import { seenContact } from './seen-contact.ts'

/** Of more chats no screen has anything that is not sent. */
const chatsNamed = 500

export class Erasures {
  readonly #store: Store
  readonly #files: FileStore
  readonly #clock: Clock
  readonly #log: Log
  readonly #backups: Backups
  readonly #onErased: () => Promise<void>

  constructor(
    ports: {
      readonly store: Store
      readonly files: FileStore
      readonly clock: Clock
      readonly log: Log
      readonly backups?: Backups
    },
    onErased: () => Promise<void>,
  ) {
    this.#store = ports.store
    this.#files = ports.files
    this.#clock = ports.clock
    this.#log = ports.log
    this.#backups = ports.backups ?? noBackups
    this.#onErased = onErased
  }

  /** Ends what a stop cut short. */
  async start(): Promise<void> {
    const begun = await this.#store.persons.erasures()
    for (const id of begun) await this.#eraseAll(id)
    await this.removeFiles()
  }

  async erase(actor: Actor, id: ContactId, renewBackups: boolean): Promise<HeldBackups | Refusal> {
    const begun = await this.#store.transact(tx => this.#begin(tx, actor, id))
    if (isRefusal(begun)) return begun
    await this.#eraseAll(begun)
    if (renewBackups) {
      try {
        await this.#backups.renew()
      } catch (error) {
        this.#log.error('No fresh backup could be made after an erasure', { error: String(error) })
        return refuse(
          'unavailable',
          'The contact is erased, but no fresh backup could be made, so the older ones are still there. Look at the disk, then make one.',
        )
      }
    }
    return this.backups()
  }

  async backups(): Promise<HeldBackups> {
    const held = await this.#backups.held()
    return {
      count: held.length,
      oldestAt: held.length === 0 ? null : Math.min(...held.map(({ at }) => at)),
      keptDays: this.#backups.keptDays,
    }
  }

  /** Bytes that nobody refers to. */
  async removeFiles(): Promise<void> {
    for (const fileId of await this.#store.persons.filesToRemove()) {
      if (!(await this.#store.transact(tx => tx.persons.mayRemove(fileId)))) continue
      await this.#files.remove(fileId)
      await this.#store.transact(tx => tx.persons.fileIsRemoved(fileId))
    }
  }

  async #begin(tx: Transaction, actor: Actor, id: ContactId): Promise<ContactId | Refusal> {
    const seen = await seenContact(tx, actor, id)
    if (isRefusal(seen)) return seen
    const { contact } = seen
    const now = this.#clock.now()
    const open = (await tx.chats.ofContact(contact.id, 50)).filter(chat => chat.status !== 'closed')
    for (const chat of open) await closeChat(tx, chat, { by: actor.agentId, reason: 'supervisor' }, now)
    await tx.persons.beginErasure(contact.id, now, actor.agentId)
    await putOnRecord(tx, actor, now, { noun: 'contact', nounId: contact.id, name: contact.id, deed: 'erased' })
    return contact.id
  }

  async #eraseAll(id: ContactId): Promise<void> {
    while (await this.#store.transact(tx => tx.persons.eraseSome(id)));
    await this.#store.transact(async tx => {
      // Screens forget them by these; an id says nothing of a person.
      const chats = await tx.chats.ofContact(id, chatsNamed)
      const facts = { contactId: id, chatIds: chats.map(chat => chat.id).join(' ') }
      await tx.persons.eraseRest(id)
      await tx.events.append({ type: 'contact.erased', at: this.#clock.now(), audience: 'everyone', facts })
    })
    await this.removeFiles()
    await this.#store.scrub()
    await this.#onErased()
  }
}

const noBackups: Backups = { keptDays: 0, held: async () => [], renew: async () => {} }

// Contacts: what is known of a person, over all their channels.
import type { Clock } from '../../domain/clock.ts'
import { type OwnValues, ownValueOf } from '../../domain/contact/own-field.ts'
import type { ContactId, Ids } from '../../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Contact, Reads, Store } from '../../storage/store.ts'
import type { Actor, Done } from '../actor.ts'
import type { Bans } from './bans.ts'
import { cardOf } from './contact-card.ts'
import type { ContactPorts } from './contact-ports.ts'
import type { ContactChange, ContactVerbs } from './contact-verbs.ts'
import type { Erasures } from './erasures.ts'
import { candidatesOf, Merges } from './merges.ts'
import { Notes } from './notes.ts'
import { seenContact } from './seen-contact.ts'
import { takeOut } from './take-out.ts'
import { tellContact } from './tell-contact.ts'
import { timelineOf } from './timeline.ts'

export class ContactService implements ContactVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ports: ContactPorts
  readonly #notes: Notes
  readonly #merges: Merges
  readonly #bans: Bans
  readonly #erasures: Erasures

  constructor(ports: ContactPorts & { readonly ids: Ids }, bans: Bans, erasures: Erasures) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ports = ports
    this.#notes = new Notes(ports)
    this.#merges = new Merges(ports, bans)
    this.#bans = bans
    this.#erasures = erasures
  }

  async get(actor: Actor, id: ContactId) {
    const seen = await seenContact(this.#store, actor, id)
    return isRefusal(seen) ? seen : cardOf(this.#store, actor, seen)
  }

  update(actor: Actor, id: ContactId, change: ContactChange, version?: number): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const seen = await seenContact(tx, actor, id)
      if (isRefusal(seen)) return seen
      const { contact } = seen
      if (version !== undefined && version !== contact.version)
        return refuse('conflict', `Somebody changed ${contact.name} in the meantime. Look again, then save.`, {
          field: 'version',
        })
      const { own, ...rest } = change
      const checked = own === undefined ? undefined : await ownAfter(tx, contact, own)
      if (isRefusal(checked)) return checked
      const given: Partial<Contact> = Object.fromEntries(
        Object.entries({ ...rest, own: checked }).filter(([, value]) => value !== undefined),
      )
      if (Object.keys(given).length === 0) return undefined
      await tx.contacts.update(contact.id, given)
      await tellContact(tx, this.#clock.now(), contact.id)
      return undefined
    })
  }

  timeline: ContactVerbs['timeline'] = (actor, id, before, limit) => timelineOf(this.#store, actor, id, before, limit)
  addNote: ContactVerbs['addNote'] = (actor, id, text) => this.#notes.add(actor, id, text)
  updateNote: ContactVerbs['updateNote'] = (actor, id, text) => this.#notes.update(actor, id, text)
  deleteNote: ContactVerbs['deleteNote'] = (actor, id) => this.#notes.delete(actor, id)
  duplicates: ContactVerbs['duplicates'] = (actor, id) => candidatesOf(this.#store, actor, id)
  merge: ContactVerbs['merge'] = (...asked) => this.#merges.merge(...asked)
  undoMerge: ContactVerbs['undoMerge'] = (actor, id) => this.#merges.undo(actor, id)
  ban: ContactVerbs['ban'] = (actor, id, reason, days) => this.#bans.ban(actor, id, reason, days)
  unban: ContactVerbs['unban'] = (actor, id) => this.#bans.unban(actor, id)
  banned: ContactVerbs['banned'] = () => this.#bans.list()
  takeOut: ContactVerbs['takeOut'] = (actor, id) => takeOut(this.#ports, actor, id)
  backups: ContactVerbs['backups'] = () => this.#erasures.backups()
  erase: ContactVerbs['erase'] = (actor, id, renewBackups) => this.#erasures.erase(actor, id, renewBackups)
}

/** The fields of one's own after the change, or what is wrong with it. */
const ownAfter = async (
  reads: Reads,
  contact: Contact,
  change: Readonly<Record<string, unknown>>,
): Promise<OwnValues | Refusal> => {
  const fields = await reads.ownFields.all()
  const own = { ...contact.own }
  for (const [id, given] of Object.entries(change)) {
    const field = fields.find(one => one.id === id)
    if (field === undefined || field.archivedAt !== null)
      return refuse('notFound', 'There is no such contact field (any more). Look at the contact again.', { field: id })
    const value = ownValueOf(field, given)
    if (isRefusal(value)) return value
    if (value === null) delete own[id]
    else own[id] = value
  }
  return own
}

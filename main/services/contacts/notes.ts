// Notes of agents about a contact. Whoever sees the contact reads them; only who wrote one changes it.
import type { Clock } from '../../domain/clock.ts'
import { asId, type ContactId, type ContactNoteId, type Ids } from '../../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { ContactNote, Store, Transaction } from '../../storage/store.ts'
import type { Actor, Done } from '../actor.ts'
import { seenContact } from './seen-contact.ts'
import { tellContact } from './tell-contact.ts'

export class Notes {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(ports: { readonly store: Store; readonly clock: Clock; readonly ids: Ids }) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
  }

  add(actor: Actor, id: ContactId, text: string): Promise<ContactNote | Refusal> {
    const at = this.#clock.now()
    return this.#store.transact(async tx => {
      const seen = await seenContact(tx, actor, id)
      if (isRefusal(seen)) return seen
      const about = { contactId: seen.contact.id, agentId: actor.agentId }
      const note: ContactNote = { id: asId(this.#ids.next()), ...about, text, at, editedAt: null }
      await tx.contacts.insertNote(note)
      await tellContact(tx, at, seen.contact.id)
      return note
    })
  }

  update(actor: Actor, id: ContactNoteId, text: string): Promise<Done | Refusal> {
    return this.#change(actor, id, tx => tx.contacts.updateNote(id, text, this.#clock.now()))
  }

  delete(actor: Actor, id: ContactNoteId): Promise<Done | Refusal> {
    return this.#change(actor, id, tx => tx.contacts.deleteNote(id))
  }

  #change(actor: Actor, id: ContactNoteId, change: (tx: Transaction) => Promise<void>): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const note = await tx.contacts.note(id)
      const seen = note === null ? null : await seenContact(tx, actor, note.contactId)
      if (note === null || seen === null || isRefusal(seen))
        return refuse('notFound', 'There is no such note (any more).', { field: 'noteId' })
      if (note.agentId !== actor.agentId)
        return refuse('notAllowed', 'Only who wrote a note can change or delete it. Add one of your own.')
      await change(tx)
      await tellContact(tx, this.#clock.now(), note.contactId)
      return undefined
    })
  }
}

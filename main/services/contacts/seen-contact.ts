// Which contacts an agent may see: those with whom they have a chat to do, or had one; supervisors: all.
import type { ContactId } from '../../domain/ids.ts'
import { may } from '../../domain/permissions.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { ChatRow, Contact, Reads } from '../../storage/store.ts'
import type { Actor } from '../actor.ts'
import { maySee } from '../visibility.ts'

const chatsLimit = 100

/** The contact, or the one that it was merged into, however often. Null: there is none. */
export const presentContact = async (reads: Reads, id: ContactId): Promise<Contact | null> => {
  let contact = await reads.contacts.get(id)
  while (contact !== null && contact.mergedInto !== null) contact = await reads.contacts.get(contact.mergedInto)
  return contact
}

/** With the chats of theirs that the agent may see; the same refusal whether there is none or it may not be seen. */
export const seenContact = async (
  reads: Reads,
  actor: Actor,
  id: ContactId,
): Promise<{ readonly contact: Contact; readonly chats: readonly ChatRow[] } | Refusal> => {
  const contact = await presentContact(reads, id)
  const all = contact === null ? [] : await reads.chats.ofContact(contact.id, chatsLimit)
  if (contact !== null && may(actor.permissions, 'CanSeeAllChats')) return { contact, chats: all }
  const seen = await Promise.all(all.map(chat => maySee(reads, actor, chat)))
  const chats = all.filter((_, i) => seen[i])
  if (contact === null || chats.length === 0)
    return refuse('notFound', 'There is no such contact among those you may see.', { field: 'contactId' })
  return { contact, chats }
}

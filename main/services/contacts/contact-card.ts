// A contact's page: identities with their channels, chats, notes, what was merged into it, and how many may be the same person.

import { may } from '../../domain/permissions.ts'
import type { ChatRow, Contact, ContactNote, Reads } from '../../storage/store.ts'
import type { Actor } from '../actor.ts'
import { nameOf } from './agent-name.ts'
import { mayBan } from './bans.ts'
import type { ContactCard, IdentityCard, MergedCard, NoteCard } from './contact-verbs.ts'

/** More than so many are shown as so many. */
export const mostDuplicates = 20

export const cardOf = async (
  reads: Reads,
  actor: Actor,
  { contact, chats }: { readonly contact: Contact; readonly chats: readonly ChatRow[] },
): Promise<ContactCard> => {
  const [identities, notes, merged, alike, bannedByName] = await Promise.all([
    identityCards(reads, contact),
    reads.contacts.notes(contact.id),
    mergedCards(reads, contact),
    // Whoever may not see how to reach people is not told who is alike in that.
    may(actor.permissions, 'CanSeeContactDetails') ? reads.contacts.alike(contact.id, mostDuplicates) : [],
    nameOf(reads, contact.ban?.byAgentId ?? null),
  ])
  return {
    contact,
    bannedByName,
    identities,
    chats,
    notes: await noteCards(reads, notes),
    merged,
    duplicates: alike.length,
    mayBan: mayBan(actor, contact, chats),
  }
}

/** Channels that were deleted meanwhile are left out. */
export const identityCards = async (reads: Reads, { id }: Pick<Contact, 'id'>): Promise<IdentityCard[]> => {
  const [identities, channels] = await Promise.all([reads.contacts.identities(id), reads.channels.all()])
  const channelOf = new Map(channels.map(channel => [channel.id, channel]))
  return identities.flatMap(identity => {
    const channel = channelOf.get(identity.channelId)
    return channel === undefined ? [] : [{ ...identity, channelKind: channel.kind, channelName: channel.name }]
  })
}

export const noteCards = (reads: Reads, notes: readonly ContactNote[]): Promise<NoteCard[]> =>
  Promise.all(notes.map(async note => ({ ...note, authorName: (await nameOf(reads, note.agentId)) ?? '' })))

const mergedCards = async (reads: Reads, { id }: Contact): Promise<MergedCard[]> => {
  const merges = await reads.contacts.mergesInto(id)
  const cards = await Promise.all(
    merges.map(async ({ id: mergeId, mergedId, at, agentId }) => {
      const contact = await reads.contacts.get(mergedId)
      return contact === null ? [] : [{ mergeId, at, byName: await nameOf(reads, agentId), contact }]
    }),
  )
  return cards.flat().toReversed()
}

// A contact as one agent may see it: how to reach a person is a detail of its own right, and so is what a house asks of them.
import type {
  CandidateView,
  ContactNoteView,
  ContactView,
  MergedContactView,
  TimelinePageView,
} from '../../../preload/views.ts'
import type { Ban } from '../../domain/contact/merge.ts'
import { may } from '../../domain/permissions.ts'
import type {
  Candidate,
  ContactCard,
  IdentityCard,
  MergedCard,
  NoteCard,
  TimelinePage,
} from '../../services/contacts/contact-verbs.ts'
import type { Actor } from '../../services/verbs.ts'
import type { Contact } from '../../storage/store.ts'
import { chatHeading } from './chat.ts'
import { messageView } from './message.ts'

const seesDetails = (actor: Actor): boolean => may(actor.permissions, 'CanSeeContactDetails')

export const contactView = (
  actor: Actor,
  card: Pick<ContactCard, 'contact' | 'identities'> & { readonly bannedByName?: string | null },
): ContactView => {
  const { contact, identities, bannedByName = null } = card
  const details = seesDetails(actor)
  return {
    ...reach(details, contact),
    id: contact.id,
    name: contact.name,
    language: contact.language,
    about: contact.about,
    tags: [...contact.tags],
    own: details ? { ...contact.own } : {},
    ban: contact.ban === null ? null : banView(contact.ban, bannedByName),
    createdAt: contact.createdAt,
    version: contact.version,
    identities: identities.map(identity => identityView(details, identity)),
  }
}

export const banView = ({ at, reason, until }: Ban, byName: string | null): NonNullable<ContactView['ban']> => ({
  at,
  byName,
  reason,
  until: until ?? null,
})

const reach = (details: boolean, { email, phone }: Pick<Contact, 'email' | 'phone'>) => ({
  email: details ? email : null,
  phone: details ? phone : null,
})

const identityView = (details: boolean, identity: IdentityCard): ContactView['identities'][number] => ({
  channelId: identity.channelId,
  channelKind: identity.channelKind,
  channelName: identity.channelName,
  name: identity.name,
  username: details ? identity.username : null,
  // On some networks the address is a phone number.
  address: details ? identity.address : '',
  unreachableReason: identity.unreachableReason,
})

export const noteView = ({ id, agentId, authorName, text, at, editedAt }: NoteCard): ContactNoteView => ({
  id,
  author: { id: agentId, name: authorName },
  text,
  at,
  editedAt,
})

export const mergedView = (actor: Actor, { mergeId, at, byName, contact }: MergedCard): MergedContactView => ({
  ...reach(seesDetails(actor), contact),
  mergeId,
  at,
  byName,
  name: contact.name,
})

export const candidateView = (actor: Actor, { chatCount, lastAt, alike, ...card }: Candidate): CandidateView => ({
  contact: contactView(actor, card),
  chatCount,
  lastAt,
  alike: [...alike],
})

export const timelineView = ({ messages, extras, headings, before }: TimelinePage): TimelinePageView => ({
  messages: messages.map(messageView),
  extras: extras.map(({ kind, at, note }) => ({ kind, at, note: noteView(note) })),
  headings: headings.map(chatHeading),
  before,
})

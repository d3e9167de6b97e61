// Contacts over the door: what is known of a person, their timeline, duplicates, bans, and all of it taken out or erased.
import { z } from 'zod'
import { likenesses } from '../../main/domain/contact/same-person.ts'
import { name } from '../names.ts'
import * as s from '../shapes.ts'
import { at } from './gates.ts'

const oneContact = z.strictObject({ contactId: s.id })
const done = z.object({ ok: z.literal(true) })
const noteText = z.string().trim().min(1, 'must not be empty').max(10_000, 'must be at most 10000 characters')
/** Checked by the field's definition; null clears it. */
const ownValue = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()])

export const contactNote = z.object({
  id: s.id,
  author: s.agentSummary,
  text: z.string(),
  at: s.instant,
  editedAt: s.instant.nullable(),
})

export const mergedContact = z.object({
  mergeId: s.id,
  at: s.instant,
  byName: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})

export const contactPage = z.object({
  contact: s.contact,
  /** Newest first. */
  chats: z.array(s.chatHeading),
  notes: z.array(contactNote),
  /** Contacts that were merged into this one, newest first; each merge can be undone. */
  merged: z.array(mergedContact),
  /** How many may be the same person; 20 stands for more. Always 0 without CanSeeContactDetails. */
  duplicates: z.number().int(),
  /** Whether the asking agent may ban and unban. */
  mayBan: z.boolean(),
})

export const timelinePage = z.object({
  /** Over all channels in the order in which they were stored, oldest first. */
  messages: z.array(s.message),
  /** What stands between the messages by its instant, oldest first. */
  extras: z.array(z.object({ kind: z.literal('note'), at: s.instant, note: contactNote })),
  /** Of the chats that the messages are from. */
  headings: z.array(s.chatHeading),
  /** Hand it in for the page before this one; null: this is the beginning. */
  before: z.string().nullable(),
})

export const candidate = z.object({
  contact: s.contact,
  chatCount: z.number().int(),
  lastAt: s.instant.nullable(),
  /** In what it is like the contact that was asked about. */
  alike: z.array(z.enum(likenesses)),
})

export const heldBackups = z.object({
  count: z.number().int(),
  oldestAt: s.instant.nullable(),
  keptDays: z.number().int(),
})

export const contacts = {
  get: at('signedIn', 'A contact with identities, chats and notes; of one that was merged, the one it is now')
    .input(oneContact)
    .output(contactPage),
  update: at(
    'CanSeeContactDetails',
    'Change what is known of a contact; refused when somebody changed it since `version`',
  )
    .input(
      z.strictObject({
        contactId: s.id,
        version: z.number().int().optional(),
        name: name.optional(),
        email: z.union([z.email('is not an e-mail address'), z.literal('')]).optional(),
        phone: z.string().max(50).optional(),
        language: z.string().max(35).optional(),
        about: z.string().max(10_000).optional(),
        tags: z.array(z.string().trim().min(1).max(50)).max(50).optional(),
        /** Contact fields by id; what is left out stays. */
        own: z.record(s.id, ownValue).optional(),
      }),
    )
    .output(s.contact),
  timeline: at('signedIn', "A page of a contact's timeline over all channels")
    .input(
      z.strictObject({
        contactId: s.id,
        before: z.string().max(40).optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(timelinePage),
  addNote: at('signedIn', 'Write a note about a contact; only agents read it')
    .input(z.strictObject({ contactId: s.id, text: noteText }))
    .output(z.object({ noteId: s.id })),
  updateNote: at('signedIn', 'Change a note of mine')
    .input(z.strictObject({ noteId: s.id, text: noteText }))
    .output(done),
  deleteNote: at('signedIn', 'Delete a note of mine')
    .input(z.strictObject({ noteId: s.id }))
    .output(done),
  duplicates: at('CanSeeContactDetails', 'Contacts with the same phone number, e-mail address or name')
    .input(oneContact)
    .output(z.object({ candidates: z.array(candidate) })),
  merge: at('CanSeeContactDetails', 'Make two contacts one; everything of the other goes to contactId. Can be undone')
    .input(
      z.strictObject({
        contactId: s.id,
        otherId: s.id,
        /** By field (name, email, phone, language, about, or a contact field's id), whose value stays. */
        choices: z.record(s.id, z.enum(['survivor', 'other'])).default({}),
        versions: z.strictObject({ survivor: z.number().int(), other: z.number().int() }).optional(),
      }),
    )
    .output(z.object({ mergeId: s.id })),
  undoMerge: at('CanSeeContactDetails', 'Undo a merge: both are as they were, but for what changed since')
    .input(z.strictObject({ mergeId: s.id }))
    .output(done),
  ban: at(
    'signedIn',
    'Ban a contact: their messages are kept and ring nowhere. For the agent of an open chat, or a supervisor',
  )
    .input(
      z.strictObject({
        contactId: s.id,
        reason: z.string().trim().max(1_000, 'must be at most 1000 characters').default(''),
        /** After so many it ends by itself; missing: it stands until somebody lifts it. */
        days: z.number().int().min(1, 'must be at least 1').max(3_650, 'must be at most 3650').optional(),
      }),
    )
    .output(done),
  unban: at('signedIn', 'Lift a ban: the next message rings again').input(oneContact).output(done),
  banned: at('CanManageChats', 'Contacts that are banned, the newest first')
    .input(z.strictObject({}))
    .output(z.object({ contacts: z.array(z.object({ id: s.id, name: z.string(), ban: s.ban })) })),
  export: at('CanManageChats', 'Everything that is kept of a contact as one JSON file, files as base64')
    .input(oneContact)
    .output(z.object({ file: z.string(), isWhole: z.boolean() })),
  backups: at('CanManageChats', 'Copies of the data that hold what was erased since they were made')
    .input(z.strictObject({}))
    .output(heldBackups),
  erase: at('CanManageChats', 'Erase everything that is kept of a contact, for good')
    .input(z.strictObject({ contactId: s.id, renewBackups: z.boolean().default(false) }))
    .output(heldBackups),
}

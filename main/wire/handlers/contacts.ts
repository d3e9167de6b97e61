// Contacts over the door.
import { asId, type ContactId, type ContactMergeId, type ContactNoteId } from '../../domain/ids.ts'
import type { AdmittedCall } from '../call.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { chatHeading } from '../views/chat.ts'
import { banView, candidateView, contactView, mergedView, noteView, timelineView } from '../views/contact.ts'

const done = { ok: true } as const

export const contacts = {
  get: door.contacts.get.handler(async ({ input, context }) => {
    const card = await cardOf(context, input.contactId)
    return {
      contact: contactView(context.actor, card),
      chats: card.chats.map(chatHeading),
      notes: card.notes.map(noteView),
      merged: card.merged.map(one => mergedView(context.actor, one)),
      duplicates: card.duplicates,
      mayBan: card.mayBan,
    }
  }),

  update: door.contacts.update.handler(async ({ input, context }) => {
    const { contactId, version, email, phone, language, ...rest } = input
    // In a form an empty field means "not known".
    const change = present({ ...rest, email: orNull(email), phone: orNull(phone), language: orNull(language) })
    granted(await context.services.contacts.update(context.actor, asId<ContactId>(contactId), change, version))
    return contactView(context.actor, await cardOf(context, contactId))
  }),

  timeline: door.contacts.timeline.handler(async ({ input, context }) => {
    const { contactId, before, limit } = input
    const { services, actor } = context
    return timelineView(
      granted(await services.contacts.timeline(actor, asId<ContactId>(contactId), before ?? null, limit)),
    )
  }),

  addNote: door.contacts.addNote.handler(async ({ input, context: { services, actor } }) => {
    const note = granted(await services.contacts.addNote(actor, asId<ContactId>(input.contactId), input.text))
    return { noteId: note.id }
  }),

  updateNote: door.contacts.updateNote.handler(async ({ input, context: { services, actor } }) => {
    granted(await services.contacts.updateNote(actor, asId<ContactNoteId>(input.noteId), input.text))
    return done
  }),

  deleteNote: door.contacts.deleteNote.handler(async ({ input, context: { services, actor } }) => {
    granted(await services.contacts.deleteNote(actor, asId<ContactNoteId>(input.noteId)))
    return done
  }),

  duplicates: door.contacts.duplicates.handler(async ({ input, context: { services, actor } }) => {
    const candidates = granted(await services.contacts.duplicates(actor, asId<ContactId>(input.contactId)))
    return { candidates: candidates.map(one => candidateView(actor, one)) }
  }),

  merge: door.contacts.merge.handler(async ({ input, context: { services, actor } }) => {
    const { contactId, otherId, choices, versions } = input
    const mergeId = granted(
      await services.contacts.merge(actor, asId<ContactId>(contactId), asId<ContactId>(otherId), choices, versions),
    )
    return { mergeId }
  }),

  undoMerge: door.contacts.undoMerge.handler(async ({ input, context: { services, actor } }) => {
    granted(await services.contacts.undoMerge(actor, asId<ContactMergeId>(input.mergeId)))
    return done
  }),

  ban: door.contacts.ban.handler(async ({ input, context: { services, actor } }) => {
    granted(await services.contacts.ban(actor, asId<ContactId>(input.contactId), input.reason, input.days))
    return done
  }),

  unban: door.contacts.unban.handler(async ({ input, context: { services, actor } }) => {
    granted(await services.contacts.unban(actor, asId<ContactId>(input.contactId)))
    return done
  }),

  banned: door.contacts.banned.handler(async ({ context }) => ({
    contacts: (await context.services.contacts.banned()).flatMap(({ contact: { id, name, ban }, byName }) =>
      ban === null ? [] : [{ id, name, ban: banView(ban, byName) }],
    ),
  })),

  export: door.contacts.export.handler(async ({ input, context: { services, actor } }) => ({
    ...granted(await services.contacts.takeOut(actor, asId<ContactId>(input.contactId))),
  })),

  backups: door.contacts.backups.handler(async ({ context }) => ({ ...(await context.services.contacts.backups()) })),

  erase: door.contacts.erase.handler(async ({ input, context: { services, actor } }) => ({
    ...granted(await services.contacts.erase(actor, asId<ContactId>(input.contactId), input.renewBackups)),
  })),
}

const cardOf = async ({ services, actor }: AdmittedCall, id: string) =>
  granted(await services.contacts.get(actor, asId<ContactId>(id)))

const orNull = (text: string | undefined): string | null | undefined => (text === '' ? null : text)

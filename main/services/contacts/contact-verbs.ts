// What can be asked about contacts, as `wire` sees it: every verb takes who asks, and returns data or a refusal.
import type { MergeChoices } from '../../domain/contact/merge.ts'
import type { OwnField, OwnFieldKind } from '../../domain/contact/own-field.ts'
import type { Likeness } from '../../domain/contact/same-person.ts'
import type { ContactId, ContactMergeId, ContactNoteId, OwnFieldId } from '../../domain/ids.ts'
import type { Message } from '../../domain/message.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { ChannelKind } from '../../domain/unified-message.ts'
import type { ChatRow, Contact, ContactNote, Identity } from '../../storage/store.ts'
import type { Actor, Doer, Done } from '../actor.ts'

export type IdentityCard = Identity & { readonly channelKind: ChannelKind; readonly channelName: string }
export type NoteCard = ContactNote & { readonly authorName: string }

/** A contact that was merged into another, by a merge that can be undone. */
export interface MergedCard {
  readonly mergeId: ContactMergeId
  readonly at: number
  readonly byName: string | null
  readonly contact: Pick<Contact, 'id' | 'name' | 'email' | 'phone'>
}

export interface ContactCard {
  readonly contact: Contact
  /** Who banned them; null: nobody, or Parley itself. */
  readonly bannedByName: string | null
  readonly identities: readonly IdentityCard[]
  /** Newest first, those that the asking agent may see. */
  readonly chats: readonly ChatRow[]
  readonly notes: readonly NoteCard[]
  readonly merged: readonly MergedCard[]
  /** How many contacts may be the same person; at most `mostDuplicates`. */
  readonly duplicates: number
  readonly mayBan: boolean
}

/** Something of a timeline besides messages: it has an instant, and stands between them by that. */
export type TimelineExtra = { readonly kind: 'note'; readonly at: number; readonly note: NoteCard }

export interface TimelinePage {
  /** Oldest first. */
  readonly messages: readonly Message[]
  /** Those of the same span of time, oldest first. */
  readonly extras: readonly TimelineExtra[]
  /** Of the chats that the messages are from. */
  readonly headings: readonly ChatRow[]
  /** Where to go on with what is older; null: this is the beginning. */
  readonly before: string | null
}

export interface Candidate {
  readonly contact: Contact
  readonly identities: readonly IdentityCard[]
  readonly chatCount: number
  readonly lastAt: number | null
  readonly alike: readonly Likeness[]
}

export interface ContactChange
  extends Partial<Pick<Contact, 'name' | 'email' | 'phone' | 'language' | 'about' | 'tags'>> {
  /** By field; null clears. What is not in it stays. */
  readonly own?: Readonly<Record<string, unknown>>
}

export interface TakenOut {
  /** JSON, with files as base64. */
  readonly file: string
  /** False: files were too large to be taken along, and are named in it. */
  readonly isWhole: boolean
}

/** Copies of the data that still hold what is erased. */
export interface HeldBackups {
  readonly count: number
  readonly oldestAt: number | null
  /** After so many days the last of them is gone by itself; copies from before an update stay until somebody removes them. */
  readonly keptDays: number
}

export interface ContactVerbs {
  /** Of a contact that was merged: the one that it is now. */
  get(actor: Actor, id: ContactId): Promise<ContactCard | Refusal>
  /** With a `version`, refused when somebody changed it since. */
  update(actor: Actor, id: ContactId, change: ContactChange, version?: number): Promise<Done | Refusal>
  timeline(actor: Actor, id: ContactId, before: string | null, limit: number): Promise<TimelinePage | Refusal>
  addNote(actor: Actor, id: ContactId, text: string): Promise<ContactNote | Refusal>
  updateNote(actor: Actor, id: ContactNoteId, text: string): Promise<Done | Refusal>
  deleteNote(actor: Actor, id: ContactNoteId): Promise<Done | Refusal>
  duplicates(actor: Actor, id: ContactId): Promise<readonly Candidate[] | Refusal>
  merge(
    actor: Actor,
    survivorId: ContactId,
    otherId: ContactId,
    choices: MergeChoices,
    versions?: { readonly survivor: number; readonly other: number },
  ): Promise<ContactMergeId | Refusal>
  undoMerge(actor: Actor, id: ContactMergeId): Promise<Done | Refusal>
  /** `days`: after so many it ends by itself; missing: it stands until somebody lifts it. */
  ban(actor: Actor, id: ContactId, reason: string, days?: number): Promise<Done | Refusal>
  unban(actor: Actor, id: ContactId): Promise<Done | Refusal>
  banned(): Promise<readonly { readonly contact: Contact; readonly byName: string | null }[]>
  takeOut(actor: Actor, id: ContactId): Promise<TakenOut | Refusal>
  backups(): Promise<HeldBackups>
  /** All of it, at once. `renewBackups`: then a fresh backup is made, and those that hold the person are removed. */
  erase(actor: Actor, id: ContactId, renewBackups: boolean): Promise<HeldBackups | Refusal>
}

export interface OwnFieldInput {
  readonly name: string
  readonly kind: OwnFieldKind
  readonly options: readonly string[]
}

export interface OwnFieldVerbs {
  list(): Promise<readonly OwnField[]>
  create(doer: Doer, input: OwnFieldInput): Promise<OwnField | Refusal>
  update(
    doer: Doer,
    id: OwnFieldId,
    change: Partial<Pick<OwnFieldInput, 'name' | 'options'>> & { readonly archived?: boolean },
    version?: number,
  ): Promise<OwnField | Refusal>
  reorder(doer: Doer, ids: readonly OwnFieldId[]): Promise<Done | Refusal>
}

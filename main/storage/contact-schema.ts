// The tables of people and their conversations as Kysely sees them.
import type { Generated } from 'kysely'
import type { OwnFieldKind } from '../domain/contact/own-field.ts'
import type { Likeness } from '../domain/contact/same-person.ts'
import type {
  AgentId,
  ChannelId,
  ContactId,
  ContactMergeId,
  ConversationId,
  IdentityId,
  OwnFieldId,
} from '../domain/ids.ts'
import type { ThreadHolder } from '../domain/unified-message.ts'
import type { ContactNote, Identity } from './store.ts'

type Columns<T> = { -readonly [K in keyof T]: T[K] }

export interface ContactTable {
  n: Generated<number>
  id: ContactId
  name: string
  email: string | null
  phone: string | null
  language: string | null
  about: string
  /** JSON. */
  tags: string
  createdAt: number
  version: Generated<number>
  /** JSON. */
  own: Generated<string>
  bannedAt: number | null
  bannedBy: AgentId | null
  banReason: string | null
  bannedUntil: number | null
  mergedInto: ContactId | null
}

export interface OwnFieldTable {
  id: OwnFieldId
  name: string
  kind: OwnFieldKind
  /** JSON. */
  options: string
  position: number
  archivedAt: number | null
  version: number
}

export interface ContactMergeTable {
  n: Generated<number>
  id: ContactMergeId
  survivorId: ContactId
  mergedId: ContactId
  at: number
  agentId: AgentId | null
  /** JSON, as all that follows. */
  before: string
  after: string
  choices: string
  moved: string
}

export interface ConversationTable {
  n: Generated<number>
  id: ConversationId
  identityId: IdentityId
  channelId: ChannelId
  contactId: ContactId
  holder: Generated<ThreadHolder | null>
  holderApp: Generated<string | null>
  heldAt: Generated<number | null>
  heldSince: Generated<number | null>
  /** 0 or 1. */
  givenToUs: Generated<number>
}

export interface ContactDatabase {
  contact: ContactTable
  contactNote: Columns<ContactNote>
  contactMerge: ContactMergeTable
  contactKey: { kind: Likeness; key: string; contactN: number }
  ownField: OwnFieldTable
  identity: Columns<Identity>
  conversation: ConversationTable
}

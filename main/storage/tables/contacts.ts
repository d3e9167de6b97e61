// Contacts, their addresses on channels, and the conversations that belong to those.
import { type Selectable, sql } from 'kysely'
import type { Ban } from '../../domain/contact/merge.ts'
import type { OwnValues } from '../../domain/contact/own-field.ts'
import { likenesses, likenessesOf } from '../../domain/contact/same-person.ts'
import type { ContactId, IdentityId } from '../../domain/ids.ts'
import { nobodyYet } from '../../domain/thread-control.ts'
import type { ContactTable } from '../contact-schema.ts'
import type { Sqlite } from '../dialects/sqlite.ts'
import type { ReadDb, WriteDb } from '../schema.ts'
import { fold, matchBeginnings, queryWords } from '../search/words.ts'
import type { Contact, ContactReads, ContactWrites } from '../store.ts'
import { mergeReads, mergeWrites } from './contact-merges.ts'
import { noteReads, noteWrites } from './contact-notes.ts'

/** Of so many that match, the newest, the best are chosen: ranking all of a common letter would take too long. */
const ranked = 300

/** `upToDate` runs before a search. */
export const contactReads = (db: ReadDb, upToDate: () => void): ContactReads => ({
  async get(id) {
    const row = await db.selectFrom('contact').selectAll().where('id', '=', id).executeTakeFirst()
    return row ? toContact(row) : null
  },

  identities: id => db.selectFrom('identity').selectAll().where('contactId', '=', id).orderBy(sql`rowid`).execute(),

  identity: async id => (await db.selectFrom('identity').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,

  identityAt: async (channelId, address) =>
    (await db
      .selectFrom('identity')
      .selectAll()
      .where('channelId', '=', channelId)
      .where('address', '=', address)
      .executeTakeFirst()) ?? null,

  async conversation(id) {
    const conversation = await db
      .selectFrom('conversation')
      .select(['id', 'identityId', 'channelId', 'contactId'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!conversation) return null
    const identity = await db
      .selectFrom('identity')
      .selectAll()
      .where('id', '=', conversation.identityId)
      .executeTakeFirstOrThrow()
    return { ...conversation, identity }
  },

  conversationAt: async (channelId, address) =>
    (await db
      .selectFrom('identity')
      .innerJoin('conversation', 'conversation.identityId', 'identity.id')
      .select(['conversation.id', 'conversation.identityId', 'conversation.channelId', 'conversation.contactId'])
      .where('identity.channelId', '=', channelId)
      .where('identity.address', '=', address)
      .executeTakeFirst()) ?? null,

  async thread(id) {
    const row = await db
      .selectFrom('conversation')
      .select(['holder', 'holderApp as app', 'heldAt', 'heldSince as since', 'givenToUs'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return nobodyYet
    const { givenToUs, ...memory } = row
    return { ...memory, given: givenToUs === 1 }
  },

  async find(text, limit) {
    const words = queryWords(text)
    if (words.length === 0) return []
    upToDate()
    const rows = await db
      .selectFrom('contact')
      .selectAll()
      .where(
        'n',
        'in',
        sql<number>`(SELECT rowid FROM contactWords WHERE contactWords MATCH ${matchBeginnings(words)} ORDER BY rowid DESC LIMIT ${ranked})`,
      )
      .execute()
    return rows.toSorted(closestTo(text)).slice(0, limit).map(toContact)
  },

  async alike(id, limit) {
    upToDate()
    const mine = await db.selectFrom('contact').selectAll().where('id', '=', id).executeTakeFirst()
    if (mine === undefined) return []
    const rows = await db
      .selectFrom('contact')
      .selectAll()
      .where(
        'n',
        'in',
        sql<number>`(SELECT other.contactN FROM contactKey AS mine
          CROSS JOIN contactKey AS other ON other.kind = mine.kind AND other.key = mine.key
          WHERE mine.contactN = ${mine.n} AND other.contactN <> mine.contactN LIMIT ${ranked})`,
      )
      .execute()
    const order = (contact: ContactRow) => likenesses.indexOf(likenessesOf(mine, contact)[0] ?? 'name')
    return rows
      .filter(row => likenessesOf(mine, row).length > 0)
      .toSorted((a, b) => order(a) - order(b) || b.n - a.n)
      .slice(0, limit)
      .map(toContact)
  },

  async banned(limit) {
    const query = db.selectFrom('contact').selectAll().where('bannedAt', 'is not', null).where('mergedInto', 'is', null)
    return (await query.orderBy('bannedAt', 'desc').limit(limit).execute()).map(toContact)
  },

  async bansToEnd() {
    const rows = await db
      .selectFrom('contact')
      .select(['id', 'bannedUntil as until'])
      .where('bannedUntil', 'is not', null)
      .where('mergedInto', 'is', null)
      .orderBy('bannedUntil')
      .execute()
    return rows.flatMap(({ id, until }) => (until === null ? [] : [{ id, until }]))
  },

  ...noteReads(db),
  ...mergeReads(db),
})

export const contactWrites = (db: WriteDb, sqlite: Sqlite, upToDate: () => void): ContactWrites => ({
  ...contactReads(db, upToDate),
  ...noteWrites(db),
  ...mergeWrites(db, sqlite, upToDate),

  async insert({ tags, own, ban, ...contact }) {
    await db
      .insertInto('contact')
      .values({ ...contact, tags: JSON.stringify(tags), own: JSON.stringify(own ?? {}), ...banColumns(ban ?? null) })
      .execute()
  },

  async update(id, { tags, own, ban, ...change }) {
    const row = {
      ...change,
      ...(tags && { tags: JSON.stringify(tags) }),
      ...(own && { own: JSON.stringify(own) }),
      ...(ban === undefined ? {} : banColumns(ban)),
    }
    if (Object.keys(row).length === 0) return
    await db
      .updateTable('contact')
      .set(({ eb }) => ({ ...row, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  },

  async insertIdentity(identity) {
    await db.insertInto('identity').values(identity).execute()
  },

  async updateIdentity(id, change) {
    if (Object.keys(change).length === 0) return
    await db.updateTable('identity').set(change).where('id', '=', id).execute()
    if (change.contactId !== undefined) await followContact(db, id, change.contactId)
  },

  async insertConversation(conversation) {
    await db.insertInto('conversation').values(conversation).execute()
  },

  async setThread(id, { holder, app, heldAt, since, given }) {
    await db
      .updateTable('conversation')
      .set({ holder, holderApp: app, heldAt, heldSince: since, givenToUs: Number(given) })
      .where('id', '=', id)
      .execute()
  },
})

/** An address that turns out to be another person's takes its conversation and chats along. */
const followContact = async (db: WriteDb, identityId: IdentityId, contactId: ContactId): Promise<void> => {
  const conversations = db.selectFrom('conversation').select('id').where('identityId', '=', identityId)
  await db.updateTable('chat').set({ contactId }).where('conversationId', 'in', conversations).execute()
  await db.updateTable('conversation').set({ contactId }).where('identityId', '=', identityId).execute()
}

/** Names that begin with what was typed come first, then those with a word that does, then the rest; by name within. */
const closestTo = (text: string) => {
  const typed = fold(text.trim())
  const place = (contact: { name: string }) => {
    const name = fold(contact.name)
    if (name.startsWith(typed)) return 0
    return name.split(/\s+/u).some(word => word.startsWith(typed)) ? 1 : 2
  }
  return (a: { name: string }, b: { name: string }) => place(a) - place(b) || a.name.localeCompare(b.name)
}

type ContactRow = Selectable<ContactTable>

const toContact = ({ n: _, tags, own, bannedAt, bannedBy, banReason, bannedUntil, ...row }: ContactRow): Contact => ({
  ...row,
  tags: JSON.parse(tags) as string[],
  own: JSON.parse(own) as OwnValues,
  ban:
    bannedAt === null
      ? null
      : {
          at: bannedAt,
          byAgentId: bannedBy,
          reason: banReason ?? '',
          ...(bannedUntil === null ? {} : { until: bannedUntil }),
        },
})

const banColumns = (ban: Ban | null) => ({
  bannedAt: ban?.at ?? null,
  bannedBy: ban?.byAgentId ?? null,
  banReason: ban?.reason ?? null,
  bannedUntil: ban?.until ?? null,
})

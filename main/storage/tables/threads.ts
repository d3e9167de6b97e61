// Chats looked for by what is known of them. Every search is within a span of numbers, so that none reads the whole table at once.
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { emailKey } from '../../domain/contact/same-person.ts'
import { type MessageContent, richTypes } from '../../domain/message-content.ts'
import type { ReadDb } from '../schema.ts'
import type {
  PropertyFilter,
  SortOfMessage,
  ThreadFilter,
  ThreadReads,
  ThreadSpan,
  ValueFilter,
} from '../thread-store.ts'

type Condition = RawBuilder<boolean>

export const threadReads = (db: ReadDb): ThreadReads => ({
  find(filter, span, limit) {
    return db
      .selectFrom('chat')
      .innerJoin('contact', 'contact.id', 'chat.contactId')
      .select(['chat.id', 'chat.number'])
      .where(all(filter, span))
      .orderBy('chat.number', span.order)
      .limit(limit)
      .execute()
  },

  async count(filter, span, atMost) {
    const some = db
      .selectFrom('chat')
      .innerJoin('contact', 'contact.id', 'chat.contactId')
      .select(sql.lit(1).as('one'))
      .where(all(filter, span))
      .limit(atMost)
    const row = await db
      .selectFrom(some.as('some'))
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirst()
    return row?.count ?? 0
  },

  async lastNumber() {
    const row = await db
      .selectFrom('chat')
      .select(({ fn }) => fn.max('number').as('number'))
      .executeTakeFirst()
    return row?.number ?? 0
  },
})

const all = (filter: ThreadFilter, span: ThreadSpan): Expression<SqlBool> =>
  sql<boolean>`${sql.join(conditions(filter, span), sql` AND `)}`

const conditions = (filter: ThreadFilter, { above, below }: ThreadSpan): Condition[] => {
  const { visibleTo, queueIds, ids, conversationIds, openedFrom, openedTo, agents, tags, emails, names } = filter
  return [
    sql<boolean>`chat.number > ${above} AND chat.number < ${below}`,
    ...(visibleTo === null ? [] : [seenBy(visibleTo)]),
    ...(filter.isLast ? [isLast] : []),
    ...(filter.isOpen === undefined ? [] : [filter.isOpen ? isOpen : isClosed]),
    ...(queueIds === undefined ? [] : [sql<boolean>`chat.queueId IN ${list(queueIds)}`]),
    ...(ids === undefined ? [] : [sql<boolean>`chat.id IN ${list(ids)}`]),
    ...(conversationIds === undefined ? [] : [sql<boolean>`chat.conversationId IN ${list(conversationIds)}`]),
    ...(openedFrom === undefined ? [] : [sql<boolean>`chat.openedAt >= ${openedFrom}`]),
    ...(openedTo === undefined ? [] : [sql<boolean>`chat.openedAt < ${openedTo}`]),
    ...(agents === undefined ? [] : [ownedBy(agents)]),
    ...(tags === undefined ? [] : among(tags, hasTag)),
    ...(filter.holds === undefined ? [] : among(filter.holds, holdsOf)),
    ...(filter.answeredBy === undefined ? [] : among(filter.answeredBy, answeredBy)),
    ...(emails === undefined ? [] : [knownBy('email', emails.map(emailKey))]),
    ...(names === undefined ? [] : [sql<boolean>`contact.name IN ${list(names)}`]),
    ...(filter.properties ?? []).map(one => hasProperty(one, filter.isLast === true)),
  ]
}

/** One parameter however many there are, so that the text of the statement stays the same. */
const list = (values: readonly (string | number)[]): RawBuilder<unknown> =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`

const isOpen = sql<boolean>`chat.status <> 'closed'`
const isClosed = sql<boolean>`chat.status = 'closed'`
const isLast = sql<boolean>`NOT EXISTS (
  SELECT 1 FROM chat AS later WHERE later.conversationId = chat.conversationId AND later.number > chat.number)`

const seenBy = (agentId: string): Condition => sql<boolean>`(
  EXISTS (SELECT 1 FROM chat AS own WHERE own.ownerId = ${agentId} AND own.conversationId = chat.conversationId)
  OR chat.conversationId IN (
    SELECT held.conversationId FROM offer JOIN chat AS held ON held.id = offer.chatId
    WHERE offer.agentId = ${agentId} AND offer.outcome IS NULL))`

const ownedBy = ({ exists, values, excluded }: ValueFilter<string>): Condition => {
  if (exists !== undefined) return exists ? sql<boolean>`chat.ownerId IS NOT NULL` : sql<boolean>`chat.ownerId IS NULL`
  if (values !== undefined) return sql<boolean>`chat.ownerId IN ${list(values)}`
  return sql<boolean>`(chat.ownerId IS NULL OR chat.ownerId NOT IN ${list(excluded ?? [])})`
}

/** `has`: the chat has one of these; null: any at all. */
const among = <Value>(
  { exists, values, excluded, every }: ValueFilter<Value>,
  has: (wanted: readonly Value[] | null) => Condition,
): Condition[] => {
  const no = (condition: Condition) => sql<boolean>`NOT ${condition}`
  if (exists !== undefined) return [exists ? has(null) : no(has(null))]
  const wanted = values ?? excluded ?? []
  const each = wanted.map(one => has([one]))
  if (values !== undefined) return every ? each : [has(wanted)]
  return every && each.length > 0 ? [no(sql<boolean>`(${sql.join(each, sql` AND `)})`)] : [no(has(wanted))]
}

const hasTag = (tags: readonly string[] | null): Condition =>
  sql<boolean>`EXISTS (SELECT 1 FROM chatTag WHERE chatTag.chatId = chat.id ${
    tags === null ? sql`` : sql`AND chatTag.tag IN ${list(tags)}`
  })`

const hasMessage = (which: RawBuilder<unknown>): Condition =>
  sql<boolean>`EXISTS (SELECT 1 FROM message WHERE message.chatNumber = chat.number AND ${which})`

const answeredBy = (agentIds: readonly string[] | null): Condition =>
  hasMessage(
    agentIds === null
      ? sql`message.direction = 'out'`
      : sql`message.direction = 'out' AND message.agentId IN ${list(agentIds)}`,
  )

const contentIs = (types: readonly MessageContent['type'][]): RawBuilder<unknown> =>
  sql`json_extract(message.content, '$.type') IN ${list(types)}`

const sorts: Readonly<Record<SortOfMessage, RawBuilder<unknown>>> = {
  system: sql`message.direction = 'system'`,
  text: sql`message.direction <> 'system' AND message.content IS NULL AND message.text <> ''`,
  file: sql`EXISTS (SELECT 1 FROM attachment WHERE attachment.messageN = message.n)`,
  rich: contentIs(richTypes),
  form: contentIs(['form']),
  filledForm: contentIs(['filledForm']),
  custom: contentIs(['custom']),
  never: sql`0`,
}

const holdsOf = (wanted: readonly SortOfMessage[] | null): Condition => {
  if (wanted === null) return hasMessage(sql`1`)
  return hasMessage(sql`(${sql.join([sorts.never, ...wanted.map(sort => sorts[sort])], sql` OR `)})`)
}

const knownBy = (kind: 'email', keys: readonly string[]): Condition => sql<boolean>`chat.contactId IN (
  SELECT known.id FROM contactKey JOIN contact AS known ON known.n = contactKey.contactN
  WHERE contactKey.kind = ${kind} AND contactKey.key IN ${list(keys)})`

const hasProperty = (
  { namespace, name, exists, values, excluded }: PropertyFilter,
  ofConversation: boolean,
): Condition => {
  const owner = ofConversation
    ? sql`'conversation' AND ownerId = chat.conversationId`
    : sql`'chat' AND ownerId = chat.id`
  const has = (which: RawBuilder<unknown>) => sql<boolean>`EXISTS (
    SELECT 1 FROM property WHERE scope = ${owner} AND namespace = ${namespace} AND name = ${name} ${which})`
  if (exists !== undefined) return exists ? has(sql``) : sql<boolean>`NOT ${has(sql``)}`
  const stored = (values ?? excluded ?? []).map(value => JSON.stringify(value))
  const among = has(sql`AND property.value IN ${list(stored)}`)
  return values !== undefined ? among : sql<boolean>`NOT ${among}`
}

// Which cases a list shows: what was asked for, within what the asking agent may see (the rule of `isWithin`, as a condition).
import { type SqlBool, sql } from 'kysely'
import type { CaseReach } from '../../domain/case-access.ts'
import type { CaseFilter } from '../case-store.ts'
import { matchAll, matchBeginnings, queryWords } from '../search/words.ts'

/**
 * What few see is gathered first, by indexes: going through all cases to find that hardly any may be shown would take long. Who sees
 * all chats is shown nearly all that has one, so there each case is looked at.
 */
export const within = ({ agentId, all, allChats, queueIds }: CaseReach) => {
  if (all) return sql<SqlBool>`1`
  const ofQueues =
    queueIds.length === 0
      ? sql`0`
      : sql`assigneeId IS NULL AND queueId IN (${sql.join(queueIds.map(id => sql`${id}`))})`
  if (allChats)
    return sql<SqlBool>`(assigneeId = ${agentId} OR registeredBy = ${agentId} OR (${ofQueues})
      OR EXISTS (SELECT 1 FROM caseChat WHERE caseChat.caseId = "case".id))`
  return sql<SqlBool>`"case".number IN (
    SELECT number FROM "case" WHERE assigneeId = ${agentId}
    UNION SELECT number FROM "case" WHERE registeredBy = ${agentId}
    UNION SELECT number FROM "case" WHERE ${ofQueues}
    UNION SELECT seen.number FROM chat mine
      JOIN chat linked ON linked.conversationId = mine.conversationId
      JOIN caseChat ON caseChat.chatId = linked.id
      JOIN "case" seen ON seen.id = caseChat.caseId
      WHERE mine.ownerId = ${agentId}
    UNION SELECT seen.number FROM offer
      JOIN chat rings ON rings.id = offer.chatId
      JOIN chat linked ON linked.conversationId = rings.conversationId
      JOIN caseChat ON caseChat.chatId = linked.id
      JOIN "case" seen ON seen.id = caseChat.caseId
      WHERE offer.agentId = ${agentId} AND offer.outcome IS NULL)`
}

export const asked = (filter: CaseFilter): readonly ReturnType<typeof sql<SqlBool>>[] => {
  const { statuses, assigneeId, contactId, queueId, chatId, text, from, to, before } = filter
  const words = text === undefined ? null : textCondition(text)
  return [
    ...(statuses === undefined || statuses.length === 0
      ? []
      : [sql<SqlBool>`"case".status IN (${sql.join(statuses.map(status => sql`${status}`))})`]),
    ...(assigneeId === undefined
      ? []
      : [
          assigneeId === null
            ? sql<SqlBool>`"case".assigneeId IS NULL`
            : sql<SqlBool>`"case".assigneeId = ${assigneeId}`,
        ]),
    ...(contactId === undefined ? [] : [sql<SqlBool>`"case".contactId = ${contactId}`]),
    ...(queueId === undefined ? [] : [sql<SqlBool>`"case".queueId = ${queueId}`]),
    ...(chatId === undefined
      ? []
      : [sql<SqlBool>`"case".id IN (SELECT caseId FROM caseChat WHERE chatId = ${chatId})`]),
    ...(from === undefined ? [] : [sql<SqlBool>`"case".registeredAt >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`"case".registeredAt < ${to}`]),
    ...(before === undefined ? [] : [sql<SqlBool>`"case".number < ${before}`]),
    ...(words === null ? [] : [words]),
  ]
}

/** By the case's own words, its number ("12" or "#12"), or the contact's name, e-mail and phone. Null: nothing was typed. */
const textCondition = (typed: string) => {
  if (typed.trim() === '') return null
  const number = /^#?(\d{1,15})$/.exec(typed.trim())?.[1]
  const words = queryWords(typed)
  const byNumber = number === undefined ? sql`0` : sql`"case".number = ${Number(number)}`
  if (words.length === 0) return sql<SqlBool>`${byNumber}`
  return sql<SqlBool>`(${byNumber}
    OR "case".number IN (SELECT rowid FROM caseWords WHERE caseWords MATCH ${matchAll(words)})
    OR "case".contactId IN (SELECT id FROM contact WHERE n IN (
      SELECT rowid FROM contactWords WHERE contactWords MATCH ${matchBeginnings(words)} LIMIT 1000)))`
}

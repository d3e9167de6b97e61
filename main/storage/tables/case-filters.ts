// Which cases a list shows: what was asked for, within what the asking agent may see (the rule of `isWithin`, as a condition).
import { type SqlBool, sql } from 'kysely'
import type { CaseReach } from '../../domain/case-access.ts'
import type { CaseFilter } from '../case-store.ts'
import { matchAll, matchBeginnings, queryWords } from '../search/words.ts'

export const within = ({ agentId, all, allChats, queueIds }: CaseReach) => {
  if (all) return sql<SqlBool>`1`
  const ofQueues =
    queueIds.length === 0
      ? sql`0`
      : sql`("case".assigneeId IS NULL AND "case".queueId IN (${sql.join(queueIds.map(id => sql`${id}`))}))`
  const seen = allChats
    ? sql`1`
    : sql`(EXISTS (SELECT 1 FROM chat mine WHERE mine.conversationId = linked.conversationId AND mine.ownerId = ${agentId})
        OR EXISTS (SELECT 1 FROM offer JOIN chat rings ON rings.id = offer.chatId
          WHERE offer.agentId = ${agentId} AND offer.outcome IS NULL AND rings.conversationId = linked.conversationId))`
  return sql<SqlBool>`("case".assigneeId = ${agentId} OR "case".registeredBy = ${agentId} OR ${ofQueues} OR EXISTS (
    SELECT 1 FROM caseChat JOIN chat linked ON linked.id = caseChat.chatId WHERE caseChat.caseId = "case".id AND ${seen}))`
}

/** Null: everything. */
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

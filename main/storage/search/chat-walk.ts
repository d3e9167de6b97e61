// Walks through the chats that the filters leave, most recent first, and reads their messages. Good when filters leave little.
import type { Sqlite } from '../dialects/sqlite.ts'
import type { SearchQuery } from '../store.ts'
import { all, type Condition, chatCondition, messageCondition } from './filters.ts'
import type { NumberRange, Walk } from './walk.ts'

/** With more chats than this left, the filters are no help: the word walk finds their messages often enough. */
const mostChats = 2000
const firstStep = 8
const longestStep = 64

interface Candidate {
  readonly n: number
  readonly text: string
  readonly foundBy: string | null
}

/** With an agent: only chats that they own. Null when there is no filter by which chats are few. `holds` says whether a text has what was searched for. */
export const chatWalk = (
  sqlite: Sqlite,
  query: SearchQuery,
  holds: (text: string) => boolean,
  range: NumberRange,
): Walk | null => {
  const chats = fewChats(sqlite, query, range.floor)
  if (!chats) return null
  const condition = all([
    { sql: 'message.deletedAt IS NULL AND message.n < +? AND message.n > +?', values: [range.ceiling, range.floor] },
    messageCondition(query),
  ])
  const messages = sqlite.prepare<unknown[], Candidate>(`
    SELECT message.n, message.text, message.foundBy FROM json_each(+?) AS some
    CROSS JOIN chat ON chat.number = some.value CROSS JOIN message ON message.chatNumber = chat.number
    WHERE ${condition.sql}`)

  const hits: number[] = []
  let at = 0
  let looked = 0
  let size = firstStep
  return {
    step() {
      const some = chats.slice(at, at + size).map(chat => chat.number)
      const found = messages.all(JSON.stringify(some), ...condition.values)
      for (const { n, text, foundBy } of found) {
        if (holds(foundBy === null ? text : `${text}\n${foundBy}`)) hits.push(n)
      }
      looked += found.length
      at += size
      size = Math.min(size * 2, longestStep)
    },
    hits,
    // No message of the chats not yet read is newer than the last of the next.
    get frontier() {
      return (chats[at]?.lastN ?? range.floor) + 1
    },
    get done() {
      return at >= chats.length
    },
    get looked() {
      return looked
    },
  }
}

interface ChatPlace {
  readonly number: number
  readonly lastN: number
}

/** Most recent first; null when they are many, or when nothing narrows them. */
const fewChats = (sqlite: Sqlite, query: SearchQuery, floor: number): ChatPlace[] | null => {
  const source = narrowest(query)
  if (!source) return null
  const condition = all([source, { sql: 'chat.lastN > +?', values: [floor] }, chatCondition(query)])
  const found = sqlite
    .prepare<unknown[], ChatPlace>(
      `SELECT chat.number, chat.lastN FROM chat WHERE ${condition.sql} LIMIT ${mostChats + 1}`,
    )
    .all(...condition.values)
  return found.length > mostChats ? null : found.toSorted((a, b) => b.lastN - a.lastN)
}

/** The index to begin with. Each list inside is cut just above what is too many, so that finding out stays cheap. */
const narrowest = ({ contactId, agentId, visibleTo, channelId }: SearchQuery): Condition | null => {
  const cut = `LIMIT ${mostChats + 1}`
  if (contactId !== undefined) return { sql: 'TRUE', values: [] }
  if (agentId !== undefined) {
    return { sql: `chat.number IN (SELECT number FROM chat WHERE ownerId = +? ${cut})`, values: [agentId] }
  }
  if (visibleTo !== null) {
    const conversations = `SELECT conversationId FROM chat WHERE ownerId = +? ${cut}`
    return { sql: `chat.conversationId IN (${conversations})`, values: [visibleTo] }
  }
  if (channelId !== undefined) {
    return { sql: `chat.number IN (SELECT number FROM chat WHERE channelId = +? ${cut})`, values: [channelId] }
  }
  return null
}

// Walks through the chats that the filters leave, most recent first, and reads their messages. Good when filters leave little.
import type { Prepare } from '../dialects/prepared.ts'
import type { SearchQuery } from '../store.ts'
import { all, type Condition, chatCondition, messageCondition } from './filters.ts'
import type { NumberRange, Walk } from './walk.ts'

/** With more chats than this left, the filters are no help: the word walk finds their messages often enough. */
const mostChats = 1200
const firstStep = 8
const longestStep = 64

interface Candidate {
  readonly n: number
  readonly text: string
  readonly foundBy: string | null
}

/** With an agent: only chats that they own. Null when there is no filter by which chats are few. `holds` says whether a text has what was searched for. */
export const chatWalk = (
  prepare: Prepare,
  query: SearchQuery,
  holds: (text: string) => boolean,
  range: NumberRange,
): Walk | null => {
  const chats = fewChats(prepare, query, range.floor)
  if (!chats) return null
  const condition = all([
    { sql: 'message.deletedAt IS NULL AND message.n < +? AND message.n > +?', values: [range.ceiling, range.floor] },
    messageCondition(query),
  ])
  const messages = prepare(`
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
      const found = messages.all(JSON.stringify(some), ...condition.values) as Candidate[]
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
const fewChats = (prepare: Prepare, query: SearchQuery, floor: number): ChatPlace[] | null => {
  const narrow = narrowest(query)
  if (!narrow) return null
  // Counted first, and no further than matters: the filters that follow could go through a great many to leave a few.
  const count = prepare(`SELECT count(*) FROM (${narrow.sql} LIMIT ${mostChats + 1})`).pluck()
  if ((count.get(...narrow.values) as number) > mostChats) return null
  const among = { sql: `chat.${narrow.column} IN (${narrow.sql})`, values: narrow.values }
  // Beginning with the conversations that an agent may see, there is no need to ask again whether they may.
  const rest = chatCondition(narrow.column === 'conversationId' ? { ...query, visibleTo: null } : query)
  const condition = all([among, { sql: 'chat.lastN > +?', values: [floor] }, rest])
  const few = prepare(`SELECT chat.number, chat.lastN FROM chat WHERE ${condition.sql} LIMIT ${mostChats + 1}`)
  const found = few.all(...condition.values) as ChatPlace[]
  return found.length > mostChats ? null : found.toSorted((a, b) => b.lastN - a.lastN)
}

interface Narrow extends Condition {
  readonly column: 'number' | 'conversationId'
}

/** The index to begin with. */
const narrowest = ({ contactId, agentId, visibleTo, channelId }: SearchQuery): Narrow | null => {
  const numbers = (column: string, value: string): Narrow => ({
    column: 'number',
    sql: `SELECT number FROM chat AS few WHERE few.${column} = +?`,
    values: [value],
  })
  if (contactId !== undefined) return numbers('contactId', contactId)
  if (agentId !== undefined) return numbers('ownerId', agentId)
  if (visibleTo !== null) {
    const sql = 'SELECT DISTINCT conversationId FROM chat AS few WHERE few.ownerId = +?'
    return { column: 'conversationId', sql, values: [visibleTo] }
  }
  return channelId === undefined ? null : numbers('channelId', channelId)
}

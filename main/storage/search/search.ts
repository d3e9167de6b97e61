// Search over everything ever said, newest first, in SQLite: the time it takes does not grow with what is stored.
import type { MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import { type Prepare, preparedOn } from '../dialects/prepared.ts'
import type { Sqlite } from '../dialects/sqlite.ts'
import type { SearchHit, SearchQuery, SearchReads } from '../store.ts'
import { authorWalk } from './author-walk.ts'
import { chatWalk } from './chat-walk.ts'
import { excerptOf } from './excerpt.ts'
import { all, chatCondition, messageCondition, numberRange } from './filters.ts'
import { race, settledHits, together, type Walk } from './walk.ts'
import { wordWalk } from './word-walk.ts'
import { fold, holdsAll, marking, matchAll, matchShortened, queryWords } from './words.ts'

/**
 * After looking at so many messages a page ends where it is, with what it has; `nextBefore` goes on from there. Only searches where
 * both the words and the filters are common, and seldom meet, come to that.
 */
const enough = 4000

/** `upToDate` runs before each search: in a transaction it brings the transaction's own writes into the index. */
export const searchReads = (sqlite: Sqlite, upToDate: () => void): SearchReads => {
  const prepare = preparedOn(sqlite)
  return {
    async messages(query) {
      upToDate()
      const words = queryWords(query.text)
      const walk = find(prepare, query, words)
      const found = settledHits(walk)
      const hits = found.slice(0, query.limit)
      const goesOn = found.length > query.limit || !walk.done
      const next = found.length > query.limit ? hits.at(-1) : walk.frontier
      return {
        hits: readHits(prepare, hits, marking(words)),
        nextBefore: goesOn && next !== undefined ? asId<MessageId>(String(next)) : null,
      }
    },
  }
}

const find = (prepare: Prepare, query: SearchQuery, words: readonly string[]): Walk => {
  const range = numberRange(prepare, query)
  const filter = all([chatCondition(query), messageCondition(query)])
  const typed = fold(query.text.trim())
  const holdsWords = holdsAll(words)
  // Signs that no word is made of, such as emoji, are in no index: they are looked for in the texts themselves.
  const holds = (text: string) => (words.length > 0 ? holdsWords(fold(text)) : fold(text).includes(typed))
  const byChats = () => {
    const chats = chatWalk(prepare, query, holds, range)
    if (chats === null || query.agentId === undefined || query.contactId !== undefined) return chats
    return together(chats, authorWalk(prepare, query.agentId, filter, holds, range))
  }
  const byWords = (match: string | null, check: typeof holds | null) => () =>
    wordWalk(prepare, { match, filter, holds: check, range })

  const wanted = query.limit + 1
  if (words.length === 0) return race([byWords(null, typed === '' ? null : holds), byChats], wanted, enough)
  const exact = byWords(matchAll(words), null)
  const shortened = matchShortened(words)
  if (shortened === null) return race([exact, byChats], wanted, enough)
  return race([byWords(shortened, holds), byChats, exact], wanted, enough)
}

type FoundRow = Omit<SearchHit, 'messageId' | 'excerpt'> & {
  readonly n: number
  readonly text: string
  readonly foundBy: string | null
}

const readHits = (prepare: Prepare, ns: readonly number[], marks: RegExp | null): SearchHit[] =>
  (
    prepare(`
      SELECT message.n, message.text, message.foundBy, message.direction, message.at, chat.id AS chatId, chat.conversationId, chat.contactId,
        contact.name AS contactName, channel.kind AS channelKind, channel.name AS channelName
      FROM json_each(+?) AS hit
      CROSS JOIN message ON message.n = hit.value CROSS JOIN chat ON chat.number = message.chatNumber
      CROSS JOIN contact ON contact.id = chat.contactId CROSS JOIN channel ON channel.id = chat.channelId
      ORDER BY hit.key`).all(JSON.stringify(ns)) as FoundRow[]
  ).map(({ n, text, foundBy, ...row }) => ({
    ...row,
    messageId: asId<MessageId>(String(n)),
    // A message found by a file's name shows the name.
    excerpt: excerptOf([text, ...(foundBy?.split('\n') ?? [])], marks),
  }))

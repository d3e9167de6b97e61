// Canned replies: found by name and text after "//", with the names of the chat filled in.
import type { CannedReplyView } from '../../../preload/views.ts'

export interface CannedQuery {
  /** Where "//" begins in the text. */
  readonly from: number
  readonly query: string
}

/** What stands between "//" at the start of a word and the caret, or null. */
export const cannedQuery = (text: string, caret: number): CannedQuery | null => {
  const match = /(?:^|\s)\/\/([^\n/]{0,40})$/u.exec(text.slice(0, caret))
  if (match === null) return null
  const query = match[1] ?? ''
  return { from: caret - query.length - 2, query }
}

/** Best first: the name begins so, a word of it does, it is in the name, it is in the text; then the most used. */
export const matchingReplies = (
  replies: readonly CannedReplyView[],
  query: string,
  queueId: string,
): readonly CannedReplyView[] => {
  const wanted = folded(query.trim())
  return replies
    .filter(reply => reply.queueId === null || reply.queueId === queueId)
    .map(reply => ({ reply, rank: rankOf(reply, wanted) }))
    .filter(one => one.rank < 4)
    .sort((a, b) => a.rank - b.rank || b.reply.usedCount - a.reply.usedCount || (a.reply.name < b.reply.name ? -1 : 1))
    .map(one => one.reply)
}

const rankOf = (reply: CannedReplyView, wanted: string): number => {
  if (wanted === '') return 0
  const name = folded(reply.name)
  if (name.startsWith(wanted)) return 0
  if (name.split(/\s+/u).some(word => word.startsWith(wanted))) return 1
  if (name.includes(wanted)) return 2
  return folded(reply.text).includes(wanted) ? 3 : 4
}

/** Without case and accents. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export interface CannedNames {
  readonly 'contact.name': string
  readonly 'agent.name': string
  readonly 'queue.name': string
  readonly 'chat.number': string
}

/** Fills in {{contact.name}} and its like; what is not known stays as it is written. */
export const filled = (text: string, names: CannedNames): string =>
  text.replace(/\{\{\s*([a-z]+\.[a-z]+)\s*\}\}/giu, (whole, name: string) => {
    const key = name.toLowerCase()
    return key in names ? names[key as keyof CannedNames] : whole
  })

/** The text with a reply in place of the query, and where the caret goes. */
export const inserted = (
  text: string,
  query: CannedQuery,
  caret: number,
  reply: string,
): { readonly text: string; readonly caret: number } => ({
  text: text.slice(0, query.from) + reply + text.slice(caret),
  caret: query.from + reply.length,
})

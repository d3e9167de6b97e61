// Canned replies: found by name and text after "//", and put in its place.
import { fillReply, replyValuesOf } from '../../../main/domain/reply-variables.ts'
import type { CannedReplyView, ChatSummary } from '../../../preload/views.ts'

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

/** What an agent of that name puts into the chat: the reply with what is known filled in. */
export const replyFor = (
  reply: Pick<CannedReplyView, 'text'>,
  chat: Pick<ChatSummary, 'contact' | 'queue' | 'channel' | 'number'>,
  agentName: string,
): string =>
  fillReply(
    reply.text,
    replyValuesOf({
      contactName: chat.contact.name,
      agentName,
      queueName: chat.queue.name,
      channelName: chat.channel.name,
      number: chat.number,
    }),
  )

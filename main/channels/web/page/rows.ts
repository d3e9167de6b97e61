// The lines of the timeline in order: days, messages, what happened, and what is not sent yet. Pure.
import type { PageMessage } from '../wire.ts'
import { type Conversation, keyOf, type Notice } from './conversation.ts'
import type { Unsent } from './outbox.ts'
import { dayKey, dayName } from './words/words.ts'

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly name: string }
  | { readonly kind: 'notice'; readonly key: string; readonly notice: Notice }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly message: PageMessage
      /** The first of several by the same person; the last of them carries the time. */
      readonly isFirst: boolean
      readonly isLast: boolean
    }
  | { readonly kind: 'unsent'; readonly key: string; readonly unsent: Unsent }

/** Messages of one person belong together when they are not further apart. */
const togetherMs = 3 * 60_000

export const rowsOf = (conversation: Conversation, unsent: readonly Unsent[], now: number): Row[] => {
  const rows: Row[] = []
  let day = ''
  const startDay = (at: number) => {
    if (dayKey(at) === day) return
    day = dayKey(at)
    rows.push({ kind: 'day', key: `d:${day}`, name: dayName(at, now) })
  }
  const notices = (after: string | null) => {
    for (const notice of conversation.notices) {
      if (notice.after === after) rows.push({ kind: 'notice', key: `n:${notice.at}:${notice.code}`, notice })
    }
  }
  notices(null)
  // What programs tell each other through the chat is not for people to read.
  const messages = conversation.messages.filter(message => message.content?.type !== 'custom')
  for (const [index, message] of messages.entries()) {
    startDay(message.at)
    const isFirst = !belongTogether(messages[index - 1], message, conversation)
    const isLast = !belongTogether(message, messages[index + 1], conversation)
    rows.push({ kind: 'message', key: keyOf(message), message, isFirst, isLast })
    notices(message.id)
  }
  for (const one of unsent) {
    startDay(one.at)
    // The same key as the message it will be, so that it stays the same line on the screen.
    rows.push({ kind: 'unsent', key: `c:${one.clientId}`, unsent: one })
  }
  return rows
}

const belongTogether = (
  one: PageMessage | undefined,
  next: PageMessage | undefined,
  { notices }: Conversation,
): boolean =>
  one !== undefined &&
  next !== undefined &&
  one.mine === next.mine &&
  one.authorName === next.authorName &&
  next.at - one.at < togetherMs &&
  dayKey(one.at) === dayKey(next.at) &&
  !notices.some(notice => notice.after === one.id)

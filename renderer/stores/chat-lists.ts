// Which chats stand where in the panel, and in what order: new ones that ring, mine by urgency, and for supervisors the rest and
// those that bots have.
import { urgency } from '../../main/domain/chat.ts'
import type { ChatSummary } from '../../preload/views.ts'

export interface ChatLists {
  readonly fresh: readonly ChatSummary[]
  readonly active: readonly ChatSummary[]
  readonly others: readonly ChatSummary[]
  readonly bots: readonly ChatSummary[]
}

export const listsOf = (chats: Iterable<ChatSummary>, myId: string): ChatLists => {
  const fresh: ChatSummary[] = []
  const active: ChatSummary[] = []
  const others: ChatSummary[] = []
  const bots: ChatSummary[] = []
  for (const chat of chats) {
    if (chat.status === 'closed') continue
    if (chat.status === 'bot') bots.push(chat)
    else if (chat.rings) fresh.push(chat)
    else if (chat.status === 'active' && chat.owner?.id === myId) active.push(chat)
    else others.push(chat)
  }
  return {
    fresh: fresh.sort(byDeadline),
    active: active.sort(byUrgency),
    others: others.sort(byUrgency),
    bots: bots.sort(byNews),
  }
}

/** Held out to me alone first, the one that runs out soonest on top; then those for everyone, who waits longest on top. */
export const byDeadline = (a: ChatSummary, b: ChatSummary): number =>
  (a.offer?.expiresAt ?? Number.MAX_SAFE_INTEGER) - (b.offer?.expiresAt ?? Number.MAX_SAFE_INTEGER) ||
  a.queuedAt - b.queuedAt ||
  a.number - b.number

export const byUrgency = (a: ChatSummary, b: ChatSummary): number => {
  const [turnA, sinceA] = urgency(a)
  const [turnB, sinceB] = urgency(b)
  return turnA - turnB || sinceA - sinceB || a.number - b.number
}

/** Whom a bot spoke with last is first: nobody waits for an agent there. */
const byNews = (a: ChatSummary, b: ChatSummary): number =>
  (b.lastMessage?.at ?? b.openedAt) - (a.lastMessage?.at ?? a.openedAt) || b.number - a.number

/** What the title and the rail count: messages that I have not read in chats of mine. */
export const unreadOf = (chats: Iterable<ChatSummary>, myId: string): number => {
  let count = 0
  for (const chat of chats) if (chat.status === 'active' && chat.owner?.id === myId) count += chat.unread
  return count
}

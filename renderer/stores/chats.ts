// The chats of my lists as the workstation last told of them, kept right by events.
import { create } from 'zustand'
import type { ChatSummary } from '../../preload/views.ts'
import { type ChatLists, listsOf } from './chat-lists.ts'
import { now } from './clock.ts'
import { ask } from './door.ts'
import { held, type NewestWins, put, putAll, putEach, withoutGone } from './newest-wins.ts'
import { may, myId } from './session.ts'

/** How a chat left my New list without me: shown for a moment in its place. */
export interface Departure {
  readonly chat: ChatSummary
  readonly takenBy: string | null
  readonly at: number
}

interface Chats {
  readonly known: NewestWins<ChatSummary>
  readonly lists: ChatLists
  readonly departed: ReadonlyMap<string, Departure>
  readonly loaded: boolean
}

const empty: ChatLists = { fresh: [], active: [], others: [], bots: [] }

export const useChats = create<Chats>(() => ({ known: new Map(), lists: empty, departed: new Map(), loaded: false }))

const listed = (known: NewestWins<ChatSummary>): ChatLists => {
  const chats: ChatSummary[] = []
  for (const entry of known.values()) if (entry.value !== null) chats.push(entry.value)
  return listsOf(chats, myId())
}

export const chatOf = (chatId: string): ChatSummary | null => held(useChats.getState().known, chatId)

/** Asks for my lists: at the start, and when my rights changed. Returns the event up to which they are right. */
export const refreshChats = async (): Promise<number> => {
  const { chats, seq } = await ask().chatService.getChats({ all: may('CanSeeAllChats') })
  setChats(chats, seq)
  return seq
}

/** The whole list as it was at `seq`. */
export const setChats = (chats: readonly ChatSummary[], seq: number): void => {
  const known = putAll(useChats.getState().known, chats, seq)
  useChats.setState({ known, lists: listed(known), loaded: true })
}

export interface ChatNews {
  readonly chatId: string
  readonly chat: ChatSummary | null
  readonly seq: number
  readonly takenBy?: string | null
}

const mostKnown = 20_000
/** So long a departure is shown. */
const shownForMs = 6_000

/** News in the order in which it came; one change of the lists however many there are. */
export const takeChatNews = (news: readonly ChatNews[], at: number): void => {
  if (news.length === 0) return
  const state = useChats.getState()
  const gone: [string, Departure][] = []
  for (const { chatId, takenBy } of news) {
    const before = held(state.known, chatId)
    if (before?.rings && takenBy) gone.push([chatId, { chat: before, takenBy, at }])
  }
  let known = putEach(
    state.known,
    news.map(({ chatId, chat, seq }) => ({ id: chatId, value: chat, seq })),
  )
  if (known.size > mostKnown) known = withoutGone(known)
  const departed = gone.length === 0 ? state.departed : new Map([...state.departed, ...gone])
  useChats.setState({ known, lists: listed(known), departed })
  if (gone.length > 0) setTimeout(forgetDeparted, shownForMs + 100)
}

/** An answer to something I asked for, which shows what the coming event will tell. Dropped if that came first. */
export const hintChat = (chat: ChatSummary, seqBefore: number): void => {
  const { known } = useChats.getState()
  if ((known.get(chat.id)?.seq ?? 0) !== seqBefore) return
  const next = put(known, chat.id, chat, seqBefore)
  useChats.setState({ known: next, lists: listed(next) })
}

export const seqOfChat = (chatId: string): number => useChats.getState().known.get(chatId)?.seq ?? 0

const forgetDeparted = (): void => {
  const at = now()
  const { departed } = useChats.getState()
  const kept = new Map([...departed].filter(([, departure]) => at - departure.at <= shownForMs))
  if (kept.size !== departed.size) useChats.setState({ departed: kept })
}

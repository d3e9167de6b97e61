// Conversations that are here: the open one, those just left and those about to be opened, kept right by events.
import { create } from 'zustand'
import type { ChatHeading, ChatSummary, ConversationView, MessageView } from '../../preload/views.ts'
import { type ConversationWindow, joined, trimmed, windowOf, withMessage } from './conversation-window.ts'
import { ask } from './door.ts'
import { adoptDraft } from './drafts.ts'
import { type Refused, refusedBy } from './refused.ts'

export interface Conversation {
  readonly chat: ChatSummary
  readonly window: ConversationWindow
  readonly headings: readonly ChatHeading[]
  readonly can: ConversationView['can']
  /** Where reading goes on; set when the conversation is fetched or opened again. */
  readonly firstUnreadId: string | null
  /** The event up to which the page was right. */
  readonly seq: number
  /** Grows when the window is fetched anew at another place, so that the screen scrolls there. */
  readonly generation: number
}

interface Conversations {
  readonly byChat: ReadonlyMap<string, Conversation>
  readonly failed: ReadonlyMap<string, Refused>
}

/** So many conversations stay here; of those that nobody looks at, so many of the newest messages. */
const mostKept = 24
const mostMessages = 200
const pageSize = 60

export const useConversations = create<Conversations>(() => ({ byChat: new Map(), failed: new Map() }))

const inFlight = new Map<string, Promise<void>>()
let heardMeanwhile: { conversationId: string; seq: number; message: MessageView }[] = []
let generation = 0

const set = (chatId: string, conversation: Conversation): void => {
  const { byChat, failed } = useConversations.getState()
  const next = new Map(byChat)
  // The map keeps the order of use: the newest is last, the first is the one to forget.
  next.delete(chatId)
  next.set(chatId, conversation)
  for (const id of next.keys()) {
    if (next.size <= mostKept) break
    next.delete(id)
  }
  const stillFailed = new Map(failed)
  stillFailed.delete(chatId)
  useConversations.setState({ byChat: next, failed: stillFailed })
}

/** Fetches the conversation at its first unread message, or around a message. Resolves when it is here or refused. */
export const fetchConversation = (chatId: string, around?: string): Promise<void> => {
  const key = `${chatId}/${around ?? ''}`
  const running = inFlight.get(key)
  if (running !== undefined) return running
  const fetching = (async () => {
    try {
      let page = await ask().chatService.getConversation({ chatId, limit: pageSize, ...(around ? { around } : {}) })
      const unread = page.firstUnreadId
      if (around === undefined && unread !== null && !page.messages.some(message => message.id === unread))
        page = await ask().chatService.getConversation({ chatId, limit: pageSize, around: unread })
      let window = windowOf(page)
      for (const heard of heardMeanwhile)
        if (heard.conversationId === page.chat.conversationId && heard.seq > page.seq)
          window = withMessage(window, heard.message)
      const { chat, headings, can, firstUnreadId, seq } = page
      adoptDraft(chatId, page.draft)
      set(chatId, { chat, headings, can, firstUnreadId, seq, window, generation: ++generation })
    } catch (error) {
      const failed = new Map(useConversations.getState().failed)
      failed.set(chatId, refusedBy(error))
      useConversations.setState({ failed })
    } finally {
      inFlight.delete(key)
      if (inFlight.size === 0) heardMeanwhile = []
    }
  })()
  inFlight.set(key, fetching)
  return fetching
}

/** Before it is asked for: under the pointer, or ringing. */
export const prefetchConversation = (chatId: string): void => {
  if (!useConversations.getState().byChat.has(chatId) && inFlight.size < 4) void fetchConversation(chatId)
}

/**
 * Opens from what is here if it reaches to the newest message; otherwise fetches. `isHeard`: events of this chat come to
 * me, so that what is here is right; otherwise it is fetched anew while the old is shown.
 */
export const openConversation = (chatId: string, unread: number, isHeard: boolean, around?: string): void => {
  const here = useConversations.getState().byChat.get(chatId)
  if (around !== undefined) {
    const holds = here?.window.messages.some(message => message.id === around)
    if (!holds) void fetchConversation(chatId, around)
    return
  }
  if (here === undefined || here.window.hasNewer || !isHeard) {
    void fetchConversation(chatId)
    return
  }
  set(chatId, { ...here, firstUnreadId: firstUnreadOf(here.window.messages, unread) })
}

/** The oldest of the last `unread` messages of the customer. */
export const firstUnreadOf = (messages: readonly MessageView[], unread: number): string | null => {
  let left = unread
  if (left <= 0) return null
  let first: string | null = null
  for (let i = messages.length - 1; i >= 0 && left > 0; i--) {
    const message = messages[i]
    if (message?.direction !== 'in') continue
    first = message.id
    left -= 1
  }
  return first
}

/** Nobody looks at it any more. */
export const leaveConversation = (chatId: string): void => {
  const here = useConversations.getState().byChat.get(chatId)
  if (here === undefined) return
  const byChat = new Map(useConversations.getState().byChat)
  if (here.window.hasNewer) byChat.delete(chatId)
  else byChat.set(chatId, { ...here, window: trimmed(here.window, mostMessages), firstUnreadId: null })
  useConversations.setState({ byChat })
}

/** The next page at one end. Resolves when it is in place; a failure leaves all as it was, to be tried again. */
export const fetchMore = async (chatId: string, side: 'older' | 'newer'): Promise<void> => {
  const here = useConversations.getState().byChat.get(chatId)
  const edge = side === 'older' ? here?.window.messages[0] : here?.window.messages.at(-1)
  if (here === undefined || edge === undefined) return
  if (side === 'older' ? !here.window.hasOlder : !here.window.hasNewer) return
  const key = `${chatId}/${side}`
  const running = inFlight.get(key)
  if (running !== undefined) return running
  const fetching = (async () => {
    try {
      const where = side === 'older' ? { before: edge.id } : { after: edge.id }
      const page = await ask().chatService.getConversation({ chatId, limit: 100, ...where })
      const now = useConversations.getState().byChat.get(chatId)
      if (now === undefined || now.generation !== here.generation) return
      let window = joined(now.window, page, side)
      if (side === 'newer' && !window.hasNewer)
        for (const heard of heardMeanwhile)
          if (heard.conversationId === now.chat.conversationId && heard.seq > page.seq)
            window = withMessage(window, heard.message)
      set(chatId, { ...now, window })
    } catch {
      // Scrolling on asks again.
    } finally {
      inFlight.delete(key)
      if (inFlight.size === 0) heardMeanwhile = []
    }
  })()
  inFlight.set(key, fetching)
  return fetching
}

/** What may be done and which chats there are may have changed: asks for that alone and leaves the messages. */
export const refreshHead = async (chatId: string): Promise<void> => {
  if (!useConversations.getState().byChat.has(chatId)) return
  try {
    const page = await ask().chatService.getConversation({ chatId, limit: 1 })
    const now = useConversations.getState().byChat.get(chatId)
    if (now !== undefined && now.seq <= page.seq)
      set(chatId, { ...now, chat: page.chat, headings: page.headings, can: page.can, seq: page.seq })
  } catch (error) {
    const refused = refusedBy(error)
    if (refused.kind === 'refused' && (refused.code === 'NOT_FOUND' || refused.code === 'NOT_ALLOWED'))
      forgetConversation(chatId)
  }
}

/** I may not see it any more. */
export const forgetConversation = (chatId: string): void => {
  const byChat = new Map(useConversations.getState().byChat)
  if (byChat.delete(chatId)) useConversations.setState({ byChat })
}

/** A message as it is now, from an event or from the answer to a send. */
export const takeMessages = (heard: readonly { readonly seq: number; readonly message: MessageView }[]): void => {
  if (heard.length === 0) return
  const state = useConversations.getState()
  let byChat: Map<string, Conversation> | null = null
  for (const { seq, message } of heard) {
    if (inFlight.size > 0) heardMeanwhile.push({ conversationId: message.conversationId, seq, message })
    for (const [chatId, conversation] of byChat ?? state.byChat) {
      if (conversation.chat.conversationId !== message.conversationId) continue
      const window = withMessage(conversation.window, message)
      if (window === conversation.window) continue
      byChat ??= new Map(state.byChat)
      byChat.set(chatId, { ...conversation, window })
    }
  }
  if (byChat !== null) useConversations.setState({ byChat })
}

/** The answer to a send: shown at once, unless its event, which may be newer, came first. */
export const hintMessage = (message: MessageView): void => {
  for (const conversation of useConversations.getState().byChat.values())
    if (conversation.window.messages.some(known => known.id === message.id)) return
  takeMessages([{ seq: 0, message }])
}

/** The chat as it is now, in every conversation that shows it. */
export const takeChatSummary = (chat: ChatSummary): void => {
  const state = useConversations.getState()
  const here = state.byChat.get(chat.id)
  if (here === undefined) return
  const byChat = new Map(state.byChat)
  byChat.set(chat.id, { ...here, chat })
  useConversations.setState({ byChat })
}

/** After a gap that was not caught up with event by event. */
export const forgetConversations = (): void => useConversations.setState({ byChat: new Map(), failed: new Map() })

// Puts what happens into the stores: everything that came within one frame at once, so that a busy minute costs no more
// than a quiet one. What wants to be heard (sounds, announcements) is told each event once, live ones only.
import type { Followed, MessageView } from '../../preload/views.ts'
import { type ChatNews, refreshChats, takeChatNews } from './chats.ts'
import { now } from './clock.ts'
import { refreshHead, takeChatSummary, takeMessages, useConversations } from './conversations.ts'
import { takeArrived } from './sending.ts'
import { myId, refreshMe } from './session.ts'
import { refreshChannels, refreshReplies, refreshSettings, takeHealth } from './settings.ts'
import { endTyping, takeSaid, takeTyping } from './typing.ts'

let waiting: Followed[] = []
let scheduled = false
const hearers = new Set<(item: Followed) => void>()

/** Called for each event, before the stores have it. Returns how to stop. */
export const hear = (hearer: (item: Followed) => void): (() => void) => {
  hearers.add(hearer)
  return () => hearers.delete(hearer)
}

export const takeEvent = (item: Followed): void => {
  waiting.push(item)
  if (scheduled) return
  scheduled = true
  // Frames do not come to a page that nobody sees, but sounds must.
  if (document.hidden) queueMicrotask(flush)
  else requestAnimationFrame(flush)
}

const flush = (): void => {
  scheduled = false
  const items = waiting
  waiting = []
  const chatNews: ChatNews[] = []
  const heard: { seq: number; message: MessageView }[] = []
  const heads = new Set<string>()
  const chores = new Set<() => Promise<void>>()
  for (const item of items) {
    for (const hearer of hearers) hearer(item)
    const { chatId, seq } = item
    if (item.message !== undefined) {
      heard.push({ seq: seq ?? 0, message: item.message })
      takeArrived(item.message)
      takeSaid(item.message)
    }
    if (chatId !== undefined && seq !== undefined && item.chat !== undefined)
      chatNews.push({ chatId, chat: item.chat, seq, takenBy: takerOf(item) })
    if (chatId !== undefined && changesWhatMayBeDone.has(item.type)) {
      const conversation = useConversations.getState().byChat
      if (conversation.has(chatId)) heads.add(chatId)
      if (item.type === 'chat.opened')
        for (const [id, other] of conversation) if (other.chat.conversationId === item.conversationId) heads.add(id)
    }
    if (item.type === 'chat.closed' && chatId !== undefined) endTyping(chatId)
    takeOthers(item, chores)
  }
  takeMessages(heard)
  tellLists(chatNews)
  for (const chatId of heads) void refreshHead(chatId)
  for (const chore of chores) void chore().catch(() => {})
}

/** Lists change at once in a quiet minute, and at most so often in a busy one: nobody reads rows that move with each frame. */
const listsEveryMs = 100
let listNews: ChatNews[] = []
let listsToldAt = Number.NEGATIVE_INFINITY
let listsTimer: ReturnType<typeof setTimeout> | undefined

const tellLists = (news: readonly ChatNews[]): void => {
  if (news.length === 0) return
  listNews.push(...news)
  const rest = listsToldAt + listsEveryMs - performance.now()
  if (rest <= 0 || document.hidden) flushLists()
  else listsTimer ??= setTimeout(flushLists, rest)
}

const flushLists = (): void => {
  clearTimeout(listsTimer)
  listsTimer = undefined
  listsToldAt = performance.now()
  const news = listNews
  listNews = []
  takeChatNews(news, now())
  for (const { chat } of news) if (chat !== null) takeChatSummary(chat)
}

const changesWhatMayBeDone = new Set([
  'chat.opened',
  'chat.offered',
  'chat.offerEnded',
  'chat.accepted',
  'chat.transferred',
  'chat.closed',
  'chat.changed',
])

const takerOf = (item: Followed): string | null => {
  if (item.type !== 'chat.accepted' || item.agentId === myId()) return null
  const name = item.facts?.agentName
  return typeof name === 'string' ? name : null
}

const takeOthers = (item: Followed, chores: Set<() => Promise<void>>): void => {
  switch (item.type) {
    case 'typing': {
      const { who, preview } = item.facts ?? {}
      if (item.chatId !== undefined)
        takeTyping(item.chatId, {
          who: typeof who === 'string' ? who : '',
          preview: typeof preview === 'string' ? preview : null,
          agentId: item.agentId ?? null,
        })
      break
    }
    case 'presence.changed':
      if (item.agentId === myId()) chores.add(refreshMe)
      break
    case 'agent.changed':
      if (item.agentId === myId()) chores.add(refreshRights)
      break
    case 'queue.changed':
      chores.add(refreshMe)
      break
    case 'settings.changed':
      chores.add(refreshSettings)
      break
    case 'cannedReplies.changed':
      chores.add(refreshReplies)
      break
    case 'channel.changed':
      chores.add(refreshChannels)
      break
    case 'channel.health': {
      const health = healthOf(item)
      if (item.channelId !== undefined && health !== null) takeHealth(item.channelId, health)
      break
    }
  }
}

/** What I may do decides what I see. */
const refreshRights = async (): Promise<void> => {
  await refreshMe()
  await refreshChats()
}

const healthOf = (item: Followed): Parameters<typeof takeHealth>[1] | null => {
  const { state, until, reason, remedy, warning } = item.facts ?? {}
  switch (state) {
    case 'off':
    case 'connecting':
      return { state }
    case 'online':
      return typeof warning === 'string' ? { state, warning } : { state }
    case 'retrying':
      return { state, until: Number(until ?? 0), reason: String(reason ?? '') }
    case 'needsAttention':
      return { state, reason: String(reason ?? ''), remedy: String(remedy ?? '') }
    default:
      return null
  }
}

// Tells the agent, wherever they look: a sound for a message not on screen, words for a screen reader, a notification of
// the browser, the count in the title. On the desktop the notification is the main process's own doing.
import { create } from 'zustand'
import { SECOND } from '../../main/domain/clock.ts'
import type { ChatSummary, Followed } from '../../preload/views.ts'
import { t } from '../words/words.ts'
import { type ChatLists, unreadOf } from './chat-lists.ts'
import { chatOf, useChats } from './chats.ts'
import { now } from './clock.ts'
import { prefetchConversation } from './conversations.ts'
import { hasTouched, isTaking } from './deeds.ts'
import { hear } from './events.ts'
import { openChat, usePlace } from './place.ts'
import { myId, useSession } from './session.ts'
import { soundMessage } from './sound.ts'
import { say } from './toasts.ts'

/** What a screen reader says next. */
export const useAnnouncements = create<{ readonly text: string }>(() => ({ text: '' }))

/** Faster than this nobody can listen: of what comes meanwhile the last is said. */
const announceEveryMs = 1_000
let nextAnnouncement: string | null = null
let announceTimer: ReturnType<typeof setTimeout> | undefined

const announce = (text: string): void => {
  nextAnnouncement = text
  announceTimer ??= setTimeout(sayNext, 0)
}

const sayNext = (): void => {
  announceTimer = undefined
  if (nextAnnouncement === null) return
  useAnnouncements.setState({ text: nextAnnouncement })
  nextAnnouncement = null
  announceTimer = setTimeout(sayNext, announceEveryMs)
}

/** Whoever was away is not told of each thing that happened meanwhile. */
const isLive = (item: Followed): boolean => now() - item.at < 20 * SECOND

export const isOnScreen = (chatId: string): boolean =>
  !document.hidden && document.hasFocus() && usePlace.getState().chatId === chatId

/** Messages already sounded: an edit or a second telling of the same one is silent. */
const sounded = new Set<string>()

const attend = (item: Followed): void => {
  if (item.type !== 'message.added' || item.message?.direction !== 'in' || item.chatId === undefined) return
  const { id } = item.message
  if (sounded.has(id) || !isLive(item)) return
  const chat = item.chat ?? chatOf(item.chatId)
  if (chat === null || chat.status !== 'active' || chat.owner?.id !== myId() || isOnScreen(item.chatId)) return
  sounded.add(id)
  if (sounded.size > 2_000) sounded.clear()
  soundMessage()
  announce(t('announce.message', { name: chat.contact.name, text: chat.lastMessage?.text ?? item.message.text }))
  notify(chat, item.message.text || t(`kind.${item.message.kind}`), item.chatId)
}

const shown = new Map<string, Notification>()

const notify = (chat: ChatSummary, body: string, tag: string): void => {
  if (useSession.getState().info?.host !== 'hub' || !('Notification' in window)) return
  // The permission is asked for last: the browser's answer stops the page for about a millisecond.
  if ((!document.hidden && document.hasFocus()) || Notification.permission !== 'granted') return
  const notification = new Notification(chat.contact.name, { body, tag, silent: true })
  shown.set(chat.id, notification)
  notification.addEventListener('click', () => {
    window.focus()
    openChat(chat.id)
    notification.close()
  })
  notification.addEventListener('close', () => shown.delete(chat.id))
}

/** Asks the browser once, from a click: browsers refuse a question that comes by itself. */
export const askForNotifications = (): void => {
  if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission()
}

/** Handed to me by somebody else: mine without ringing, so it is said and heard once. */
const attendHanded = (active: readonly ChatSummary[], before: ChatLists): void => {
  const known = new Set([...before.active, ...before.fresh].map(chat => chat.id))
  for (const chat of active) {
    if (known.has(chat.id) || hasTouched(chat.id) || isTaking(chat.conversationId)) continue
    prefetchConversation(chat.id)
    soundMessage()
    const words = t('announce.handed', { number: chat.number, name: chat.contact.name })
    announce(words)
    say(words)
    notify(chat, words, chat.id)
  }
}

const attendNew = (fresh: readonly ChatSummary[], before: readonly ChatSummary[]): void => {
  const known = new Set(before.map(chat => chat.id))
  for (const chat of fresh) {
    if (known.has(chat.id)) continue
    prefetchConversation(chat.id)
    announce(t('announce.chat', { name: chat.contact.name, queue: chat.queue.name, channel: chat.channel.name }))
    notify(
      chat,
      chat.lastMessage?.text ||
        t('announce.chat', { name: chat.contact.name, queue: chat.queue.name, channel: chat.channel.name }),
      chat.id,
    )
  }
  const ringing = new Set(fresh.map(chat => chat.id))
  for (const chat of before) if (!ringing.has(chat.id)) shown.get(chat.id)?.close()
}

/** Begins to tell. Returns how to stop. */
export const startAlerts = (): (() => void) => {
  const { lists } = useChats.getState()
  showTitle(lists)
  const stopHearing = hear(attend)
  const stopWatching = useChats.subscribe((state, before) => {
    if (!before.loaded) return
    if (state.lists.fresh !== before.lists.fresh) attendNew(state.lists.fresh, before.lists.fresh)
    if (state.lists.active !== before.lists.active) attendHanded(state.lists.active, before.lists)
    titleTimer ??= setTimeout(() => showTitle(useChats.getState().lists), titleEveryMs)
  })
  return () => {
    clearTimeout(titleTimer)
    clearTimeout(announceTimer)
    titleTimer = undefined
    announceTimer = undefined
    stopHearing()
    stopWatching()
  }
}

/** A browser takes about a millisecond for a new title, and nobody reads it sixty times a second. */
const titleEveryMs = 200
let titleTimer: ReturnType<typeof setTimeout> | undefined

const showTitle = ({ active, fresh }: ChatLists): void => {
  titleTimer = undefined
  const title = titleOf(active, fresh.length)
  if (document.title !== title) document.title = title
}

const titleOf = (active: readonly ChatSummary[], ringing: number): string => {
  const count = unreadOf(active, myId()) + ringing
  return count === 0 ? t('app.name') : `(${count}) ${t('app.name')}`
}

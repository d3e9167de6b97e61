// Marks as read what was really seen: on screen, in a window that has the focus, for a moment.
import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import { chatOf, hintChat, seqOfChat } from '../../stores/chats.ts'
import type { Conversation } from '../../stores/conversations.ts'
import { ask } from '../../stores/door.ts'
import { myId } from '../../stores/session.ts'
import type { TimelineItem } from './timeline.ts'

export interface Reading {
  readonly chatId: string
  readonly conversation: Conversation
  readonly items: readonly TimelineItem[]
  readonly virtual: Virtualizer<HTMLDivElement, Element>
  readonly atEnd: boolean
  readonly scroller: RefObject<HTMLDivElement | null>
}

const momentMs = 250

export const useReading = ({ chatId, conversation, items, virtual, atEnd, scroller }: Reading): void => {
  // Only the owner reads: a supervisor who looks in must not have the customer told that they were read.
  const unread = conversation.chat.owner?.id === myId() ? conversation.chat.unread : 0
  const hasNewer = conversation.window.hasNewer
  useEffect(() => {
    if (unread === 0) return
    const look = () => {
      if (document.hidden || !document.hasFocus()) return
      const lastSeen = atEnd && !hasNewer ? undefined : lastSeenOf(items, virtual, scroller.current)
      if (lastSeen === null) return
      void markAsRead(chatId, lastSeen)
    }
    const timer = setTimeout(look, momentMs)
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [unread, atEnd, hasNewer, chatId, items, virtual, scroller])
}

/** Null: nothing of the customer's is on screen. */
const lastSeenOf = (
  items: readonly TimelineItem[],
  virtual: Reading['virtual'],
  element: HTMLDivElement | null,
): string | null => {
  if (element === null) return null
  const bottom = element.scrollTop + element.clientHeight
  for (const row of virtual.getVirtualItems().toReversed()) {
    const item = items[row.index]
    if (row.end <= bottom + 4 && item?.kind === 'message' && item.message.direction === 'in') return item.message.id
  }
  return null
}

const asked = new Map<string, string>()

const markAsRead = async (chatId: string, upTo: string | undefined): Promise<void> => {
  const mark = `${upTo ?? 'all'}/${seqOfChat(chatId)}`
  if (asked.get(chatId) === mark) return
  asked.set(chatId, mark)
  if (asked.size > 500) asked.clear()
  try {
    await ask().chatService.markChatAsRead({ chatId, ...(upTo === undefined ? {} : { upTo }) })
    const chat = chatOf(chatId)
    if (upTo === undefined && chat !== null) hintChat({ ...chat, unread: 0 }, seqOfChat(chatId))
  } catch {
    asked.delete(chatId)
  }
}

// The part of a conversation that is here: one unbroken run of messages, oldest first, put together from pages and events.
import type { MessageView } from '../../preload/views.ts'

export interface ConversationWindow {
  readonly messages: readonly MessageView[]
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

/** Message ids are digits of a number that only grows; too long for a number, so compared as text. */
export const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

export const windowOf = (page: ConversationWindow): ConversationWindow => ({
  messages: page.messages,
  hasOlder: page.hasOlder,
  hasNewer: page.hasNewer,
})

/** A page that was asked for with `before` the first or `after` the last message of the window. */
export const joined = (
  window: ConversationWindow,
  page: ConversationWindow,
  side: 'older' | 'newer',
): ConversationWindow => {
  const known = new Set(window.messages.map(message => message.id))
  const added = page.messages.filter(message => !known.has(message.id))
  return side === 'older'
    ? { ...window, messages: [...added, ...window.messages], hasOlder: page.hasOlder }
    : { ...window, messages: [...window.messages, ...added].sort(byId), hasNewer: page.hasNewer }
}

/** A message that is new or has changed. Outside an unbroken run it is left out: a page will bring it. */
export const withMessage = (window: ConversationWindow, message: MessageView): ConversationWindow => {
  const { messages } = window
  const last = messages.at(-1)
  if (last === undefined || compareIds(message.id, last.id) > 0)
    return window.hasNewer ? window : { ...window, messages: [...messages, message] }
  const at = messages.findLastIndex(other => compareIds(other.id, message.id) <= 0)
  if (at >= 0 && messages[at]?.id === message.id) return { ...window, messages: messages.with(at, message) }
  if (at < 0 && window.hasOlder) return window
  return { ...window, messages: messages.toSpliced(at + 1, 0, message) }
}

/** Keeps memory flat: of a long window that nobody looks at, only the newest messages stay. */
export const trimmed = (window: ConversationWindow, most: number): ConversationWindow =>
  window.messages.length <= most ? window : { ...window, messages: window.messages.slice(-most), hasOlder: true }

const byId = (a: MessageView, b: MessageView) => compareIds(a.id, b.id)

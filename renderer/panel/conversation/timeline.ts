// Lays a conversation out as a list of things to show: days, headings of chats, messages in groups, albums as one, the
// line above what is new, and what I wrote that is still on its way. Pure; the screen only draws it.
import { MINUTE } from '../../../main/domain/clock.ts'
import type { ChatHeading, MessageView } from '../../../preload/views.ts'
import { compareIds } from '../../stores/conversation-window.ts'
import type { Unsent } from '../../stores/sending.ts'

export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'heading'; readonly key: string; readonly heading: ChatHeading; readonly isPresent: boolean }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'system'; readonly key: string; readonly message: MessageView }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly message: MessageView
      /** The other messages of the same album. */
      readonly album: readonly MessageView[]
      /** First and last of what the same person said in one go. */
      readonly first: boolean
      readonly last: boolean
    }
  | { readonly kind: 'unsent'; readonly key: string; readonly unsent: Unsent }

export interface TimelineInput {
  readonly messages: readonly MessageView[]
  readonly headings: readonly ChatHeading[]
  /** The chat that is open on screen. */
  readonly chatId: string
  readonly firstUnreadId: string | null
  readonly unsent: readonly Unsent[]
  readonly hasNewer: boolean
  readonly dayKey: (at: number) => string
}

const oneGoMs = 4 * MINUTE

export const timelineOf = (input: TimelineInput): readonly TimelineItem[] => {
  const { messages } = input
  const firstUnreadId = dividerOf(input)
  const headings = new Map(input.headings.map(heading => [heading.id, heading]))
  const newestChatId = input.headings[0]?.id
  const items: TimelineItem[] = []
  let chatId: string | null = null
  let day: string | null = null
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (message === undefined) continue
    if (message.chatId !== chatId) {
      chatId = message.chatId
      const heading = headings.get(chatId)
      // The only chat of a conversation needs no heading. That of an earlier one says the day as well.
      if (heading !== undefined && input.headings.length > 1) {
        const isPresent = chatId === newestChatId
        items.push({ kind: 'heading', key: `h${chatId}`, heading, isPresent })
        if (!isPresent && input.dayKey(heading.openedAt) === input.dayKey(message.at)) day = input.dayKey(message.at)
      }
    }
    const messageDay = input.dayKey(message.at)
    if (messageDay !== day) {
      day = messageDay
      items.push({ kind: 'day', key: `d${message.id}`, at: message.at })
    }
    if (message.id === firstUnreadId) items.push({ kind: 'unread', key: 'unread' })
    if (message.direction === 'system') {
      items.push({ kind: 'system', key: message.id, message })
      continue
    }
    const album: MessageView[] = []
    if (message.albumId !== null)
      while (messages[i + 1]?.albumId === message.albumId && messages[i + 1]?.chatId === chatId) {
        const next = messages[++i]
        if (next !== undefined) album.push(next)
      }
    const before = items.at(-1)
    const follows = before?.kind === 'message' && inOneGo(before.album.at(-1) ?? before.message, message)
    if (follows && before.last) items[items.length - 1] = { ...before, last: false }
    items.push({ kind: 'message', key: message.id, message, album, first: !follows, last: true })
  }
  if (!input.hasNewer)
    for (const unsent of input.unsent)
      if (unsent.arrivedAs === null || !messages.some(message => compareIds(message.id, unsent.arrivedAs ?? '') === 0))
        items.push({ kind: 'unsent', key: unsent.key, unsent })
  return items
}

/** Nothing is "new" in a conversation that has only begun, nor after somebody answered. */
const dividerOf = ({ messages, firstUnreadId }: TimelineInput): string | null => {
  if (firstUnreadId === null) return null
  const at = messages.findIndex(message => message.id === firstUnreadId)
  const said = (message: MessageView) => message.direction === 'in' || message.direction === 'out'
  if (!messages.slice(0, at).some(said)) return null
  return messages.slice(at).some(message => message.direction === 'out' && message.system === null)
    ? null
    : firstUnreadId
}

const inOneGo = (a: MessageView, b: MessageView): boolean =>
  a.direction === b.direction &&
  a.direction !== 'note' &&
  a.author?.agentId === b.author?.agentId &&
  a.author?.name === b.author?.name &&
  b.at - a.at < oneGoMs &&
  // What went wrong is told below its own bubble, and so is what needs another look.
  a.trouble === null &&
  a.reactions.length === 0

/** A guess at the height on screen, so that what is above the fold is about right before it is drawn. */
export const guessHeight = (item: TimelineItem, width: number): number => {
  switch (item.kind) {
    case 'day':
      return 34
    case 'heading':
      return 36
    case 'unread':
      return 30
    case 'system':
      return 28
    case 'unsent':
      return 36 + linesOf(item.unsent.text, width) * 19
    case 'message': {
      const files = item.message.attachments.length + item.album.length
      const media = files > 0 ? 180 : 0
      const text = item.message.text === '' ? 0 : 14 + linesOf(item.message.text, width) * 19
      return text + media + 3 + (item.last ? 21 : 0) + (item.message.replyTo === null ? 0 : 40)
    }
  }
}

const linesOf = (text: string, width: number): number => {
  const perLine = Math.max(12, (width * 0.62) / 6.6)
  let lines = 0
  for (const line of text.slice(0, 4_000).split('\n')) lines += Math.max(1, Math.ceil(line.length / perLine))
  return lines
}

// Lays a contact's timeline out as a list of things to show: days, headings of chats, messages of all channels, notes. Pure.
import type { ChatHeading, ContactNoteView, MessageView } from '../../../preload/views.ts'
import type { ContactTimeline } from '../../stores/contact-timeline.ts'

export type ContactTimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'heading'; readonly key: string; readonly heading: ChatHeading }
  | { readonly kind: 'system'; readonly key: string; readonly message: MessageView }
  | { readonly kind: 'message'; readonly key: string; readonly message: MessageView }
  | { readonly kind: 'note'; readonly key: string; readonly note: ContactNoteView }

/** A chat is named again whenever the talk comes back to it from another channel. */
export const contactTimelineItems = (
  { messages, extras, headings }: ContactTimeline,
  dayKey: (at: number) => string,
): readonly ContactTimelineItem[] => {
  const items: ContactTimelineItem[] = []
  const waiting = [...extras]
  let day: string | null = null
  let chatId: string | null = null
  const onDay = (at: number, key: string) => {
    if (dayKey(at) === day) return
    day = dayKey(at)
    items.push({ kind: 'day', key: `d${key}`, at })
  }
  const notesUpTo = (until: number) => {
    for (let next = waiting[0]; next !== undefined && next.at < until; next = waiting[0]) {
      waiting.shift()
      onDay(next.at, next.note.id)
      items.push({ kind: 'note', key: `n${next.note.id}`, note: next.note })
      chatId = null
    }
  }
  for (const message of messages) {
    notesUpTo(message.at)
    onDay(message.at, message.id)
    const heading = headings.get(message.chatId)
    if (message.chatId !== chatId && heading !== undefined)
      items.push({ kind: 'heading', key: `h${message.id}`, heading })
    chatId = message.chatId
    items.push({ kind: message.direction === 'system' ? 'system' : 'message', key: message.id, message })
  }
  notesUpTo(Number.POSITIVE_INFINITY)
  return items
}

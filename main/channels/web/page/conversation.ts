// What the page knows of the conversation, and how each frame changes it. Pure: the same message may come by any road
// (welcome, older page, push, acknowledgement) and any number of times, and stands there once.
import { pressed } from '../../../domain/message-content.ts'
import type { PageFrame, PageMessage } from '../wire.ts'
import type { KeptUnsent } from './keeper.ts'

type Frame<Type extends PageFrame['type']> = Extract<PageFrame, { type: Type }>

/** What only happened while this page was open; it stands after the message that was the newest then. */
export interface Notice {
  readonly after: string | null
  readonly code: 'accepted' | 'closed'
  readonly agentName: string
  readonly at: number
}

export interface Conversation {
  /** Oldest first. */
  readonly messages: readonly PageMessage[]
  readonly notices: readonly Notice[]
  readonly hasOlder: boolean
  readonly chat: Frame<'welcome'>['chat']
  readonly here: boolean
}

export const emptyConversation: Conversation = { messages: [], notices: [], hasOlder: false, chat: null, here: true }

export const keyOf = (message: PageMessage): string =>
  message.mine && message.clientId ? `c:${message.clientId}` : `m:${message.id}`

export const welcomed = (before: Conversation, { messages, hasOlder, chat, here }: Frame<'welcome'>): Conversation => {
  const oldest = messages[0]
  const overlaps = oldest === undefined || before.messages.some(known => compare(known.id, oldest.id) >= 0)
  // Away for longer than one page: what is in between is not known, so what stands above it would be in the wrong place.
  if (!overlaps || before.messages.length === 0) return { ...before, messages, hasOlder, chat, here }
  return { ...before, messages: merge(before.messages, messages), chat, here }
}

export const withOlder = (before: Conversation, { messages, hasOlder }: Frame<'older'>): Conversation => ({
  ...before,
  messages: merge(before.messages, messages),
  hasOlder,
})

export const withMessage = (before: Conversation, message: PageMessage): Conversation => ({
  ...before,
  messages: merge(before.messages, [message]),
  // The first message of a visitor opens a chat; nobody needs to tell.
  chat: before.chat ?? (message.mine ? { status: 'waiting', agentName: null } : null),
})

/** What the visitor wrote, as it stands there once it is on disk. */
export const nowSaid = ({ clientId, text, file }: KeptUnsent, id: string, at: number): PageMessage => ({
  id,
  mine: true,
  authorName: null,
  kind: 'text',
  text,
  at,
  attachments: file ? [{ ...file, id: '', kind: 'document', width: null, height: null }] : [],
  content: null,
  state: 'sent',
  deleted: false,
  clientId,
})

/** The visitor has pressed a button of one of our messages. */
export const withPress = (before: Conversation, messageId: string, buttonId: string): Conversation => ({
  ...before,
  messages: before.messages.map(message => {
    if (message.id !== messageId) return message
    const content = pressed(message.content, { buttonId, agentId: null, at: Date.now(), isPressed: true })
    return content === null ? message : { ...message, content }
  }),
})

/** The visitor's messages are read up to this one. */
export const readUpTo = (before: Conversation, clientId: string): Conversation => {
  const last = before.messages.findIndex(message => message.mine && message.clientId === clientId)
  if (last < 0) return before
  const mark = (message: PageMessage, index: number): PageMessage =>
    message.mine && index <= last && message.state !== 'read' ? { ...message, state: 'read' } : message
  return { ...before, messages: before.messages.map(mark) }
}

export const noticed = (before: Conversation, notice: Frame<'notice'>, at: number): Conversation => {
  const line = { after: before.messages.at(-1)?.id ?? null, at }
  switch (notice.code) {
    case 'waiting':
      return { ...before, chat: { status: 'waiting', agentName: null } }
    case 'accepted': {
      const { agentName } = notice
      const chat = { status: 'active' as const, agentName }
      if (before.chat?.status === 'active' && before.chat.agentName === agentName) return before
      return { ...before, chat, notices: [...before.notices, { ...line, code: 'accepted', agentName }] }
    }
    case 'closed':
      // Told once by who closed it and perhaps once more by who carried it out.
      if (before.chat === null) return before
      return { ...before, chat: null, notices: [...before.notices, { ...line, code: 'closed', agentName: '' }] }
  }
}

/** Ids are decimal digits of a number that only grows, and may be larger than a number can hold. */
export const compare = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

const merge = (known: readonly PageMessage[], more: readonly PageMessage[]): PageMessage[] => {
  const byKey = new Map(known.map(message => [keyOf(message), message]))
  for (const message of more) {
    const there = byKey.get(keyOf(message))
    byKey.set(keyOf(message), there ? { ...message, state: later(there.state, message.state) } : message)
  }
  return [...byKey.values()].sort((a, b) => compare(a.id, b.id))
}

const order = [null, 'sent', 'delivered', 'read'] as const

/** States only move forward, whatever road the news took. */
const later = (a: PageMessage['state'], b: PageMessage['state']) => (order.indexOf(a) > order.indexOf(b) ? a : b)

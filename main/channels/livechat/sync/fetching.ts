// Asks LiveChat for chats and threads, page by page. What cannot be had is null; what nobody understands is told apart.
import type { Unreadable } from '../../../domain/unified-message.ts'
import { whole } from '../../whole.ts'
import { type Answer, refusedAs } from '../api/trouble.ts'
import * as wire from '../wire.ts'

export type Call = (action: string, payload: unknown) => Promise<Answer>

const mostPages = 50

/** Refusals that asking again does not change. */
export const lasting = [
  'not_found',
  'authorization',
  'missing_access',
  'not_allowed',
  'chat_anonymized',
  'validation',
] as const

/** `chat`: 'gone': it is not for our eyes, or not there any more. */
export type FoundChat = { readonly chat: wire.Chat | 'gone' } | { readonly unreadable: Unreadable }

/** Null: it cannot be asked now. */
export const fetchChat = async (call: Call, chatId: string): Promise<FoundChat | null> => {
  const answer = await call('get_chat', { chat_id: chatId })
  if (!answer.ok) return refusedAs(answer, ...lasting) ? { chat: 'gone' } : null
  const chat = wire.chat.safeParse(answer.payload).data
  return chat === undefined ? { unreadable: unreadable(answer.payload, 'chat') } : { chat }
}

/** Newest first, as long as `goOn` says so of a thread; null: it cannot be asked now. */
export const fetchThreads = async (
  call: Call,
  chatId: string,
  goOn: (thread: wire.Thread) => Promise<boolean>,
  onUnreadable: (one: Unreadable) => void = () => {},
): Promise<readonly wire.Thread[] | null> => {
  const found: wire.Thread[] = []
  let page: unknown = { chat_id: chatId, limit: 20 }
  for (let pages = 0; pages < mostPages; pages++) {
    const answer = await call('list_threads', page)
    const read = answer.ok ? wire.threadPage.safeParse(answer.payload).data : undefined
    if (read === undefined) return null
    for (const one of read.threads) {
      const thread = wire.thread.safeParse(one).data
      if (thread === undefined) {
        onUnreadable(unreadable(one, 'thread'))
        continue
      }
      if (!(await goOn(thread))) return found
      found.push(thread)
    }
    if (read.next_page_id == null) return found
    page = { chat_id: chatId, page_id: read.next_page_id }
  }
  return found
}

/** Newest first, whole pages as long as `goOn` says so of a page; null: it cannot be asked now. */
export const fetchSummaries = async (
  call: Call,
  filters: Readonly<Record<string, unknown>> | null,
  goOn: (page: readonly wire.Summary[]) => boolean = () => true,
): Promise<readonly wire.Summary[] | null> => {
  const found: wire.Summary[] = []
  let page: unknown = { limit: 100, ...(filters === null ? {} : { filters }) }
  for (let pages = 0; pages < mostPages; pages++) {
    const answer = await call('list_chats', page)
    const read = answer.ok ? wire.chatPage.safeParse(answer.payload).data : undefined
    if (read === undefined) return null
    const chats = read.chats_summary.flatMap(one => wire.summary.safeParse(one).data ?? [])
    found.push(...chats)
    if (read.next_page_id == null || !goOn(chats)) return found
    page = { page_id: read.next_page_id }
  }
  return found
}

const unreadable = (payload: unknown, noun: string): Unreadable => ({
  payload: whole(payload),
  reason: `This is no ${noun} of LiveChat.`,
})

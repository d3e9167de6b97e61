// What a customer can look up of their chats. Source: "List Chats", "List Threads", "Get Chat" of the Customer Chat API, 3.6.
import { z } from 'zod'
import { asId, type ChatId } from '../../../../domain/ids.ts'
import { type Methods, method } from '../../method.ts'
import { Pages } from '../../paging.ts'
import { fail, isProtocolError } from '../../protocol-error.ts'
import { threadPage } from '../../views/thread-page.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { CustomerParty } from '../customer-party.ts'
import { newestChat, ownConversation } from '../own-chats.ts'

const order = z.enum(['asc', 'desc'])
const listChats = z.object({
  limit: z.number().int().min(1).max(25).optional(),
  sort_order: order.optional(),
  page_id: z.string().max(2_000).optional(),
})
const listThreads = z.object({
  chat_id: z.string(),
  limit: z.number().int().min(1).max(100).optional(),
  sort_order: order.optional(),
  page_id: z.string().max(2_000).optional(),
  min_events_count: z.number().int().min(1).max(100).optional(),
})

/** What an id of a page holds of the first request. */
const remembered = listThreads.omit({ chat_id: true, page_id: true })

export const reading = ({ views, web, clock }: CustomerParts): Methods<CustomerParty> => {
  const pages = new Pages(web.seal, clock)
  return {
    list_chats: method(listChats, async (party: CustomerParty, { page_id, ...asked }) => {
      // A customer has one chat, so nobody was ever given the id of a second page.
      if (page_id !== undefined) return Object.keys(asked).length > 0 ? mixed : noSuchPage
      const newest = await newestChat(views.library, party)
      if (newest === null) return { payload: { chats_summary: [], total_chats: 0 } }
      return { payload: { chats_summary: [await views.summary('customer', newest)], total_chats: 1 } }
    }),

    list_threads: method(listThreads, async (party: CustomerParty, { chat_id, page_id, ...asked }) => {
      const conversation = await ownConversation(party, chat_id)
      if (isProtocolError(conversation)) return conversation
      if (asked.limit !== undefined && asked.min_events_count !== undefined)
        return fail('validation', '`limit` and `min_events_count` exclude each other. Send one of them.')
      if (page_id !== undefined && Object.keys(asked).length > 0) return mixed
      const purpose = `list_threads ${conversation.id}`
      const opened = page_id === undefined ? { asked, place: null } : pages.open(purpose, page_id)
      if (isProtocolError(opened)) return opened
      const first = remembered.safeParse(opened.asked)
      const { identity } = (await views.library.reads.contacts.conversation(conversation.id)) ?? {}
      if (!first.success || identity === undefined) return noSuchPage
      const all = await views.threadsOf(conversation.id)
      const { threads, next, previous } = await threadPage(all, first.data, opened.place, async chat => {
        const { view } = await views.thread('customer', identity, chat, all)
        return view
      })
      return {
        payload: {
          threads,
          found_threads: all.length,
          ...(next === null ? {} : { next_page_id: pages.id(purpose, first.data, next) }),
          ...(previous === null ? {} : { previous_page_id: pages.id(purpose, first.data, previous) }),
        },
      }
    }),

    get_chat: method(
      z.object({ chat_id: z.string(), thread_id: z.string().nullish() }),
      async (party: CustomerParty, { chat_id, thread_id }) => {
        const conversation = await ownConversation(party, chat_id)
        if (isProtocolError(conversation)) return conversation
        const threads = await views.threadsOf(conversation.id)
        const thread = thread_id == null ? threads[0] : threads.find(one => one.id === asId<ChatId>(thread_id))
        if (thread === undefined && thread_id != null) return fail('not_found', 'There is no such thread in this chat.')
        const chat = await views.chat('customer', conversation.id, thread ?? null)
        return chat === null ? fail('not_found', 'There is no such chat of yours.') : { payload: chat.view }
      },
    ),
  }
}

const mixed = fail('validation', '`page_id` goes alone: it holds the limit and the order.')
const noSuchPage = fail('validation', '`page_id`: this page is not known (any more). Begin anew without it.')

// What a customer can look up of their chats. Source: "List Chats", "List Threads", "Get Chat" of the Customer Chat API, 3.6.
import { z } from 'zod'
import { asId, type ChatId } from '../../../../domain/ids.ts'
import { type Methods, method } from '../../method.ts'
import { fail, isProtocolError } from '../../protocol-error.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { CustomerParty } from '../customer-party.ts'
import { newestChat, ownConversation } from '../own-chats.ts'
import { Pages } from '../pages.ts'
import { threadPage } from '../thread-page.ts'

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

export const reading = ({ views, web, clock }: CustomerParts): Methods<CustomerParty> => {
  const pages = new Pages(web.seal, clock)
  return {
    list_chats: method(listChats, async (party: CustomerParty, { page_id, ...asked }) => {
      // A customer has one chat, so there is no second page that anybody could have been given an id of.
      if (page_id !== undefined) return pages.notGood(Object.keys(asked).length > 0)
      const newest = await newestChat(views.library, party)
      if (newest === null) return { payload: { chats_summary: [], total_chats: 0 } }
      return { payload: { chats_summary: [await views.summary('customer', newest)], total_chats: 1 } }
    }),

    list_threads: method(listThreads, async (party: CustomerParty, { chat_id, page_id, ...asked }) => {
      const conversation = await ownConversation(party, chat_id)
      if (isProtocolError(conversation)) return conversation
      if (asked.limit !== undefined && asked.min_events_count !== undefined)
        return fail('validation', '`limit` and `min_events_count` exclude each other. Send one of them.')
      const place = page_id === undefined ? pages.first(asked) : pages.at(page_id, conversation.id, asked)
      if (isProtocolError(place)) return place
      const { identity } = (await views.library.reads.contacts.conversation(conversation.id)) ?? {}
      if (identity === undefined) return fail('not_found', 'There is no such chat of yours.')
      const all = await views.threadsOf(conversation.id)
      const { threads, next, previous } = await threadPage(all, place, async chat => {
        const { view } = await views.thread('customer', identity, chat, all)
        return view
      })
      return {
        payload: {
          threads,
          found_threads: all.length,
          ...(next === null ? {} : { next_page_id: pages.idOf(next, conversation.id) }),
          ...(previous === null ? {} : { previous_page_id: pages.idOf(previous, conversation.id) }),
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

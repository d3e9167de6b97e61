// What an agent's program looks up: chats, threads, and the archives of them.
import { z } from 'zod'
import { asId } from '../../../../domain/ids.ts'
import type { ChatRow } from '../../../../storage/store.ts'
import type { ThreadFilter } from '../../../../storage/thread-store.ts'
import { type Answer, type Methods, method } from '../../method.ts'
import { readInstant } from '../../names.ts'
import { fail, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import { threadPage } from '../../views/thread-page.ts'
import { knownSummaries } from '../agent-chats.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { chatsRead } from '../agent-scopes.ts'
import { archiveFilters, threadFilterOfArchives } from '../archive-filters.ts'
import { seenThread } from '../seen-thread.ts'
import { chatFilters, threadFilterOfChats } from '../thread-filters.ts'
import { countThreads } from '../thread-walk.ts'
import { order, paged, pageLimit, pageOfThreads } from './pages.ts'

const listChats = z.strictObject({ filters: chatFilters.nullish(), sort_order: order, limit: pageLimit(10) })
const listArchives = z.strictObject({
  filters: archiveFilters.nullish(),
  sort_order: order,
  limit: pageLimit(10),
  highlights: z.looseObject({}).nullish(),
})
const listThreads = z
  .strictObject({
    chat_id: z.string(),
    sort_order: order,
    limit: z.number().int().min(1).max(100).nullish(),
    min_events_count: z.number().int().min(1).max(100).nullish(),
    filters: z.strictObject({ from: z.string().nullish(), to: z.string().nullish() }).nullish(),
  })
  .refine(
    ({ min_events_count, limit, filters }) => min_events_count == null || (limit == null && filters == null),
    'min_events_count goes without limit and filters',
  )
/** Messages that a text can be found in are looked through up to so many. */
const mostHits = 500

export const listing = (parts: AgentParts): Methods<AgentParty> => {
  const { views } = parts
  const { library } = views
  return {
    get_chat: method(
      z.object({ chat_id: z.string(), thread_id: z.string().nullish() }),
      async (party: AgentParty, { chat_id, thread_id }) => {
        const thread = await seenThread(parts, party, asId(chat_id), thread_id ?? undefined)
        return isProtocolError(thread) ? thread : wholeChat(parts, party, thread)
      },
      { scopes: chatsRead },
    ),

    list_chats: paged(parts, 'list_chats', listChats, chatsRead, async (party, asked, place) => {
      const filter = await threadFilterOfChats(library, party, asked.filters ?? {})
      const page = await pageOfThreads(parts, filter, asked, place)
      const found = await countThreads(library.reads, filter)
      return { ...page, payload: { chats_summary: await knownSummaries(parts, party, page.items), found_chats: found } }
    }),

    list_archives: paged(parts, 'list_archives', listArchives, chatsRead, async (party, asked, place) => {
      const filter = await threadFilterOfArchives(library, party, asked.filters ?? {})
      if (isProtocolError(filter)) return filter
      const query = asked.filters?.query ?? ''
      const whole = query === '' ? filter : { ...filter, ...(await saying(parts, party, query, filter)) }
      const page = await pageOfThreads(parts, whole, asked, place)
      const chats: object[] = []
      for (const thread of page.items) {
        const chat = await wholeChat(parts, party, thread)
        if (!isProtocolError(chat)) chats.push(chat.payload)
      }
      return { ...page, payload: { chats, found_chats: await countThreads(library.reads, whole) } }
    }),

    list_threads: paged(parts, 'list_threads', listThreads, chatsRead, async (party, asked, place) => {
      const seen = await seenThread(parts, party, asId(asked.chat_id))
      if (isProtocolError(seen)) return seen
      const conversation = await library.reads.contacts.conversation(seen.conversationId)
      if (conversation === null) return fail('not_found', 'There is no such chat.')
      const all = await views.threadsOf(seen.conversationId)
      const chosen = within(all, asked.filters?.from, asked.filters?.to)
      if (isProtocolError(chosen)) return chosen
      const view = async (thread: ChatRow) => (await views.thread('agents', conversation.identity, thread, all)).view
      const { threads, ...page } = await threadPage(chosen, asked, place, view)
      return { ...page, payload: { threads, found_threads: chosen.length } }
    }),
  }
}

const wholeChat = async (
  { views, follows }: AgentParts,
  { actor }: AgentParty,
  thread: ChatRow,
): Promise<Answer | ProtocolError> => {
  const chat = await views.chat('agents', thread.conversationId, thread)
  if (chat === null) return fail('not_found', 'There is no such chat.')
  return { payload: { ...chat.view, is_followed: follows.has(actor.agentId, thread.id) } }
}

/** The chats in which a text was said, of those that the agent may see. */
const saying = async (
  { services }: AgentParts,
  { actor }: AgentParty,
  text: string,
  filter: ThreadFilter,
): Promise<Pick<ThreadFilter, 'ids'>> => {
  const ids = new Set<string>()
  let before: string | null = ''
  for (let looked = 0; before !== null && looked < mostHits; looked += 100) {
    const page = await services.search.messages(actor, {
      text,
      limit: 100,
      ...(before === '' ? {} : { before: asId(before) }),
    })
    for (const { chatId } of page.hits) ids.add(chatId)
    before = page.nextBefore
  }
  const given = filter.ids === undefined ? null : new Set<string>(filter.ids)
  return { ids: [...ids].filter(id => given === null || given.has(id)).map(id => asId(id)) }
}

const within = (
  threads: readonly ChatRow[],
  from: string | null | undefined,
  to: string | null | undefined,
): readonly ChatRow[] | ProtocolError => {
  const [first, last] = [from == null ? 0 : readInstant(from), to == null ? Number.POSITIVE_INFINITY : readInstant(to)]
  if (first === null || last === null)
    return fail('validation', '`filters`: say from and to as instants, as in 2017-10-12T15:19:21.010200Z.')
  return threads.filter(({ openedAt }) => openedAt >= first && openedAt < last)
}

// Methods that answer page by page, over chats in the order of their numbers.
import { z } from 'zod'
import type { Scope } from '../../../../domain/access-token.ts'
import type { ChatRow } from '../../../../storage/store.ts'
import type { ThreadFilter } from '../../../../storage/thread-store.ts'
import { sentenceOf } from '../../envelope.ts'
import { type Answer, type Method, method } from '../../method.ts'
import { type Page, type Place, pageOf, sortOrder } from '../../paging.ts'
import { fail, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { walkThreads } from '../thread-walk.ts'

export const pageLimit = (usual: number) =>
  z
    .number()
    .int()
    .min(1)
    .max(100)
    .nullish()
    .transform(limit => limit ?? usual)

export const order = sortOrder.nullish().transform(order => order ?? 'desc')

type Listed = Pick<Page<unknown>, 'next' | 'previous'> & { readonly payload: object }

/** A method that answers page by page: either what is asked, or the id of a page, which holds what was asked. */
export const paged = <Schema extends z.ZodType>(
  { pages }: AgentParts,
  name: string,
  schema: Schema,
  scopes: readonly Scope[],
  list: (party: AgentParty, asked: z.output<Schema>, place: Place | null) => Promise<Listed | ProtocolError>,
): Method<AgentParty> =>
  method(
    z.record(z.string(), z.unknown()),
    async (party: AgentParty, payload): Promise<Answer | ProtocolError> => {
      const { page_id, ...first } = payload
      const purpose = `${name} ${party.actor.agentId}`
      const isPage = typeof page_id === 'string'
      const beside = Object.keys(first).filter(key => key !== 'chat_id' && first[key] != null)
      if (isPage && beside.length > 0)
        return fail('validation', '`page_id` goes alone: it holds the filters, the limit and the order.')
      const opened = isPage ? pages.open(purpose, page_id) : { asked: first, place: null }
      if (isProtocolError(opened)) return opened
      const parsed = schema.safeParse(opened.asked)
      if (!parsed.success) return fail('validation', sentenceOf(parsed.error))
      const listed = await list(party, parsed.data, opened.place)
      if (isProtocolError(listed)) return listed
      const { next, previous, payload: listing } = listed
      const asked = opened.asked as object
      return {
        payload: {
          ...listing,
          ...(next === null ? {} : { next_page_id: pages.id(purpose, asked, next) }),
          ...(previous === null ? {} : { previous_page_id: pages.id(purpose, asked, previous) }),
        },
      }
    },
    { scopes },
  )

export const pageOfThreads = async (
  { views }: AgentParts,
  filter: ThreadFilter,
  { sort_order, limit }: { readonly sort_order: 'asc' | 'desc'; readonly limit: number },
  place: Place | null,
): Promise<Page<ChatRow>> =>
  pageOf(await walkThreads(views.library.reads, filter, sort_order, place, limit + 1), limit, place)

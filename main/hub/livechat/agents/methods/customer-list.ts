// Customers page by page: those with chats, by the last one of each. Source: "List Customers" of the Agent Chat API, 3.3 to 3.5.
import { z } from 'zod'
import type { Methods } from '../../method.ts'
import { isProtocolError } from '../../protocol-error.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { customerCard } from '../customers-known.ts'
import { customerFilters, threadFilterOfCustomers } from '../thread-filters.ts'
import { countThreads } from '../thread-walk.ts'
import { order, paged, pageLimit, pageOfThreads } from './pages.ts'

const listCustomers = z.strictObject({
  filters: customerFilters.nullish(),
  sort_order: order,
  sort_by: z
    .literal('customer_last_event', 'must be customer_last_event: customers stand by their last chat here')
    .nullish(),
  limit: pageLimit(10),
})

export const customerList = (parts: AgentParts): Methods<AgentParty> => {
  const { library } = parts.views
  return {
    list_customers: paged(parts, 'list_customers', listCustomers, ['customers:ro'], async (party, asked, place) => {
      const filter = await threadFilterOfCustomers(library, party, asked.filters ?? {})
      if (isProtocolError(filter)) return filter
      const page = await pageOfThreads(parts, filter, asked, place)
      const customers: object[] = []
      for (const { conversationId } of page.items) {
        const conversation = await library.reads.contacts.conversation(conversationId)
        const card = conversation === null ? null : await customerCard(parts.views, conversation.identity)
        if (card !== null) customers.push(card)
      }
      return { ...page, payload: { customers, total_customers: await countThreads(library.reads, filter) } }
    }),
  }
}

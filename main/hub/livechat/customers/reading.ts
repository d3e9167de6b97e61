// What a customer can look up: their chats, threads and themselves.
import { z } from 'zod'
import { asId } from '../../../domain/ids.ts'
import { type Methods, method } from '../method.ts'
import { fail } from '../protocol-error.ts'
import type { CustomerParts } from './customer-parts.ts'
import type { CustomerParty } from './customer-party.ts'
import { customerCard } from './own-chats.ts'

const getChat = z.object({ chat_id: z.string(), thread_id: z.string().optional() })

export const reading = ({ views }: CustomerParts): Methods<CustomerParty> => ({
  get_chat: method(getChat, async (party: CustomerParty, { chat_id, thread_id }) => {
    const conversation = await party.conversation()
    if (conversation === null || conversation.id !== chat_id)
      return fail('not_found', 'There is no such chat of yours.')
    const threads = await views.threadsOf(conversation.id)
    const thread = thread_id === undefined ? threads[0] : threads.find(one => one.id === asId(thread_id))
    if (thread === undefined) return fail('not_found', 'There is no such thread in this chat.')
    const chat = await views.chat('customer', conversation.id, thread)
    return chat === null ? fail('not_found', 'There is no such chat of yours.') : { payload: chat.view }
  }),
  get_customer: method(z.object({}), async (party: CustomerParty) => ({ payload: await customerCard(views, party) })),
})

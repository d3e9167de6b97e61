// A customer has seen events up to an instant: what agents sent until then counts as read. Source: "Mark Events As Seen", 3.6.
import { z } from 'zod'
import type { InboundUpdate } from '../../../../domain/unified-message.ts'
import { done, type Methods, method } from '../../method.ts'
import { readInstant } from '../../names.ts'
import { fail, isProtocolError } from '../../protocol-error.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { CustomerParty } from '../customer-party.ts'
import { ownConversation, switchedOff } from '../own-chats.ts'

/** Messages that may still be on their way when the customer has seen them: they were told before the outbox was done. */
const underway = 50

export const seen = ({ views }: CustomerParts): Methods<CustomerParty> => ({
  mark_events_as_seen: method(
    z.object({ chat_id: z.string(), seen_up_to: z.string().max(100) }),
    async (party: CustomerParty, { chat_id, seen_up_to }) => {
      const door = party.door()
      if (door === null) return switchedOff
      const conversation = await ownConversation(party, chat_id)
      if (isProtocolError(conversation)) return conversation
      const upTo = readInstant(seen_up_to)
      if (upTo === null)
        return fail('validation', '`seen_up_to`: must be an instant such as 2026-01-31T09:00:00.000000Z.')
      const now = door.clock.now()
      const address = party.customerId
      const { messages } = await views.library.reads.messages.page(conversation.id, { limit: underway })
      const queued = messages.filter(one => one.direction === 'out' && one.state === 'queued' && one.at <= upTo)
      const updates: InboundUpdate[] = queued.map(({ id }) => ({
        type: 'status',
        address,
        externalId: id,
        messageId: id,
        at: now,
        state: 'read',
      }))
      // What is to come cannot have been seen.
      updates.push({ type: 'receipt', address, state: 'read', externalId: null, at: Math.min(upTo, now) })
      await door.receive({ updates })
      return done
    },
  ),
})

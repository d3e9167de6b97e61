// Who a customer is and where: told and looked up. Source: "Update Customer", "Set Customer Session Fields", "Get Customer", "Update
// Customer Page" of the Customer Chat API, 3.6.
import { z } from 'zod'
import { done, type Methods, method } from '../../method.ts'
import { fail } from '../../protocol-error.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { CustomerParty } from '../customer-party.ts'
import { banned } from '../own-chats.ts'
import { customerInput, mostSessionFields, pageInput, pairsOf, sessionFieldsInput } from '../told-fields.ts'

export const profile = ({ records, lanes, clock }: CustomerParts): Methods<CustomerParty> => ({
  get_customer: method(z.object({}), async (party: CustomerParty) => ({ payload: await records.card(party) })),

  update_customer: method(customerInput, (party: CustomerParty, { name, email, avatar, session_fields }) =>
    lanes.run(party.customerId, async () => {
      if (name == null && email == null && avatar == null && session_fields == null)
        return fail('validation', 'Send at least one of name, email, avatar and session_fields.')
      if (await party.isBanned()) return banned
      const { sessionFields: before } = await records.facts(party)
      const sessionFields = pairsOf([...before, ...(session_fields ?? [])])
      if (sessionFields.length > mostSessionFields)
        return fail('limit_reached', `A customer can have at most ${mostSessionFields} session fields.`)
      const told = {
        ...(name ? { name } : {}),
        ...(email ? { email } : {}),
        facts: { ...(avatar == null ? {} : { avatar: avatar || null }), ...(session_fields ? { sessionFields } : {}) },
      }
      await records.tell(party, told, { keep: true })
      return done
    }),
  ),

  set_customer_session_fields: method(
    z.object({ session_fields: sessionFieldsInput }),
    (party: CustomerParty, { session_fields }) =>
      lanes.run(party.customerId, async () => {
        if (await party.isBanned()) return banned
        await records.tell(party, { facts: { sessionFields: session_fields } }, { keep: true })
        return done
      }),
  ),

  update_customer_page: method(
    pageInput,
    (party: CustomerParty, { url, title }) =>
      lanes.run(party.customerId, async () => {
        const { visits } = await records.facts(party)
        const page = { url, title: title ?? '', at: clock.now() }
        await records.tell(party, { facts: { page, visits: Math.max(1, visits) } }, { keep: false })
        return done
      }),
    { only: 'rtm' },
  ),
})

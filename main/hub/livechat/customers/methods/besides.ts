// Forms before a chat, and what of the protocol has no meaning here and says so. Source: "Other" of the Customer Chat API, 3.6.
import { z } from 'zod'
import { done, type Method, type Methods, method } from '../../method.ts'
import { fail, type ProtocolError } from '../../protocol-error.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { CustomerParty } from '../customer-party.ts'
import { sessionFieldsInput } from '../told-fields.ts'
import { prechatForm } from './website.ts'

const group = z.number().int().nonnegative()

const noGreeting = fail('greeting_not_found', 'There is no such greeting: none are sent from here.')

/** What is wrong with the payload is said first. */
const refusing = (
  schema: z.ZodType,
  error: ProtocolError,
  more: Pick<Method<CustomerParty>, 'only'> = {},
): Method<CustomerParty> => method(schema, async () => error, more)

export const besides = ({ web, views }: CustomerParts): Methods<CustomerParty> => ({
  get_form: method(
    z.object({ group_id: group, type: z.enum(['prechat', 'postchat', 'ticket']) }),
    async (party: CustomerParty, { group_id, type }) => {
      if (group_id !== 0 && (await views.library.queueOf(group_id)) === null)
        return fail('group_not_found', `There is no group ${group_id}.`)
      const settings = web.channels.get(party.channelId)?.settings
      const form = type === 'prechat' && settings !== undefined ? prechatForm(settings) : null
      return { payload: form === null ? { enabled: false } : { enabled: true, form } }
    },
  ),

  /** There are no goals here, so none is achieved. */
  check_goals: method(
    z.object({ session_fields: sessionFieldsInput, group_id: group, page_url: z.string().max(4_000) }),
    async () => done,
  ),

  get_url_info: method(z.object({ url: z.string().min(1).max(4_000) }), async (_party: CustomerParty, { url }) => {
    const page = URL.parse(url)
    if (page === null || !/^https?:$/.test(page.protocol))
      return fail('validation', '`url`: must begin with https:// or http://.')
    return fail('not_allowed', 'Pages of others are not fetched here. Show the address itself.')
  }),

  request_email_verification: refusing(
    z.object({ callback_uri: z.string().max(4_000) }),
    fail('not_allowed', 'E-mail addresses are not verified here.'),
    { only: 'web' },
  ),

  accept_greeting: refusing(z.object({ greeting_id: z.number(), unique_id: z.string() }), noGreeting),
  cancel_greeting: refusing(z.object({ unique_id: z.string() }), noGreeting),
  send_greeting_button_clicked: refusing(z.object({ unique_id: z.string() }), noGreeting),
})

// How customers come in: the login of the Customer Chat API, what it answers, and the methods that they may call.
import { z } from 'zod'
import { sentenceOf } from '../envelope.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { Entrance, RtmSession } from '../rtm/rtm-session.ts'
import { wantedPushes } from '../rtm/wanted-pushes.ts'
import { customerMethods } from './customer-methods.ts'
import type { CustomerParts } from './customer-parts.ts'
import { CustomerParty, channelFor } from './customer-party.ts'
import { chatSummaries, customerCard, knowChats } from './own-chats.ts'

const login = z.object({
  token: z.string().max(4_000),
  customer: z.object({ name: z.string().max(300).optional(), email: z.string().max(320).optional() }).nullish(),
  group_id: z.number().int().nonnegative().nullish(),
  pushes: z.record(z.string(), z.array(z.string())).nullish(),
})

export class CustomerEntrance implements Entrance<CustomerParty> {
  readonly farewell = 'customer_disconnected'
  readonly methods
  readonly #parts: CustomerParts

  constructor(parts: CustomerParts) {
    this.#parts = parts
    this.methods = customerMethods(parts)
  }

  async login(payload: unknown, session: RtmSession<CustomerParty>): Promise<CustomerParty | ProtocolError> {
    const parsed = login.safeParse(payload)
    if (!parsed.success) return fail('validation', sentenceOf(parsed.error))
    const { token, group_id, pushes } = parsed.data
    const wants = wantedPushes(pushes, session.version)
    return this.admit(token, { wants, groupId: group_id ?? undefined })
  }

  /** Also for the Web API, where every call brings its token. */
  async admit(
    token: string,
    { wants, groupId }: { readonly wants: ReadonlySet<string> | null; readonly groupId: number | undefined },
  ): Promise<CustomerParty | ProtocolError> {
    const { web, views, tokens } = this.#parts
    const { library } = views
    const customerId = tokens.read(token, (await library.organization()).id)
    if (isProtocolError(customerId)) return customerId
    const channelId = await channelFor(web, library, customerId, groupId)
    if (channelId === null) return fail('service_unavailable', 'No website channel is on, so customers cannot chat.')
    return new CustomerParty({ customerId, channelId, wants, web, library })
  }

  entered(_party: CustomerParty, session: RtmSession<CustomerParty>): void {
    this.#parts.switchboard.join(session)
  }

  async greet(party: CustomerParty): Promise<object> {
    const { views } = this.#parts
    const chats = await chatSummaries(views, party)
    await knowChats(views, party)
    return {
      customer_id: party.customerId,
      customer: await customerCard(views, party),
      has_active_thread: chats.some(chat => chat.active),
      chats: chats.map(({ chat_id, has_unread_events }) => ({ chat_id, has_unread_events })),
      // Read by LiveChat's own customer SDK, which breaks without it (facts/livechat.md 1, requirement 3).
      __priv_dynamic_config: { online_groups_ids: [], customer_groups: { monitoring: { id: 0 } } },
      __priv_customer_history: [],
    }
  }

  left(_party: CustomerParty, session: RtmSession<CustomerParty>): void {
    this.#parts.switchboard.part(session)
  }
}

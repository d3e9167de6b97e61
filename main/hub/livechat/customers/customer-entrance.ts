// How customers come in: the login of the Customer Chat API, what it answers, and the methods that they may call.
import { MINUTE } from '../../../domain/clock.ts'
import { sentenceOf } from '../envelope.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { Caller } from '../rtm/caller.ts'
import type { Entrance, RtmSession } from '../rtm/rtm-session.ts'
import { type WantedPushes, wantedPushes } from '../rtm/wanted-pushes.ts'
import { customerMethods } from './customer-methods.ts'
import type { CustomerParts } from './customer-parts.ts'
import { CustomerParty, channelFor } from './customer-party.ts'
import { type Login, loginInput } from './login.ts'
import { setProperties } from './methods/set-properties.ts'
import { website } from './methods/website.ts'
import { banned, chatStates, knowChats } from './own-chats.ts'

/** Of one customer at a time: tabs, and a phone besides. */
const mostConnections = 20
/** Whoever comes back sooner is still on the same visit. */
const visitEndsMs = 30 * MINUTE

type Session = RtmSession<CustomerParty>

export class CustomerEntrance implements Entrance<CustomerParty> {
  readonly farewell = 'customer_disconnected'
  readonly methods
  /** What may be asked without a token, over the Web. */
  readonly open
  readonly #parts: CustomerParts

  constructor(parts: CustomerParts) {
    this.#parts = parts
    this.methods = customerMethods(parts)
    this.open = { ...website(parts), ...setProperties(parts) }
  }

  async login(payload: unknown, session: Session): Promise<CustomerParty | ProtocolError> {
    const parsed = loginInput.safeParse(payload)
    if (!parsed.success) return fail('validation', sentenceOf(parsed.error))
    const { token, group_id, pushes } = parsed.data
    const wants = wantedPushes(pushes, session.version)
    const party = await this.admit(token, { wants, groupId: group_id ?? undefined, caller: session.caller })
    if (isProtocolError(party)) return party
    if (this.#parts.lines.count(party.customerId) >= mostConnections) {
      session.end('too_many_connections')
      return fail('users_limit_reached', `At most ${mostConnections} connections of one customer can be open.`)
    }
    await this.#parts.lanes.run(party.customerId, () => this.#remember(party, parsed.data))
    return party
  }

  /** Also for the Web API, where every call brings its token. */
  async admit(
    token: string,
    {
      wants,
      groupId,
      caller,
    }: {
      readonly wants: WantedPushes | null
      readonly groupId: number | undefined
      readonly caller: Caller
    },
  ): Promise<CustomerParty | ProtocolError> {
    const { web, views, tokens } = this.#parts
    const { library } = views
    const bearer = tokens.read(token, (await library.organization()).id)
    if (isProtocolError(bearer)) return bearer
    const { customerId, until } = bearer
    const channelId = await channelFor(web, library, customerId, bearer.groupId ?? groupId)
    if (channelId === null) return fail('service_unavailable', 'No website channel is on, so customers cannot chat.')
    const party = new CustomerParty({ customerId, channelId, wants, web, library, tokenEndsAt: until, caller })
    return (await party.isBanned()) ? banned : party
  }

  entered(party: CustomerParty, session: Session): void {
    this.#parts.switchboard.join(session)
    this.#parts.lines.join(party, session)
  }

  async greet(party: CustomerParty): Promise<object> {
    const { views, records, presence } = this.#parts
    const chats = await chatStates(views, party)
    await knowChats(views, party)
    const { sideStorage } = await records.facts(party)
    const { onlineGroups, groupId } = await presence.forLogin(party)
    return {
      customer_id: party.customerId,
      customer: await records.card(party),
      has_active_thread: chats.some(chat => chat.active),
      chats: chats.map(({ chat_id, has_unread_events }) => ({ chat_id, has_unread_events })),
      ...(Object.keys(sideStorage).length === 0 ? {} : { customer_side_storage: sideStorage }),
      // Read by LiveChat's own customer SDK, which breaks without it (facts/livechat.md 1, requirement 3).
      __priv_dynamic_config: {
        online_groups_ids: onlineGroups,
        customer_groups: { monitoring: { id: groupId } },
      },
    }
  }

  left(party: CustomerParty, session: Session): void {
    this.#parts.switchboard.part(session)
    this.#parts.lines.part(party, session)
  }

  /** What the login tells of the person and their visit. */
  async #remember(party: CustomerParty, told: Login): Promise<void> {
    const { records, clock } = this.#parts
    const { customer, customer_page: page, customer_side_storage: sideStorage } = told
    const now = clock.now()
    const before = await records.facts(party)
    const isNewVisit = now - before.visitedAt > visitEndsMs
    await records.tell(
      party,
      {
        ...(customer?.name ? { name: customer.name } : {}),
        ...(customer?.email ? { email: customer.email } : {}),
        facts: {
          visits: before.visits + (isNewVisit ? 1 : 0),
          ...(isNewVisit ? { visitedAt: now } : {}),
          ...party.caller,
          ...(told.referrer == null ? {} : { referrer: told.referrer }),
          ...(customer?.avatar ? { avatar: customer.avatar } : {}),
          ...(customer?.session_fields == null ? {} : { sessionFields: customer.session_fields }),
          ...(page?.url == null ? {} : { page: { url: page.url, title: page.title ?? '', at: now } }),
          ...(sideStorage == null ? {} : { sideStorage }),
        },
      },
      { keep: false },
    )
  }
}

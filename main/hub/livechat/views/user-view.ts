// Users of a chat: the customer, and the agent who has it. Source: "Users" of the Agent and Customer Chat API, 3.6.
import type { Chat } from '../../../domain/chat.ts'
import type { CustomerFacts } from '../../../storage/protocol-store.ts'
import type { Agent, Contact, Identity } from '../../../storage/store.ts'
import { customerIdOf, instant, type Side } from '../names.ts'
import type { Library } from './library.ts'

/** Of a chat: whether they are in it now, and how far they have read. */
export interface Standing {
  readonly present: boolean
  readonly seenUpTo: number | null
}

/** Left out while they have seen nothing: programs read it as an instant. */
const seen = ({ seenUpTo }: Standing) => (seenUpTo === null ? {} : { events_seen_up_to: instant(seenUpTo) })

/** Customers see neither an agent's login nor how else to reach them. */
export const agentUser = async (library: Library, side: Side, agent: Agent, standing: Standing): Promise<object> => ({
  ...(side === 'customer'
    ? { id: await library.hiddenAgentId(agent.id), job_title: '' }
    : { id: agent.login, email: agent.login, visibility: 'all' }),
  type: 'agent',
  name: agent.name,
  avatar: '',
  present: standing.present,
  ...seen(standing),
})

export interface CustomerParts {
  readonly identity: Identity
  readonly contact: Contact
  readonly facts: CustomerFacts
  readonly chats: readonly Chat[]
}

export const customerUser = (parts: CustomerParts, standing: Standing): object => ({
  ...customerProfile(parts),
  present: standing.present,
  ...seen(standing),
})

/** What of a customer only agents are told. `open`: their open chat. An e-mail address is as verified as we make it: not at all. */
export const onlyForAgents = (
  open: Chat | undefined,
  { isHere, groupIds }: { readonly isHere: boolean; readonly groupIds: readonly number[] },
): object => ({
  email_verified: false,
  online: isHere,
  state: open === undefined ? (isHere ? 'browsing' : 'offline') : open.status === 'waiting' ? 'queued' : 'chatting',
  group_ids: groupIds,
  followed: false,
})

/** Of somebody who has said nothing yet: what their program told. */
export const profileOfNobody = ({
  id,
  name,
  email,
  facts,
}: {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly facts: CustomerFacts
}) => ({
  id,
  type: 'customer',
  ...(name === null ? {} : { name }),
  ...(email === null ? {} : { email }),
  ...(facts.avatar === null ? {} : { avatar: facts.avatar }),
  session_fields: sessionFields(facts),
  statistics: statistics(facts, 0),
})

const sessionFields = (facts: CustomerFacts): object[] =>
  facts.sessionFields.map(([name, value]) => ({ [name]: value }))

/** A customer has one chat, with as many threads as ours. Pages are not counted apart from visits, and no greetings are sent. */
const statistics = ({ visits }: CustomerFacts, threads: number) => ({
  chats_count: threads === 0 ? 0 : 1,
  threads_count: threads,
  visits_count: visits,
  page_views_count: visits,
  greetings_shown_count: 0,
  greetings_accepted_count: 0,
})

/** Everything that is known of a customer, as get_customer and the login answer it. */
export const customerProfile = ({ identity, contact, facts, chats }: CustomerParts) => {
  const last = (of: 'lastInboundAt' | 'lastOutboundAt') => Math.max(0, ...chats.map(chat => chat[of] ?? 0))
  return {
    id: customerIdOf(identity),
    type: 'customer',
    name: contact.name,
    ...(contact.email === null ? {} : { email: contact.email }),
    ...(contact.phone === null ? {} : { phone_number: contact.phone }),
    ...(facts.avatar === null ? {} : { avatar: facts.avatar }),
    session_fields: sessionFields(facts),
    created_at: instant(contact.createdAt),
    banned: contact.ban !== null,
    statistics: statistics(facts, chats.length),
    ...(last('lastOutboundAt') === 0 ? {} : { agent_last_event_created_at: instant(last('lastOutboundAt')) }),
    ...(last('lastInboundAt') === 0 ? {} : { customer_last_event_created_at: instant(last('lastInboundAt')) }),
    ...visitOf(facts),
  }
}

/** What can be known of their last visit; from where in the world an address is, we do not guess. `last_visit` until 3.5. */
const visitOf = ({ page, visitedAt, ip, userAgent, referrer }: CustomerFacts): object => {
  const startedAt = visitedAt === 0 ? page?.at : visitedAt
  if (startedAt === undefined) return {}
  const visit = {
    started_at: instant(startedAt),
    ...(referrer === '' ? {} : { referrer }),
    ip,
    user_agent: userAgent,
    last_pages: page === null ? [] : [{ opened_at: instant(page.at), url: page.url, title: page.title }],
  }
  return { visit, last_visit: visit }
}

// The connections of customers' programs: ends those whose token has ended or whose customer was banned, and tells all of them
// which groups can be asked now.
import type { Log } from '../../../channels/channel.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { EventType, StoredEvent } from '../../../domain/event.ts'
import { asId, type ContactId } from '../../../domain/ids.ts'
import type { Services } from '../../../services/verbs.ts'
import type { Reads } from '../../../storage/store.ts'
import type { Push } from '../pushes/push.ts'
import type { RtmSession } from '../rtm/rtm-session.ts'
import type { CustomerParty } from './customer-party.ts'
import type { GroupPresence, GroupStatus } from './group-presence.ts'

export type CustomerSession = RtmSession<CustomerParty>

/** After which a group may have room, or none any more. */
const stirring: ReadonlySet<EventType> = new Set([
  'presence.changed',
  'agent.changed',
  'role.changed',
  'queue.changed',
  'settings.changed',
  'chat.offered',
  'chat.offerEnded',
  'chat.accepted',
  'chat.transferred',
  'chat.closed',
])

export class CustomerLines {
  readonly #parts: {
    readonly reads: Reads
    readonly presence: GroupPresence
    readonly clock: Clock
    readonly log: Log
    told(): Promise<void>
  }
  readonly #sessions = new Map<string, Set<CustomerSession>>()
  readonly #expiries = new Map<CustomerSession, () => void>()
  readonly #stop: () => void
  #statuses: ReadonlyMap<number, GroupStatus> | null = null
  #looking: Promise<void> | null = null
  #isStirred = false

  constructor(parts: {
    readonly services: Pick<Services, 'feed'>
    readonly reads: Reads
    readonly presence: GroupPresence
    readonly clock: Clock
    readonly log: Log
    /** Resolves when programs were told of everything that has happened so far. */
    told(): Promise<void>
  }) {
    this.#parts = parts
    this.#stop = parts.services.feed.listen({ events: events => this.#hear(events), passing() {} })
  }

  /** How many connections the customer has. */
  count(customerId: string): number {
    return this.#sessions.get(customerId)?.size ?? 0
  }

  /** Who is connected under that id, perhaps without ever having said anything; null: nobody. */
  partyOf(customerId: string): CustomerParty | null {
    for (const { party } of this.#sessions.get(customerId) ?? []) if (party !== null) return party
    return null
  }

  /** The connection is logged in: it is ended when its token ends. */
  join(party: CustomerParty, session: CustomerSession): void {
    const sessions = this.#sessions.get(party.customerId) ?? new Set()
    this.#sessions.set(party.customerId, sessions.add(session))
    const cancel = this.#parts.clock.wakeAt(party.tokenEndsAt, () => session.end('access_token_expired'))
    this.#expiries.set(session, cancel)
    if (this.#statuses === null) this.#look()
  }

  /** The connection is gone. */
  part(party: CustomerParty, session: CustomerSession): void {
    const sessions = this.#sessions.get(party.customerId)
    sessions?.delete(session)
    if (sessions?.size === 0) this.#sessions.delete(party.customerId)
    this.#expiries.get(session)?.()
    this.#expiries.delete(session)
    // Nobody is told any more, so what was told last is nobody's.
    if (this.#sessions.size === 0) this.#statuses = null
  }

  /** To every connection of one customer. */
  tell(customerId: string, push: Push): void {
    for (const session of this.#sessions.get(customerId) ?? []) void session.push(push)
  }

  /** To the one connection by which they logged in so; a call over the Web has none. */
  tellOne(party: CustomerParty, push: Push): void {
    for (const session of this.#sessions.get(party.customerId) ?? [])
      if (session.party === party) void session.push(push)
  }

  async close(): Promise<void> {
    this.#stop()
    await this.#looking
  }

  #hear(events: readonly StoredEvent[]): void {
    if (this.#sessions.size === 0) return
    if (events.some(({ type }) => stirring.has(type))) this.#look()
    for (const { type, facts } of events)
      if (type === 'contact.changed' && typeof facts?.contactId === 'string')
        void this.#endBanned(asId<ContactId>(facts.contactId)).catch(error => this.#fail(error))
  }

  /** They hear of their chat's end first, then why they are sent away. */
  async #endBanned(contactId: ContactId): Promise<void> {
    const { reads, told } = this.#parts
    if ((await reads.contacts.get(contactId))?.ban == null) return
    await told()
    for (const { address } of await reads.contacts.identities(contactId))
      for (const session of [...(this.#sessions.get(address) ?? [])]) session.end('customer_banned')
  }

  /** One look at a time, and one more when something has happened meanwhile. */
  #look(): void {
    this.#isStirred = true
    this.#looking ??= this.#lookOn()
      .catch(error => this.#fail(error))
      .finally(() => {
        this.#looking = null
      })
  }

  async #lookOn(): Promise<void> {
    while (this.#isStirred) {
      this.#isStirred = false
      const before = this.#statuses
      const statuses = await this.#parts.presence.statuses()
      if (this.#sessions.size === 0) return
      this.#statuses = statuses
      if (before === null) continue
      const changed = [...statuses].filter(([id, status]) => before.get(id) !== status)
      if (changed.length === 0) continue
      const payload = { groups: changed.map(([id, status]) => ({ id, status })) }
      for (const sessions of this.#sessions.values())
        for (const session of sessions) {
          const to = session.party?.place
          if (to?.side === 'customer') void session.push({ to, action: 'groups_status_updated', payload })
        }
    }
  }

  #fail(error: unknown): void {
    this.#parts.log.error('Customers’ programs could not be told how groups are', { error: String(error) })
  }
}

// An agent's program that is logged in: who they are, what they may do, and what they hear.
import type { ChatId } from '../../../domain/ids.ts'
import { may } from '../../../domain/permissions.ts'
import type { Actor } from '../../../services/verbs.ts'
import type { Push } from '../pushes/push.ts'
import type { Party, Place } from '../rtm/party.ts'
import type { WantedPushes } from '../rtm/wanted-pushes.ts'
import { withoutDetails } from '../views/without-details.ts'
import { mayHear } from './agent-scopes.ts'
import type { Follows } from './follows.ts'
import type { AgentCredentials } from './identify.ts'

/** Of which customers the program wants to hear. Source: `login`, customer_monitoring_level, 3.6. */
export const monitoringLevels = ['my', 'chatting', 'invited', 'online', 'highest_available'] as const
export type MonitoringLevel = (typeof monitoringLevels)[number]

/** The connection of a program, for those who end it or tell it something alone. Missing for single calls of the Web API. */
export interface AgentLine {
  /** Says why, then closes. */
  end(reason: string): void
  /** Closes without a word. */
  leave(): void
  tell(push: Push): void
}

/** What the agent follows without being in it. */
interface Followed {
  readonly chats: Pick<Follows<ChatId>, 'has'>
  readonly customers: Pick<Follows<string>, 'has'>
}

export class AgentParty implements Party {
  readonly place: Place
  readonly wants: WantedPushes | null
  readonly known = new Map<string, string>()
  readonly login: string
  readonly monitoring: MonitoringLevel
  readonly actor: Actor
  line: AgentLine | null = null
  /** Nobody is in front of the program; set by itself. */
  isAway: boolean
  #said: string
  #credentials: AgentCredentials
  readonly #follows: Followed
  readonly #heard = new Map<string, boolean>()

  constructor(parts: {
    /** As they were said, to be looked at again when something of them may have changed. */
    readonly said: string
    readonly credentials: AgentCredentials
    readonly login: string
    readonly wants: WantedPushes | null
    readonly follows: Followed
    readonly isAway?: boolean
    readonly monitoring?: MonitoringLevel
  }) {
    this.actor = parts.credentials.actor
    this.place = { side: 'agents', agentId: this.actor.agentId }
    this.login = parts.login
    this.wants = parts.wants
    this.monitoring = parts.monitoring ?? 'my'
    this.isAway = parts.isAway ?? false
    this.#said = parts.said
    this.#credentials = parts.credentials
    this.#follows = parts.follows
  }

  get said(): string {
    return this.#said
  }

  get credentials(): AgentCredentials {
    return this.#credentials
  }

  /** Another token of the same agent takes the place of the one before. */
  renew(said: string, credentials: AgentCredentials): void {
    this.#said = said
    this.#credentials = credentials
    this.#heard.clear()
  }

  hears(push: Push): boolean {
    return this.#concerns(push) && this.#mayHear(push.action)
  }

  #concerns({ to, chatId, customer }: Push): boolean {
    const { agentId, permissions } = this.actor
    if (to.side !== 'agents' || to.except === agentId) return false
    if (customer !== undefined && this.#follows.customers.has(agentId, customer.id)) return true
    if (to.audience === 'everyone') return customer === undefined || this.#monitors(customer)
    if (to.audience.includes(agentId)) return true
    const chat = chatId ?? customer?.chatId
    if (to.alone === true || chat == null) return false
    return may(permissions, 'CanSeeAllChats') || this.#follows.chats.has(agentId, chat)
  }

  /** Asked for every push of the hub, so it is worked out once for each kind. */
  #mayHear(action: string): boolean {
    const known = this.#heard.get(action)
    if (known !== undefined) return known
    const allowed = mayHear(this.#credentials.scopes, action)
    this.#heard.set(action, allowed)
    return allowed
  }

  /** Whoever may not see contacts' details does not see them through a program either. */
  shown(payload: object): object {
    return may(this.actor.permissions, 'CanSeeContactDetails') ? payload : withoutDetails(payload)
  }

  #monitors({ ownerId, chatId }: NonNullable<Push['customer']>): boolean {
    if (ownerId === this.actor.agentId || this.monitoring === 'online' || this.monitoring === 'highest_available')
      return true
    return this.monitoring !== 'my' && chatId !== null
  }
}

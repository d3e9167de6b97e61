// An agent's program that is logged in: who they are, what they may do, and what they hear.
import { may } from '../../../domain/permissions.ts'
import type { Actor } from '../../../services/verbs.ts'
import type { Push } from '../pushes/push.ts'
import type { Party, Place } from '../rtm/party.ts'

export class AgentParty implements Party {
  readonly place: Place
  readonly wants: ReadonlySet<string> | null
  readonly known = new Map<string, string>()
  readonly login: string
  /** Null: all, as of those who signed in themselves. */
  readonly scopes: readonly string[] | null
  /** Changes with the agent's roles. */
  actor: Actor

  constructor(parts: {
    readonly actor: Actor
    readonly login: string
    readonly scopes: readonly string[] | null
    readonly wants: ReadonlySet<string> | null
  }) {
    this.actor = parts.actor
    this.place = { side: 'agents', agentId: parts.actor.agentId }
    this.login = parts.login
    this.scopes = parts.scopes
    this.wants = parts.wants
  }

  hears({ to, chatId }: Push): boolean {
    if (to.side !== 'agents' || to.except === this.actor.agentId) return false
    if (to.audience === 'everyone' || to.audience.includes(this.actor.agentId)) return true
    return chatId !== undefined && may(this.actor.permissions, 'CanSeeAllChats')
  }
}

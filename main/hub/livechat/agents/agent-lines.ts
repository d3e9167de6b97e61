// The connections of agents' programs: ends those whose token is no good any more or whose agent may do other things now, and sees
// to it that an agent whose every connection is away takes no chats.
import type { Log } from '../../../channels/channel.ts'
import { type Clock, DAY } from '../../../domain/clock.ts'
import type { AgentId } from '../../../domain/ids.ts'
import type { Services } from '../../../services/verbs.ts'
import type { Library } from '../views/library.ts'
import type { AgentParty } from './agent-party.ts'
import { chatsWrite, mayUse } from './agent-scopes.ts'
import { identifyAgent } from './identify.ts'

/** Of one agent. */
export const mostLines = 30
/** Alarms are set no further ahead; a token that is good for longer is looked at again. */
const longestAlarmMs = DAY

interface Kept {
  readonly party: AgentParty
  /** Ends the agent's being connected; null: the program cannot chat, so it is nobody's presence. */
  readonly part: (() => void) | null
  cancelExpiry: () => void
}

export class AgentLines {
  readonly #services: Services
  readonly #library: Library
  readonly #clock: Clock
  readonly #log: Log
  readonly #kept = new Map<AgentParty, Kept>()
  readonly #stops: readonly (() => void)[]

  constructor(parts: { services: Services; library: Library; clock: Clock; log: Log }) {
    const { services } = parts
    this.#services = services
    this.#library = parts.library
    this.#clock = parts.clock
    this.#log = parts.log
    const look = () => void this.#lookAgain()
    this.#stops = [
      services.accessTokens.onRevoked(look),
      services.sessions.onEnded(look),
      services.feed.listen({
        events: events => {
          if (events.some(({ type }) => type === 'agent.changed' || type === 'role.changed')) look()
        },
        passing() {},
      }),
    ]
  }

  /** How many connections the agent has. */
  count(agentId: AgentId): number {
    return this.#of(agentId).length
  }

  /** Whether a program of theirs is there that can answer customers. */
  isAtWork(agentId: AgentId): boolean {
    return this.#of(agentId).some(({ part }) => part !== null)
  }

  /** The connection is logged in: its agent is there, if the program can chat. */
  join(party: AgentParty): void {
    const canChat = mayUse(party.credentials.scopes, chatsWrite)
    const part = canChat ? this.#services.presence.connect(party.actor.agentId, 'program') : null
    this.#kept.set(party, { party, part, cancelExpiry: () => {} })
    this.watchExpiry(party)
  }

  /** The connection is gone. */
  part(party: AgentParty): void {
    const kept = this.#kept.get(party)
    if (kept === undefined) return
    this.#kept.delete(party)
    kept.cancelExpiry()
    kept.part?.()
    this.minds(party.actor.agentId).catch(error => {
      this.#log.error('It could not be told whether an agent is away', { error: String(error) })
    })
  }

  /** The token's end is the connection's, unless another takes its place before. */
  watchExpiry(party: AgentParty): void {
    const kept = this.#kept.get(party)
    if (kept === undefined) return
    kept.cancelExpiry()
    const { expiresAt } = party.credentials
    if (expiresAt === null) return
    const now = this.#clock.now()
    kept.cancelExpiry = this.#clock.wakeAt(Math.min(expiresAt, now + longestAlarmMs), () => {
      if (this.#clock.now() >= expiresAt) party.line?.end('access_token_expired')
      else this.watchExpiry(party)
    })
  }

  /** Whether the agent is away: when all their connections are, and no screen of ours is open. */
  async minds(agentId: AgentId): Promise<void> {
    const working = this.#of(agentId).filter(({ part }) => part !== null)
    if (working.length === 0 || this.#services.presence.hasScreen(agentId)) return
    const isAway = working.every(({ party }) => party.isAway)
    const presence = (await this.#library.reads.agents.get(agentId))?.presence
    const actor = working[0]?.party.actor
    if (presence === undefined || actor === undefined) return
    if (isAway && presence.status === 'active') await this.#services.presence.set(actor, 'inactive', 'away')
    if (!isAway && presence.status === 'inactive' && presence.reason === 'away')
      await this.#services.presence.set(actor, 'active', 'chosen')
  }

  close(): void {
    for (const stop of this.#stops) stop()
    for (const { cancelExpiry } of this.#kept.values()) cancelExpiry()
  }

  #of(agentId: AgentId): Kept[] {
    return [...this.#kept.values()].filter(({ party }) => party.actor.agentId === agentId)
  }

  /** Something of tokens, agents or roles changed: each program says again, as it were, who it is. */
  async #lookAgain(): Promise<void> {
    try {
      for (const { party } of [...this.#kept.values()]) {
        const present = await identifyAgent(this.#services, party.said)
        if (present === null) party.line?.end(await this.#whyNot(party))
        else if (!sameRights(present.actor.permissions, party.actor.permissions))
          party.line?.end('role_permissions_changed')
      }
    } catch (error) {
      this.#log.error('Programs could not be looked at again', { error: String(error) })
    }
  }

  async #whyNot({ actor, credentials }: AgentParty): Promise<string> {
    const agent = await this.#library.reads.agents.get(actor.agentId)
    const isGone = agent === null || agent.deactivatedAt !== null
    return isGone || credentials.scopes === null ? 'agent_logged_out_remotely' : 'access_token_revoked'
  }
}

const sameRights = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every(right => other.has(right))

// What agents follow without being in it: a thread until it ends, so that the next one of the same chat is not followed, or a
// customer while they are there; until the agent stops. A follow is the agent's, on all their lines.
import type { AgentId } from '../../../domain/ids.ts'

/** The oldest gives way to the newest. */
const mostFollows = 1_000

export class Follows<Id extends string> {
  readonly #byAgent = new Map<AgentId, Set<Id>>()

  has(agentId: AgentId, id: Id): boolean {
    return this.#byAgent.get(agentId)?.has(id) ?? false
  }

  /** False: they follow it already. */
  add(agentId: AgentId, id: Id): boolean {
    const own = this.#byAgent.get(agentId) ?? new Set()
    this.#byAgent.set(agentId, own)
    if (own.has(id)) return false
    own.add(id)
    const [oldest] = own
    if (own.size > mostFollows && oldest !== undefined) own.delete(oldest)
    return true
  }

  /** Those that the agent follows now. */
  of(agentId: AgentId): readonly Id[] {
    return [...(this.#byAgent.get(agentId) ?? [])]
  }

  /** False: they do not follow it. */
  delete(agentId: AgentId, id: Id): boolean {
    return this.#byAgent.get(agentId)?.delete(id) ?? false
  }

  /** Nobody follows it any more. */
  end(id: Id): void {
    for (const own of this.#byAgent.values()) own.delete(id)
  }
}

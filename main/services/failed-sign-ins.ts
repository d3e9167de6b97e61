// Counts failed sign-ins so that they are on record without flooding it: one entry a quarter of an hour and login, with how many.
import { MINUTE } from '../domain/clock.ts'
import type { AgentId } from '../domain/ids.ts'

const quietMs = 15 * MINUTE

export class FailedSignIns {
  /** Null: a login that nobody has. */
  readonly #counts = new Map<AgentId | null, { recordedAt: number; since: number }>()

  /** How many to put on record now, this one counted; 0: a later entry will tell of it. */
  count(agentId: AgentId | null, now: number): number {
    const known = this.#counts.get(agentId)
    const since = (known?.since ?? 0) + 1
    if (known !== undefined && now - known.recordedAt < quietMs) {
      this.#counts.set(agentId, { ...known, since })
      return 0
    }
    this.#counts.set(agentId, { recordedAt: now, since: 0 })
    return since
  }

  /** Those that no entry has told of: the next good sign-in does. */
  takeUntold(agentId: AgentId): number {
    const known = this.#counts.get(agentId)
    if (known !== undefined) this.#counts.set(agentId, { ...known, since: 0 })
    return known?.since ?? 0
  }
}

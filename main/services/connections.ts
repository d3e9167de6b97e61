// Which agents have a workstation connected: an open feed, or a call of their program within the last minute. Not kept on disk.
import { type Clock, MINUTE, SECOND } from '../domain/clock.ts'
import type { AgentId } from '../domain/ids.ts'

/** A reload or a short network gap is no absence. */
export const graceMs = 20 * SECOND
/** A program that calls without a standing connection is there for so long after each call. */
export const touchMs = MINUTE

/** Where an agent works: in front of a screen of ours, or through a program of their own. */
export type ConnectedAt = 'screen' | 'program'

interface Line {
  open: number
  /** How many of those are screens, at which a chat can ring. */
  screens: number
  until: number
  cancel: (() => void) | null
}

export class Connections {
  readonly #clock: Clock
  readonly #onChange: (agentId: AgentId, connected: boolean) => void
  readonly #lines = new Map<AgentId, Line>()

  constructor(clock: Clock, onChange: (agentId: AgentId, connected: boolean) => void) {
    this.#clock = clock
    this.#onChange = onChange
  }

  has(agentId: AgentId): boolean {
    return this.#lines.has(agentId)
  }

  /** Whether a person of theirs sits at a screen, where a chat can ring; programs have none. */
  hasScreen(agentId: AgentId): boolean {
    return (this.#lines.get(agentId)?.screens ?? 0) > 0
  }

  /** A workstation or a program is there until the returned function is called, and a grace time longer. */
  open(agentId: AgentId, at: ConnectedAt = 'screen'): () => void {
    const line = this.#line(agentId)
    line.open += 1
    if (at === 'screen') line.screens += 1
    let closed = false
    return () => {
      if (closed) return
      closed = true
      line.open -= 1
      if (at === 'screen') line.screens -= 1
      this.#keepUntil(agentId, line, this.#clock.now() + graceMs)
    }
  }

  /** True when the agent was not connected before. */
  touch(agentId: AgentId, forMs = touchMs): boolean {
    const before = this.#lines.has(agentId)
    this.#keepUntil(agentId, this.#line(agentId), this.#clock.now() + forMs)
    return !before
  }

  #line(agentId: AgentId): Line {
    const known = this.#lines.get(agentId)
    if (known) return known
    const line: Line = { open: 0, screens: 0, until: 0, cancel: null }
    this.#lines.set(agentId, line)
    this.#onChange(agentId, true)
    return line
  }

  #keepUntil(agentId: AgentId, line: Line, until: number): void {
    line.until = Math.max(line.until, until)
    if (line.cancel !== null) return
    const check = () => {
      line.cancel = null
      if (line.open > 0) return
      if (line.until > this.#clock.now()) {
        line.cancel = this.#clock.wakeAt(line.until, check)
        return
      }
      this.#lines.delete(agentId)
      this.#onChange(agentId, false)
    }
    line.cancel = this.#clock.wakeAt(line.until, check)
  }
}

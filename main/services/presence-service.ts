// Presence: who is active, who is inactive and why, and whose workstation is connected. Every change sweeps the waiting chats.
import type { Clock } from '../domain/clock.ts'
import type { AgentId } from '../domain/ids.ts'
import type { InactiveReason, Presence } from '../domain/presence.ts'
import type { Store } from '../storage/store.ts'
import { type ConnectedAt, Connections } from './connections.ts'
import type { Actor, PresenceVerbs } from './verbs.ts'

export class PresenceService implements PresenceVerbs {
  readonly connections: Connections
  readonly #store: Store
  readonly #clock: Clock
  readonly #sweep: (because: string) => Promise<void>

  constructor(ports: { store: Store; clock: Clock }, sweep: (because: string) => Promise<void>) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#sweep = sweep
    this.connections = new Connections(
      ports.clock,
      (agentId, connected) => void this.#connectionChanged(agentId, connected),
    )
  }

  /** Agents who were held out a chat when Parley stopped get time to come back before it goes on to others. */
  async start(): Promise<void> {
    for (const offer of await this.#store.offers.open()) this.connections.touch(offer.agentId)
  }

  async set(actor: Actor, status: 'active' | 'inactive', reason: InactiveReason): Promise<Presence> {
    const now = this.#clock.now()
    const presence: Presence = status === 'active' ? { status, since: now } : { status, reason, since: now }
    const before = (await this.#store.agents.get(actor.agentId))?.presence
    if (before?.status === status && (before.status === 'active' || before.reason === reason)) return before
    await this.#store.transact(async tx => {
      await tx.agents.update(actor.agentId, { presence })
      await tx.events.append({ type: 'presence.changed', at: now, audience: 'everyone', agentId: actor.agentId })
    })
    await this.#sweep(status === 'active' ? 'an agent became active' : 'an agent became inactive')
    return presence
  }

  connect(agentId: AgentId, at: ConnectedAt = 'screen'): () => void {
    return this.connections.open(agentId, at)
  }

  hasScreen(agentId: AgentId): boolean {
    return this.connections.hasScreen(agentId)
  }

  async touch(agentId: AgentId): Promise<void> {
    if (this.connections.touch(agentId)) await this.#sweep('an agent connected')
  }

  isConnected(agentId: AgentId): boolean {
    return this.connections.has(agentId)
  }

  async #connectionChanged(agentId: AgentId, connected: boolean): Promise<void> {
    const swept = this.#sweep(connected ? 'an agent connected' : "an agent's workstation went away")
    await this.#store
      .transact(tx =>
        tx.events.append({
          type: 'presence.changed',
          at: this.#clock.now(),
          audience: 'everyone',
          agentId,
          facts: { connected },
        }),
      )
      .catch(() => {
        // The store is closing: nobody is left to be told.
      })
    await swept
  }
}

// Who is there and how busy, read once for a decision.
import { limitOf } from '../domain/capacity.ts'
import type { AgentId, QueueId } from '../domain/ids.ts'
import type { Queue } from '../domain/queue.ts'
import type { RoutingAgent } from '../domain/routing.ts'
import type { SystemSettings } from '../domain/settings.ts'
import type { Agent, Reads } from '../storage/store.ts'

export interface Board {
  readonly settings: SystemSettings
  agent(id: AgentId): Agent | undefined
  queue(id: QueueId): Promise<Queue | null>
  /** The queue's members as routing sees them. */
  members(id: QueueId): Promise<readonly RoutingAgent[]>
  routingAgent(id: AgentId): RoutingAgent | undefined
}

export const readBoard = async (reads: Reads, isConnected: (id: AgentId) => boolean): Promise<Board> => {
  const [agents, settings, active, held] = await Promise.all([
    reads.agents.all(),
    reads.settings.all(),
    reads.chats.activeCounts(),
    reads.offers.exclusiveCounts(),
  ])
  const byId = new Map(agents.map(agent => [agent.id, agent]))
  const loads = new Map(agents.map(({ id }) => [id, (active.get(id) ?? 0) + (held.get(id) ?? 0)]))
  const queues = new Map<QueueId, Promise<Queue | null>>()
  const memberIds = new Map<QueueId, Promise<AgentId[]>>()

  const routingAgent = (id: AgentId): RoutingAgent | undefined => {
    const agent = byId.get(id)
    if (agent === undefined || agent.deactivatedAt !== null) return undefined
    return {
      id,
      name: agent.name,
      presence: agent.presence,
      connected: isConnected(id),
      load: loads.get(id) ?? 0,
      limit: limitOf(agent.chatLimit, settings.SimultaneousChats),
      lastTakenAt: agent.lastTakenAt,
    }
  }
  const remember = <K, V>(map: Map<K, Promise<V>>, key: K, read: () => Promise<V>): Promise<V> => {
    const known = map.get(key) ?? read()
    map.set(key, known)
    return known
  }

  return {
    settings,
    agent: id => byId.get(id),
    queue: id => remember(queues, id, () => reads.queues.get(id)),
    routingAgent,
    members: async id => {
      const ids = await remember(memberIds, id, () => reads.queues.memberIds(id))
      return ids.map(routingAgent).filter(agent => agent !== undefined)
    },
  }
}

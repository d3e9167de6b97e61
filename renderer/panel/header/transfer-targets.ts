// To whom a chat can go, the likeliest first: agents who are free, by load; then queues; then agents who are not free.
import type { TransferTo } from '../../stores/deeds.ts'

export interface Targets {
  readonly agents: readonly {
    readonly id: string
    readonly name: string
    readonly state: 'active' | 'inactive' | 'chatsExceeded'
    readonly connected: boolean
    readonly load: number
    readonly limit: number
  }[]
  readonly queues: readonly {
    readonly id: string
    readonly name: string
    readonly agentsAvailable: number
    readonly agents: number
    readonly closed: { readonly opensAt: number | null } | null
  }[]
}

export interface Target {
  readonly to: TransferTo
  readonly id: string
  readonly name: string
  readonly state: 'free' | 'full' | 'inactive' | 'offline'
  readonly load: number
  readonly limit: number
  readonly available: number
  readonly agents: number
  /** Of a queue outside of its working hours. */
  readonly closed: { readonly opensAt: number | null } | null
  /** Queues stand in the order that supervisors gave them. */
  readonly place: number
}

const order = { free: 0, full: 2, inactive: 3, offline: 4 } as const

export const targetsFor = ({ agents, queues }: Targets, query: string): readonly Target[] => {
  const wanted = query.trim().toLocaleLowerCase()
  const all: Target[] = [
    ...agents.map(agent => ({
      to: { kind: 'agent' as const, agentId: agent.id },
      id: agent.id,
      name: agent.name,
      state: stateOf(agent),
      load: agent.load,
      limit: agent.limit,
      available: 0,
      agents: 0,
      closed: null,
      place: 0,
    })),
    ...queues.map((queue, place) => ({
      to: { kind: 'queue' as const, queueId: queue.id },
      id: queue.id,
      name: queue.name,
      state: 'free' as const,
      load: 0,
      limit: 0,
      available: queue.agentsAvailable,
      agents: queue.agents,
      closed: queue.closed,
      place,
    })),
  ]
  return all
    .filter(target => target.name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.load - b.load || a.place - b.place || (a.name < b.name ? -1 : 1))
}

const rankOf = (target: Target): number => (target.to.kind === 'queue' ? 1 : order[target.state])

const stateOf = (agent: Targets['agents'][number]): Target['state'] => {
  if (!agent.connected) return 'offline'
  if (agent.state === 'chatsExceeded') return 'full'
  return agent.state === 'active' ? 'free' : 'inactive'
}

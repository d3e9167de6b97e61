// What every view of the protocol looks up: the organisation, numbers of queues, agents. Kept until something of it changes.
import type { StoredEvent } from '../../../domain/event.ts'
import type { AgentId, QueueId } from '../../../domain/ids.ts'
import type { Services } from '../../../services/verbs.ts'
import type { Organization } from '../../../storage/protocol-store.ts'
import type { Agent, Reads } from '../../../storage/store.ts'
import { agentForCustomers } from '../names.ts'

export class Library {
  readonly reads: Reads
  readonly #services: Pick<Services, 'protocol'>
  #organization: Promise<Organization> | null = null
  #numbers: Promise<ReadonlyMap<QueueId, number>> | null = null
  #agents: Promise<ReadonlyMap<AgentId, Agent>> | null = null

  constructor(reads: Reads, services: Pick<Services, 'protocol'>) {
    this.reads = reads
    this.#services = services
  }

  organization(): Promise<Organization> {
    this.#organization ??= this.#services.protocol.organization()
    return this.#organization
  }

  /** The number under which the protocol knows the queue. 0 stands for all agents and is nobody's. */
  async groupOf(queueId: QueueId): Promise<number> {
    const known = (await this.groups()).get(queueId)
    if (known !== undefined) return known
    this.#numbers = this.reads.protocol.queueNumbers()
    return (await this.#numbers).get(queueId) ?? 0
  }

  /** Of all queues. */
  groups(): Promise<ReadonlyMap<QueueId, number>> {
    this.#numbers ??= this.reads.protocol.queueNumbers()
    return this.#numbers
  }

  async queueOf(group: number): Promise<QueueId | null> {
    for (const [queueId, number] of await this.reads.protocol.queueNumbers()) if (number === group) return queueId
    return null
  }

  /** Also those that are deactivated: old chats name them. */
  async agents(): Promise<ReadonlyMap<AgentId, Agent>> {
    this.#agents ??= this.reads.agents.all().then(all => new Map(all.map(agent => [agent.id, agent])))
    return this.#agents
  }

  async agent(id: AgentId): Promise<Agent | null> {
    return (await this.agents()).get(id) ?? (await this.reads.agents.get(id))
  }

  /** By the id under which agents' programs know them: their login. */
  async agentByLogin(login: string): Promise<Agent | null> {
    return this.reads.agents.byLogin(login)
  }

  async hiddenAgentId(id: AgentId): Promise<string> {
    return agentForCustomers((await this.organization()).id, id)
  }

  /** Called for every event, before anything is made of it. */
  notice(event: StoredEvent): void {
    if (event.type === 'agent.changed' || event.type === 'presence.changed') this.#agents = null
    if (event.type === 'queue.changed') this.#numbers = null
  }
}

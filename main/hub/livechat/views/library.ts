// What every view of the protocol looks up: the organisation, numbers of queues, agents. Kept until something of it changes.
import type { StoredEvent } from '../../../domain/event.ts'
import type { AgentId, QueueId } from '../../../domain/ids.ts'
import type { Services } from '../../../services/verbs.ts'
import type { Organization } from '../../../storage/protocol-store.ts'
import type { Agent, Reads } from '../../../storage/store.ts'
import { agentForCustomers, type Side } from '../names.ts'

export class Library {
  readonly reads: Reads
  readonly #organization: Kept<Organization>
  readonly #numbers: Kept<ReadonlyMap<QueueId, number>>
  readonly #agents: Kept<ReadonlyMap<AgentId, Agent>>

  constructor(reads: Reads, services: Pick<Services, 'protocol'>) {
    this.reads = reads
    this.#organization = new Kept(() => services.protocol.organization())
    this.#numbers = new Kept(() => reads.protocol.queueNumbers())
    this.#agents = new Kept(async () => new Map((await reads.agents.all()).map(agent => [agent.id, agent])))
  }

  organization(): Promise<Organization> {
    return this.#organization.get()
  }

  /** The number under which the protocol knows the queue. 0 stands for all agents and is nobody's. */
  async groupOf(queueId: QueueId): Promise<number> {
    const known = (await this.groups()).get(queueId)
    if (known !== undefined) return known
    this.#numbers.forget()
    return (await this.groups()).get(queueId) ?? 0
  }

  /** Of all queues. */
  groups(): Promise<ReadonlyMap<QueueId, number>> {
    return this.#numbers.get()
  }

  /** Null: no queue has that number. */
  async queueOf(group: number): Promise<QueueId | null> {
    for (const [queueId, number] of await this.reads.protocol.queueNumbers()) if (number === group) return queueId
    return null
  }

  /** Also those that are deactivated: old chats name them. */
  agents(): Promise<ReadonlyMap<AgentId, Agent>> {
    return this.#agents.get()
  }

  async agent(id: AgentId): Promise<Agent | null> {
    return (await this.agents()).get(id) ?? (await this.reads.agents.get(id))
  }

  /** By the id under which agents' programs know them: their login. */
  async agentByLogin(login: string): Promise<Agent | null> {
    return this.reads.agents.byLogin(login)
  }

  /** Under what id that side knows the agent: customers by a hash that tells nothing else, agents by their login. */
  async agentIdFor(side: Side, id: AgentId): Promise<string> {
    return side === 'customer' ? this.hiddenAgentId(id) : ((await this.agent(id))?.login ?? id)
  }

  /** As customers know the agent. */
  async hiddenAgentId(id: AgentId): Promise<string> {
    return agentForCustomers((await this.organization()).id, id)
  }

  /** Called for every event, before anything is made of it. */
  notice(event: StoredEvent): void {
    if (event.type === 'agent.changed' || event.type === 'presence.changed') this.#agents.forget()
    if (event.type === 'queue.changed') this.#numbers.forget()
  }
}

/** Read once, until it is forgotten. What could not be read is asked for anew the next time. */
class Kept<Value> {
  readonly #read: () => Promise<Value>
  #reading: Promise<Value> | null = null

  constructor(read: () => Promise<Value>) {
    this.#read = read
  }

  get(): Promise<Value> {
    if (this.#reading !== null) return this.#reading
    const reading = this.#read()
    this.#reading = reading
    reading.catch(() => {
      if (this.#reading === reading) this.#reading = null
    })
    return reading
  }

  forget(): void {
    this.#reading = null
  }
}

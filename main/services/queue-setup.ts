// Queues: who processes which chats and by which rule. A change takes effect on every waiting chat at once.
import type { AuditFields } from '../domain/audit.ts'
import { hasRoom } from '../domain/capacity.ts'
import type { Clock } from '../domain/clock.ts'
import { hoursOnRecord } from '../domain/hours-on-record.ts'
import { type AgentId, asId, type Ids, type QueueId } from '../domain/ids.ts'
import { nameKey } from '../domain/name-key.ts'
import type { Queue } from '../domain/queue.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { isOpen, nextChange, tidy } from '../domain/working-hours.ts'
import type { Reads, Store } from '../storage/store.ts'
import { putOnRecord } from './audit-trail.ts'
import { readBoard } from './board.ts'
import { wrongHours } from './queue-words.ts'
import type { Doer, Done, QueueCard, QueueInput, QueueVerbs } from './verbs.ts'

export class QueueSetup implements QueueVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #isConnected: (id: AgentId) => boolean
  readonly #changed: (because: string) => Promise<void>

  constructor(
    ports: { store: Store; clock: Clock; ids: Ids },
    isConnected: (id: AgentId) => boolean,
    /** Sweeps, and plans completion times anew. */
    changed: (because: string) => Promise<void>,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#isConnected = isConnected
    this.#changed = changed
  }

  async list(): Promise<readonly QueueCard[]> {
    const [queues, counts, board] = await Promise.all([
      this.#store.queues.all(),
      this.#store.chats.countsByQueue(),
      readBoard(this.#store, this.#isConnected),
    ])
    const now = this.#clock.now()
    return Promise.all(
      queues.map(async queue => {
        const members = await board.members(queue.id)
        const available = members.filter(a => a.presence.status === 'active' && a.connected && hasRoom(a.load, a.limit))
        const hours = queue.workingHours
        return {
          queue,
          waiting: 0,
          active: 0,
          ...counts.get(queue.id),
          agentsAvailable: available.length,
          isOpen: hours === null || isOpen(hours, now),
          changesAt: hours === null ? null : nextChange(hours, now),
        }
      }),
    )
  }

  async ofAgent(id: AgentId): Promise<readonly Queue[]> {
    const ids = new Set(await this.#store.queues.ofAgent(id))
    return (await this.#store.queues.all()).filter(queue => ids.has(queue.id) && queue.archivedAt === null)
  }

  async create(doer: Doer, input: QueueInput): Promise<QueueCard | Refusal> {
    const id = asId<QueueId>(this.#ids.next())
    const no = await this.#store.transact(async tx => {
      const refused = await this.#check(tx, input, null)
      if (refused !== null) return refused
      const position = Math.max(0, ...(await tx.queues.all()).map(queue => queue.position)) + 1
      const queue: Queue = { id, ...input, workingHours: tidied(input), position, archivedAt: null, version: 1 }
      await tx.queues.insert(queue)
      await putOnRecord(tx, doer, this.#clock.now(), {
        noun: 'queue',
        nounId: id,
        name: queue.name,
        deed: 'created',
        after: await recordOf(tx, queue),
      })
      await tx.events.append({
        type: 'queue.changed',
        at: this.#clock.now(),
        audience: 'everyone',
        facts: { queueId: id, deed: 'created' },
      })
      return null
    })
    if (no !== null) return no
    await this.#changed(`the queue ${input.name} was added`)
    return this.#card(id)
  }

  async update(
    doer: Doer,
    id: QueueId,
    change: Parameters<QueueVerbs['update']>[2],
    version?: number,
  ): Promise<QueueCard | Refusal> {
    const result = await this.#store.transact(async tx => {
      const queue = await tx.queues.get(id)
      if (queue === null) return refuse('notFound', 'There is no such queue.', { field: 'queueId' })
      const changed = refuse(
        'conflict',
        `Somebody changed the queue ${queue.name} in the meantime. Look at it again, then save.`,
        { field: 'version' },
      )
      if (version !== undefined && version !== queue.version) return changed
      const { archived, ...fields } = change
      const given = Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== undefined),
      ) as Partial<QueueInput>
      const next: Queue = {
        ...queue,
        ...given,
        workingHours: tidied({ workingHours: queue.workingHours, ...given }),
        archivedAt:
          archived === undefined ? queue.archivedAt : archived ? (queue.archivedAt ?? this.#clock.now()) : null,
        version: queue.version + 1,
      }
      const moved = next.archivedAt === null ? 'restored' : 'archived'
      const deed = (next.archivedAt === null) === (queue.archivedAt === null) ? 'changed' : moved
      const refused =
        (await this.#check(tx, next, id)) ?? (archived === true ? await this.#mayArchive(tx, queue) : null)
      if (refused !== null) return refused
      if (!(await tx.queues.replace(next, queue.version))) return changed
      await putOnRecord(tx, doer, this.#clock.now(), {
        noun: 'queue',
        nounId: id,
        name: next.name,
        deed,
        before: await recordOf(tx, queue),
        after: await recordOf(tx, next),
      })
      await tx.events.append({
        type: 'queue.changed',
        at: this.#clock.now(),
        audience: 'everyone',
        facts: { queueId: id, deed },
      })
      return next
    })
    if (isRefusal(result)) return result
    await this.#changed(`the queue ${result.name} was changed`)
    return this.#card(id)
  }

  async reorder(doer: Doer, ids: readonly QueueId[]): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const all = await tx.queues.all()
      const before = all.filter(queue => queue.archivedAt === null)
      const known = new Map(before.map(queue => [queue.id, queue]))
      const strange = ids.find((id, i) => !known.has(id) || ids.indexOf(id) !== i)
      if (strange !== undefined)
        return refuse(
          'conflict',
          'queueIds: the list of queues has changed meanwhile. Look at it again, then reorder.',
          {
            field: 'queueIds',
          },
        )
      const after = [...ids, ...before.map(queue => queue.id).filter(id => !ids.includes(id))]
      // Archived ones come after: one that is brought back has a place of its own.
      await tx.queues.setOrder([...after, ...all.filter(queue => queue.archivedAt !== null).map(queue => queue.id)])
      const nameOf = (id: QueueId) => known.get(id)?.name ?? id
      const at = this.#clock.now()
      await putOnRecord(tx, doer, at, {
        noun: 'setup',
        nounId: 'queues',
        name: 'Order of queues',
        deed: 'changed',
        before: { order: before.map(queue => queue.name) },
        after: { order: after.map(nameOf) },
      })
      await tx.events.append({ type: 'queue.changed', at, audience: 'everyone' })
    })
  }

  async #card(id: QueueId): Promise<QueueCard | Refusal> {
    return (await this.list()).find(card => card.queue.id === id) ?? refuse('notFound', 'There is no such queue.')
  }

  async #check(reads: Reads, input: QueueInput, own: QueueId | null): Promise<Refusal | null> {
    const same = (await reads.queues.all()).find(
      queue => queue.id !== own && queue.archivedAt === null && nameKey(queue.name) === nameKey(input.name),
    )
    if (same !== undefined)
      return refuse('conflict', `name: there is a queue ${same.name} already. Choose another name.`, { field: 'name' })
    const agents = new Set((await reads.agents.all()).map(agent => agent.id))
    const noAgent = input.agentIds.find(id => !agents.has(id))
    if (noAgent !== undefined)
      return refuse('notFound', `agentIds: there is no agent ${noAgent}.`, { field: 'agentIds' })
    const roles = new Set((await reads.agents.roles()).map(role => role.id))
    const noRole = input.roleIds.find(id => !roles.has(id))
    if (noRole !== undefined) return refuse('notFound', `roleIds: there is no role ${noRole}.`, { field: 'roleIds' })
    return wrongHours(input.workingHours)
  }

  async #mayArchive(reads: Reads, queue: Queue): Promise<Refusal | null> {
    const channel = (await reads.channels.all()).find(one => one.queueId === queue.id && one.active)
    if (channel !== undefined)
      return refuse('conflict', `The channel ${channel.name} feeds this queue. Give it another queue first.`)
    const counts = (await reads.chats.countsByQueue()).get(queue.id)
    return (counts?.waiting ?? 0) + (counts?.active ?? 0) === 0
      ? null
      : refuse('conflict', 'This queue still has open chats. Close or transfer them first.')
  }
}

const tidied = ({ workingHours }: Pick<QueueInput, 'workingHours'>): Queue['workingHours'] =>
  workingHours === null ? null : tidy(workingHours)

const recordOf = async (reads: Reads, queue: Queue): Promise<AuditFields> => {
  const agents = new Map((await reads.agents.all()).map(agent => [agent.id, agent.name]))
  const roles = new Map((await reads.agents.roles()).map(role => [role.id, role.name]))
  return {
    name: queue.name,
    routingRule: queue.routingRule,
    completionTimeoutMinutes: queue.completionTimeoutMinutes,
    acceptTimeoutMinutes: queue.acceptTimeoutMinutes,
    workingHours: queue.workingHours === null ? null : hoursOnRecord(queue.workingHours),
    agents: queue.agentIds.map(id => agents.get(id) ?? id),
    roles: queue.roleIds.map(id => roles.get(id) ?? id),
    archived: queue.archivedAt !== null,
  }
}

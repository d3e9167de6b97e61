// Which groups can be asked now: by their working hours, and by who is there.
import { hasRoom } from '../../../domain/capacity.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { AgentId, QueueId } from '../../../domain/ids.ts'
import type { Queue } from '../../../domain/queue.ts'
import type { RoutingAgent } from '../../../domain/routing.ts'
import { closureOf } from '../../../domain/working-hours.ts'
import { readBoard } from '../../../services/board.ts'
import type { Services } from '../../../services/verbs.ts'
import type { Agent } from '../../../storage/store.ts'
import type { Library } from '../views/library.ts'
import type { CustomerParty } from './customer-party.ts'

/** online: somebody can take a chat; online_for_queue: somebody is there and has no room; offline: nobody, or out of hours. */
export type GroupStatus = 'online' | 'online_for_queue' | 'offline'

export class GroupPresence {
  readonly #services: Pick<Services, 'presence'>
  readonly #library: Library
  readonly #clock: Clock

  constructor(services: Pick<Services, 'presence'>, library: Library, clock: Clock) {
    this.#services = services
    this.#library = library
    this.#clock = clock
  }

  /** By number, archived queues left out; 0 stands for all of them together. */
  async statuses(): Promise<ReadonlyMap<number, GroupStatus>> {
    const { reads } = this.#library
    const numbers = await this.#library.groups()
    const board = await this.#board()
    const found = new Map<number, GroupStatus>()
    for (const queue of await reads.queues.all()) {
      const number = numbers.get(queue.id)
      if (queue.archivedAt === null && number !== undefined) found.set(number, await this.#statusOf(queue, board))
    }
    const all = [...found.values()]
    const best = (['online', 'online_for_queue'] as const).find(status => all.includes(status))
    return new Map([[0, best ?? 'offline'], ...found])
  }

  /** Who would be asked first if a chat began now; null: nobody is there. `isQueued`: nobody has room. */
  async predict(queueId: QueueId): Promise<{ readonly agent: Agent; readonly isQueued: boolean } | null> {
    const queue = await this.#library.reads.queues.get(queueId)
    if (queue === null || closureOf(queue.workingHours, this.#clock.now()) !== null) return null
    const board = await this.#board()
    const here = (await board.members(queueId)).filter(isHere)
    const free = here.filter(one => hasRoom(one.load, one.limit))
    const [first] = (free.length > 0 ? free : here).toSorted(
      (a, b) => a.load - b.load || (a.lastTakenAt ?? -1) - (b.lastTakenAt ?? -1),
    )
    const agent = first === undefined ? undefined : board.agent(first.id)
    return agent === undefined ? null : { agent, isQueued: free.length === 0 }
  }

  /** Null: there is no such group. 0 is the customer's own: that of their website. */
  async queueOf(party: CustomerParty, group: number | undefined): Promise<QueueId | null> {
    if (group !== undefined && group !== 0) return this.#library.queueOf(group)
    return (await this.#library.reads.channels.get(party.channelId))?.queueId ?? null
  }

  /** Numbers of the groups that somebody can take a chat for now, and the customer's own group. */
  async forLogin(
    party: CustomerParty,
  ): Promise<{ readonly onlineGroups: readonly number[]; readonly groupId: number }> {
    const statuses = await this.statuses()
    const queueId = await this.queueOf(party, undefined)
    return {
      onlineGroups: [...statuses].filter(([id, status]) => id !== 0 && status === 'online').map(([id]) => id),
      groupId: queueId === null ? 0 : await this.#library.groupOf(queueId),
    }
  }

  async #statusOf(queue: Queue, board: Awaited<ReturnType<typeof readBoard>>): Promise<GroupStatus> {
    if (closureOf(queue.workingHours, this.#clock.now()) !== null) return 'offline'
    const here = (await board.members(queue.id)).filter(isHere)
    if (here.length === 0) return 'offline'
    return here.some(one => hasRoom(one.load, one.limit)) ? 'online' : 'online_for_queue'
  }

  #board() {
    return readBoard(this.#library.reads, (id: AgentId) => this.#services.presence.isConnected(id))
  }
}

/** Whoever takes chats now, with room for one more or without. */
const isHere = ({ presence, connected }: Pick<RoutingAgent, 'presence' | 'connected'>): boolean =>
  presence.status === 'active' && connected

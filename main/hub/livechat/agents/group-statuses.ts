// Whether groups take chats, as agents' programs hear of it when it changes. Source: `groups_status_updated` of the Agent Chat API's
// pushes, 3.6.
import type { Log } from '../../../channels/channel.ts'
import type { EventType } from '../../../domain/event.ts'
import type { Services } from '../../../services/verbs.ts'
import type { Switchboard } from '../pushes/switchboard.ts'
import type { Library } from '../views/library.ts'

type Status = 'accepting_chats' | 'not_accepting_chats' | 'offline'

/** After which a group may be another one than before. */
const stirring: ReadonlySet<EventType> = new Set(['presence.changed', 'agent.changed', 'queue.changed'])

export class GroupStatuses {
  readonly #services: Pick<Services, 'feed' | 'presence'>
  readonly #library: Library
  readonly #switchboard: Switchboard
  readonly #log: Log
  readonly #stop: () => void
  #known: ReadonlyMap<number, Status> | null = null
  #line: Promise<void> = Promise.resolve()

  constructor(parts: { services: Services; library: Library; switchboard: Switchboard; log: Log }) {
    this.#services = parts.services
    this.#library = parts.library
    this.#switchboard = parts.switchboard
    this.#log = parts.log
    this.#stop = this.#services.feed.listen({
      events: events => {
        if (events.some(({ type }) => stirring.has(type))) this.#look()
      },
      passing() {},
    })
    this.#look()
  }

  close(): Promise<void> {
    this.#stop()
    return this.#line
  }

  #look(): void {
    this.#line = this.#line
      .then(() => this.#tellChanged())
      .catch(error => this.#log.error('Groups could not be looked at', { error: String(error) }))
  }

  async #tellChanged(): Promise<void> {
    const before = this.#known
    const now = await this.#statuses()
    this.#known = now
    const changed = [...now].filter(([id, status]) => before !== null && before.get(id) !== status)
    if (changed.length === 0) return
    this.#switchboard.pass({
      to: { side: 'agents', audience: 'everyone' },
      action: 'groups_status_updated',
      payload: { groups: changed.map(([id, status]) => ({ id, status })) },
    })
  }

  async #statuses(): Promise<ReadonlyMap<number, Status>> {
    const { reads } = this.#library
    const agents = new Map((await reads.agents.all()).map(agent => [agent.id, agent]))
    const statuses = new Map<number, Status>()
    for (const queue of await reads.queues.all()) {
      if (queue.archivedAt !== null) continue
      const members = await reads.queues.memberIds(queue.id)
      const here = members.filter(id => this.#services.presence.isConnected(id))
      const takes = here.some(id => agents.get(id)?.presence.status === 'active')
      const status = takes ? 'accepting_chats' : here.length > 0 ? 'not_accepting_chats' : 'offline'
      statuses.set(await this.#library.groupOf(queue.id), status)
    }
    return statuses
  }
}

// Wakes at the instant at which a queue opens or closes, also after a restart: then waiting chats are routed, or taken back.
import type { Log } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { QueueId } from '../domain/ids.ts'
import { isOpen, nextChange } from '../domain/working-hours.ts'
import type { Store } from '../storage/store.ts'
import { Rounds } from './rounds.ts'

export class OpeningTimes {
  readonly #store: Store
  readonly #clock: Clock
  readonly #sweep: (because: string) => Promise<void>
  readonly #rounds: Rounds
  /** As they were when last looked at; a queue that is not here was not looked at before, and did not turn. */
  #open = new Map<QueueId, boolean>()

  constructor(ports: { store: Store; clock: Clock; log: Log }, sweep: (because: string) => Promise<void>) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#sweep = sweep
    this.#rounds = new Rounds('Opening and closing queues', ports, () => this.#pass())
  }

  /** After a start, and whenever working hours may have changed. */
  replan(): void {
    this.#rounds.request()
  }

  settled(): Promise<void> {
    return this.#rounds.settled()
  }

  stop(): void {
    this.#rounds.stop()
  }

  async #pass(): Promise<number | null> {
    const now = this.#clock.now()
    const before = this.#open
    this.#open = new Map()
    const turned: { id: QueueId; name: string; opens: boolean }[] = []
    let next: number | null = null
    for (const { id, name, workingHours, archivedAt } of await this.#store.queues.all()) {
      if (workingHours === null || archivedAt !== null) continue
      const opens = isOpen(workingHours, now)
      this.#open.set(id, opens)
      if (before.has(id) && before.get(id) !== opens) turned.push({ id, name, opens })
      const at = nextChange(workingHours, now)
      if (at !== null) next = next === null ? at : Math.min(next, at)
    }
    const [first] = turned
    if (first === undefined) return next
    await this.#store.transact(async tx => {
      for (const { id: queueId, opens } of turned)
        await tx.events.append({ type: 'queue.changed', at: now, audience: 'everyone', facts: { queueId, opens } })
    })
    await this.#sweep(`the queue ${first.name} ${first.opens ? 'opened' : 'closed'}`)
    return next
  }
}

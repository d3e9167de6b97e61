// The completion timeout: closes chats whose customer owed an answer for too long, at the right instant, also after a restart.
import type { Log } from '../channels/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { Clock } from '../domain/clock.ts'
import { completeAt } from '../domain/completion.ts'
import type { Store } from '../storage/store.ts'
import { Alarm } from './alarm.ts'
import { closeChat } from './closing.ts'
import type { CustomerLine } from './customer-line.ts'
import { Errand } from './errand.ts'
import type { Router } from './router.ts'

export class Schedule {
  readonly #store: Store
  readonly #clock: Clock
  readonly #router: Router
  readonly #line: CustomerLine
  readonly #errand: Errand
  readonly #alarm: Alarm

  constructor(ports: { store: Store; clock: Clock; log: Log }, router: Router, line: CustomerLine) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#router = router
    this.#line = line
    this.#errand = new Errand('Closing chats on time', ports.log, () => this.#pass())
    this.#alarm = new Alarm(ports.clock, () => void this.#errand.request())
  }

  /** Something changed that a completion time hangs on: a reply, a queue's setting. */
  replan(): void {
    void this.#errand.request()
  }

  settled(): Promise<void> {
    return this.#errand.settled()
  }

  stop(): void {
    this.#alarm.setTo(null)
  }

  async #pass(): Promise<void> {
    const now = this.#clock.now()
    const due: Chat[] = []
    let next: number | null = null
    for (const chat of await this.#store.chats.awaitingCustomer()) {
      const at = completeAt(chat, chat.timeoutMinutes)
      if (at === null) continue
      if (at <= now) due.push(chat)
      else next = next === null ? at : Math.min(next, at)
    }
    const closed = due.length === 0 ? [] : await this.#close(due)
    this.#alarm.setTo(next)
    for (const chat of closed) await this.#line.notify(chat, { type: 'closed' })
    if (closed.length > 0) await this.#router.sweep('chats were closed by their completion timeout')
  }

  /** Looks at each once more inside the transaction: the customer may have answered in this very moment. */
  #close(due: readonly Chat[]): Promise<Chat[]> {
    const now = this.#clock.now()
    return this.#store.transact(async tx => {
      const closed: Chat[] = []
      for (const { id } of due) {
        const chat = await tx.chats.get(id)
        const queue = chat === null ? null : await tx.queues.get(chat.queueId)
        if (chat === null || queue === null) continue
        const at = completeAt(chat, queue.completionTimeoutMinutes)
        if (at === null || at > now) continue
        if (await closeChat(tx, chat, { by: null, reason: 'timeout' }, now)) closed.push(chat)
      }
      return closed
    })
  }
}

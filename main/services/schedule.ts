// The completion timeout: closes chats whose customer owed an answer for too long, at the right instant, also after a restart.
import type { Log } from '../channels/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { Clock } from '../domain/clock.ts'
import { completeAt } from '../domain/completion.ts'
import type { Store } from '../storage/store.ts'
import { closeChat } from './closing.ts'
import type { CustomerLine } from './customer-line.ts'
import { Rounds } from './rounds.ts'
import type { Router } from './router.ts'

export class Schedule {
  readonly #store: Store
  readonly #clock: Clock
  readonly #router: Router
  readonly #line: CustomerLine
  readonly #rounds: Rounds

  constructor(ports: { store: Store; clock: Clock; log: Log }, router: Router, line: CustomerLine) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#router = router
    this.#line = line
    this.#rounds = new Rounds('Closing chats on time', ports, () => this.#pass())
  }

  /** Something changed that a completion time hangs on: a reply, a queue's setting. */
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
    const due: Chat[] = []
    let next: number | null = null
    for (const chat of await this.#store.chats.awaitingCustomer()) {
      const at = completeAt(chat, chat.timeoutMinutes)
      if (at === null) continue
      if (at <= now) due.push(chat)
      else next = next === null ? at : Math.min(next, at)
    }
    const closed = due.length === 0 ? [] : await this.#close(due)
    for (const chat of closed) await this.#line.notify(chat, { type: 'closed' })
    if (closed.length > 0) await this.#router.sweep('chats were closed by their completion timeout')
    return next
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

// Closes chats by themselves at the right instant, also after a restart: those whose customer owed an answer for too long, and
// those of bots in which nobody has said anything for a while.
import type { Log } from '../channels/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { Clock } from '../domain/clock.ts'
import { botChatEndsAt, completeAt } from '../domain/completion.ts'
import type { Reads, Store } from '../storage/store.ts'
import { closeChat } from './closing.ts'
import type { CustomerLine } from './customer-line.ts'
import { Rounds } from './rounds.ts'
import type { Router } from './router.ts'
import type { HandBack } from './threads/hand-back.ts'

export class Schedule {
  readonly #store: Store
  readonly #clock: Clock
  readonly #router: Router
  readonly #line: CustomerLine
  readonly #handBack: HandBack
  readonly #rounds: Rounds

  constructor(ports: { store: Store; clock: Clock; log: Log }, router: Router, line: CustomerLine, handBack: HandBack) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#router = router
    this.#line = line
    this.#handBack = handBack
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
    for (const [chat, at] of await endings(this.#store)) {
      if (at <= now) due.push(chat)
      else next = next === null ? at : Math.min(next, at)
    }
    const closed = due.length === 0 ? [] : await this.#close(due)
    this.#handBack.after(closed)
    for (const chat of closed) await this.#line.notify(chat, { type: 'closed' })
    if (closed.length > 0) await this.#router.sweep('chats were closed by their completion timeout')
    return next
  }

  /** Looks at each once more inside the transaction: the customer may have answered in this very moment. */
  #close(due: readonly Chat[]): Promise<Chat[]> {
    const now = this.#clock.now()
    return this.#store.transact(async tx => {
      const closed: Chat[] = []
      const ends = new Map([...(await endings(tx))].map(([chat, at]) => [chat.id, at]))
      for (const { id } of due) {
        const chat = await tx.chats.get(id)
        if (chat === null || (ends.get(id) ?? now + 1) > now) continue
        if (await closeChat(tx, chat, { by: null, reason: 'timeout' }, now)) closed.push(chat)
      }
      return closed
    })
  }
}

/** Every chat that closes by itself as things stand, with when. */
const endings = async (reads: Reads): Promise<[Chat, number][]> => {
  const found: [Chat, number][] = []
  for (const chat of await reads.chats.awaitingCustomer()) {
    const at = completeAt(chat, chat.timeoutMinutes)
    if (at !== null) found.push([chat, at])
  }
  for (const chat of await reads.chats.ofBots())
    found.push([chat, botChatEndsAt(chat.lastStoredAt, chat.timeoutMinutes)])
  return found
}

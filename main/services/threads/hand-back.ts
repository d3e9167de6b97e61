// Hands a conversation back to whoever has it by default once the agents' chat is closed, if another program gave it or it was taken.
// Best effort: what cannot be handed back stays ours, and the customer's next message rings at agents.
import type { Log } from '../../channels/channel.ts'
import type { Chat } from '../../domain/chat.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Store } from '../../storage/store.ts'
import type { Links } from '../links.ts'
import { addSystemLine } from '../system-lines.ts'
import { patienceMs } from './take-control.ts'
import type { Threads } from './threads.ts'

export class HandBack {
  readonly #store: Store
  readonly #clock: Clock
  readonly #log: Log
  readonly #links: Links
  readonly #threads: Threads
  readonly #busy = new Set<Promise<void>>()

  constructor(ports: { store: Store; clock: Clock; log: Log }, links: Links, threads: Threads) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#log = ports.log
    this.#links = links
    this.#threads = threads
  }

  /** Nobody waits for it: closing a chat must not hang on a network. */
  after(closed: readonly Chat[]): void {
    for (const chat of closed) {
      const job = this.#handBack(chat)
        .catch(error => this.#log.error('A conversation could not be handed back', { error: String(error) }))
        .finally(() => this.#busy.delete(job))
      this.#busy.add(job)
    }
  }

  async settled(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy)
  }

  async #handBack(chat: Chat): Promise<void> {
    const { conversationId, channelId, closedBy } = chat
    const link = this.#links.get(channelId)
    if (link?.handBack === undefined) return
    const [memory, next, conversation] = await Promise.all([
      this.#store.contacts.thread(conversationId),
      this.#store.chats.openOfConversation(conversationId),
      this.#store.contacts.conversation(conversationId),
    ])
    // The customer has written again already, and agents have them.
    if (memory.holder !== 'us' || !memory.given || next !== null || conversation === null) return
    const refusal = await link.handBack(conversation.identity.address, AbortSignal.timeout(patienceMs))
    await this.#store.transact(async tx => {
      const channel = await tx.channels.get(channelId)
      if (channel === null) return
      if (refusal === null) await this.#threads.did(tx, channel, conversationId, 'returned')
      const audience = [...new Set([chat.ownerId, closedBy].filter(id => id !== null))]
      const line =
        refusal === null
          ? ({ code: 'controlReturned' } as const)
          : ({ code: 'controlKept', reason: refusal.sentence } as const)
      await addSystemLine(tx, chat, line, { at: this.#clock.now(), audience })
    })
  }
}

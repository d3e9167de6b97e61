// What happened, to each screen from the number it last saw, in order, nothing missing and nothing twice.

import type { Clock } from '../domain/clock.ts'
import type { StoredEvent } from '../domain/event.ts'
import type { ChatId } from '../domain/ids.ts'
import { may } from '../domain/permissions.ts'
import type { ChatRow, Store } from '../storage/store.ts'
import type { Bus, Passing } from './bus.ts'
import { listedCard } from './cards.ts'
import type { Actor, FeedEar, FeedItem, FeedVerbs, SessionVerbs } from './verbs.ts'

/** Events kept in memory for those who are up to date; whoever is further behind reads the log. */
const recentLimit = 4_000
const batchLimit = 500
/** Typing and the like for a screen that does not keep up is dropped beyond so many. */
const passingLimit = 200

export class Feed implements FeedVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #bus: Bus
  readonly #actorOfAgent: SessionVerbs['actorOfAgent']
  readonly #wakers = new Set<() => void>()
  #recent: StoredEvent[] = []

  constructor(ports: { store: Store; clock: Clock }, bus: Bus, actorOfAgent: SessionVerbs['actorOfAgent']) {
    const { store, clock } = ports
    this.#store = store
    this.#clock = clock
    this.#bus = bus
    this.#actorOfAgent = actorOfAgent
    store.onEvents(events => {
      this.#recent.push(...events)
      if (this.#recent.length > 2 * recentLimit) this.#recent = this.#recent.slice(-recentLimit)
      for (const wake of this.#wakers) wake()
    })
  }

  listen(ear: FeedEar): () => void {
    const stopEvents = this.#store.onEvents(events => ear.events(events))
    const stopPassing = this.#bus.listen(item => ear.passing(item))
    return () => {
      stopEvents()
      stopPassing()
    }
  }

  last(): Promise<number> {
    return this.#store.events.last()
  }

  async *follow(asked: Actor, since: number | undefined, signal: AbortSignal): AsyncGenerator<FeedItem, void, void> {
    let actor = asked
    let cursor = since ?? (await this.last())
    const passing: Passing[] = []
    let wake: () => void = () => {}
    const ring = () => wake()
    const stopListening = this.#bus.listen(item => {
      if (passing.length < passingLimit) passing.push(item)
      wake()
    })
    this.#wakers.add(ring)
    signal.addEventListener('abort', ring)
    try {
      while (!signal.aborted) {
        const woken = new Promise<void>(resolve => {
          wake = resolve
        })
        const batch = await this.#after(cursor)
        for (const item of await this.#itemsOf(actor, batch)) {
          if (signal.aborted) return
          yield item
        }
        cursor = batch.at(-1)?.seq ?? cursor
        if (batch.some(event => event.type === 'agent.changed')) {
          const now = await this.#actorOfAgent(actor.agentId)
          if (now === null) return
          actor = now
        }
        for (const item of passing.splice(0)) if (await this.#concerns(actor, item)) yield item
        if (batch.length === 0 && passing.length === 0 && !signal.aborted) await woken
      }
    } finally {
      stopListening()
      this.#wakers.delete(ring)
      signal.removeEventListener('abort', ring)
    }
  }

  async #after(cursor: number): Promise<StoredEvent[]> {
    const first = this.#recent[0]
    if (first !== undefined && cursor >= first.seq - 1) {
      const from = this.#recent.findLastIndex(event => event.seq <= cursor) + 1
      return this.#recent.slice(from, from + batchLimit)
    }
    return this.#store.events.after(cursor, batchLimit)
  }

  async #itemsOf(actor: Actor, batch: readonly StoredEvent[]): Promise<FeedItem[]> {
    const seesAll = may(actor.permissions, 'CanSeeAllChats')
    const mine = batch.filter(
      event =>
        event.audience === 'everyone' ||
        event.audience.includes(actor.agentId) ||
        (seesAll && event.chatId !== undefined),
    )
    // One card per chat is enough: the present state, with the last of its events.
    const lastOf = new Map<ChatId, number>()
    for (const event of mine) if (event.chatId !== undefined) lastOf.set(event.chatId, event.seq)
    const items: FeedItem[] = []
    for (const event of mine) {
      const wantsCard = event.chatId !== undefined && lastOf.get(event.chatId) === event.seq
      const row: ChatRow | null =
        wantsCard && event.chatId !== undefined ? await this.#store.chats.row(event.chatId) : null
      const card = wantsCard
        ? row === null
          ? null
          : await listedCard(this.#store, actor, row, this.#clock.now())
        : undefined
      const wantsMessage = event.type === 'message.added' || event.type === 'message.changed'
      const message =
        wantsMessage && event.messageId !== undefined ? await this.#store.messages.get(event.messageId) : null
      items.push({
        kind: 'event',
        event,
        ...(card === undefined ? {} : { card }),
        ...(message === null ? {} : { message }),
      })
    }
    return items
  }

  async #concerns(actor: Actor, item: Passing): Promise<boolean> {
    if (item.kind === 'health') return true
    if (item.kind === 'relay') return may(actor.permissions, 'CanManageChats')
    if (item.agentId === actor.agentId) return false
    if (may(actor.permissions, 'CanSeeAllChats')) return true
    const chat = await this.#store.chats.get(item.chatId)
    return chat?.ownerId === actor.agentId
  }
}

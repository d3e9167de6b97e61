// Applies routing plans: reads who waits and who is there, lets the domain decide, writes offers and every decision with its reasons.
import type { Log } from '../channels/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { Clock } from '../domain/clock.ts'
import type { Decision } from '../domain/decision.ts'
import { type AgentId, asId, type ChatId, type Ids, type QueueId } from '../domain/ids.ts'
import type { Offer, OfferOutcome } from '../domain/offer.ts'
import type { Queue } from '../domain/queue.ts'
import { declinedRestMs, type RoutingAgent } from '../domain/routing.ts'
import { type SweepPlan, sweep } from '../domain/sweep.ts'
import type { Store, Transaction } from '../storage/store.ts'
import { Alarm } from './alarm.ts'
import { readBoard } from './board.ts'
import { Errand } from './errand.ts'
import { sayOutOfHours } from './out-of-hours.ts'

export class Router {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #isConnected: (id: AgentId) => boolean
  readonly #onSaid: () => void
  readonly #errand: Errand
  readonly #expiry: Alarm
  readonly #rest: Alarm
  /** What the next run is about: these new chats, or every waiting one when there is a reason. */
  #newChats = new Map<ChatId, string>()
  #because: string | null = null
  /** The last decision's outcome per waiting chat, so that one that says the same again is not written again. */
  readonly #lastSaid = new Map<ChatId, string>()

  constructor(
    ports: { store: Store; clock: Clock; ids: Ids; log: Log },
    isConnected: (id: AgentId) => boolean,
    /** A text for customers outside of working hours was stored and can be sent. */
    onSaid: () => void,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#isConnected = isConnected
    this.#onSaid = onSaid
    this.#errand = new Errand('Routing', ports.log, () => this.#run())
    this.#expiry = new Alarm(ports.clock, () => void this.sweep('an offer was not accepted in time'))
    this.#rest = new Alarm(ports.clock, () => void this.sweep('the agents who declined are asked again'))
  }

  /** After a start: agents who declined shortly before are asked again in time. */
  start(): Promise<void> {
    this.#rest.setTo(this.#clock.now() + declinedRestMs)
    return this.sweep('Parley started')
  }

  /** Routes these new chats; resolves when they have been decided on. */
  routeNew(chats: readonly { readonly chatId: ChatId; readonly because: string }[]): Promise<void> {
    for (const { chatId, because } of chats) this.#newChats.set(chatId, because)
    return this.#errand.request()
  }

  /** Something freed somebody, or changed who may take what: goes through every waiting chat, oldest first. */
  sweep(because: string): Promise<void> {
    this.#because ??= because
    return this.#errand.request()
  }

  settled(): Promise<void> {
    return this.#errand.settled()
  }

  stop(): void {
    this.#expiry.setTo(null)
    this.#rest.setTo(null)
  }

  async #run(): Promise<void> {
    const because = this.#because
    const newChats = this.#newChats
    this.#because = null
    this.#newChats = new Map()
    const hasSaid = await this.#store.transact(async tx => {
      const expired = await tx.offers.expired(this.#clock.now())
      const everything = because !== null || expired.length > 0
      const chats = everything ? await tx.chats.waiting() : await waitingOf(tx, [...newChats.keys()])
      if (everything) await this.#endStray(tx, new Set(chats.map(chat => chat.id)))
      if (chats.length === 0 && expired.length === 0) return false
      const reason = because ?? (everything ? 'an offer was not accepted in time' : 'new chat')
      const sweeping = await this.#plan(tx, chats, expired, reason)
      // Why a chat is new says more than what else happened in the same moment.
      const decisions = sweeping.decisions.map(one => ({ ...one, because: newChats.get(one.chatId) ?? one.because }))
      const plan = { ...sweeping, decisions }
      const hasSaid = await this.#apply(tx, chats, plan)
      // Who got the last place must not go on seeing what rings at everybody.
      if (!everything && plan.made.some(offer => offer.exclusive)) void this.sweep('a chat was held out to an agent')
      return hasSaid
    })
    if (hasSaid) this.#onSaid()
    this.#expiry.setTo(await this.#store.offers.nextExpiry())
  }

  async #plan(tx: Transaction, chats: readonly Chat[], expired: readonly Offer[], because: string): Promise<SweepPlan> {
    const board = await readBoard(tx, this.#isConnected)
    const queues = new Map<QueueId, Queue>()
    const memberIds = new Map<QueueId, AgentId[]>()
    const agents = new Map<AgentId, RoutingAgent>()
    const offers = new Map<ChatId, Offer[]>()
    for (const chat of chats) {
      offers.set(chat.id, await tx.offers.ofChat(chat.id, chat.queuedAt))
      if (queues.has(chat.queueId)) continue
      const queue = await board.queue(chat.queueId)
      if (queue !== null) queues.set(queue.id, queue)
      const members = await board.members(chat.queueId)
      for (const agent of members) agents.set(agent.id, agent)
      memberIds.set(
        chat.queueId,
        members.map(agent => agent.id),
      )
    }
    return sweep({
      chats,
      queues,
      memberIds,
      agents,
      offers,
      expired,
      acceptTimeoutMinutes: board.settings.OmniChatOperatorAcceptChatTimeout,
      because,
      now: this.#clock.now(),
    })
  }

  /** True when something is to be sent to customers. */
  async #apply(tx: Transaction, chats: readonly Chat[], plan: SweepPlan): Promise<boolean> {
    const now = this.#clock.now()
    for (const offer of plan.missed) await this.#end(tx, offer, 'missed')
    for (const agentId of plan.becomeInactive) {
      await tx.agents.update(agentId, { presence: { status: 'inactive', reason: 'missedOffer', since: now } })
      await tx.events.append({ type: 'presence.changed', at: now, audience: 'everyone', agentId })
    }
    for (const offer of plan.withdrawn) await this.#end(tx, offer, 'withdrawn')
    for (const offer of plan.made) {
      const { chatId, agentId } = offer
      const fresh = { ...offer, id: asId<Offer['id']>(this.#ids.next()), madeAt: now, outcome: null, endedAt: null }
      if (await tx.offers.insert(fresh))
        await tx.events.append({ type: 'chat.offered', at: now, audience: [agentId], chatId, agentId })
    }
    const byId = new Map(chats.map(chat => [chat.id, chat]))
    let hasSaid = false
    for (const decision of plan.decisions) {
      const chat = byId.get(decision.chatId)
      const isNew = await this.#keep(tx, decision, chat?.queuedAt ?? 0)
      if (!isNew || chat === undefined || decision.outcome.kind !== 'closed') continue
      const queue = await tx.queues.get(chat.queueId)
      if (queue !== null && (await sayOutOfHours(tx, chat, queue, now))) hasSaid = true
    }
    return hasSaid
  }

  /** Writes the decision down unless the last one about this chat said the same: then false. */
  async #keep(tx: Transaction, decision: Decision, queuedAt: number): Promise<boolean> {
    const { outcome, chatId } = decision
    for (const { reason } of decision.candidates)
      if (reason.code === 'declinedJustNow') this.#rest.notAfter(reason.againAt)
    const said =
      outcome.kind === 'offered'
        ? `offered:${[...outcome.agentIds].sort().join()}`
        : outcome.kind === 'closed'
          ? `closed:${outcome.opensAt}`
          : outcome.kind
    const key = `${queuedAt}:${decision.rule}:${said}`
    if (this.#lastSaid.get(chatId) === key) return false
    this.#lastSaid.set(chatId, key)
    await tx.chats.insertDecision(decision)
    // Nobody eligible: supervisors hear it ring. Closed: they see until when.
    if (outcome.kind === 'waits' || outcome.kind === 'closed')
      await tx.events.append({ type: 'chat.changed', at: decision.at, audience: [], chatId })
    return true
  }

  /** Offers of chats that wait no more, and what was remembered about such chats. */
  async #endStray(tx: Transaction, waiting: ReadonlySet<ChatId>): Promise<void> {
    for (const offer of await tx.offers.open()) if (!waiting.has(offer.chatId)) await this.#end(tx, offer, 'withdrawn')
    for (const id of this.#lastSaid.keys()) if (!waiting.has(id)) this.#lastSaid.delete(id)
  }

  async #end(tx: Transaction, offer: Offer, outcome: OfferOutcome): Promise<void> {
    const { chatId, agentId } = offer
    const now = this.#clock.now()
    if (await tx.offers.end(offer.id, outcome, now))
      await tx.events.append({
        type: 'chat.offerEnded',
        at: now,
        audience: [agentId],
        chatId,
        agentId,
        facts: { outcome },
      })
  }
}

const waitingOf = async (tx: Transaction, ids: readonly ChatId[]): Promise<Chat[]> => {
  const chats = await Promise.all(ids.map(id => tx.chats.get(id)))
  return chats.filter(chat => chat !== null).filter(chat => chat.status === 'waiting')
}

// Applies routing decisions: sweeps the waiting chats, oldest first, makes and ends offers, and keeps every decision with its reasons.
import type { Log } from '../channels/channel.ts'
import type { Chat } from '../domain/chat.ts'
import { type Clock, MINUTE } from '../domain/clock.ts'
import type { Decision } from '../domain/decision.ts'
import { type AgentId, asId, type ChatId, type Ids } from '../domain/ids.ts'
import type { Offer, OfferOutcome } from '../domain/offer.ts'
import { declinedRestMs, route } from '../domain/routing.ts'
import type { Store, Transaction } from '../storage/store.ts'
import { Alarm } from './alarm.ts'
import { type Board, readBoard } from './board.ts'
import { Errand } from './errand.ts'

export class Router {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #isConnected: (id: AgentId) => boolean
  readonly #errand: Errand
  readonly #expiry: Alarm
  readonly #rest: Alarm
  /** What the next sweep is about: new chats only, or every waiting one. */
  #chats = new Set<ChatId>()
  #because: string | null = null
  /** The last decision's outcome per waiting chat, so that one that says the same again is not written again. */
  readonly #lastOutcome = new Map<ChatId, string>()

  constructor(ports: { store: Store; clock: Clock; ids: Ids; log: Log }, isConnected: (id: AgentId) => boolean) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#isConnected = isConnected
    this.#errand = new Errand('Routing', ports.log, () => this.#run())
    this.#expiry = new Alarm(ports.clock, () => void this.sweep('an offer was not accepted in time'))
    this.#rest = new Alarm(ports.clock, () => void this.sweep('the agents who declined are asked again'))
  }

  /** Routes these new chats; resolves when they have been decided on. */
  routeNew(ids: readonly ChatId[]): Promise<void> {
    for (const id of ids) this.#chats.add(id)
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
    const only = this.#chats
    this.#because = null
    this.#chats = new Set()
    await this.#store.transact(async tx => {
      const missed = await this.#endExpired(tx)
      const reason = because ?? (missed ? 'an offer was not accepted in time' : 'new chat')
      const board = await readBoard(tx, this.#isConnected)
      const all = because !== null || missed
      if (!all) return this.#decideNew(tx, board, only)
      const waiting = await tx.chats.waiting()
      const ids = new Set(waiting.map(chat => chat.id))
      const open = groupByChat(await tx.offers.open())
      await this.#endStray(tx, open, ids)
      for (const chat of waiting) await this.#decide(tx, board, chat, open.get(chat.id) ?? [], reason)
      for (const id of this.#lastOutcome.keys()) if (!ids.has(id)) this.#lastOutcome.delete(id)
    })
    this.#expiry.setTo(await this.#store.offers.nextExpiry())
  }

  /** The others were placed as well as could be when they came or when somebody was freed. */
  async #decideNew(tx: Transaction, board: Board, ids: ReadonlySet<ChatId>): Promise<void> {
    for (const id of ids) {
      const chat = await tx.chats.get(id)
      if (chat?.status === 'waiting') await this.#decide(tx, board, chat, await tx.offers.open(id), 'new chat')
    }
  }

  /** Missed offers end, and their agents become inactive until they set themselves active by hand. */
  async #endExpired(tx: Transaction): Promise<boolean> {
    const now = this.#clock.now()
    const expired = await tx.offers.expired(now)
    for (const offer of expired) {
      if (!(await tx.offers.end(offer.id, 'missed', now))) continue
      await this.#tellOfferEnded(tx, offer, 'missed')
      await tx.agents.update(offer.agentId, { presence: { status: 'inactive', reason: 'missedOffer', since: now } })
      await tx.events.append({ type: 'presence.changed', at: now, audience: 'everyone', agentId: offer.agentId })
    }
    return expired.length > 0
  }

  /** Offers of chats that wait no more. */
  async #endStray(tx: Transaction, open: ReadonlyMap<ChatId, Offer[]>, waiting: ReadonlySet<ChatId>): Promise<void> {
    for (const [chatId, offers] of open) {
      if (waiting.has(chatId)) continue
      for (const offer of offers) await this.#end(tx, offer, 'withdrawn')
    }
  }

  async #decide(tx: Transaction, board: Board, chat: Chat, open: readonly Offer[], because: string): Promise<void> {
    const queue = await board.queue(chat.queueId)
    if (queue === null) return
    const now = this.#clock.now()
    const members = (await board.members(chat.queueId)).map(agent =>
      // This chat's own exclusive offer is no load against it.
      open.some(offer => offer.exclusive && offer.agentId === agent.id) ? { ...agent, load: agent.load - 1 } : agent,
    )
    const offers = await tx.offers.ofChat(chat.id, chat.queuedAt)
    const decision = route({ chat, queue, members, offers, because, now })
    await this.#apply(tx, board, chat, decision, open, queue.acceptTimeoutMinutes)
    for (const { reason } of decision.candidates)
      if (reason.code === 'declinedJustNow') this.#rest.notAfter(reason.againAt)
  }

  async #apply(
    tx: Transaction,
    board: Board,
    chat: Chat,
    decision: Decision,
    open: readonly Offer[],
    acceptTimeoutMinutes: number | null,
  ): Promise<void> {
    const now = this.#clock.now()
    const exclusive = decision.rule === 'toAvailableAgent'
    const wanted = new Set(decision.outcome.kind === 'offered' ? decision.outcome.agentIds : [])
    for (const offer of open) {
      if (wanted.has(offer.agentId) && offer.exclusive === exclusive) {
        wanted.delete(offer.agentId)
        continue
      }
      await this.#end(tx, offer, 'withdrawn')
      if (offer.exclusive) board.addLoad(offer.agentId, -1)
    }
    const minutes = acceptTimeoutMinutes ?? board.settings.OmniChatOperatorAcceptChatTimeout
    for (const agentId of wanted) {
      const offer: Offer = {
        id: asId(this.#ids.next()),
        chatId: chat.id,
        agentId,
        madeAt: now,
        exclusive,
        expiresAt: exclusive ? now + minutes * MINUTE : null,
        outcome: null,
        endedAt: null,
      }
      if (!(await tx.offers.insert(offer))) continue
      if (exclusive) board.addLoad(agentId, 1)
      await tx.events.append({ type: 'chat.offered', at: now, audience: [agentId], chatId: chat.id, agentId })
    }
    await this.#keep(tx, chat, decision)
  }

  /** Writes the decision down unless the last one about this chat said the same. */
  async #keep(tx: Transaction, chat: Chat, decision: Decision): Promise<void> {
    const { outcome } = decision
    const said = outcome.kind === 'offered' ? `offered:${[...outcome.agentIds].sort().join()}` : outcome.kind
    const key = `${chat.queuedAt}:${decision.rule}:${said}`
    if (this.#lastOutcome.get(chat.id) === key) return
    this.#lastOutcome.set(chat.id, key)
    await tx.chats.insertDecision(decision)
    // Nobody eligible: supervisors hear it ring.
    if (outcome.kind === 'waits')
      await tx.events.append({ type: 'chat.changed', at: decision.at, audience: [], chatId: chat.id })
  }

  async #end(tx: Transaction, offer: Offer, outcome: OfferOutcome): Promise<void> {
    if (await tx.offers.end(offer.id, outcome, this.#clock.now())) await this.#tellOfferEnded(tx, offer, outcome)
  }

  #tellOfferEnded(tx: Transaction, offer: Offer, outcome: OfferOutcome): Promise<void> {
    return tx.events.append({
      type: 'chat.offerEnded',
      at: this.#clock.now(),
      audience: [offer.agentId],
      chatId: offer.chatId,
      agentId: offer.agentId,
      facts: { outcome },
    })
  }

  /** After a start: agents who declined shortly before are asked again in time. */
  start(): Promise<void> {
    this.#rest.setTo(this.#clock.now() + declinedRestMs)
    return this.sweep('Parley started')
  }
}

const groupByChat = (offers: readonly Offer[]): Map<ChatId, Offer[]> => {
  const byChat = new Map<ChatId, Offer[]>()
  for (const offer of offers) {
    const list = byChat.get(offer.chatId)
    if (list) list.push(offer)
    else byChat.set(offer.chatId, [offer])
  }
  return byChat
}

// A sweep through waiting chats: who missed an offer, who is offered what, oldest chat first. Pure: the router applies the plan.
import type { Chat } from './chat.ts'
import { MINUTE } from './clock.ts'
import type { Decision } from './decision.ts'
import type { AgentId, ChatId, QueueId } from './ids.ts'
import type { Offer } from './offer.ts'
import type { Queue } from './queue.ts'
import { isFree, type RoutingAgent, route } from './routing.ts'
import { type Closure, closureOf } from './working-hours.ts'

export interface SweepInput {
  /** Waiting chats to be decided on. */
  readonly chats: readonly Pick<Chat, 'id' | 'number' | 'queueId' | 'queuedAt' | 'ownerId'>[]
  readonly queues: ReadonlyMap<QueueId, Pick<Queue, 'id' | 'routingRule' | 'acceptTimeoutMinutes' | 'workingHours'>>
  readonly memberIds: ReadonlyMap<QueueId, readonly AgentId[]>
  /** `load`: chats in progress plus every open exclusive offer. */
  readonly agents: ReadonlyMap<AgentId, RoutingAgent>
  /** Of each chat: every offer since it last began to wait, open and ended. */
  readonly offers: ReadonlyMap<ChatId, readonly Offer[]>
  /** Open offers whose time is up, of whichever chats. */
  readonly expired: readonly Offer[]
  /** OmniChatOperatorAcceptChatTimeout, for queues without a timeout of their own. */
  readonly acceptTimeoutMinutes: number
  readonly because: string
  readonly now: number
}

export interface SweepPlan {
  readonly missed: readonly Offer[]
  /** Missed an offer: inactive until they set themselves active by hand. */
  readonly becomeInactive: readonly AgentId[]
  readonly withdrawn: readonly Offer[]
  readonly made: readonly Pick<Offer, 'chatId' | 'agentId' | 'exclusive' | 'expiresAt'>[]
  /** One per chat, in the order in which they were decided. */
  readonly decisions: readonly Decision[]
}

export const sweep = (input: SweepInput): SweepPlan => {
  const { now } = input
  const agents = new Map(input.agents)
  const addLoad = (id: AgentId, by: number) => {
    const agent = agents.get(id)
    if (agent !== undefined) agents.set(id, { ...agent, load: agent.load + by })
  }
  const closures = closuresOf(input)
  // An offer that ran out in a queue that has closed was taken back, not missed: nobody is to answer after hours.
  const shut = new Set(input.chats.filter(chat => closures.get(chat.queueId)).map(chat => chat.id))
  const missed = input.expired.filter(offer => !shut.has(offer.chatId))
  const missedIds = new Set(missed.map(offer => offer.id))
  for (const { agentId, exclusive } of missed) {
    const agent = agents.get(agentId)
    if (agent === undefined) continue
    agents.set(agentId, { ...agent, presence: { status: 'inactive', reason: 'missedOffer', since: now } })
    if (exclusive) addLoad(agentId, -1)
  }

  const withdrawn: Offer[] = []
  const made: SweepPlan['made'][number][] = []
  const decisions: Decision[] = []
  const offersOf = new Map<ChatId, Offer[]>()
  const order = inOrder(input)
  // What cannot be held out any more frees its place before anything is handed out; of two too many the newer chat's goes.
  for (const chat of order.toReversed()) {
    const queue = input.queues.get(chat.queueId)
    const kept = (input.offers.get(chat.id) ?? []).map((offer): Offer => {
      if (missedIds.has(offer.id)) return { ...offer, outcome: 'missed', endedAt: now }
      if (offer.outcome !== null || !offer.exclusive) return offer
      const agent = agents.get(offer.agentId)
      const isMember = input.memberIds.get(chat.queueId)?.includes(offer.agentId) === true
      const holds = agent !== undefined && isMember && isFree({ ...agent, load: agent.load - 1 }) && !shut.has(chat.id)
      if (holds && queue?.routingRule === 'toAvailableAgent') return offer
      withdrawn.push(offer)
      addLoad(offer.agentId, -1)
      return { ...offer, outcome: 'withdrawn', endedAt: now }
    })
    offersOf.set(chat.id, kept)
  }
  for (const chat of order) {
    const queue = input.queues.get(chat.queueId)
    if (queue === undefined) continue
    const offers = offersOf.get(chat.id) ?? []
    const open = offers.filter(offer => offer.outcome === null)
    const members = (input.memberIds.get(queue.id) ?? []).flatMap(id => {
      const agent = agents.get(id)
      if (agent === undefined) return []
      // This chat's own exclusive offer is no load against it.
      const own = open.some(offer => offer.exclusive && offer.agentId === id) ? 1 : 0
      return [{ ...agent, load: agent.load - own }]
    })
    const decision = route({
      chat,
      queue,
      closure: closures.get(queue.id) ?? null,
      members,
      offers,
      because: input.because,
      now,
    })
    decisions.push(decision)

    const exclusive = queue.routingRule === 'toAvailableAgent'
    const wanted = new Set(decision.outcome.kind === 'offered' ? decision.outcome.agentIds : [])
    for (const offer of open) {
      if (wanted.has(offer.agentId) && offer.exclusive === exclusive) {
        wanted.delete(offer.agentId)
        continue
      }
      withdrawn.push(offer)
      if (offer.exclusive) addLoad(offer.agentId, -1)
    }
    const minutes = queue.acceptTimeoutMinutes ?? input.acceptTimeoutMinutes
    for (const agentId of wanted) {
      made.push({ chatId: chat.id, agentId, exclusive, expiresAt: exclusive ? now + minutes * MINUTE : null })
      if (exclusive) addLoad(agentId, 1)
    }
  }
  const becomeInactive = [...new Set(missed.map(offer => offer.agentId))]
  return { missed, becomeInactive, withdrawn, made, decisions }
}

/** Of each queue that has chats to be decided on; asked once, however many wait. */
const closuresOf = ({ chats, queues, now }: SweepInput): ReadonlyMap<QueueId, Closure | null> =>
  new Map(
    [...new Set(chats.map(chat => chat.queueId))].map(id => [id, closureOf(queues.get(id)?.workingHours ?? null, now)]),
  )

/**
 * Oldest first; but chats that are held out to one agent before those that ring at everybody: only the former take up
 * places, and whoever has no place left must not go on seeing the latter.
 */
const inOrder = ({ chats, queues }: SweepInput): SweepInput['chats'] => {
  const ringsAtAll = (chat: SweepInput['chats'][number]) =>
    queues.get(chat.queueId)?.routingRule === 'toAllAgents' ? 1 : 0
  return chats.toSorted((a, b) => ringsAtAll(a) - ringsAtAll(b) || a.queuedAt - b.queuedAt || a.number - b.number)
}

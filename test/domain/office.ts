// A whole office in memory around the pure rules, for property tests: what the router and the chat service do, without a disk.
import fc from 'fast-check'
import { mayAccept } from '../../main/domain/accepting.ts'
import { limitOf } from '../../main/domain/capacity.ts'
import { SECOND } from '../../main/domain/clock.ts'
import type { Decision } from '../../main/domain/decision.ts'
import { type AgentId, asId, type ChatId, type QueueId } from '../../main/domain/ids.ts'
import type { Offer, OfferOutcome } from '../../main/domain/offer.ts'
import type { Presence } from '../../main/domain/presence.ts'
import type { RoutingRule } from '../../main/domain/queue.ts'
import type { RoutingAgent } from '../../main/domain/routing.ts'
import { type SweepPlan, sweep } from '../../main/domain/sweep.ts'
import type { WorkingHours } from '../../main/domain/working-hours.ts'

export interface OfficeAgent {
  readonly id: AgentId
  presence: Presence
  connected: boolean
  own: number | null
  lastTakenAt: number | null
}

export interface OfficeChat {
  readonly id: ChatId
  readonly number: number
  queueId: QueueId
  queuedAt: number
  status: 'waiting' | 'active' | 'closed'
  ownerId: AgentId | null
  readonly owners: AgentId[]
}

export class Office {
  now = 1_000_000
  simultaneousChats: number
  readonly agents: OfficeAgent[]
  readonly queues: {
    id: QueueId
    routingRule: RoutingRule
    acceptTimeoutMinutes: number | null
    workingHours: WorkingHours | null
    memberIds: AgentId[]
  }[]
  readonly chats: OfficeChat[] = []
  offers: Offer[] = []
  readonly decisions: Decision[] = []
  lastPlan: SweepPlan | null = null
  #offerCount = 0

  constructor(shape: Shape) {
    this.simultaneousChats = shape.simultaneousChats
    this.agents = shape.limits.map((own, i) => ({
      id: asId<AgentId>(`agent${i}`),
      presence: { status: 'active', since: 0 },
      connected: true,
      own,
      lastTakenAt: null,
    }))
    this.queues = shape.queues.map((queue, i) => ({
      id: asId<QueueId>(`queue${i}`),
      routingRule: queue.rule,
      acceptTimeoutMinutes: queue.acceptTimeoutMinutes,
      workingHours: queue.hours,
      memberIds: this.agents.filter((_, a) => queue.members[a % queue.members.length] === true).map(agent => agent.id),
    }))
  }

  active(id: AgentId): number {
    return this.chats.filter(chat => chat.status === 'active' && chat.ownerId === id).length
  }

  held(id: AgentId): number {
    return this.offers.filter(offer => offer.outcome === null && offer.exclusive && offer.agentId === id).length
  }

  limit(agent: OfficeAgent): number {
    return limitOf(agent.own, this.simultaneousChats)
  }

  routingAgent(agent: OfficeAgent): RoutingAgent {
    const { id, presence, connected, lastTakenAt } = agent
    return {
      id,
      name: id,
      presence,
      connected,
      lastTakenAt,
      load: this.active(id) + this.held(id),
      limit: this.limit(agent),
    }
  }

  get waiting(): OfficeChat[] {
    return this.chats.filter(chat => chat.status === 'waiting')
  }

  sweep(because = 'test'): SweepPlan {
    const expired = this.offers.filter(o => o.outcome === null && o.expiresAt !== null && o.expiresAt <= this.now)
    const plan = sweep({
      chats: this.waiting,
      queues: new Map(this.queues.map(queue => [queue.id, queue])),
      memberIds: new Map(this.queues.map(queue => [queue.id, queue.memberIds])),
      agents: new Map(this.agents.map(agent => [agent.id, this.routingAgent(agent)])),
      offers: new Map(
        this.waiting.map(chat => [chat.id, this.offers.filter(o => o.chatId === chat.id && o.madeAt >= chat.queuedAt)]),
      ),
      expired,
      acceptTimeoutMinutes: 5,
      because,
      now: this.now,
    })
    for (const offer of plan.missed) this.#end(offer, 'missed')
    for (const id of plan.becomeInactive)
      this.#agent(id).presence = { status: 'inactive', reason: 'missedOffer', since: this.now }
    for (const offer of plan.withdrawn) this.#end(offer, 'withdrawn')
    for (const offer of plan.made)
      this.offers.push({
        ...offer,
        id: asId(`offer${this.#offerCount++}`),
        madeAt: this.now,
        outcome: null,
        endedAt: null,
      })
    this.decisions.push(...plan.decisions)
    this.lastPlan = plan
    return plan
  }

  /** What an agent or the world does; each is followed by the sweep that the services make. */
  do(step: Step): void {
    this.now += SECOND
    const agent = this.agents[step.agent % this.agents.length]
    const queue = this.queues[step.queue % this.queues.length]
    const chat = this.chats[step.chat % Math.max(1, this.chats.length)]
    if (agent === undefined || queue === undefined) return
    switch (step.what) {
      case 'write':
        this.chats.push({
          id: asId<ChatId>(`chat${this.chats.length}`),
          number: this.chats.length + 1,
          queueId: queue.id,
          queuedAt: this.now,
          status: 'waiting',
          ownerId: null,
          owners: [],
        })
        break
      case 'accept':
        if (chat !== undefined) this.accept(agent, chat)
        break
      case 'decline': {
        const offer = this.offers.find(o => o.outcome === null && o.agentId === agent.id)
        if (offer !== undefined) this.#end(offer, 'declined')
        break
      }
      case 'close':
        if (chat !== undefined && chat.status === 'active') chat.status = 'closed'
        break
      case 'presence':
        agent.presence =
          agent.presence.status === 'active'
            ? { status: 'inactive', reason: 'chosen', since: this.now }
            : { status: 'active', since: this.now }
        break
      case 'connection':
        agent.connected = !agent.connected
        break
      case 'limit':
        agent.own = step.chat % 4 === 3 ? null : step.chat % 4
        break
      case 'membership':
        queue.memberIds = queue.memberIds.includes(agent.id)
          ? queue.memberIds.filter(id => id !== agent.id)
          : [...queue.memberIds, agent.id]
        break
      case 'wait':
        this.now += (step.chat % 8) * 60 * SECOND
        break
    }
    this.sweep(step.what)
  }

  accept(agent: OfficeAgent, chat: OfficeChat): boolean {
    const offers = this.offers.filter(o => o.outcome === null && o.chatId === chat.id)
    const mine = offers.find(o => o.agentId === agent.id)
    const queue = this.queues.find(q => q.id === chat.queueId)
    const no = mayAccept({
      chat,
      ownerName: chat.ownerId,
      rule: queue?.routingRule ?? 'toAllAgents',
      agentId: agent.id,
      isMember: queue?.memberIds.includes(agent.id) ?? false,
      isActive: agent.presence.status === 'active',
      load: this.routingAgent(agent).load - (mine?.exclusive ? 1 : 0),
      limit: this.limit(agent),
      hasOffer: mine !== undefined,
      heldOutTo: offers.find(o => o.exclusive && o.agentId !== agent.id)?.agentId ?? null,
      mayTakeOver: false,
    })
    if (no !== null || chat.status !== 'waiting') return false
    chat.status = 'active'
    chat.ownerId = agent.id
    chat.owners.push(agent.id)
    agent.lastTakenAt = this.now
    for (const offer of offers) this.#end(offer, offer === mine ? 'accepted' : 'withdrawn')
    return true
  }

  #agent(id: AgentId): OfficeAgent {
    const agent = this.agents.find(one => one.id === id)
    if (agent === undefined) throw new Error(`no ${id}`)
    return agent
  }

  #end(offer: Pick<Offer, 'id'>, outcome: OfferOutcome): void {
    this.offers = this.offers.map(o => (o.id === offer.id ? { ...o, outcome, endedAt: this.now } : o))
  }
}

interface Shape {
  readonly simultaneousChats: number
  readonly limits: readonly (number | null)[]
  readonly queues: readonly {
    readonly rule: RoutingRule
    readonly acceptTimeoutMinutes: number | null
    readonly hours: WorkingHours | null
    readonly members: readonly boolean[]
  }[]
}

const whats = [
  'write',
  'write',
  'write',
  'accept',
  'accept',
  'decline',
  'close',
  'presence',
  'connection',
  'limit',
  'membership',
  'wait',
] as const

export interface Step {
  readonly what: (typeof whats)[number]
  readonly agent: number
  readonly queue: number
  readonly chat: number
}

const aStep: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...whats),
  agent: fc.nat(5),
  queue: fc.nat(2),
  chat: fc.nat(12),
})

/** Opens and closes every few minutes of the day, which begins at 00:16. */
const someHours: fc.Arbitrary<WorkingHours> = fc
  .uniqueArray(fc.integer({ min: 10, max: 59 }), { minLength: 2, maxLength: 8 })
  .map(minutes => {
    const times = minutes.toSorted((a, b) => a - b).map(minute => `00:${minute}`)
    const spans = times.flatMap((from, i) => (i % 2 === 0 && times[i + 1] ? [{ from, to: times[i + 1] ?? '' }] : []))
    return { timeZone: 'UTC', week: Array.from({ length: 7 }, () => spans), holidays: [], closedText: '' }
  })

/** An office of up to five agents and two queues, and what happens in it. */
export const aDay = (rule?: RoutingRule): fc.Arbitrary<{ shape: Shape; steps: Step[] }> =>
  fc.record({
    shape: fc.record({
      simultaneousChats: fc.nat(3),
      limits: fc.array(fc.option(fc.nat(3)), { minLength: 1, maxLength: 5 }),
      queues: fc.array(
        fc.record({
          rule:
            rule === undefined ? fc.constantFrom<RoutingRule>('toAllAgents', 'toAvailableAgent') : fc.constant(rule),
          acceptTimeoutMinutes: fc.option(fc.integer({ min: 1, max: 6 })),
          hours: fc.option(someHours, { freq: 2 }),
          members: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
    steps: fc.array(aStep, { minLength: 1, maxLength: 25 }),
  })

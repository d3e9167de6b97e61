// Who gets a waiting chat: a pure decision with its reasons. Nothing is applied here, so "what would happen?" can be asked.
import { assertNever } from './assert-never.ts'
import { hasRoom } from './capacity.ts'
import type { Chat } from './chat.ts'
import { MINUTE } from './clock.ts'
import type { Candidate, CandidateReason, Decision } from './decision.ts'
import type { AgentId } from './ids.ts'
import type { Offer } from './offer.ts'
import type { Presence } from './presence.ts'
import type { Queue } from './queue.ts'
import type { Closure } from './working-hours.ts'

/** A member of the chat's queue as routing sees them. */
export interface RoutingAgent {
  readonly id: AgentId
  readonly name: string
  readonly presence: Presence
  readonly connected: boolean
  /** Chats in progress plus exclusive offers, this chat's own left out. */
  readonly load: number
  /** 0 = no limit. */
  readonly limit: number
  readonly lastTakenAt: number | null
}

export interface RoutingInput {
  readonly chat: Pick<Chat, 'id' | 'ownerId'>
  readonly queue: Pick<Queue, 'id' | 'routingRule'>
  /** Set while the queue is outside of its working hours: nobody is offered anything. */
  readonly closure: Closure | null
  readonly members: readonly RoutingAgent[]
  /** Every offer of this chat since it last began to wait, open and ended. */
  readonly offers: readonly Offer[]
  readonly because: string
  readonly now: number
}

/** An agent who said no to a chat is not asked again for so long, unless nobody else says yes in the meantime. */
export const declinedRestMs = MINUTE

/**
 * Decides for one waiting chat. Source of the rules: seeds/creatio-chat-settings.txt, "Routing rule";
 * a chat that has an owner goes to that owner and to nobody else.
 */
export const route = (input: RoutingInput): Decision => {
  const { chat, queue, now, because } = input
  const decided = (outcome: Decision['outcome'], candidates: Candidate[]): Decision => ({
    chatId: chat.id,
    at: now,
    queueId: queue.id,
    rule: queue.routingRule,
    because,
    outcome,
    candidates,
  })
  if (chat.ownerId !== null) return decided({ kind: 'stays', agentId: chat.ownerId }, [])
  if (input.closure !== null) return decided({ kind: 'closed', ...input.closure }, [])

  const judged = input.members.map(agent => ({
    agent,
    obstacle: obstacleOf(agent, input),
    tried: triedOf(agent, input),
  }))
  const eligible = judged.filter(one => one.obstacle === null)
  const fresh = eligible.filter(one => one.tried === null)
  const pool = fresh.length > 0 ? fresh : eligible
  const ranked = [...pool].sort((a, b) => byLoadThenRest(a.agent, b.agent))
  const best = ranked[0]?.agent

  const chosen = new Set<AgentId>()
  switch (queue.routingRule) {
    case 'toAllAgents':
      for (const one of pool) chosen.add(one.agent.id)
      break
    case 'toAvailableAgent': {
      const held = eligible.find(one =>
        input.offers.some(o => o.outcome === null && o.exclusive && o.agentId === one.agent.id),
      )
      const winner = held?.agent ?? best
      if (winner) chosen.add(winner.id)
      break
    }
    default:
      assertNever(queue.routingRule)
  }

  const reasonOf = (one: (typeof judged)[number]): CandidateReason => {
    const { agent } = one
    if (one.obstacle !== null) return one.obstacle
    if (queue.routingRule === 'toAllAgents')
      return one.tried !== null && !chosen.has(agent.id)
        ? { code: 'alreadyTried', outcome: one.tried }
        : { code: 'forEverybody' }
    const tieOf = (load: number) => pool.filter(other => other.agent.load === load).length > 1
    if (chosen.has(agent.id))
      return tieOf(agent.load)
        ? { code: 'longestWithoutTaking', load: agent.load, lastTakenAt: agent.lastTakenAt }
        : { code: 'fewestChats', load: agent.load }
    if (one.tried !== null && fresh.length > 0) return { code: 'alreadyTried', outcome: one.tried }
    const winner = pool.find(other => chosen.has(other.agent.id))?.agent
    return winner !== undefined && agent.load === winner.load
      ? { code: 'tookOneLater', load: agent.load, lastTakenAt: agent.lastTakenAt }
      : { code: 'moreChats', load: agent.load }
  }

  const candidates = judged.map(one => ({
    agentId: one.agent.id,
    agentName: one.agent.name,
    eligible: one.obstacle === null,
    chosen: chosen.has(one.agent.id),
    reason: reasonOf(one),
  }))
  return decided(chosen.size === 0 ? { kind: 'waits' } : { kind: 'offered', agentIds: [...chosen] }, candidates)
}

/** Whether the agent could be offered any chat at all now. */
export const isFree = (agent: RoutingAgent): boolean =>
  agent.presence.status === 'active' && agent.connected && hasRoom(agent.load, agent.limit)

/** Why this agent cannot be offered the chat now, or null. */
const obstacleOf = (agent: RoutingAgent, input: RoutingInput): CandidateReason | null => {
  if (agent.presence.status === 'inactive')
    return { code: 'inactive', reason: agent.presence.reason, since: agent.presence.since }
  if (!agent.connected) return { code: 'notConnected' }
  if (!hasRoom(agent.load, agent.limit)) return { code: 'atLimit', load: agent.load, limit: agent.limit }
  const againAt = Math.max(
    ...input.offers
      .filter(o => o.agentId === agent.id && o.outcome === 'declined' && o.endedAt !== null)
      .map(o => (o.endedAt ?? 0) + declinedRestMs),
  )
  return againAt > input.now ? { code: 'declinedJustNow', againAt } : null
}

const triedOf = (agent: RoutingAgent, input: RoutingInput): 'missed' | 'declined' | null => {
  const last = input.offers.findLast(
    o => o.agentId === agent.id && (o.outcome === 'missed' || o.outcome === 'declined'),
  )
  return last?.outcome === 'missed' || last?.outcome === 'declined' ? last.outcome : null
}

/** Fewest chats first; on a tie who has gone longest without taking one (never = longest); then by id, so that it is settled. */
const byLoadThenRest = (a: RoutingAgent, b: RoutingAgent): number =>
  a.load - b.load || (a.lastTakenAt ?? -1) - (b.lastTakenAt ?? -1) || (a.id < b.id ? -1 : 1)

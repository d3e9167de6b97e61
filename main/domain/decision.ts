// A routing decision with its reasons: every candidate and why they were or were not chosen. "Why?" shows it.
import type { AgentId, ChatId, QueueId } from './ids.ts'
import type { RoutingRule } from './queue.ts'
import type { Closure } from './working-hours.ts'

export type CandidateReason =
  /** Chosen: fewest chats in progress, or the winner of a tie. */
  | { readonly code: 'fewestChats'; readonly load: number }
  | { readonly code: 'longestWithoutTaking'; readonly load: number; readonly lastTakenAt: number | null }
  /** Chosen with everybody else: the rule is "to all agents". */
  | { readonly code: 'forEverybody' }
  /** Eligible, and not chosen: */
  | { readonly code: 'moreChats'; readonly load: number }
  | { readonly code: 'tookOneLater'; readonly load: number; readonly lastTakenAt: number | null }
  | { readonly code: 'alreadyTried'; readonly outcome: 'missed' | 'declined' | 'withdrawn' }
  /** Not eligible: */
  | { readonly code: 'inactive'; readonly reason: string; readonly since: number }
  | { readonly code: 'notConnected' }
  | { readonly code: 'atLimit'; readonly load: number; readonly limit: number }
  | { readonly code: 'declinedJustNow'; readonly againAt: number }

export interface Candidate {
  readonly agentId: AgentId
  readonly agentName: string
  readonly eligible: boolean
  readonly chosen: boolean
  readonly reason: CandidateReason
}

export type DecisionOutcome =
  | { readonly kind: 'offered'; readonly agentIds: readonly AgentId[] }
  /** Nobody eligible: it waits and rings at supervisors. */
  | { readonly kind: 'waits' }
  /** Outside of the queue's working hours: it waits and rings at nobody. */
  | ({ readonly kind: 'closed' } & Closure)
  /** It had an owner already: it stays theirs. */
  | { readonly kind: 'stays'; readonly agentId: AgentId }

export interface Decision {
  readonly chatId: ChatId
  readonly at: number
  readonly queueId: QueueId
  readonly rule: RoutingRule
  /** What made Parley decide now: "new chat", "offer missed", "agent became active", ... */
  readonly because: string
  readonly outcome: DecisionOutcome
  readonly candidates: readonly Candidate[]
}

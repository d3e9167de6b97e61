// Queue: the team that processes the chats of its channels, with a routing rule.
import type { AgentId, QueueId, RoleId } from './ids.ts'
import type { WorkingHours } from './working-hours.ts'

export const routingRules = ['toAllAgents', 'toAvailableAgent'] as const
export type RoutingRule = (typeof routingRules)[number]

export interface Queue {
  readonly id: QueueId
  readonly name: string
  readonly routingRule: RoutingRule
  /** Minutes; null = a chat never closes by itself. */
  readonly completionTimeoutMinutes: number | null
  /** Minutes; null = the system setting OmniChatOperatorAcceptChatTimeout. */
  readonly acceptTimeoutMinutes: number | null
  /** Null = always open. Outside of them nothing is offered; what is in progress stays with its agents. */
  readonly workingHours: WorkingHours | null
  readonly agentIds: readonly AgentId[]
  readonly roleIds: readonly RoleId[]
  readonly position: number
  readonly archivedAt: number | null
  /** Grows with every change; a writer names the one they saw. */
  readonly version: number
}

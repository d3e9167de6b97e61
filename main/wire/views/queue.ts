// A queue with its live counts, as the contract shows it.
import type { QueueView } from '../../../preload/views.ts'
import type { QueueCard } from '../../services/verbs.ts'

export const queueView = ({ queue, waiting, active, agentsAvailable }: QueueCard): QueueView => ({
  id: queue.id,
  name: queue.name,
  routingRule: queue.routingRule,
  completionTimeoutMinutes: queue.completionTimeoutMinutes,
  acceptTimeoutMinutes: queue.acceptTimeoutMinutes,
  agentIds: [...queue.agentIds],
  roleIds: [...queue.roleIds],
  position: queue.position,
  archivedAt: queue.archivedAt,
  version: queue.version,
  waiting,
  active,
  agentsAvailable,
})

// A queue with its live counts, as the contract shows it.
import type { QueueView } from '../../../preload/views.ts'
import type { Span, WorkingHours } from '../../domain/working-hours.ts'
import type { QueueCard } from '../../services/verbs.ts'

export const queueView = ({ queue, waiting, active, agentsAvailable, isOpen, changesAt }: QueueCard): QueueView => ({
  id: queue.id,
  name: queue.name,
  routingRule: queue.routingRule,
  completionTimeoutMinutes: queue.completionTimeoutMinutes,
  acceptTimeoutMinutes: queue.acceptTimeoutMinutes,
  workingHours: queue.workingHours === null ? null : workingHoursView(queue.workingHours),
  agentIds: [...queue.agentIds],
  roleIds: [...queue.roleIds],
  position: queue.position,
  archivedAt: queue.archivedAt,
  version: queue.version,
  waiting,
  active,
  agentsAvailable,
  isOpen,
  changesAt,
})

const workingHoursView = ({ timeZone, week, holidays, closedText }: WorkingHours): QueueView['workingHours'] => ({
  timeZone,
  week: week.map(spansView),
  holidays: holidays.map(({ date, name, spans }) => ({ date, name, spans: spansView(spans) })),
  closedText,
})

const spansView = (spans: readonly Span[]) => spans.map(({ from, to }) => ({ from, to }))

// Cases, webhooks and deliveries as the contract shows them.
import type { CaseSummary, CaseView, DeliveryView, WebhookView } from '../../../preload/views.ts'
import { nextStatuses } from '../../domain/case.ts'
import type { CaseCard } from '../../services/case-verbs.ts'
import type { WebhookCard } from '../../services/cases/webhook-verbs.ts'
import type { CaseRow } from '../../storage/case-store.ts'
import type { DeliveryRow } from '../../storage/webhook-store.ts'

export const caseSummary = (row: CaseRow): CaseSummary => ({
  id: row.id,
  number: row.number,
  subject: row.subject,
  status: row.status,
  source: row.source,
  account: row.account,
  contact: named(row.contactId, row.contactName),
  assignee: named(row.assigneeId, row.assigneeName),
  queue: named(row.queueId, row.queueName),
  chatIds: [...row.chatIds],
  registeredAt: row.registeredAt,
  registeredBy: named(row.registeredBy, row.registeredByName),
  changedAt: row.changedAt,
  resolvedAt: row.resolvedAt,
  closedAt: row.closedAt,
  version: row.version,
  nextStatuses: [...nextStatuses(row.status)],
})

export const caseView = ({ row, history, comments, chats }: CaseCard): CaseView => ({
  ...caseSummary(row),
  description: row.description,
  history: history.map(step => ({ ...step })),
  comments: comments.map(comment => ({ ...comment })),
  chats: chats.map(chat => ({ ...chat })),
})

const named = (id: string | null, name: string | null): { id: string; name: string } | null =>
  id === null ? null : { id, name: name ?? '' }

export const webhookView = ({ webhook, waiting, givenUp }: WebhookCard): WebhookView => ({
  id: webhook.id,
  name: webhook.name,
  url: webhook.url,
  events: [...webhook.events],
  active: webhook.active,
  createdAt: webhook.createdAt,
  version: webhook.version,
  waiting,
  givenUp,
})

export const deliveryView = ({ n: _, queuedAt: __, ...row }: DeliveryRow): DeliveryView => ({ ...row })

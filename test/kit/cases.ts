// A case and a webhook to test with; the test names only what matters to it.
import type { Case } from '../../main/domain/case.ts'
import { asId, type CaseId, type DeliveryId, type WebhookId } from '../../main/domain/ids.ts'
import type { CaseWebhook, Delivery } from '../../main/storage/webhook-store.ts'
import { morning } from './hand-clock.ts'

export const aCase = (id: string, more: Partial<Case> = {}): Omit<Case, 'number'> => ({
  id: asId<CaseId>(id),
  subject: 'The order is late',
  description: '',
  source: 'agent',
  status: 'new',
  registeredAt: morning,
  registeredBy: null,
  contactId: null,
  account: '',
  assigneeId: null,
  queueId: null,
  chatIds: [],
  changedAt: morning,
  resolvedAt: null,
  closedAt: null,
  version: 1,
  ...more,
})

export const aWebhook = (id: string, more: Partial<CaseWebhook> = {}): CaseWebhook => ({
  kind: 'case',
  id: asId<WebhookId>(id),
  name: id,
  url: 'https://desk.example/hook',
  events: ['case.created', 'case.changed', 'case.closed'],
  active: true,
  sealedSecret: 'sealed',
  createdAt: morning,
  version: 1,
  ...more,
})

export const aDelivery = (id: string, webhookId: string, more: Partial<Delivery> = {}): Delivery => ({
  id: asId<DeliveryId>(id),
  webhookId: asId<WebhookId>(webhookId),
  caseId: null,
  conversationId: null,
  eventId: `event-${id}`,
  type: 'test',
  body: '{}',
  madeAt: morning,
  queuedAt: morning,
  state: 'waiting',
  attempts: 0,
  nextTryAt: morning,
  triedAt: null,
  tookMs: null,
  status: null,
  answer: '',
  trouble: null,
  ...more,
})

// Queues what webhooks are to be told of a case, in the transaction of the change: what is told is what was stored.
import type { Case, CaseComment, CaseStep } from '../../domain/case.ts'
import type { WebhookEvent } from '../../domain/case-webhook.ts'
import type { Ids } from '../../domain/ids.ts'
import type { Reads, Transaction } from '../../storage/store.ts'
import type { Doer } from '../actor.ts'
import { newDelivery } from '../webhook-delivery/new-delivery.ts'

interface Told {
  readonly type: WebhookEvent
  readonly doer: Doer
  readonly agentName: string
  readonly at: number
  readonly steps: readonly Pick<CaseStep, 'field' | 'from' | 'to'>[]
  readonly comment?: CaseComment
}

export const announce = async (tx: Transaction, ids: Ids, one: Case, told: Told): Promise<void> => {
  const webhooks = (await tx.webhooks.cases()).filter(({ active, events }) => active && events.includes(told.type))
  if (webhooks.length === 0) return
  const eventId = ids.next()
  const body = JSON.stringify(await payloadOf(tx, one, told))
  for (const { id } of webhooks)
    await tx.webhooks.addDelivery({
      ...newDelivery(ids, told.at),
      webhookId: id,
      caseId: one.id,
      conversationId: null,
      eventId,
      type: told.type,
      body,
    })
}

/** Instants as ISO 8601 here, for programs in any language; `type`, `timestamp` and `data` as in the Standard Webhooks specification. */
const payloadOf = async (reads: Reads, one: Case, { type, doer, agentName, at, steps, comment }: Told) => ({
  type,
  timestamp: iso(at),
  data: {
    case: await caseInPayload(reads, one),
    by: { id: doer?.agentId ?? null, name: agentName },
    changes: steps.filter(({ field }) => field !== 'created'),
    comment: comment === undefined ? null : { id: comment.id, text: comment.text },
  },
})

const caseInPayload = async (reads: Reads, one: Case) => {
  const [row, contact] = await Promise.all([
    reads.cases.row(one.id),
    one.contactId === null ? null : reads.contacts.get(one.contactId),
  ])
  const named = (id: string | null, name: string | null | undefined) =>
    id === null ? null : { id, name: name ?? null }
  return {
    id: one.id,
    number: one.number,
    version: one.version,
    subject: one.subject,
    description: one.description,
    source: one.source === 'chat' ? 'Chat' : 'Agent',
    status: one.status,
    registeredAt: iso(one.registeredAt),
    changedAt: iso(one.changedAt),
    resolvedAt: one.resolvedAt === null ? null : iso(one.resolvedAt),
    closedAt: one.closedAt === null ? null : iso(one.closedAt),
    account: one.account,
    contact:
      contact === null ? null : { id: contact.id, name: contact.name, email: contact.email, phone: contact.phone },
    assignee: named(one.assigneeId, row?.assigneeName),
    queue: named(one.queueId, row?.queueName),
    chatIds: one.chatIds,
  }
}

const iso = (at: number): string => new Date(at).toISOString()

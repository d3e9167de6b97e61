// Writes down what happened to a case, in the transaction in which it happens: history, the event for screens, calls for webhooks.
import type { Case, CaseComment, CaseField, CaseStep } from '../../domain/case.ts'
import type { WebhookEvent } from '../../domain/case-webhook.ts'
import type { AgentId, Ids } from '../../domain/ids.ts'
import type { Reads, Transaction } from '../../storage/store.ts'
import type { Doer } from '../actor.ts'
import { announce } from './announce.ts'
import { watchersOf } from './case-sight.ts'

export interface Happening {
  readonly type: WebhookEvent
  readonly doer: Doer
  readonly at: number
  /** Those who could see it before: they are told that it changed, even when they see it no more. */
  readonly watchedBefore?: readonly AgentId[]
  readonly steps: readonly Pick<CaseStep, 'field' | 'from' | 'to'>[]
  readonly comment?: CaseComment
}

export const nameOfDoer = async (reads: Reads, doer: Doer): Promise<string> =>
  doer === null ? 'Parley' : ((await reads.agents.get(doer.agentId))?.name ?? doer.agentId)

export const record = async (tx: Transaction, ids: Ids, one: Case, what: Happening): Promise<void> => {
  const { doer, at, steps, watchedBefore = [] } = what
  const agentId = doer?.agentId ?? null
  const agentName = await nameOfDoer(tx, doer)
  for (const step of steps) await tx.cases.addStep(one.id, { at, agentId, agentName, ...step })
  const audience = [...new Set([...watchedBefore, ...(await watchersOf(tx, one))])]
  await tx.events.append({
    type: 'case.changed',
    at,
    audience,
    ...(agentId === null ? {} : { agentId }),
    facts: {
      caseId: one.id,
      number: one.number,
      what: what.type,
      contactId: one.contactId,
      byName: agentName,
      assignedTo: steps.some(({ field }) => field === 'assigneeId' || field === 'created') ? one.assigneeId : null,
    },
  })
  await announce(tx, ids, one, { ...what, agentName })
}

/** What the history says of a field: names of people and queues as they are now, everything else as it is stored. */
export const shownValue = async (reads: Reads, one: Case, field: CaseField): Promise<string | null> => {
  switch (field) {
    case 'assigneeId':
      return one.assigneeId === null ? null : ((await reads.agents.get(one.assigneeId))?.name ?? one.assigneeId)
    case 'queueId':
      return one.queueId === null ? null : ((await reads.queues.get(one.queueId))?.name ?? one.queueId)
    case 'contactId':
      return one.contactId === null ? null : ((await reads.contacts.get(one.contactId))?.name ?? one.contactId)
    default:
      return one[field]
  }
}

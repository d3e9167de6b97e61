// An office that tells an outside help desk of its cases: a webhook, cases of Ann's, and the clock turned from attempt to attempt.
import type { CaseChange } from '../../main/domain/case.ts'
import { asId, type CaseId } from '../../main/domain/ids.ts'
import type { WebhookInput } from '../../main/services/cases/webhook-verbs.ts'
import { must } from './must.ts'
import { anOpenOffice, type OfficeOptions, type TestOffice } from './office.ts'
import type { WebhookReceiver } from './webhook-receiver.ts'

export const anOfficeThatMayCall = async (
  receiver: WebhookReceiver,
  options: OfficeOptions = {},
): Promise<TestOffice> => {
  const office = await anOpenOffice(options)
  must(await office.services.settings.set(office.supervisor('ben'), { OutboundAllowedHosts: receiver.host }))
  return office
}

export const aWebhookAt = async (office: TestOffice, receiver: WebhookReceiver, more: Partial<WebhookInput> = {}) => {
  const input = { name: 'Help desk', url: receiver.url, active: true, ...more }
  const events = more.events ?? (['case.created', 'case.changed', 'case.closed'] as const)
  const { card, secret } = must(await office.services.caseWebhooks.create(office.actor('ben'), { ...input, events }))
  receiver.secrets.push(secret)
  return card.webhook
}

export const aCaseOf = async (office: TestOffice, subject = 'Roof leaks'): Promise<CaseId> => {
  const input = { subject, description: '', account: 'Acme', contactId: null, queueId: null, chatId: null }
  const made = must(await office.services.cases.create(office.actor('ann'), { ...input, assigneeId: asId('ann') }))
  return made.row.id
}

export const changeCase = async (office: TestOffice, id: CaseId, to: CaseChange) =>
  must(await office.services.cases.update(office.actor('ann'), id, to))

export const deliveriesOf = async (
  office: TestOffice,
  id: Parameters<TestOffice['services']['caseWebhooks']['deliveries']>[0],
) => must(await office.services.caseWebhooks.deliveries(id, { limit: 50 })).deliveries

/** Turns the clock from one attempt to the next, letting each end. */
export const turn = async (office: TestOffice, ms: number): Promise<void> => {
  const until = office.clock.now() + ms
  for (;;) {
    await office.settled()
    const next = office.clock.nextWake
    if (next === null || next > until) break
    await office.clock.turn(next - office.clock.now())
  }
  await office.clock.turn(until - office.clock.now())
  await office.settled()
}

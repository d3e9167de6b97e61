// Webhooks on cases over the door: set up, tried out, and their log of deliveries.
import { z } from 'zod'
import { webhookEvents } from '../../main/domain/case-webhook.ts'
import { longestAnswer, webhookDeliveryStates } from '../../main/domain/webhook-delivery.ts'
import { name } from '../names.ts'
import { id, instant } from '../shapes.ts'
import { chatWebhooks } from './chat-webhooks.ts'
import { at } from './gates.ts'

export const webhook = z.object({
  id,
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  active: z.boolean(),
  createdAt: instant,
  version: z.number().int(),
  /** Deliveries that wait, and those that were given up in the last 30 days. */
  waiting: z.number().int(),
  givenUp: z.number().int(),
})

export const delivery = z.object({
  id,
  webhookId: id,
  caseId: id.nullable(),
  caseNumber: z.number().int().nullable(),
  conversationId: id.nullable(),
  /** What the receiver gets as `webhook-id`, the same for every attempt. */
  eventId: z.string(),
  /** The event of cases, the action of LiveChat's protocol, or "test". */
  type: z.string(),
  body: z.string(),
  madeAt: instant,
  state: z.enum(webhookDeliveryStates),
  attempts: z.number().int(),
  nextTryAt: instant.nullable(),
  triedAt: instant.nullable(),
  tookMs: z.number().int().nullable(),
  /** HTTP status of the last answer. */
  status: z.number().int().nullable(),
  /** Its beginning. */
  answer: z.string().max(longestAnswer),
  /** Why the last attempt was none. */
  trouble: z.string().nullable(),
})

const fields = {
  name,
  /** https, or http where the system settings allow the host. */
  url: z.string().trim().min(1, 'must not be empty').max(2_000, 'must be at most 2000 characters'),
  events: z.array(z.enum(webhookEvents)).min(1, 'choose at least one').max(webhookEvents.length),
  active: z.boolean(),
}
const one = z.strictObject({ id })
const done = z.object({ ok: z.literal(true) })
/** The secret is told this once. */
const withSecret = z.object({ webhook, secret: z.string() })

export const webhooks = {
  list: at('CanManageChats', 'Webhooks on cases')
    .input(z.strictObject({}))
    .output(z.object({ webhooks: z.array(webhook) })),
  create: at('CanManageChats', 'Add a webhook; its signing secret is told once')
    .input(
      z.strictObject({
        ...fields,
        events: fields.events.default([...webhookEvents]),
        active: z.boolean().default(true),
      }),
    )
    .output(withSecret),
  update: at('CanManageChats', 'Change a webhook; refused when somebody changed it since `version`')
    .input(z.strictObject(fields).partial().extend({ id, version: z.number().int().optional() }))
    .output(webhook),
  renewSecret: at('CanManageChats', 'Make a new signing secret; the old one is good no more')
    .input(one)
    .output(withSecret),
  remove: at('CanManageChats', 'Delete a webhook; can be undone for a day').input(one).output(done),
  restore: at('CanManageChats', 'Undo the deletion of a webhook').input(one).output(webhook),
  test: at('CanManageChats', 'Call the webhook once, now, with an event of the type "test"')
    .input(one)
    .output(delivery),
  deliveries: at('CanManageChats', 'What was sent to a webhook and how it went, the newest first')
    .input(
      z.strictObject({
        id,
        state: z.enum(webhookDeliveryStates).optional(),
        before: z.number().int().min(1).optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ deliveries: z.array(delivery), nextBefore: z.number().int().nullable() })),
  ...chatWebhooks,
  resend: at('CanManageChats', 'Send a delivery again, with its old event id')
    .input(z.strictObject({ deliveryId: id }))
    .output(delivery),
}

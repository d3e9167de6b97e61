// Webhooks on cases over the door.
import { asId, type DeliveryId, type WebhookId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { deliveryView, webhookView } from '../views/case.ts'
import { chatWebhooks } from './chat-webhooks.ts'

export const webhooks = {
  list: door.webhooks.list.handler(async ({ context }) => ({
    webhooks: (await context.services.caseWebhooks.list()).map(webhookView),
  })),

  create: door.webhooks.create.handler(async ({ input, context }) => {
    const { card, secret } = granted(await context.services.caseWebhooks.create(context.actor, input))
    return { webhook: webhookView(card), secret }
  }),

  update: door.webhooks.update.handler(async ({ input, context }) => {
    const { id, version, ...change } = input
    const { services, actor } = context
    return webhookView(
      granted(await services.caseWebhooks.update(actor, asId<WebhookId>(id), present(change), version)),
    )
  }),

  renewSecret: door.webhooks.renewSecret.handler(async ({ input, context }) => {
    const { services, actor } = context
    const { card, secret } = granted(await services.caseWebhooks.renewSecret(actor, asId<WebhookId>(input.id)))
    return { webhook: webhookView(card), secret }
  }),

  remove: door.webhooks.remove.handler(async ({ input, context }) => {
    granted(await context.services.caseWebhooks.remove(context.actor, asId<WebhookId>(input.id)))
    return { ok: true as const }
  }),

  restore: door.webhooks.restore.handler(async ({ input, context }) =>
    webhookView(granted(await context.services.caseWebhooks.restore(context.actor, asId<WebhookId>(input.id)))),
  ),

  test: door.webhooks.test.handler(async ({ input, context }) =>
    deliveryView(granted(await context.services.caseWebhooks.test(asId<WebhookId>(input.id)))),
  ),

  deliveries: door.webhooks.deliveries.handler(async ({ input, context }) => {
    const { id, ...page } = input
    const found = granted(await context.services.caseWebhooks.deliveries(asId<WebhookId>(id), present(page)))
    return { deliveries: found.deliveries.map(deliveryView), nextBefore: found.nextBefore }
  }),

  ...chatWebhooks,

  resend: door.webhooks.resend.handler(async ({ input, context }) =>
    deliveryView(
      granted(await context.services.caseWebhooks.resend(context.actor, asId<DeliveryId>(input.deliveryId))),
    ),
  ),
}

// Webhooks on chats over the door.
import type { ChatWebhookView } from '../../../preload/views.ts'
import { asId, type WebhookId } from '../../domain/ids.ts'
import type { ProtocolWebhookCard } from '../../services/protocol/protocol-webhook-verbs.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'

const done = { ok: true } as const

export const chatWebhooks = {
  listOfChats: door.webhooks.listOfChats.handler(async ({ context: { services } }) => {
    const [cards, clients] = await Promise.all([services.protocolWebhooks.list(), services.protocolWebhooks.clients()])
    return {
      webhooks: cards.map(chatWebhookView),
      programs: [...clients].map(([clientId, enabled]) => ({ clientId, enabled })),
    }
  }),

  follow: door.webhooks.follow.handler(async ({ input, context: { services, actor } }) => {
    const { description, url, secret, action, clientId } = input
    const follows = { action, type: 'license', clientId, filters: {}, additionalData: [] } as const
    const webhook = granted(await services.protocolWebhooks.register(actor, { description, url, secret, follows }))
    await services.protocolWebhooks.turn(actor, clientId, true)
    return chatWebhookView({ webhook: { ...webhook, active: true }, waiting: 0, givenUp: 0 })
  }),

  unfollow: door.webhooks.unfollow.handler(async ({ input, context: { services, actor } }) => {
    granted(await services.protocolWebhooks.unregister(actor, null, asId<WebhookId>(input.id)))
    return done
  }),

  turnProgram: door.webhooks.turnProgram.handler(async ({ input, context: { services, actor } }) => {
    await services.protocolWebhooks.turn(actor, input.clientId, input.enabled)
    return done
  }),
}

const chatWebhookView = ({ webhook, waiting, givenUp }: ProtocolWebhookCard): ChatWebhookView => ({
  id: webhook.id,
  description: webhook.name,
  url: webhook.url,
  action: webhook.follows.action,
  type: webhook.follows.type,
  clientId: webhook.follows.clientId,
  active: webhook.active,
  createdAt: webhook.createdAt,
  waiting,
  givenUp,
})

// Webhooks over the Configuration API. Source: "Configuration API, Webhooks", 3.6.
import { z } from 'zod'
import { asId, type WebhookId } from '../../../domain/ids.ts'
import {
  authorTypes,
  type Following,
  isProtocolAction,
  protocolActions,
  protocolWebhookTypes,
  sourceTypes,
  unknownHere,
  type WebhookFilters,
} from '../../../domain/protocol-webhook.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import type { ProtocolWebhook } from '../../../storage/webhook-store.ts'
import { done, type Methods } from '../method.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import { type ConfigurationParts, type Configurator, configured, ownerOf } from './configurator.ts'

const owner = z.string().min(1).max(100).optional()
const ids = z.array(z.string().max(200)).min(1).max(100)

const filters = z.strictObject({
  author_type: z.enum(authorTypes).optional(),
  only_my_chats: z.boolean().optional(),
  chat_presence: z
    .strictObject({
      user_ids: z
        .union([z.strictObject({ values: ids }), z.strictObject({ exclude_values: ids })], {
          error: 'takes `values` or `exclude_values`',
        })
        .optional(),
      my_bots: z.boolean().optional(),
    })
    .optional(),
  source_type: z.array(z.enum(sourceTypes)).max(sourceTypes.length).optional(),
})

const registration = z.object({
  url: z.string().min(1).max(500),
  description: z.string().max(255).default(''),
  action: z.string().max(100),
  secret_key: z.string().min(1).max(255),
  type: z.enum(protocolWebhookTypes),
  owner_client_id: owner,
  filters: filters.default({}),
  additional_data: z.array(z.string().max(100)).max(10).default([]),
})

/** Programs name the owner by either. */
const whose = z.object({ owner_client_id: owner, client_id: owner })
const right = 'CanManageChats'
const write = ['webhooks--my:rw', 'webhooks--all:rw', 'webhooks.configuration:rw'] as const
const read = ['webhooks--my:ro', 'webhooks--all:ro', 'webhooks.configuration:rw'] as const

export const webhooks = ({ services }: ConfigurationParts): Methods<Configurator> => {
  const { protocolWebhooks } = services

  const turn = (on: boolean) =>
    configured(whose, { scopes: ['webhooks.state:rw', ...write], right }, async (caller, named) => {
      const clientId = ownerOf(caller, named.owner_client_id ?? named.client_id, ['webhooks--all:rw'])
      if (isProtocolError(clientId)) return clientId
      await protocolWebhooks.turn(caller.actor, clientId, on)
      return done
    })

  return {
    register_webhook: configured(registration, { scopes: write, right }, async (caller, wanted) => {
      const clientId = ownerOf(caller, wanted.owner_client_id, ['webhooks--all:rw'])
      if (isProtocolError(clientId)) return clientId
      const follows = followingOf(clientId, wanted)
      if (isProtocolError(follows)) return follows
      const { description, url, secret_key: secret } = wanted
      const made = await protocolWebhooks.register(caller.actor, { description, url, secret, follows })
      if (isRefusal(made)) return made.code === 'tooMany' ? failOf(made, 'limit_reached') : failOf(made)
      return { payload: { id: made.id } }
    }),

    unregister_webhook: configured(
      z.object({ id: z.string().max(100), owner_client_id: owner }),
      { scopes: write, right },
      async (caller, { id, owner_client_id }) => {
        const clientId = ownerOf(caller, owner_client_id, ['webhooks--all:rw'])
        if (isProtocolError(clientId)) return clientId
        const gone = await protocolWebhooks.unregister(caller.actor, clientId, asId<WebhookId>(id))
        return isRefusal(gone) ? failOf(gone) : done
      },
    ),

    list_webhooks: configured(whose, { scopes: read, right }, async (caller, named) => {
      const clientId = ownerOf(caller, named.owner_client_id, ['webhooks--all:ro'])
      if (isProtocolError(clientId)) return clientId
      const own = (await protocolWebhooks.list()).filter(({ webhook }) => webhook.follows.clientId === clientId)
      return { payload: own.map(({ webhook }) => webhookView(webhook, protocolWebhooks.secretOf(webhook))) }
    }),

    list_webhook_names: configured(z.object({ version: z.string().max(10).optional() }), { scopes: [] }, async () => ({
      payload: Object.entries(protocolActions).map(([action, { filters, additionalData }]) => ({
        action,
        ...(filters.length === 0 ? {} : { filters }),
        ...(additionalData.length === 0 ? {} : { additional_data: additionalData }),
      })),
    })),

    enable_license_webhooks: turn(true),
    disable_license_webhooks: turn(false),

    get_license_webhooks_state: configured(
      whose,
      { scopes: ['webhooks.state:ro', ...read], right },
      async (caller, named) => {
        const clientId = ownerOf(caller, named.owner_client_id ?? named.client_id, ['webhooks--all:ro'])
        if (isProtocolError(clientId)) return clientId
        return { payload: { license_webhooks_enabled: await protocolWebhooks.isOn(clientId) } }
      },
    ),
  }
}

const followingOf = (clientId: string, wanted: z.output<typeof registration>): Following | ProtocolError => {
  const { action, type, additional_data } = wanted
  if (unknownHere.some(one => one === action))
    return fail('validation', `\`action\`: ${action} never happens here, so nobody can be told of it.`)
  if (!isProtocolAction(action))
    return fail('validation', '`action`: there is no such webhook; see list_webhook_names for all.')
  const known: { readonly filters: readonly string[]; readonly additionalData: readonly string[] } =
    protocolActions[action]
  const odd = Object.keys(wanted.filters).find(name => !known.filters.includes(name))
  if (odd !== undefined) return fail('validation', `\`filters\`: ${action} has no filter ${odd}.`)
  const more = additional_data.find(name => !known.additionalData.includes(name))
  if (more !== undefined) return fail('validation', `\`additional_data\`: ${action} has no ${more}.`)
  return { action, type, clientId, filters: filtersOf(wanted.filters), additionalData: [...new Set(additional_data)] }
}

const filtersOf = ({
  author_type,
  only_my_chats,
  chat_presence,
  source_type,
}: z.output<typeof filters>): WebhookFilters => {
  const { user_ids, my_bots } = chat_presence ?? {}
  const userIds =
    user_ids === undefined
      ? undefined
      : 'values' in user_ids
        ? { values: user_ids.values }
        : { excludeValues: user_ids.exclude_values }
  return {
    ...(author_type === undefined ? {} : { authorType: author_type }),
    ...(only_my_chats === undefined ? {} : { onlyMyChats: only_my_chats }),
    ...(chat_presence === undefined
      ? {}
      : {
          chatPresence: {
            ...(userIds === undefined ? {} : { userIds }),
            ...(my_bots === undefined ? {} : { myBots: my_bots }),
          },
        }),
    ...(source_type === undefined ? {} : { sourceTypes: source_type }),
  }
}

const webhookView = ({ id, name, url, follows }: ProtocolWebhook, secret: string) => ({
  id,
  owner_client_id: follows.clientId,
  action: follows.action,
  secret_key: secret,
  url,
  type: follows.type,
  description: name,
  additional_data: follows.additionalData,
  filters: filtersView(follows.filters),
})

const filtersView = ({ authorType, onlyMyChats, chatPresence, sourceTypes: sources }: WebhookFilters) => ({
  ...(authorType === undefined ? {} : { author_type: authorType }),
  ...(onlyMyChats === undefined ? {} : { only_my_chats: onlyMyChats }),
  ...(chatPresence === undefined ? {} : { chat_presence: presenceView(chatPresence) }),
  ...(sources === undefined ? {} : { source_type: sources }),
})

const presenceView = ({ userIds, myBots }: NonNullable<WebhookFilters['chatPresence']>) => ({
  ...(userIds === undefined
    ? {}
    : { user_ids: 'values' in userIds ? { values: userIds.values } : { exclude_values: userIds.excludeValues } }),
  ...(myBots === undefined ? {} : { my_bots: myBots }),
})

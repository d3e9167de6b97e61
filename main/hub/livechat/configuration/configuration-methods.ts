// The methods of the Configuration API. Source: "Configuration API", 3.6; what has no meaning here says so.
import { z } from 'zod'
import type { Methods } from '../method.ts'
import { fail } from '../protocol-error.ts'
import { agents } from './agents.ts'
import { bots } from './bots.ts'
import { type ConfigurationParts, type Configurator, configured } from './configurator.ts'
import { groups } from './groups.ts'
import { license } from './license.ts'
import { properties } from './properties.ts'
import { tags } from './tags.ts'
import { webhooks } from './webhooks.ts'

export const configurationMethods = (parts: ConfigurationParts): Methods<Configurator> => ({
  ...absent,
  ...agents(parts),
  ...bots(parts),
  ...groups(parts),
  ...tags(parts),
  ...properties(parts),
  ...webhooks(parts),
  ...license(parts),
})

/** Answered to whoever says nothing of who they are. */
export const openMethods: ReadonlySet<string> = new Set(['list_webhook_names'])

const why: Readonly<Record<string, string>> = {
  delete_agent: 'Agents are never deleted here, for what they wrote stays. Suspend them.',
  approve_agent: 'Agents need no approval here.',
  request_agent_unsuspension: 'Ask whoever manages agents; nothing is sent for you here.',
  add_auto_access: 'Chats come into queues by their channel here; there are no rules of access.',
  list_auto_accesses: 'Chats come into queues by their channel here; there are no rules of access.',
  update_auto_access: 'Chats come into queues by their channel here; there are no rules of access.',
  delete_auto_access: 'Chats come into queues by their channel here; there are no rules of access.',
  check_product_limits_for_plan: 'There are no plans here.',
  get_product_source: 'There is no product to buy here.',
}

const absent: Methods<Configurator> = Object.fromEntries(
  Object.entries(why).map(([name, sentence]) => [
    name,
    configured(z.unknown(), { scopes: [] }, async () => fail('not_allowed', sentence)),
  ]),
)

// What bringing a set-up in would change here, decided before anything is touched: made, changed, left alone, or impossible and why.
import { isRefusal, type Refusal } from '../refusal.ts'
import { actionOrderFrom, actionsFrom } from './plan-actions.ts'
import { agentsFrom } from './plan-agents.ts'
import { channelsFrom } from './plan-channels.ts'
import { contactFieldsFrom } from './plan-contact-fields.ts'
import type { PlanItem, PlanRules } from './plan-item.ts'
import { processesFrom } from './plan-processes.ts'
import { orderFrom, queuesFrom } from './plan-queues.ts'
import { repliesFrom } from './plan-replies.ts'
import { rolesFrom } from './plan-roles.ts'
import { settingsFrom } from './plan-settings.ts'
import { webhooksFrom } from './plan-webhooks.ts'
import { namesIn } from './references.ts'
import type { Setup } from './setup-file.ts'

/** A refusal when the file contradicts itself or names what is nowhere: then nothing of it can be trusted. */
export const planImport = (present: Setup, file: Setup, rules: PlanRules): readonly PlanItem[] | Refusal => {
  const names = namesIn(present, file)
  if (isRefusal(names)) return names
  const roles = rolesFrom(present, file, rules)
  const agents = agentsFrom(present, file, names, roles, rules)
  if (isRefusal(agents)) return agents
  const queues = queuesFrom(present, file, names, { roles, agents })
  if (isRefusal(queues)) return queues
  const channels = channelsFrom(present, file, names, queues, rules)
  if (isRefusal(channels)) return channels
  const replies = repliesFrom(present, file, names, queues)
  if (isRefusal(replies)) return replies
  const processes = processesFrom(present, file, rules)
  const actions = actionsFrom(present, file, names, { queues, processes })
  if (isRefusal(actions)) return actions
  const contactFields = contactFieldsFrom(present, file)
  if (isRefusal(contactFields)) return contactFields
  const webhooks = webhooksFrom(present, file)
  if (isRefusal(webhooks)) return webhooks
  return [
    ...roles,
    ...agents,
    ...queues,
    ...orderFrom(present, file, queues),
    ...channels,
    ...replies,
    ...processes,
    ...actions,
    ...actionOrderFrom(present, actions),
    ...contactFields,
    ...webhooks,
    ...settingsFrom(present, file),
  ]
}

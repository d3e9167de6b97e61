// The set-up file as it is read: every field checked, nothing foreign in it.
import { z } from 'zod'
import { webhookEvents } from '../../main/domain/case-webhook.ts'
import { actionIcons, isShortcut } from '../../main/domain/chat-action.ts'
import { mostOwnFields, ownFieldKinds } from '../../main/domain/contact/own-field.ts'
import { permissions } from '../../main/domain/permissions.ts'
import { longestDiagram } from '../../main/domain/process.ts'
import { deepestSettings, isWithin } from '../../main/domain/setup/depth.ts'
import { setupFormat, setupVersion } from '../../main/domain/setup/setup-file.ts'
import { channelKinds } from '../../main/domain/unified-message.ts'
import { login, name } from '../names.ts'
import { queueInput } from '../shapes.ts'
import { settingValues } from './settings.ts'

const names = z.array(name).max(10_000)

const role = z.strictObject({ name, permissions: z.array(z.enum(permissions)).max(permissions.length) })

const agent = z.strictObject({
  login,
  name,
  roles: names.default([]),
  chatLimit: z.number().int().min(0).max(99, 'must be at most 99').nullable().default(null),
  deactivated: z.boolean().default(false),
  bot: z.boolean().optional(),
})

const queue = queueInput.omit({ agentIds: true, roleIds: true }).extend({
  agents: names.default([]),
  roles: names.default([]),
  archived: z.boolean().default(false),
})

const channel = z.strictObject({
  kind: z.enum(channelKinds),
  name,
  queue: name,
  active: z.boolean().default(true),
  settings: z
    .record(z.string(), z.unknown())
    .refine(given => isWithin(given, deepestSettings), `must not be nested deeper than ${deepestSettings} levels`)
    .default({}),
  /** Names alone: what whoever brings the channel in has to enter. */
  secrets: names.default([]),
})

const cannedReply = z.strictObject({
  name,
  text: z.string().trim().min(1, 'must not be empty').max(10_000),
  queue: name.nullable().default(null),
})

const diagram = z
  .string()
  .min(1, 'must not be empty')
  .max(longestDiagram, 'is larger than 2 MB. Draw a smaller diagram, or divide it')
  .nullable()
  .default(null)

const code = z.string().regex(/^[A-Za-z0-9]{1,80}$/, 'must be a word of letters and digits, such as CreateCase')

const process = z
  .strictObject({ code, name, published: diagram, draft: diagram })
  .refine(({ published, draft }) => published !== null || draft !== null, 'has no diagram: give published or draft')

const chatAction = z.strictObject({
  caption: name,
  icon: z.enum(actionIcons).default('bolt'),
  queue: name.nullable().default(null),
  process: code,
  shortcut: z.string().trim().toLowerCase().refine(isShortcut, 'must be one letter or digit').nullable().default(null),
})

const contactField = z.strictObject({
  name,
  kind: z.enum(ownFieldKinds),
  options: z.array(name).max(200, 'must be at most 200').default([]),
  archived: z.boolean().default(false),
})

const webhook = z.strictObject({
  name,
  url: z.string().trim().min(1, 'must not be empty').max(2_000, 'must be at most 2000 characters'),
  /** What follows a "?" in its address is not in the file. */
  hasKey: z.boolean().default(false),
  events: z
    .array(z.enum(webhookEvents))
    .min(1, 'choose at least one')
    .default([...webhookEvents]),
  active: z.boolean().default(true),
})

const sound = z.strictObject({
  name: z.string().min(1).max(255),
  mime: z.string().max(200),
  base64: z.base64('is not base64').max(7_000_000, 'is larger than 5 MB'),
})

export const setupFile = z.strictObject({
  format: z.literal(setupFormat),
  version: z.literal(setupVersion),
  exportedAt: z.iso.datetime('must be an instant such as 2026-11-21T09:00:00.000Z'),
  parley: z.string().max(100),
  /** Null: whoever made the file may not manage agents. */
  roles: z.array(role).max(1_000).nullable().default(null),
  agents: z.array(agent).max(10_000).nullable().default(null),
  queues: z.array(queue).max(10_000).default([]),
  channels: z.array(channel).max(10_000).default([]),
  cannedReplies: z.array(cannedReply).max(10_000).default([]),
  processes: z.array(process).max(1_000).default([]),
  chatActions: z.array(chatAction).max(1_000).default([]),
  contactFields: z.array(contactField).max(mostOwnFields).default([]),
  webhooks: z.array(webhook).max(1_000).default([]),
  /** What is left out stays as it is. */
  settings: z
    .strictObject({ ...settingValues, OmniChatNotificationSound: sound.nullable() })
    .partial()
    .default({}),
})

// The set-up of this workstation as it is now: by name, as a file would hold it, and as it is stored, by the same names.

import type { ChatAction } from '../../domain/chat-action.ts'
import type { OwnField } from '../../domain/contact/own-field.ts'
import type { Process } from '../../domain/process.ts'
import type { Queue } from '../../domain/queue.ts'
import { actionKey } from '../../domain/setup/plan-actions.ts'
import { nameKey, type Setup } from '../../domain/setup/setup-file.ts'
import type { Agent, CannedReply, Channel, Reads, Role } from '../../storage/store.ts'
import type { CaseWebhook } from '../../storage/webhook-store.ts'
import type { ChannelSecrets } from '../channel-secrets.ts'

export interface StoredProcess extends Process {
  readonly published: string | null
}

/** What is stored, by the key of its name. */
export interface Stored {
  readonly roles: Map<string, Role>
  readonly agents: Map<string, Agent>
  /** Of two queues with one name the one that takes chats; the archived ones otherwise. */
  readonly queues: Map<string, Queue>
  readonly channels: Map<string, Channel>
  readonly replies: Map<string, CannedReply>
  /** By code. */
  readonly processes: Map<string, StoredProcess>
  /** By actionKey. */
  readonly actions: Map<string, ChatAction>
  readonly contactFields: Map<string, OwnField>
  readonly webhooks: ReadonlyMap<string, CaseWebhook>
  /** Names of the secrets that processes can send. */
  readonly processSecrets: ReadonlySet<string>
}

export const readSetup = async (
  reads: Reads,
  secrets: ChannelSecrets,
): Promise<{ readonly setup: Setup; readonly stored: Stored }> => {
  // One after the other: inside a transaction there is one connection.
  const roles = await reads.agents.roles()
  const agents = await reads.agents.all()
  const allQueues = await reads.queues.all()
  const channels = await reads.channels.all()
  const replies = await reads.cannedReplies.all()
  const processes = await processesOf(reads)
  const actions = await reads.chatActions.all()
  const processSecrets = await reads.processSecrets.all()
  const contactFields = await reads.ownFields.all()
  const webhooks = await reads.webhooks.cases()
  const { IdentityServerClientSecret: _, SmtpPassword: __, ...settings } = await reads.settings.all()

  const roleNames = new Map(roles.map(role => [role.id, role.name]))
  const logins = new Map(agents.map(agent => [agent.id, agent.login]))
  const queueNames = new Map(allQueues.map(queue => [queue.id, queue.name]))
  const byName = new Map<string, Queue>()
  for (const queue of allQueues.toSorted((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null)))
    if (!byName.has(nameKey(queue.name))) byName.set(nameKey(queue.name), queue)
  const queues = allQueues.filter(queue => byName.get(nameKey(queue.name)) === queue)

  const codes = new Map(processes.map(({ id, code }) => [id, code]))
  const chatActions = actions.map(({ caption, icon, queueId, processId, shortcut }) => ({
    caption,
    icon,
    queue: queueId === null ? null : (queueNames.get(queueId) ?? null),
    process: codes.get(processId) ?? '',
    shortcut,
  }))

  return {
    setup: {
      roles: roles.map(({ name, permissions }) => ({ name, permissions })),
      agents: agents.map(({ login, name, roleIds, chatLimit, deactivatedAt, kind }) => ({
        login,
        name,
        roles: namesOf(roleIds, roleNames),
        chatLimit,
        deactivated: deactivatedAt !== null,
        ...(kind === 'bot' ? { bot: true } : {}),
      })),
      queues: queues.map(queue => ({
        name: queue.name,
        routingRule: queue.routingRule,
        completionTimeoutMinutes: queue.completionTimeoutMinutes,
        acceptTimeoutMinutes: queue.acceptTimeoutMinutes,
        workingHours: queue.workingHours,
        agents: namesOf(queue.agentIds, logins),
        roles: namesOf(queue.roleIds, roleNames),
        archived: queue.archivedAt !== null,
      })),
      channels: channels.map(channel => ({
        kind: channel.kind,
        name: channel.name,
        queue: queueNames.get(channel.queueId) ?? '',
        active: channel.active,
        settings: channel.settings,
        secrets: Object.keys(secrets.of(channel)).toSorted(),
      })),
      cannedReplies: replies.map(({ name, text, queueId }) => ({
        name,
        text,
        queue: queueId === null ? null : (queueNames.get(queueId) ?? null),
      })),
      processes: processes.map(({ code, name, published, draft }) => ({ code, name, published, draft })),
      chatActions,
      contactFields: contactFields.map(({ name, kind, options, archivedAt }) => ({
        name,
        kind,
        options,
        archived: archivedAt !== null,
      })),
      webhooks: webhooks.map(({ name, url, events, active }) => ({
        name,
        url: url.replace(/\?.*$/s, ''),
        hasKey: url.includes('?'),
        events,
        active,
      })),
      settings,
    },
    stored: {
      roles: new Map(roles.map(role => [nameKey(role.name), role])),
      agents: new Map(agents.map(agent => [nameKey(agent.login), agent])),
      queues: byName,
      channels: new Map(channels.map(channel => [nameKey(channel.name), channel])),
      replies: new Map(replies.map(reply => [nameKey(reply.name), reply])),
      processes: new Map(processes.map(process => [nameKey(process.code), process])),
      actions: new Map(
        chatActions.flatMap((action, i) => {
          const one = actions[i]
          return one === undefined ? [] : [[actionKey(action), one] as const]
        }),
      ),
      contactFields: new Map(contactFields.map(field => [nameKey(field.name), field])),
      webhooks: new Map(webhooks.map(webhook => [nameKey(webhook.name), webhook])),
      processSecrets: new Set(processSecrets.map(({ name }) => name)),
    },
  }
}

const processesOf = async (reads: Reads): Promise<readonly StoredProcess[]> => {
  const found: StoredProcess[] = []
  for (const { id } of await reads.processes.rows()) {
    const process = await reads.processes.get(id)
    if (process === null) continue
    const number = process.publishedNumber
    const version = number === null ? null : await reads.processes.publishedVersion(id, number)
    found.push({ ...process, published: version?.xml ?? null })
  }
  return found
}

const namesOf = <Id>(ids: readonly Id[], names: ReadonlyMap<Id, string>): readonly string[] =>
  ids.flatMap(id => names.get(id) ?? [])

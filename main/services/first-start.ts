// First start of an empty store: ready to work. One agent who may do everything, a queue "Support", a website channel that is on.
import type { Clock } from '../domain/clock.ts'
import { type AgentId, asId, type ChannelId, type Ids, type QueueId, type RoleId } from '../domain/ids.ts'
import { permissions } from '../domain/permissions.ts'
import type { Store } from '../storage/store.ts'
import type { Passwords } from './passwords.ts'

export interface FirstStart {
  readonly login: string
  readonly password: string
}

const readyTexts = [
  { name: 'Greeting', text: 'Hello {{contact.name}}, this is {{agent.name}}. How can I help?' },
  { name: 'One moment', text: 'Thank you. Give me a moment to look into this.' },
  { name: 'Anything else', text: 'Is there anything else I can do for you?' },
  { name: 'Goodbye', text: 'Thank you for writing to us, {{contact.name}}. Have a good day!' },
]

/** Null when the store has agents already; otherwise the login to show once. */
export const firstStart = async (
  ports: { store: Store; clock: Clock; ids: Ids; passwords: Passwords },
  wanted: { password?: string; name?: string } = {},
): Promise<FirstStart | null> => {
  const { store, clock, ids } = ports
  if ((await store.agents.all()).length > 0) return null
  const login = 'admin'
  const password = wanted.password ?? ids.secret(12)
  const passwordHash = await ports.passwords.hash(password)
  const now = clock.now()
  await store.transact(async tx => {
    const supervisor = asId<RoleId>(ids.next())
    const agentRole = asId<RoleId>(ids.next())
    const admin = asId<AgentId>(ids.next())
    const support = asId<QueueId>(ids.next())
    await tx.agents.insertRole({ id: supervisor, name: 'Supervisor', permissions })
    await tx.agents.insertRole({
      id: agentRole,
      name: 'Agent',
      permissions: ['CanTransferChats', 'CanSeeContactDetails'],
    })
    await tx.agents.insert({
      id: admin,
      login,
      name: wanted.name ?? 'Admin',
      passwordHash,
      roleIds: [supervisor],
      chatLimit: null,
      presence: { status: 'active', since: now },
      lastTakenAt: null,
      deactivatedAt: null,
      kind: 'person',
      clientId: null,
    })
    await tx.queues.insert({
      id: support,
      name: 'Support',
      routingRule: 'toAllAgents',
      completionTimeoutMinutes: null,
      acceptTimeoutMinutes: null,
      workingHours: null,
      agentIds: [admin],
      roleIds: [agentRole],
      position: 1,
      archivedAt: null,
      version: 1,
    })
    await tx.channels.insert({
      id: asId<ChannelId>(ids.next()),
      kind: 'web',
      name: 'Website',
      queueId: support,
      active: true,
      settings: {},
      sealedSecrets: null,
      cursor: null,
      profile: {},
      createdAt: now,
      version: 1,
    })
    for (const reply of readyTexts)
      await tx.cannedReplies.insert({ id: asId(ids.next()), queueId: null, usedCount: 0, version: 1, ...reply })
  })
  return { login, password }
}

// What `--demo` adds to a workstation: four rehearsal channels that feed two queues with both routing rules, and two
// colleagues who are not there, so that "why?" has something to say. Started again, it adds nothing twice.
import { randomBytes } from 'node:crypto'
import type { AgentId, ChannelId, QueueId, RoleId } from '../../domain/ids.ts'
import type { Permission } from '../../domain/permissions.ts'
import type { Queue, RoutingRule } from '../../domain/queue.ts'
import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import type { SystemSettings } from '../../domain/settings.ts'
import type { RehearsalSettings } from './settings.ts'

const queues: readonly { name: string; routingRule: RoutingRule }[] = [
  { name: 'Support', routingRule: 'toAllAgents' },
  { name: 'Sales', routingRule: 'toAvailableAgent' },
]

/** As many as can be watched: two customers at a time on each. The seeds were chosen for a varied first minute. */
export const demoChannels: readonly { name: string; queue: string; settings: RehearsalSettings }[] = [
  {
    name: 'Telegram (rehearsal)',
    queue: 'Support',
    settings: { pace: 1, customers: 2, looksLike: 'telegram', seed: 692 },
  },
  {
    name: 'Messenger (rehearsal)',
    queue: 'Sales',
    settings: { pace: 1, customers: 2, looksLike: 'facebook', seed: 789 },
  },
  {
    name: 'WhatsApp (rehearsal)',
    queue: 'Support',
    settings: { pace: 1, customers: 2, looksLike: 'whatsapp', seed: 600 },
  },
  {
    name: 'LiveChat (rehearsal)',
    queue: 'Sales',
    settings: { pace: 1, customers: 2, looksLike: 'livechat', seed: 155 },
  },
]

const colleagues = [
  { login: 'mira', name: 'Mira Lindqvist', isActive: false },
  { login: 'tomas', name: 'Tomás Okafor', isActive: true },
]

const simultaneousChats = 6

interface Actor {
  readonly agentId: AgentId
  readonly permissions: ReadonlySet<Permission>
}

/** What of the workstation's services it needs. */
export interface DemoServices {
  readonly queues: {
    list(): Promise<readonly { readonly queue: Queue }[]>
    create(
      doer: null,
      queue: Pick<
        Queue,
        | 'name'
        | 'routingRule'
        | 'completionTimeoutMinutes'
        | 'acceptTimeoutMinutes'
        | 'workingHours'
        | 'agentIds'
        | 'roleIds'
      >,
    ): Promise<{ readonly queue: Queue } | Refusal>
  }
  readonly roles: {
    list(): Promise<readonly { readonly id: RoleId; readonly name: string }[]>
  }
  readonly agents: {
    list(): Promise<readonly { readonly agent: { readonly id: AgentId; readonly login: string } }[]>
    create(
      doer: null,
      agent: {
        readonly login: string
        readonly name: string
        readonly password: string
        readonly roleIds: readonly RoleId[]
        readonly queueIds: readonly QueueId[]
        readonly chatLimit: number | null
      },
    ): Promise<{ readonly agent: { readonly id: AgentId } } | Refusal>
  }
  readonly presence: { set(actor: Actor, status: 'inactive', reason: 'chosen'): Promise<unknown> }
  readonly settings: {
    get(): Promise<SystemSettings>
    set(actor: Actor, change: Partial<SystemSettings>): Promise<SystemSettings | Refusal>
  }
  readonly channels: {
    list(): Promise<readonly { readonly channel: { readonly name: string } }[]>
    register(
      doer: null,
      channel: {
        readonly kind: 'rehearsal'
        readonly name: string
        readonly queueId: QueueId
        readonly active: boolean
        readonly settings: Readonly<Record<string, unknown>>
      },
    ): Promise<{ readonly channel: { readonly id: ChannelId } } | Refusal>
  }
}

/** To be called after the workstation's start. What is there already, by its name, stays as it is. */
export const startDemo = async (services: DemoServices): Promise<void> => {
  const queueIds = await makeQueues(services)
  await makeColleagues(services, [...queueIds.values()])
  await makeRoom(services)
  const known = new Set((await services.channels.list()).map(({ channel }) => channel.name))
  for (const { name, queue, settings } of demoChannels) {
    const queueId = queueIds.get(queue)
    if (known.has(name) || queueId === undefined) continue
    granted(
      await services.channels.register(null, {
        kind: 'rehearsal',
        name,
        queueId,
        active: true,
        settings: { ...settings },
      }),
    )
  }
}

/** Everybody of the first queue there is works in the new ones too. */
const makeQueues = async ({ queues: desk }: DemoServices): Promise<ReadonlyMap<string, QueueId>> => {
  const there = (await desk.list()).map(({ queue }) => queue).filter(queue => queue.archivedAt === null)
  const { agentIds, roleIds } = there[0] ?? { agentIds: [], roleIds: [] }
  const ids = new Map<string, QueueId>()
  for (const { name, routingRule } of queues) {
    const known = there.find(queue => queue.name === name)
    const timeouts = { completionTimeoutMinutes: null, acceptTimeoutMinutes: null, workingHours: null }
    const { id } =
      known ?? granted(await desk.create(null, { name, routingRule, ...timeouts, agentIds, roleIds })).queue
    ids.set(name, id)
  }
  return ids
}

/** One has gone inactive, the other has no workstation open. Nobody knows their passwords; a supervisor can give new ones. */
const makeColleagues = async (services: DemoServices, queueIds: readonly QueueId[]): Promise<void> => {
  const logins = new Set((await services.agents.list()).map(({ agent }) => agent.login))
  const role = (await services.roles.list()).find(one => one.name === 'Agent')
  for (const { login, name, isActive } of colleagues) {
    if (logins.has(login)) continue
    const password = randomBytes(18).toString('base64url')
    const roleIds = role === undefined ? [] : [role.id]
    const { agent } = granted(
      await services.agents.create(null, { login, name, password, roleIds, queueIds, chatLimit: null }),
    )
    if (!isActive) await services.presence.set(actorFor(agent.id), 'inactive', 'chosen')
  }
}

/** The usual two chats at a time would leave most customers waiting, and the desk half empty. */
const makeRoom = async ({ settings, agents }: DemoServices): Promise<void> => {
  const { SimultaneousChats } = await settings.get()
  const first = (await agents.list())[0]
  if (first === undefined || SimultaneousChats === 0 || SimultaneousChats >= simultaneousChats) return
  granted(await settings.set(actorFor(first.agent.id), { SimultaneousChats: simultaneousChats }))
}

const actorFor = (agentId: AgentId): Actor => ({ agentId, permissions: new Set() })

const granted = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(`The demonstration could not be set up: ${answer.sentence}`)
  return answer
}

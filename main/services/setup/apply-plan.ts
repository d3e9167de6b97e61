// Does what a plan says, inside the transaction that made sure that the plan still holds. Each change is put on record.
import { assertNever } from '../../domain/assert-never.ts'
import type { AuditDeed } from '../../domain/audit.ts'
import { type AgentId, asId, type ChannelId, type Ids, type QueueId, type RoleId } from '../../domain/ids.ts'
import type { SystemSettings } from '../../domain/settings.ts'
import { type ChannelItem, isToBeDone, type PlanItem } from '../../domain/setup/plan-item.ts'
import { nameKey, type SetupQueue, type SetupReply } from '../../domain/setup/setup-file.ts'
import type { Transaction } from '../../storage/store.ts'
import { putOnRecord } from '../audit-trail.ts'
import { applySettings } from '../setting-service.ts'
import type { Doer } from '../verbs.ts'
import { applyContactField, applyWebhook } from './apply-fields.ts'
import { applyAction, applyActionOrder, applyProcess } from './apply-processes.ts'
import type { Stored } from './read-setup.ts'

export interface Applied {
  readonly roleIds: ReadonlySet<RoleId>
  readonly agentIds: ReadonlySet<AgentId>
  readonly channelIds: ReadonlySet<ChannelId>
}

/** `stored` grows by what is made, so that what comes later finds it by name. Items come in an order in which this works. */
export const applyPlan = async (
  tx: Transaction,
  doer: Doer,
  at: number,
  { ids, newSecret }: { readonly ids: Ids; readonly newSecret: () => string },
  items: readonly PlanItem[],
  stored: Stored,
): Promise<Applied> => {
  const roleIds = new Set<RoleId>()
  const agentIds = new Set<AgentId>()
  const channelIds = new Set<ChannelId>()
  const lastPosition = (await tx.queues.all()).reduce((last, { position }) => Math.max(last, position), 0)
  const work: Work = { tx, doer, at, ids, newSecret, stored, roleIds, agentIds, channelIds, lastPosition }
  for (const item of items) {
    if (!isToBeDone(item)) continue
    if (item.what === 'setting') {
      await applySettings(tx, doer, { [item.wanted.name]: item.wanted.value } as Partial<SystemSettings>, at)
      continue
    }
    const nounId = await applyOne(work, item)
    await putOnRecord(tx, doer, at, {
      noun: item.noun,
      nounId,
      name: item.name,
      deed: deedOf(item),
      ...(item.before === null ? {} : { before: item.before }),
      ...(item.after === null ? {} : { after: item.after }),
    })
  }
  return { roleIds, agentIds, channelIds }
}

interface Work {
  readonly tx: Transaction
  readonly doer: Doer
  readonly at: number
  readonly ids: Ids
  readonly newSecret: () => string
  readonly stored: Stored
  readonly roleIds: Set<RoleId>
  readonly agentIds: Set<AgentId>
  readonly channelIds: Set<ChannelId>
  /** Of the queues; grows by each that is made. */
  lastPosition: number
}

const applyOne = async (work: Work, item: Exclude<PlanItem, { what: 'setting' }>): Promise<string> => {
  const { tx, at, ids, stored, roleIds, agentIds } = work
  switch (item.what) {
    case 'role': {
      const { name, permissions } = item.wanted
      const here = stored.roles.get(nameKey(name))
      const role = { id: here?.id ?? asId<RoleId>(ids.next()), name, permissions, version: (here?.version ?? 0) + 1 }
      if (here === undefined) await tx.agents.insertRole(role)
      else await tx.agents.updateRole(role.id, { name, permissions })
      stored.roles.set(nameKey(name), role)
      roleIds.add(role.id)
      for (const agent of stored.agents.values()) if (agent.roleIds.includes(role.id)) agentIds.add(agent.id)
      return role.id
    }
    case 'agent': {
      const { login, name, chatLimit, deactivated, roles, bot } = item.wanted
      const here = stored.agents.get(nameKey(login))
      const deactivatedAt = deactivated ? (here?.deactivatedAt ?? at) : null
      const change = {
        login,
        name,
        chatLimit,
        roleIds: roles.map(one => roleNamed(stored, one)),
        deactivatedAt,
      }
      const agent = here ?? {
        ...change,
        id: asId<AgentId>(ids.next()),
        passwordHash: null,
        presence: { status: 'active' as const, since: at },
        lastTakenAt: null,
        kind: bot === true ? ('bot' as const) : ('person' as const),
        clientId: null,
      }
      if (here === undefined) await tx.agents.insert(agent)
      else await tx.agents.update(agent.id, change)
      stored.agents.set(nameKey(login), { ...agent, ...change })
      agentIds.add(agent.id)
      return agent.id
    }
    case 'queue':
      return applyQueue(work, item.wanted)
    case 'order': {
      for (const [i, name] of item.wanted.entries()) {
        const queue = stored.queues.get(nameKey(name))
        if (queue === undefined || queue.position === i + 1) continue
        await replaceQueue(work, { ...queue, position: i + 1 })
      }
      return 'order'
    }
    case 'channel':
      return applyChannel(work, item)
    case 'cannedReply':
      return applyReply(work, item.wanted)
    case 'process':
      return applyProcess(work, item.wanted)
    case 'chatAction':
      return applyAction(work, item.wanted)
    case 'actionOrder':
      return applyActionOrder(work, item.wanted)
    case 'contactField':
      return applyContactField(work, item.wanted)
    case 'webhook':
      return applyWebhook(work, item.wanted)
    default:
      return assertNever(item)
  }
}

type StoredQueue = NonNullable<ReturnType<Stored['queues']['get']>>

const replaceQueue = async ({ tx, stored }: Work, queue: StoredQueue): Promise<void> => {
  const next = { ...queue, version: queue.version + 1 }
  if (!(await tx.queues.replace(next, queue.version))) throw new Error('A queue changed inside our own transaction')
  stored.queues.set(nameKey(next.name), next)
}

const applyQueue = async (work: Work, { agents, roles, archived, ...fields }: SetupQueue): Promise<string> => {
  const { tx, at, ids, stored } = work
  const here = stored.queues.get(nameKey(fields.name))
  const change = {
    ...fields,
    agentIds: agents.map(login => must(stored.agents.get(nameKey(login))).id),
    roleIds: roles.map(name => roleNamed(stored, name)),
    archivedAt: archived ? (here?.archivedAt ?? at) : null,
  }
  if (here !== undefined) {
    await replaceQueue(work, { ...here, ...change })
    return here.id
  }
  work.lastPosition += 1
  const queue = { id: asId<QueueId>(ids.next()), ...change, position: work.lastPosition, version: 1 }
  await tx.queues.insert(queue)
  stored.queues.set(nameKey(queue.name), queue)
  return queue.id
}

const applyChannel = async (work: Work, { wanted, dropsSecrets }: ChannelItem): Promise<string> => {
  const { tx, at, ids, stored, channelIds } = work
  const here = stored.channels.get(nameKey(wanted.name))
  const change = {
    name: wanted.name,
    queueId: queueNamed(stored, wanted.queue),
    active: wanted.active,
    settings: wanted.settings,
  }
  const id = here?.id ?? asId<ChannelId>(ids.next())
  if (here !== undefined) await tx.channels.update(id, dropsSecrets ? { ...change, sealedSecrets: null } : change)
  else
    await tx.channels.insert({
      ...change,
      id,
      kind: wanted.kind,
      sealedSecrets: null,
      cursor: null,
      profile: {},
      createdAt: at,
      version: 1,
    })
  channelIds.add(id)
  return id
}

const applyReply = async ({ tx, ids, stored }: Work, { name, text, queue }: SetupReply): Promise<string> => {
  const here = stored.replies.get(nameKey(name))
  const change = { name, text, queueId: queue === null ? null : queueNamed(stored, queue) }
  if (here !== undefined) {
    await tx.cannedReplies.update(here.id, change)
    return here.id
  }
  const reply = { id: asId<never>(ids.next()), ...change, usedCount: 0, version: 1 }
  await tx.cannedReplies.insert(reply)
  return reply.id
}

const deedOf = ({ verdict, before, after }: PlanItem): AuditDeed => {
  if (verdict === 'created') return 'created'
  if (before?.archived === true && after?.archived === false) return 'restored'
  return before?.deactivated === true && after?.deactivated === false ? 'reactivated' : 'changed'
}

const roleNamed = (stored: Stored, name: string): RoleId => must(stored.roles.get(nameKey(name))).id
const queueNamed = (stored: Stored, name: string): QueueId => must(stored.queues.get(nameKey(name))).id

/** The plan has made sure of it. */
const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('A plan names what is not there')
  return value
}

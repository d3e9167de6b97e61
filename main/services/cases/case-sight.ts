// Which cases somebody gets to see, and who is told of one: the rule of domain/case-access.ts, asked of the storage.
import type { Case } from '../../domain/case.ts'
import { type CaseReach, isWithin, reachOf } from '../../domain/case-access.ts'
import type { AgentId, CaseId } from '../../domain/ids.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Reads } from '../../storage/store.ts'
import type { Actor } from '../actor.ts'

export const reachOfActor = async (reads: Reads, actor: Actor): Promise<CaseReach> =>
  reachOf(actor, await reads.queues.ofAgent(actor.agentId))

/** The case, or the same refusal whether it does not exist or may not be seen. */
export const seenCase = async (reads: Reads, actor: Actor, id: CaseId): Promise<Case | Refusal> => {
  const one = await reads.cases.get(id)
  if (one !== null) {
    const seesChat = (await reads.cases.agentsOfChats(id)).includes(actor.agentId)
    if (isWithin(await reachOfActor(reads, actor), one, seesChat)) return one
  }
  return refuse('notFound', 'There is no such case among those you may see.', { field: 'caseId' })
}

const noAgents: readonly AgentId[] = []

/** Everybody who may see the case as it is now. */
export const watchersOf = async (reads: Reads, one: Case): Promise<AgentId[]> => {
  const [agents, roles, ofChats, members] = await Promise.all([
    reads.agents.all(),
    reads.agents.roles(),
    reads.cases.agentsOfChats(one.id),
    one.queueId === null || one.assigneeId !== null ? noAgents : reads.queues.memberIds(one.queueId),
  ])
  const seers = new Set(ofChats)
  const permissionsOf = new Map(roles.map(role => [role.id, role.permissions]))
  return agents
    .filter(({ id, roleIds, deactivatedAt }) => {
      if (deactivatedAt !== null) return false
      const permissions = new Set(roleIds.flatMap(roleId => permissionsOf.get(roleId) ?? []))
      const queueIds = one.queueId !== null && members.includes(id) ? [one.queueId] : []
      return isWithin(reachOf({ agentId: id, permissions }, queueIds), one, seers.has(id))
    })
    .map(({ id }) => id)
}

/** Those who set up chats. */
export const managersOf = async (reads: Reads): Promise<AgentId[]> => {
  const [agents, roles] = await Promise.all([reads.agents.all(), reads.agents.roles()])
  const managing = new Set(roles.filter(role => role.permissions.includes('CanManageChats')).map(role => role.id))
  return agents
    .filter(({ roleIds, deactivatedAt }) => deactivatedAt === null && roleIds.some(id => managing.has(id)))
    .map(({ id }) => id)
}

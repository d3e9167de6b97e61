// Who is in a queue: agents and roles in one list, and whom that comes to.
import type { AgentView } from '../../../preload/views.ts'

/** 'role:ID' or 'agent:ID', so that one field holds both. */
export type Member = `${'role' | 'agent'}:${string}`

export const memberKey = (kind: 'role' | 'agent', id: string): Member => `${kind}:${id}`

export const isMember = (text: string): text is Member => /^(role|agent):./.test(text)

export const membersIn = (members: readonly Member[]): { agentIds: string[]; roleIds: string[] } => {
  const ids = (kind: string) => members.filter(key => key.startsWith(kind)).map(key => key.slice(kind.length))
  return { agentIds: ids('agent:'), roleIds: ids('role:') }
}

type Person = Pick<AgentView, 'id' | 'roleIds' | 'deactivatedAt'>

/** Everybody who takes the queue's chats, directly or by a role; those who are deactivated do not. */
export const teamOf = <A extends Person>(members: readonly Member[], agents: readonly A[]): readonly A[] => {
  const { agentIds, roleIds } = membersIn(members)
  const direct = new Set(agentIds)
  const roles = new Set(roleIds)
  return agents.filter(
    agent => agent.deactivatedAt === null && (direct.has(agent.id) || agent.roleIds.some(id => roles.has(id))),
  )
}

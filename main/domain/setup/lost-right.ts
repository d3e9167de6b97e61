// Whether an import would leave nobody who can manage: then there is nobody left to mend it.
import { type AgentId, asId, type RoleId } from '../ids.ts'
import { lostRight, type NeededRight, type Staff } from '../last-manager.ts'
import type { AgentItem, PlanRules, RoleItem } from './plan-item.ts'
import { nameKey, type Setup, type SetupAgent, type SetupRole } from './setup-file.ts'

/** Who comes with the file has no password yet, and does not count. */
export const lostAfter = (
  present: Setup,
  roleItems: readonly RoleItem[],
  agentItems: readonly AgentItem[],
  hasPassword: PlanRules['hasPassword'],
): NeededRight | null => {
  const roles = new Map((present.roles ?? []).map(role => [nameKey(role.name), role]))
  const agents = new Map((present.agents ?? []).map(agent => [nameKey(agent.login), agent]))
  const before = staffOf([...roles.values()], [...agents.values()], hasPassword)
  for (const { verdict, wanted } of roleItems) if (verdict !== 'impossible') roles.set(nameKey(wanted.name), wanted)
  for (const { verdict, wanted } of agentItems) if (verdict === 'changed') agents.set(nameKey(wanted.login), wanted)
  return lostRight(before, staffOf([...roles.values()], [...agents.values()], hasPassword))?.right ?? null
}

const staffOf = (
  roles: readonly SetupRole[],
  agents: readonly SetupAgent[],
  hasPassword: PlanRules['hasPassword'],
): Staff => ({
  roles: roles.map(({ name, permissions }) => ({ id: asId<RoleId>(nameKey(name)), permissions })),
  agents: agents.map(agent => ({
    id: asId<AgentId>(nameKey(agent.login)),
    name: agent.name,
    roleIds: agent.roles.map(name => asId<RoleId>(nameKey(name))),
    canSignIn: !agent.deactivated && hasPassword(agent.login),
  })),
})

// The agents of a file: by login. New ones come without a password; nobody is deactivated by a file.
import type { AuditFields } from '../audit.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { compared, impossible, sorted } from './compare.ts'
import { lostAfter } from './lost-right.ts'
import type { AgentItem, PlanRules, RoleItem } from './plan-item.ts'
import { mayNotManage } from './plan-roles.ts'
import { type Names, resolve } from './references.ts'
import { nameKey, type Setup, type SetupAgent } from './setup-file.ts'

export const agentsFrom = (
  present: Setup,
  file: Setup,
  names: Names,
  roles: readonly RoleItem[],
  rules: PlanRules,
): readonly AgentItem[] | Refusal => {
  const items: AgentItem[] = []
  for (const [i, given] of (file.agents ?? []).entries()) {
    const resolved = resolve(given.roles, names.roles, `agents[${i}].roles`, 'role')
    if (isRefusal(resolved)) return resolved
    items.push(itemOf(present, { ...given, roles: resolved }, roles, rules))
  }
  const lost = lostAfter(present, roles, items, rules.hasPassword)
  return lost === null
    ? items
    : refuse('conflict', `agents: after this import nobody who can sign in would hold ${lost}. Change the file.`, {
        field: 'agents',
      })
}

const itemOf = (present: Setup, given: SetupAgent, roles: readonly RoleItem[], rules: PlanRules): AgentItem => {
  const here = (present.agents ?? []).find(agent => nameKey(agent.login) === nameKey(given.login))
  const isKept = here !== undefined && given.deactivated && !here.deactivated
  const wanted = isKept ? { ...given, deactivated: false } : given
  const change = compared(here === undefined ? null : fieldsOf(here), fieldsOf(wanted))
  const lacking = roles.find(role => role.verdict === 'impossible' && wanted.roles.includes(role.name))
  const why = change.verdict === 'same' || (rules.managesAgents && lacking === undefined) ? null : mayNotManage
  const notes = [
    ...(isKept ? ['In the file they are deactivated; an import deactivates nobody. Do it by hand.'] : []),
    ...(change.verdict === 'created' ? ['Has no password yet: invite them, or set one.'] : []),
  ]
  return {
    what: 'agent',
    noun: 'agent',
    name: wanted.name,
    ...(why === null ? change : impossible),
    notes: why === null ? notes : [why],
    wanted,
  }
}

const fieldsOf = ({ login, name, roles, chatLimit, deactivated }: SetupAgent): AuditFields => ({
  login,
  name,
  roles: sorted(roles),
  chatLimit,
  deactivated,
})

// The agents of a file: by login. New ones come without a password; nobody is deactivated by a file.
import type { AuditFields } from '../audit.ts'
import type { Permission } from '../permissions.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { byName } from './by-name.ts'
import { compared, impossible, sorted } from './compare.ts'
import { lostAfter } from './lost-right.ts'
import type { AgentItem, PlanRules, RoleItem } from './plan-item.ts'
import { mayNotManage, notGiveable } from './plan-roles.ts'
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
  const known = byName(present.agents ?? [], agent => agent.login)
  const lacking = new Set(roles.filter(({ verdict }) => verdict === 'impossible').map(({ name }) => name))
  const roleRights = new Map(
    [...(present.roles ?? []), ...roles.map(({ wanted }) => wanted)].map(role => [
      nameKey(role.name),
      role.permissions,
    ]),
  )
  const rightsOf: RightsOf = named => new Set(named.flatMap(role => roleRights.get(nameKey(role)) ?? []))
  for (const [i, given] of (file.agents ?? []).entries()) {
    const resolved = resolve(given.roles, names.roles, `agents[${i}].roles`, 'role')
    if (isRefusal(resolved)) return resolved
    items.push(itemOf(known.get(nameKey(given.login)), { ...given, roles: resolved }, { lacking, rightsOf }, rules))
  }
  const lost = lostAfter(present, roles, items, rules.hasPassword)
  return lost === null
    ? items
    : refuse('conflict', `agents: after this import nobody who can sign in would hold ${lost}. Change the file.`, {
        field: 'agents',
      })
}

/** Of roles together, as they are after the import. */
type RightsOf = (roles: readonly string[]) => ReadonlySet<Permission>

/** `lacking`: roles that cannot be as the file wants them. */
const itemOf = (
  here: SetupAgent | undefined,
  given: SetupAgent,
  { lacking, rightsOf }: { readonly lacking: ReadonlySet<string>; readonly rightsOf: RightsOf },
  rules: PlanRules,
): AgentItem => {
  const isKept = here !== undefined && given.deactivated && !here.deactivated
  const wanted = isKept ? { ...given, deactivated: false } : given
  const change = compared(here === undefined ? null : fieldsOf(here), fieldsOf(wanted))
  const isLacking = wanted.roles.some(role => lacking.has(role))
  const isOther = here !== undefined && (here.bot ?? false) !== (wanted.bot ?? false)
  const held = rightsOf(here?.roles ?? [])
  const beyond = [...rightsOf(wanted.roles)].find(right => !held.has(right) && !rules.giveable.has(right))
  const mayNot = rules.managesAgents && !isLacking ? (beyond === undefined ? null : notGiveable(beyond)) : mayNotManage
  const why = isOther ? staysWhat(here.bot ?? false) : change.verdict === 'same' ? null : mayNot
  const notes = [
    ...(isKept ? ['In the file they are deactivated; an import deactivates nobody. Do it by hand.'] : []),
    ...(change.verdict === 'created' ? [wayInOf(wanted)] : []),
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

const wayInOf = ({ bot }: SetupAgent): string =>
  bot === true ? 'Has no access token yet: make one for its program.' : 'Has no password yet: invite them, or set one.'

const staysWhat = (isBot: boolean): string =>
  `This login is ${isBot ? 'a bot’s' : 'a person’s'} here, and stays that. Choose another login in the file.`

const fieldsOf = ({ login, name, roles, chatLimit, deactivated }: SetupAgent): AuditFields => ({
  login,
  name,
  roles: sorted(roles),
  chatLimit,
  deactivated,
})

// The roles of a file: by name, with what they allow.
import type { AuditFields } from '../audit.ts'
import { type Permission, whyNotGive } from '../permissions.ts'
import { byName } from './by-name.ts'
import { compared, impossible, sorted } from './compare.ts'
import type { PlanRules, RoleItem } from './plan-item.ts'
import { nameKey, type Setup, type SetupRole } from './setup-file.ts'

export const mayNotManage = 'You may not manage agents and roles. Ask somebody who may to import the file.'

export const rolesFrom = (present: Setup, file: Setup, rules: PlanRules): readonly RoleItem[] => {
  const known = byName(present.roles ?? [], role => role.name)
  return (file.roles ?? []).map(wanted => {
    const here = known.get(nameKey(wanted.name))
    const change = compared(here === undefined ? null : fieldsOf(here), fieldsOf(wanted))
    const beyond = wanted.permissions.find(
      right => !rules.giveable.has(right) && here?.permissions.includes(right) !== true,
    )
    const mayNot = rules.managesAgents ? (beyond === undefined ? null : notGiveable(beyond)) : mayNotManage
    const why = change.verdict === 'same' ? null : mayNot
    return {
      what: 'role',
      noun: 'role',
      name: wanted.name,
      ...(why === null ? change : impossible),
      notes: why === null ? [] : [why],
      wanted,
    }
  })
}

export const notGiveable = (right: Permission): string => {
  const sentence = whyNotGive(right)
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
}

const fieldsOf = ({ name, permissions }: SetupRole): AuditFields => ({ name, permissions: sorted(permissions) })

// The roles of a file: by name, with what they allow.
import type { AuditFields } from '../audit.ts'
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
    const isForbidden = change.verdict !== 'same' && !rules.managesAgents
    return {
      what: 'role',
      noun: 'role',
      name: wanted.name,
      ...(isForbidden ? impossible : change),
      notes: isForbidden ? [mayNotManage] : [],
      wanted,
    }
  })
}

const fieldsOf = ({ name, permissions }: SetupRole): AuditFields => ({ name, permissions: sorted(permissions) })

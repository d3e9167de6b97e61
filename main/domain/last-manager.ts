// The last one who may manage cannot be removed, demoted, or lose it through a role: nobody could give it back.
import type { AgentId, RoleId } from './ids.ts'
import type { Permission } from './permissions.ts'

/** Rights that somebody who can sign in must always hold. */
export const neverWithout = ['CanManageAgents', 'CanManageChats'] as const satisfies readonly Permission[]
export type NeededRight = (typeof neverWithout)[number]

export interface Staff {
  readonly roles: readonly { readonly id: RoleId; readonly permissions: readonly Permission[] }[]
  readonly agents: readonly {
    readonly id: AgentId
    readonly name: string
    readonly roleIds: readonly RoleId[]
    /** Works here still and has a password: who was only invited may never come. */
    readonly canSignIn: boolean
  }[]
}

export interface LostRight {
  readonly right: NeededRight
  /** Who holds it at present. */
  readonly holders: readonly string[]
}

/** The first right that somebody holds before the change and nobody after it; null: the change may be made. */
export const lostRight = (before: Staff, after: Staff): LostRight | null => {
  for (const right of neverWithout) {
    const held = holdersOf(before, right)
    if (held.length > 0 && holdersOf(after, right).length === 0) return { right, holders: held }
  }
  return null
}

/** The names of those who can sign in and hold the right. */
export const holdersOf = ({ roles, agents }: Staff, right: Permission): readonly string[] => {
  const granting = new Set(roles.filter(role => role.permissions.includes(right)).map(role => role.id))
  return agents.filter(agent => agent.canSignIn && agent.roleIds.some(id => granting.has(id))).map(agent => agent.name)
}

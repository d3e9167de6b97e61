// Nobody gives a right that they do not hold themselves: not by a role, and not by getting into the place of an agent who holds it.
import { holdersOf } from '../domain/last-manager.ts'
import { type Permission, permissions, whyNotGive } from '../domain/permissions.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Agent, Reads } from '../storage/store.ts'
import type { Doer } from './actor.ts'
import { readStaff } from './staff.ts'

/** What they hold themselves, and what nobody who can sign in holds: else nobody could ever have it again. Null: the workstation, all. */
export const giveableRights = async (reads: Reads, doer: Doer): Promise<ReadonlySet<Permission>> => {
  if (doer === null) return new Set(permissions)
  const held = await reads.agents.permissionsOf(doer.agentId)
  const staff = await readStaff(reads)
  return new Set(permissions.filter(right => held.has(right) || holdersOf(staff, right).length === 0))
}

/** Null: they may all be given. `field`: of the input, by which they would be. */
export const mayGive = async (
  reads: Reads,
  doer: Doer,
  rights: Iterable<Permission>,
  field: string,
): Promise<Refusal | null> => {
  const giveable = await giveableRights(reads, doer)
  const first = [...rights].find(right => !giveable.has(right))
  return first === undefined
    ? null
    : refuse('notAllowed', `${field}: ${whyNotGive(first)}`, { field, facts: { right: first } })
}

/** Null: it would give them nothing that they do not have. Everybody stands in for themselves. */
export const mayStandInFor = async (
  reads: Reads,
  doer: Doer,
  { id, roleIds }: Pick<Agent, 'id' | 'roleIds'>,
  field: string,
): Promise<Refusal | null> =>
  doer?.agentId === id ? null : mayGive(reads, doer, await rightsOf(reads, roleIds), field)

/** Of all the roles together. */
export const rightsOf = async (reads: Reads, roleIds: Agent['roleIds']): Promise<ReadonlySet<Permission>> => {
  const roles = (await reads.agents.roles()).filter(role => roleIds.includes(role.id))
  return new Set(roles.flatMap(role => role.permissions))
}

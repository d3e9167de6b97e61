// Roles: what a set of people may do, and a way to fill queues. A change takes effect at once on every open desk.
import type { Clock } from '../domain/clock.ts'
import { asId, type Ids, type RoleId } from '../domain/ids.ts'
import { nameKey } from '../domain/name-key.ts'
import { type Permission, permissions } from '../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { Reads, Role, Store, Transaction } from '../storage/store.ts'
import type { Doer, Done } from './actor.ts'
import { putOnRecord } from './audit-trail.ts'
import { mayGive } from './given-rights.ts'
import type { RoleInput, RoleVerbs } from './people-verbs.ts'
import { namesOf, somebodyManages } from './staff.ts'

export class RoleDirectory implements RoleVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #sweep: (because: string) => Promise<void>

  constructor(ports: { store: Store; clock: Clock; ids: Ids }, sweep: (because: string) => Promise<void>) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#sweep = sweep
  }

  list(): Promise<readonly Role[]> {
    return this.#store.agents.roles()
  }

  create(doer: Doer, input: RoleInput): Promise<Role | Refusal> {
    const role: Role = { ...tidy(input), id: asId<RoleId>(this.#ids.next()), version: 1 }
    return this.#store.transact(async tx => {
      const refused =
        (await nameFree(tx, role.name, null)) ?? (await mayGive(tx, doer, role.permissions, 'permissions'))
      if (refused !== null) return refused
      await tx.agents.insertRole(role)
      await this.#note(tx, doer, role, { deed: 'created', after: recordOf(role) })
      return role
    })
  }

  async update(doer: Doer, id: RoleId, change: Partial<RoleInput>, version?: number): Promise<Role | Refusal> {
    const result = await this.#store.transact(async tx => {
      const role = await roleIn(tx, id)
      if (isRefusal(role)) return role
      if (version !== undefined && version !== role.version)
        return refuse(
          'conflict',
          `Somebody changed the role ${role.name} in the meantime. Look at it again, then save.`,
          { field: 'version' },
        )
      const next = {
        ...role,
        ...tidy({ name: change.name ?? role.name, permissions: change.permissions ?? role.permissions }),
      }
      const added = next.permissions.filter(right => !role.permissions.includes(right))
      const refused =
        (await nameFree(tx, next.name, id)) ??
        (await mayGive(tx, doer, added, 'permissions')) ??
        (await somebodyManages(
          tx,
          staff => ({ ...staff, roles: staff.roles.map(one => (one.id === id ? next : one)) }),
          'permissions',
        ))
      if (refused !== null) return refused
      await tx.agents.updateRole(id, { name: next.name, permissions: next.permissions })
      await this.#note(tx, doer, next, { deed: 'changed', before: recordOf(role), after: recordOf(next) })
      return { ...next, version: role.version + 1 }
    })
    if (!isRefusal(result)) await this.#sweep(`the role ${result.name} was changed`)
    return result
  }

  remove(doer: Doer, id: RoleId): Promise<Done | Refusal> {
    return this.#store.transact(async tx => {
      const role = await roleIn(tx, id)
      if (isRefusal(role)) return role
      const refused = await unused(tx, role)
      if (refused !== null) return refused
      await tx.agents.deleteRole(id)
      await this.#note(tx, doer, role, { deed: 'deleted', before: recordOf(role) })
      return undefined
    })
  }

  /** On record, and to every open desk: those who hold the role ask anew what they may do. */
  async #note(
    tx: Transaction,
    doer: Doer,
    role: Role,
    what: Pick<Parameters<typeof putOnRecord>[3], 'deed' | 'before' | 'after'>,
  ): Promise<void> {
    const at = this.#clock.now()
    await putOnRecord(tx, doer, at, { noun: 'role', nounId: role.id, name: role.name, ...what })
    await tx.events.append({ type: 'role.changed', at, audience: 'everyone', facts: { roleId: role.id } })
    for (const agent of await tx.agents.all())
      if (agent.deactivatedAt === null && agent.roleIds.includes(role.id))
        await tx.events.append({ type: 'agent.changed', at, audience: 'everyone', agentId: agent.id })
  }
}

/** Each right once, in the order in which they are always listed. */
const tidy = ({ name, permissions: held }: RoleInput): { name: string; permissions: readonly Permission[] } => ({
  name: name.trim(),
  permissions: permissions.filter(one => held.includes(one)),
})

const recordOf = ({ name, permissions }: Role) => ({ name, permissions })

const roleIn = async (reads: Reads, id: RoleId): Promise<Role | Refusal> =>
  (await reads.agents.roles()).find(role => role.id === id) ??
  refuse('notFound', 'There is no such role. Somebody may have deleted it.', { field: 'roleId' })

const nameFree = async (reads: Reads, name: string, own: RoleId | null): Promise<Refusal | null> => {
  const same = (await reads.agents.roles()).find(role => role.id !== own && nameKey(role.name) === nameKey(name))
  return same === undefined
    ? null
    : refuse('conflict', `name: there is a role ${same.name} already. Choose another name.`, { field: 'name' })
}

const unused = async (reads: Reads, role: Role): Promise<Refusal | null> => {
  const agents = (await reads.agents.all()).filter(agent => agent.roleIds.includes(role.id))
  const queues = (await reads.queues.all()).filter(queue => queue.roleIds.includes(role.id))
  const users = [
    ...(agents.length === 0
      ? []
      : [
          `agents have it: ${namesOf(agents.map(one => (one.deactivatedAt === null ? one.name : `${one.name} (deactivated)`)))}`,
        ]),
    ...(queues.length === 0
      ? []
      : [
          `queues are filled by it: ${namesOf(queues.map(one => (one.archivedAt === null ? one.name : `${one.name} (archived)`)))}`,
        ]),
  ]
  return users.length === 0
    ? null
    : refuse('conflict', `The role ${role.name} is in use: ${users.join('; ')}. Take it from them first.`)
}

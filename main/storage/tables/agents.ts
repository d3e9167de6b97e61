// Agents, their roles, and their sign-ins.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { AgentId, RoleId } from '../../domain/ids.ts'
import { loginKey } from '../../domain/login-key.ts'
import type { Permission } from '../../domain/permissions.ts'
import type { Presence } from '../../domain/presence.ts'
import type { AgentTable, ReadDb, WriteDb } from '../schema.ts'
import type { Agent, AgentReads, AgentWrites, Role } from '../store.ts'

export const agentReads = (db: ReadDb): AgentReads => ({
  get: async id => (await agentsWhere(db, sql<SqlBool>`agent.id = ${id}`))[0] ?? null,
  byLogin: async login => (await agentsWhere(db, sql<SqlBool>`agent.loginKey = ${loginKey(login)}`))[0] ?? null,
  all: () => agentsWhere(db, sql<SqlBool>`1`),

  async permissionsOf(id) {
    const rows = await db
      .selectFrom('agentRole')
      .innerJoin('role', 'role.id', 'agentRole.roleId')
      .innerJoin('agent', 'agent.id', 'agentRole.agentId')
      .where('agentRole.agentId', '=', id)
      .where('agent.deactivatedAt', 'is', null)
      .select('role.permissions')
      .execute()
    return new Set(rows.flatMap(row => JSON.parse(row.permissions) as Permission[]))
  },

  async roles() {
    const rows = await db.selectFrom('role').selectAll().orderBy('name').execute()
    return rows.map(row => ({ ...row, permissions: JSON.parse(row.permissions) as Permission[] }))
  },

  session: async tokenHash =>
    (await db.selectFrom('session').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()) ?? null,

  sessionsOf: id =>
    db
      .selectFrom('session')
      .selectAll()
      .where('agentId', '=', id)
      .orderBy('lastUsedAt', 'desc')
      .orderBy('createdAt', 'desc')
      .orderBy('id')
      .execute(),
})

export const agentWrites = (db: WriteDb): AgentWrites => ({
  ...agentReads(db),

  async insert(agent) {
    const { roleIds, ...row } = agent
    await db.insertInto('agent').values(toRow(row)).execute()
    await setRoles(db, agent.id, roleIds)
  },

  async update(id, { roleIds, ...change }) {
    const row = toRow(change)
    if (Object.keys(row).length > 0) await db.updateTable('agent').set(row).where('id', '=', id).execute()
    if (!roleIds) return
    await db.deleteFrom('agentRole').where('agentId', '=', id).execute()
    await setRoles(db, id, roleIds)
  },

  async insertRole(role) {
    await db
      .insertInto('role')
      .values({ ...role, permissions: JSON.stringify(role.permissions), version: 1 })
      .execute()
  },

  async updateRole(id, change) {
    const { permissions, ...rest } = change as Partial<Role>
    const row = { ...rest, ...(permissions && { permissions: JSON.stringify(permissions) }) }
    await db
      .updateTable('role')
      .set(({ eb }) => ({ ...row, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  },
  async deleteRole(id) {
    await db.deleteFrom('role').where('id', '=', id).execute()
  },

  async insertSession(session) {
    await db.insertInto('session').values(session).execute()
  },
  async touchSession(tokenHash, at) {
    await db.updateTable('session').set({ lastUsedAt: at }).where('tokenHash', '=', tokenHash).execute()
  },
  async deleteSession(tokenHash) {
    await db.deleteFrom('session').where('tokenHash', '=', tokenHash).execute()
  },
})

const agentsWhere = async (db: ReadDb, condition: Expression<SqlBool>): Promise<Agent[]> => {
  const rows = await db
    .selectFrom('agent')
    .selectAll()
    .select(
      sql<string>`(SELECT json_group_array(roleId ORDER BY position) FROM agentRole WHERE agentId = agent.id)`.as(
        'roleIds',
      ),
    )
    .where(condition)
    .orderBy('agent.name')
    .orderBy('agent.id')
    .execute()
  return rows.map(({ loginKey: _, presence, presenceReason, presenceSince, roleIds, ...agent }) => ({
    ...agent,
    roleIds: JSON.parse(roleIds) as RoleId[],
    presence: toPresence({ presence, presenceReason, presenceSince }),
  }))
}

const toPresence = (row: Pick<AgentTable, 'presence' | 'presenceReason' | 'presenceSince'>): Presence =>
  row.presence === 'active'
    ? { status: 'active', since: row.presenceSince }
    : { status: 'inactive', reason: row.presenceReason ?? 'chosen', since: row.presenceSince }

/** The columns of what is given; whole for a whole agent. */
const toRow = <Given extends Partial<Omit<Agent, 'roleIds'>>>({ presence, ...plain }: Given) =>
  ({
    ...plain,
    ...(plain.login === undefined ? {} : { loginKey: loginKey(plain.login) }),
    ...(presence && {
      presence: presence.status,
      presenceReason: presence.status === 'inactive' ? presence.reason : null,
      presenceSince: presence.since,
    }),
  }) as Given extends Omit<Agent, 'roleIds'> ? AgentTable : Partial<AgentTable>

const setRoles = async (db: WriteDb, agentId: AgentId, roleIds: readonly RoleId[]): Promise<void> => {
  if (roleIds.length === 0) return
  await db
    .insertInto('agentRole')
    .values([...new Set(roleIds)].map((roleId, position) => ({ agentId, roleId, position })))
    .execute()
}

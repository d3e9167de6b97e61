// Queues and who belongs to them.
import { sql } from 'kysely'
import type { AgentId, QueueId, RoleId } from '../../domain/ids.ts'
import type { Queue } from '../../domain/queue.ts'
import type { WorkingHours } from '../../domain/working-hours.ts'
import type { QueueTable, ReadDb, WriteDb } from '../schema.ts'
import type { QueueReads, QueueWrites } from '../store.ts'

export const queueReads = (db: ReadDb): QueueReads => ({
  get: async id => (await queuesWith(db, id))[0] ?? null,
  all: () => queuesWith(db),

  async memberIds(id) {
    const rows = await db
      .selectFrom('agent')
      .select('agent.id')
      .where('deactivatedAt', 'is', null)
      .where(({ or, eb }) =>
        or([
          eb('agent.id', 'in', db.selectFrom('queueAgent').select('agentId').where('queueId', '=', id)),
          eb(
            'agent.id',
            'in',
            db
              .selectFrom('queueRole')
              .innerJoin('agentRole', 'agentRole.roleId', 'queueRole.roleId')
              .select('agentRole.agentId')
              .where('queueRole.queueId', '=', id),
          ),
        ]),
      )
      .orderBy('agent.id')
      .execute()
    return rows.map(row => row.id)
  },

  async ofAgent(id) {
    const rows = await db
      .selectFrom('queue')
      .select('queue.id')
      .where(({ exists }) =>
        exists(db.selectFrom('agent').select('agent.id').where('agent.id', '=', id).where('deactivatedAt', 'is', null)),
      )
      .where(({ or, eb }) =>
        or([
          eb('queue.id', 'in', db.selectFrom('queueAgent').select('queueId').where('agentId', '=', id)),
          eb(
            'queue.id',
            'in',
            db
              .selectFrom('agentRole')
              .innerJoin('queueRole', 'queueRole.roleId', 'agentRole.roleId')
              .select('queueRole.queueId')
              .where('agentRole.agentId', '=', id),
          ),
        ]),
      )
      .orderBy('queue.position')
      .orderBy('queue.id')
      .execute()
    return rows.map(row => row.id)
  },
})

export const queueWrites = (db: WriteDb): QueueWrites => ({
  ...queueReads(db),

  async insert(queue) {
    await db.insertInto('queue').values(toRow(queue)).execute()
    await db.insertInto('queueNumber').values({ queueId: queue.id }).execute()
    await setMembers(db, queue)
  },

  async replace(queue, expectedVersion) {
    const { numUpdatedRows } = await db
      .updateTable('queue')
      .set(toRow(queue))
      .where('id', '=', queue.id)
      .where('version', '=', expectedVersion)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await db.deleteFrom('queueAgent').where('queueId', '=', queue.id).execute()
    await db.deleteFrom('queueRole').where('queueId', '=', queue.id).execute()
    await setMembers(db, queue)
    return true
  },

  async setOrder(ids) {
    for (const [position, id] of ids.entries())
      await db.updateTable('queue').set({ position }).where('id', '=', id).execute()
  },
})

const queuesWith = async (db: ReadDb, id?: QueueId): Promise<Queue[]> => {
  const rows = await db
    .selectFrom('queue')
    .selectAll()
    .select([
      sql<string>`(SELECT json_group_array(agentId ORDER BY position) FROM queueAgent WHERE queueId = queue.id)`.as(
        'agentIds',
      ),
      sql<string>`(SELECT json_group_array(roleId ORDER BY position) FROM queueRole WHERE queueId = queue.id)`.as(
        'roleIds',
      ),
    ])
    .$if(id !== undefined, query => query.where('queue.id', '=', id as QueueId))
    .orderBy('position')
    .orderBy('name')
    .execute()
  return rows.map(row => ({
    ...row,
    workingHours: row.workingHours === null ? null : (JSON.parse(row.workingHours) as WorkingHours),
    agentIds: JSON.parse(row.agentIds) as AgentId[],
    roleIds: JSON.parse(row.roleIds) as RoleId[],
  }))
}

const toRow = ({ agentIds: _, roleIds: __, workingHours, ...row }: Queue): QueueTable => ({
  ...row,
  workingHours: workingHours === null ? null : JSON.stringify(workingHours),
})

const setMembers = async (db: WriteDb, queue: Queue): Promise<void> => {
  const agents = [...new Set(queue.agentIds)].map((agentId, position) => ({ queueId: queue.id, agentId, position }))
  if (agents.length > 0) await db.insertInto('queueAgent').values(agents).execute()
  const roles = [...new Set(queue.roleIds)].map((roleId, position) => ({ queueId: queue.id, roleId, position }))
  if (roles.length > 0) await db.insertInto('queueRole').values(roles).execute()
}

// Processes, their published versions and their secrets.
import { sql } from 'kysely'
import type { ProcessReads, ProcessSecretReads, ProcessSecretWrites, ProcessWrites } from '../process-store.ts'
import type { ReadDb, WriteDb } from '../schema.ts'

const columns = ['id', 'code', 'name', 'draft', 'publishedNumber', 'changedAt', 'changedBy', 'version'] as const

export const processReads = (db: ReadDb): ProcessReads => ({
  async rows() {
    const rows = await db
      .selectFrom('process')
      .leftJoin('processVersion', join =>
        join
          .onRef('processVersion.processId', '=', 'process.id')
          .onRef('processVersion.number', '=', 'process.publishedNumber'),
      )
      .select(({ selectFrom, fn }) => [
        'process.id',
        'code',
        'name',
        'publishedNumber',
        'publishedAt',
        'changedAt',
        'changedBy',
        'version',
        sql<number>`draft IS NOT NULL`.as('hasDraft'),
        ...(['running', 'failed'] as const).map(status =>
          selectFrom('processRun')
            .select(fn.countAll<number>().as('count'))
            .whereRef('processRun.processId', '=', 'process.id')
            .where('status', '=', status)
            .as(status),
        ),
      ])
      .where('deletedAt', 'is', null)
      .orderBy('name')
      .orderBy('process.id')
      .execute()
    return rows.map(row => ({
      ...row,
      hasDraft: row.hasDraft === 1,
      running: row.running ?? 0,
      failed: row.failed ?? 0,
    }))
  },
  get: async id =>
    (await db
      .selectFrom('process')
      .select(columns)
      .where('id', '=', id)
      .where('deletedAt', 'is', null)
      .executeTakeFirst()) ?? null,
  byCode: async code =>
    (await db
      .selectFrom('process')
      .select(columns)
      .where('code', '=', code)
      .where('deletedAt', 'is', null)
      .executeTakeFirst()) ?? null,
  publishedVersion: async (id, number) =>
    (await db
      .selectFrom('processVersion')
      .select(['processId', 'number', 'xml', 'publishedAt', 'publishedBy'])
      .where('processId', '=', id)
      .where('number', '=', number)
      .executeTakeFirst()) ?? null,
  async versions(id) {
    const rows = await db
      .selectFrom('processVersion')
      .select(({ selectFrom, fn }) => [
        'processId',
        'number',
        'publishedAt',
        'publishedBy',
        selectFrom('processRun')
          .select(fn.countAll<number>().as('count'))
          .whereRef('processRun.processId', '=', 'processVersion.processId')
          .whereRef('processRun.versionNumber', '=', 'processVersion.number')
          .where('status', 'in', ['running', 'failed'])
          .as('running'),
      ])
      .where('processId', '=', id)
      .orderBy('number', 'desc')
      .execute()
    return rows.map(row => ({ ...row, running: row.running ?? 0 }))
  },
  deleted: async id =>
    (await db
      .selectFrom('process')
      .select(columns)
      .where('id', '=', id)
      .where('deletedAt', 'is not', null)
      .executeTakeFirst()) ?? null,
  async deletedBefore(at) {
    const rows = await db.selectFrom('process').select('id').where('deletedAt', '<', at).execute()
    return rows.map(({ id }) => id)
  },
  async shipped() {
    return (await db.selectFrom('shippedProcess').select('code').execute()).map(({ code }) => code)
  },
})

export const processWrites = (db: WriteDb): ProcessWrites => ({
  ...processReads(db),
  async insert(process) {
    await db
      .insertInto('process')
      .values({ ...process, deletedAt: null })
      .execute()
  },
  async update(id, change) {
    if (Object.keys(change).length === 0) return
    await db
      .updateTable('process')
      .set(({ eb }) => ({ ...change, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  },
  async insertVersion(version) {
    await db.insertInto('processVersion').values(version).execute()
  },
  async markDeleted(id, deletedAt) {
    await db.updateTable('process').set({ deletedAt }).where('id', '=', id).execute()
  },
  async markShipped(code) {
    await db.insertInto('shippedProcess').values({ code }).execute()
  },
  async delete(id) {
    const used = await db.selectFrom('processRun').select('id').where('processId', '=', id).limit(1).executeTakeFirst()
    const bound = await db.selectFrom('chatAction').select('id').where('processId', '=', id).limit(1).executeTakeFirst()
    if (used !== undefined || bound !== undefined) return false
    await db.deleteFrom('process').where('id', '=', id).execute()
    return true
  },
})

export const processSecretReads = (db: ReadDb): ProcessSecretReads => ({
  all: () =>
    db
      .selectFrom('processSecret')
      .select(['name', 'host', 'sealed', 'changedAt', 'changedBy'])
      .orderBy('name')
      .execute(),
})

export const processSecretWrites = (db: WriteDb): ProcessSecretWrites => ({
  ...processSecretReads(db),
  async put({ name, ...rest }) {
    await db
      .insertInto('processSecret')
      .values({ name, ...rest })
      .onConflict(conflict => conflict.column('name').doUpdateSet(rest))
      .execute()
  },
  async delete(name) {
    await db.deleteFrom('processSecret').where('name', '=', name).execute()
  },
})

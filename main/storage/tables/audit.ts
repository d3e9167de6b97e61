// Who changed what of the set-up, newest first.
import { type SqlBool, sql } from 'kysely'
import type { AuditFields } from '../../domain/audit.ts'
import type { AuditTable, ReadDb, WriteDb } from '../schema.ts'
import type { AuditReads, AuditWrites } from '../store.ts'

export const auditReads = (db: ReadDb): AuditReads => ({
  async list({ noun, nounId, agentId, deed, text, from, to, before, limit }) {
    let query = db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit)
    if (noun !== undefined) query = query.where('noun', '=', noun)
    if (nounId !== undefined) query = query.where('nounId', '=', nounId)
    if (agentId !== undefined) query = query.where('agentId', '=', agentId)
    if (deed !== undefined) query = query.where('deed', '=', deed)
    if (from !== undefined) query = query.where('at', '>=', from)
    if (to !== undefined) query = query.where('at', '<', to)
    if (before !== undefined) query = query.where('id', '<', before)
    if (text !== undefined && text !== '') {
      const part = `%${text.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
      query = query.where(({ or, ref }) =>
        or(
          (['name', 'agentName', 'before', 'after'] as const).map(
            column => sql<SqlBool>`${ref(column)} LIKE ${part} ESCAPE '\\'`,
          ),
        ),
      )
    }
    return (await query.execute()).map(({ before: was, after: is, ...row }) => ({
      ...row,
      before: fieldsOf(was),
      after: fieldsOf(is),
    }))
  },
})

export const auditWrites = (db: WriteDb): AuditWrites => ({
  ...auditReads(db),
  async append({ before, after, ...entry }) {
    const row: Omit<AuditTable, 'id'> = {
      ...entry,
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
    }
    await db.insertInto('audit').values(row).execute()
  },
})

const fieldsOf = (text: string | null): AuditFields | null => (text === null ? null : (JSON.parse(text) as AuditFields))

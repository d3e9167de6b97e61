// Access tokens of agents and bots.
import type { Scope } from '../../domain/access-token.ts'
import type { AccessToken, AccessTokenReads, AccessTokenWrites } from '../access-token-store.ts'
import type { Database, ReadDb, WriteDb } from '../schema.ts'

export const accessTokenReads = (db: ReadDb): AccessTokenReads => ({
  byHash: async tokenHash =>
    tokenOf(await db.selectFrom('accessToken').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()),

  get: async id => tokenOf(await db.selectFrom('accessToken').selectAll().where('id', '=', id).executeTakeFirst()),

  async ofAgent(id) {
    const rows = await db
      .selectFrom('accessToken')
      .selectAll()
      .where('agentId', '=', id)
      .where('revokedAt', 'is', null)
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .execute()
    return rows.flatMap(row => tokenOf(row) ?? [])
  },

  async isOfOthers(clientId, id) {
    const row = await db
      .selectFrom('accessToken')
      .select('id')
      .where('clientId', '=', clientId)
      .where('agentId', '<>', id)
      .where('revokedAt', 'is', null)
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  },
})

export const accessTokenWrites = (db: WriteDb): AccessTokenWrites => ({
  ...accessTokenReads(db),

  async insert(token) {
    await db
      .insertInto('accessToken')
      .values({ ...token, scopes: JSON.stringify(token.scopes) })
      .execute()
  },
  async touch(id, at) {
    await db.updateTable('accessToken').set({ lastUsedAt: at }).where('id', '=', id).execute()
  },
  async revoke(id, at) {
    await db.updateTable('accessToken').set({ revokedAt: at }).where('id', '=', id).execute()
  },
})

const tokenOf = (row: Database['accessToken'] | undefined): AccessToken | null =>
  row === undefined ? null : { ...row, scopes: JSON.parse(row.scopes) as Scope[] }

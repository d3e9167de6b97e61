// One-time links, second factors and their recovery codes. What lets somebody in is kept as a digest or sealed.
import type { ReadDb, WriteDb } from '../schema.ts'
import type { WayInReads, WayInWrites } from '../store.ts'

export const wayInReads = (db: ReadDb): WayInReads => ({
  invite: async tokenHash =>
    (await db.selectFrom('invite').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()) ?? null,

  inviteOf: async id =>
    (await db.selectFrom('invite').selectAll().where('agentId', '=', id).executeTakeFirst()) ?? null,

  secondFactor: async id =>
    (await db.selectFrom('secondFactor').selectAll().where('agentId', '=', id).executeTakeFirst()) ?? null,

  recoveryCodesLeft: async id =>
    (await db.selectFrom('recoveryCode').select('codeHash').where('agentId', '=', id).execute()).length,
})

export const wayInWrites = (db: WriteDb): WayInWrites => ({
  ...wayInReads(db),

  async putInvite(invite) {
    await db.deleteFrom('invite').where('agentId', '=', invite.agentId).execute()
    await db.insertInto('invite').values(invite).execute()
  },
  async deleteInvite(id) {
    await db.deleteFrom('invite').where('agentId', '=', id).execute()
  },

  async putSecondFactor(factor) {
    await db.deleteFrom('secondFactor').where('agentId', '=', factor.agentId).execute()
    await db.insertInto('secondFactor').values(factor).execute()
  },
  async deleteSecondFactor(id) {
    await db.deleteFrom('recoveryCode').where('agentId', '=', id).execute()
    await db.deleteFrom('secondFactor').where('agentId', '=', id).execute()
  },

  async putRecoveryCodes(id, hashes) {
    await db.deleteFrom('recoveryCode').where('agentId', '=', id).execute()
    if (hashes.length === 0) return
    await db
      .insertInto('recoveryCode')
      .values(hashes.map(codeHash => ({ agentId: id, codeHash })))
      .execute()
  },
  async spendRecoveryCode(id, hash) {
    const { numDeletedRows } = await db
      .deleteFrom('recoveryCode')
      .where('agentId', '=', id)
      .where('codeHash', '=', hash)
      .executeTakeFirst()
    return numDeletedRows > 0n
  },
})

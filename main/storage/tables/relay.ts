// What the relay of this workstation told of itself: one row, or none.
import type { ReadDb, WriteDb } from '../schema.ts'
import type { RelayReads, RelayWrites } from '../store.ts'

export const relayReads = (db: ReadDb): RelayReads => ({
  get: async () =>
    (await db.selectFrom('relay').select(['url', 'clientId', 'publicUrl', 'facebookApp']).executeTakeFirst()) ?? null,
})

export const relayWrites = (db: WriteDb): RelayWrites => ({
  ...relayReads(db),
  async set(facts) {
    await db.deleteFrom('relay').execute()
    if (facts !== null)
      await db
        .insertInto('relay')
        .values({ ...facts, only: 1 })
        .execute()
  },
})

// What LiveChat's protocol knows besides chats and messages.
import { sql } from 'kysely'
import { asId, type MessageId } from '../../domain/ids.ts'
import type { Properties, PropertyValue } from '../../domain/property.ts'
import { type CustomerFacts, noCustomerFacts, type ProtocolReads, type ProtocolWrites } from '../protocol-store.ts'
import type { ReadDb, WriteDb } from '../schema.ts'

export const protocolReads = (db: ReadDb): ProtocolReads => ({
  organization: async () => (await db.selectFrom('organization').select(['id', 'license']).executeTakeFirst()) ?? null,

  async queueNumbers() {
    const rows = await db.selectFrom('queueNumber').select(['queueId', 'number']).execute()
    return new Map(rows.map(row => [row.queueId, row.number]))
  },

  async tags(chatId) {
    const rows = await db.selectFrom('chatTag').select('tag').where('chatId', '=', chatId).orderBy('n').execute()
    return rows.map(row => row.tag)
  },

  async properties({ scope, id }) {
    const rows = await db
      .selectFrom('property')
      .select(['namespace', 'name', 'value'])
      .where('scope', '=', scope)
      .where('ownerId', '=', id)
      .execute()
    return nested(rows)
  },

  async propertiesOfMessages(ids) {
    const rows = await db
      .selectFrom('property')
      .select(['ownerId', 'namespace', 'name', 'value'])
      .where('scope', '=', 'message')
      // One parameter however many there are, so that the text of the statement stays the same.
      .where('ownerId', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)
      .execute()
    const byMessage = Map.groupBy(rows, row => asId<MessageId>(row.ownerId))
    return new Map([...byMessage].map(([id, own]) => [id, nested(own)]))
  },

  async customerFacts(id) {
    const row = await db.selectFrom('customerFacts').select('facts').where('identityId', '=', id).executeTakeFirst()
    return row === undefined ? noCustomerFacts : { ...noCustomerFacts, ...(JSON.parse(row.facts) as CustomerFacts) }
  },
})

export const protocolWrites = (db: WriteDb): ProtocolWrites => {
  const reads = protocolReads(db)
  return {
    ...reads,

    async setOrganization(organization) {
      await db
        .insertInto('organization')
        .values({ ...organization, only: 1 })
        .execute()
    },

    async tag(chatId, tag, at, agentId) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('chatTag')
        .values({ chatId, tag, at, agentId })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },

    async untag(chatId, tag) {
      const { numDeletedRows } = await db
        .deleteFrom('chatTag')
        .where('chatId', '=', chatId)
        .where('tag', '=', tag)
        .executeTakeFirst()
      return numDeletedRows === 1n
    },

    async setProperties({ scope, id, conversationId }, values) {
      for (const [namespace, named] of Object.entries(values))
        for (const [name, value] of Object.entries(named))
          await db
            .insertInto('property')
            .values({ scope, ownerId: id, conversationId, namespace, name, value: JSON.stringify(value) })
            .onConflict(conflict =>
              conflict
                .columns(['scope', 'ownerId', 'namespace', 'name'])
                .doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })),
            )
            .execute()
    },

    async deleteProperties({ scope, id }, names) {
      for (const [namespace, list] of Object.entries(names))
        if (list.length > 0)
          await db
            .deleteFrom('property')
            .where('scope', '=', scope)
            .where('ownerId', '=', id)
            .where('namespace', '=', namespace)
            .where('name', 'in', list)
            .execute()
    },

    async setCustomerFacts(identityId, change) {
      const facts = JSON.stringify({ ...(await reads.customerFacts(identityId)), ...change })
      await db
        .insertInto('customerFacts')
        .values({ identityId, facts })
        .onConflict(conflict => conflict.column('identityId').doUpdateSet({ facts }))
        .execute()
    },
  }
}

const nested = (rows: readonly { namespace: string; name: string; value: string }[]): Properties => {
  const properties: Record<string, Record<string, PropertyValue>> = {}
  for (const { namespace, name, value } of rows)
    properties[namespace] = { ...properties[namespace], [name]: JSON.parse(value) as PropertyValue }
  return properties
}

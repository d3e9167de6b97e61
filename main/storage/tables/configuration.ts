// What programs set up: tags, registered properties, properties of the hub and of queues, secrets of bots.
import type { QueueId } from '../../domain/ids.ts'
import { nameKey } from '../../domain/name-key.ts'
import type { Properties, PropertyValue } from '../../domain/property.ts'
import type { Tag } from '../../domain/tag.ts'
import type { ConfigurationDatabase } from '../configuration-schema.ts'
import type { ConfigurationReads, ConfigurationWrites, RegisteredProperty } from '../configuration-store.ts'
import type { ReadDb, WriteDb } from '../schema.ts'

export const configurationReads = (db: ReadDb): ConfigurationReads => ({
  tags: async () => (await db.selectFrom('tag').selectAll().orderBy('nameKey').execute()).map(tagOf),

  async tag(name) {
    const row = await db.selectFrom('tag').selectAll().where('nameKey', '=', nameKey(name)).executeTakeFirst()
    return row === undefined ? null : tagOf(row)
  },

  async registeredProperties(clientId) {
    const query = db.selectFrom('registeredProperty').selectAll().where('clientId', '=', clientId)
    return (await query.orderBy('name').execute()).map(row => ({
      ...row,
      config: JSON.parse(row.config) as RegisteredProperty['config'],
      publicAccess: JSON.parse(row.publicAccess) as RegisteredProperty['publicAccess'],
    }))
  },

  async hubProperties(place) {
    const rows = await db.selectFrom('hubProperty').selectAll().where('place', '=', place).execute()
    const properties: Record<string, Record<string, PropertyValue>> = {}
    for (const { namespace, name, value } of rows)
      properties[namespace] = { ...properties[namespace], [name]: JSON.parse(value) as PropertyValue }
    return properties satisfies Properties
  },

  async botSecret(id) {
    const row = await db.selectFrom('botSecret').select('secretHash').where('agentId', '=', id).executeTakeFirst()
    return row?.secretHash ?? null
  },
})

export const configurationWrites = (db: WriteDb): ConfigurationWrites => ({
  ...configurationReads(db),

  async putTag(tag) {
    await db.deleteFrom('tag').where('nameKey', '=', nameKey(tag.name)).execute()
    const row = { ...tag, nameKey: nameKey(tag.name), queueIds: JSON.stringify(tag.queueIds) }
    await db.insertInto('tag').values(row).execute()
  },
  async deleteTag(name) {
    await db.deleteFrom('tag').where('nameKey', '=', nameKey(name)).execute()
  },

  async putRegisteredProperty({ clientId, name, config, publicAccess }) {
    await db.deleteFrom('registeredProperty').where('clientId', '=', clientId).where('name', '=', name).execute()
    const row = { clientId, name, config: JSON.stringify(config), publicAccess: JSON.stringify(publicAccess) }
    await db.insertInto('registeredProperty').values(row).execute()
  },
  async deleteRegisteredProperty(clientId, name) {
    await db.deleteFrom('registeredProperty').where('clientId', '=', clientId).where('name', '=', name).execute()
  },

  async setHubProperties(place, values) {
    for (const [namespace, named] of Object.entries(values))
      for (const [name, value] of Object.entries(named))
        await db
          .insertInto('hubProperty')
          .values({ place, namespace, name, value: JSON.stringify(value) })
          .onConflict(conflict =>
            conflict
              .columns(['place', 'namespace', 'name'])
              .doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })),
          )
          .execute()
  },
  async deleteHubProperties(place, names) {
    for (const [namespace, list] of Object.entries(names))
      if (list.length > 0)
        await db
          .deleteFrom('hubProperty')
          .where('place', '=', place)
          .where('namespace', '=', namespace)
          .where('name', 'in', list)
          .execute()
  },

  async setBotSecret(agentId, secretHash) {
    await db.deleteFrom('botSecret').where('agentId', '=', agentId).execute()
    await db.insertInto('botSecret').values({ agentId, secretHash }).execute()
  },
})

const tagOf = ({ nameKey: _, queueIds, ...row }: ConfigurationDatabase['tag']): Tag => ({
  ...row,
  queueIds: JSON.parse(queueIds) as QueueId[],
})

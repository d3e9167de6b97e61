// Reading what programs keep with many events: what each may be shown of it, looked up once for all of them.
import { expect, test } from 'vitest'
import { lookedUpOnce, readable } from '../../../main/hub/livechat/properties/property-guard.ts'
import type { ConfigurationReads } from '../../../main/storage/configuration-store.ts'

const aRegistry = () => {
  const asked: string[] = []
  const registry: Pick<ConfigurationReads, 'registeredProperties'> = {
    async registeredProperties(clientId) {
      asked.push(clientId)
      const config = { type: 'string', access: { event: { agent: ['read'] } } }
      return clientId === 'shop' ? [{ clientId, name: 'secret', config, publicAccess: [] }] : []
    },
  }
  return { asked, registry }
}

test('a thousand events ask for the rules of a namespace once, and each shows what may be seen', async () => {
  const { asked, registry } = aRegistry()
  const once = lookedUpOnce(registry)
  const customer = { location: 'event', user: 'customer' } as const
  for (let i = 0; i < 1_000; i++)
    expect(await readable(once, customer, { shop: { secret: 'x', open: i }, crm: { id: i } })).toEqual({
      shop: { open: i },
      crm: { id: i },
    })
  expect(asked).toEqual(['shop', 'crm'])
  await readable(registry, customer, { shop: { open: 1 } })
  expect(asked).toHaveLength(3)
})

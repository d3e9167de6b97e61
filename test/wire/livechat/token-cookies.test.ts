// A customer's browser comes for a token again: the same customer on the same website, somebody else on every other.
import { describe, expect, test } from 'vitest'
import { aProtocolHouse, type ProtocolHouse } from '../../kit/livechat/protocol-house.ts'

const ask = async (house: ProtocolHouse, headers: Record<string, string> = {}) => {
  const response = await fetch(`${house.url}/v2/customer/token`, {
    method: 'POST',
    headers,
    // Without a content type of JSON, as customer-sdk sends it.
    body: JSON.stringify({
      response_type: 'token',
      grant_type: 'cookie',
      client_id: 'test',
      organization_id: house.organizationId,
    }),
  })
  const set = response.headers.getSetCookie()
  const cookie = set.map(one => one.split(';')[0]).join('; ')
  return { response, set, cookie, customer: (await response.json()).entity_id }
}

const shop = { origin: 'https://shop.example' }

describe('a customer who comes for a token again', () => {
  test('is the same one on the same website', async () => {
    const house = await aProtocolHouse()
    const first = await ask(house, shop)
    const again = await ask(house, { ...shop, cookie: first.cookie })
    expect(first.customer).toMatch(/^[0-9a-f-]{36}$/)
    expect(again.customer).toBe(first.customer)
    expect((await ask(house, shop)).customer).not.toBe(first.customer)
  })

  test('is somebody else on another website, and with a name that is not proven', async () => {
    const house = await aProtocolHouse()
    const { cookie, customer } = await ask(house, shop)
    expect((await ask(house, { origin: 'https://evil.example', cookie })).customer).not.toBe(customer)
    expect((await ask(house, { cookie })).customer).not.toBe(customer)
    expect((await ask(house, { ...shop, cookie: `__lc_cid=${customer}` })).customer).not.toBe(customer)
    const other = await ask(house, shop)
    const mixed = `__lc_cid=${customer}; ${other.cookie.split('; ')[1]}`
    expect((await ask(house, { ...shop, cookie: mixed })).customer).not.toBe(customer)
  })

  test('keeps cookies that browsers send from a page of another site, and no script can read', async () => {
    const house = await aProtocolHouse()
    const { set, response } = await ask(house, shop)
    expect(set).toHaveLength(2)
    for (const one of set)
      expect(one).toMatch(/^__lc_c(id|st)=.*; Path=\/v2\/customer; HttpOnly; Secure; SameSite=None; Partitioned$/)
    expect(response.headers.get('access-control-allow-origin')).toBe(shop.origin)
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    const plain = await ask(house, { origin: 'http://127.0.0.1:8080' })
    expect(plain.set.every(one => /SameSite=Lax$/.test(one) && !/Secure/.test(one))).toBe(true)
  })
})

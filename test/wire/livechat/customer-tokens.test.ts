// How customers' programs come to tokens, for whom these are good, and until when.
import { describe, expect, test } from 'vitest'
import { CountingIds } from '../../kit/ids.ts'
import { aProtocolHouse, type ProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import { there } from '../../kit/must.ts'

const ask = async (house: ProtocolHouse, body: unknown, headers: Record<string, string> = {}, path = '/token') => {
  const response = await fetch(`${house.url}/v2/customer${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: await response.json(), cookies: response.headers.getSetCookie() }
}

const byCookie = (house: ProtocolHouse) => ({
  grant_type: 'cookie',
  client_id: 'app',
  response_type: 'token',
  organization_id: house.organizationId,
})

const cookieHeader = (cookies: readonly string[]) => ({
  cookie: cookies.map(cookie => cookie.split(';')[0]).join('; '),
})

describe('a customer’s token', () => {
  test('is given for a new customer, and by its cookies for the same one again', async () => {
    const house = await aProtocolHouse()
    const first = await ask(house, byCookie(house))
    expect(first).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 28_800, client_id: 'app', organization_id: house.organizationId },
    })
    const again = await ask(house, byCookie(house), cookieHeader(first.cookies))
    expect(again.body.entity_id).toBe(first.body.entity_id)
    expect((await ask(house, byCookie(house))).body.entity_id).not.toBe(first.body.entity_id)
    const forged = cookieHeader([`__lc_cid=${first.body.entity_id}`, '__lc_cst=bm9ib2R5.c2VhbA'])
    expect((await ask(house, byCookie(house), forged)).body.entity_id).not.toBe(first.body.entity_id)
    const whose = await fetch(`${house.url}/v2/customer/token`, {
      headers: { authorization: `Bearer ${first.body.access_token}` },
    })
    expect(await whose.json()).toMatchObject({ entity_id: first.body.entity_id, expires_in: 28_800 })
  })

  test('is another customer’s in each group, where the address names one', async () => {
    const house = await aProtocolHouse()
    const [group] = [...(await house.office.store.protocol.queueNumbers()).values()]
    const path = `/${house.organizationId}/${group}/token`
    const inGroup = await ask(house, byCookie(house), {}, path)
    expect(inGroup.status).toBe(200)
    const again = await ask(house, byCookie(house), cookieHeader(inGroup.cookies), path)
    expect(again.body.entity_id).toBe(inGroup.body.entity_id)
    const outside = await ask(house, byCookie(house), cookieHeader(inGroup.cookies))
    expect(outside.body.entity_id).not.toBe(inGroup.body.entity_id)
    expect((await ask(house, byCookie(house), {}, `/${house.organizationId}/999/token`)).body.error.type).toBe(
      'group_not_found',
    )
  })

  test('is given to an agent’s program for a customer of its own, whom it can name again', async () => {
    const house = await aProtocolHouse()
    const { services } = house.office
    const tokenFor = async (scopes: readonly ['customers:own'] | readonly ['customers:ro']) => {
      const input = { label: 'Bridge', scopes, expiresAt: null }
      const made = await services.accessTokens.create(
        house.office.supervisor('ann'),
        house.office.actor('ann').agentId,
        input,
      )
      if (!('token' in made)) throw new Error(made.sentence)
      return { authorization: `Bearer ${made.token}` }
    }
    const own = await tokenFor(['customers:own'])
    const first = await ask(house, { grant_type: 'agent_token', client_id: 'bridge' }, own)
    expect(first).toMatchObject({ status: 200, cookies: [] })
    const { entity_id } = first.body
    const again = await ask(house, { grant_type: 'agent_token', client_id: 'bridge', entity_id, expires_in: 600 }, own)
    expect(again.body).toMatchObject({ entity_id, expires_in: 600 })

    const asked = { grant_type: 'agent_token', client_id: 'bridge' }
    expect((await ask(house, asked)).body.error.type).toBe('authentication')
    expect((await ask(house, asked, await tokenFor(['customers:ro']))).body.error.type).toBe('authorization')
    expect((await ask(house, { ...asked, entity_id: 'not-an-id' }, own)).body.error.type).toBe('validation')
  })

  test('is refused with one error, and says what was wrong', async () => {
    const house = await aProtocolHouse()
    const wrong: [unknown, string][] = [
      ['{', 'validation'],
      [[], 'validation'],
      [{ ...byCookie(house), organization_id: 'other' }, 'license_not_found'],
      [{ grant_type: 'cookie' }, 'license_not_found'],
      [{ ...byCookie(house), grant_type: 'password' }, 'validation'],
      [{ ...byCookie(house), expires_in: 'long' }, 'validation'],
    ]
    for (const [body, type] of wrong) expect((await ask(house, body)).body.error.type, JSON.stringify(body)).toBe(type)
  })

  test('is given to pages of the website’s own list alone, and to programs that are no pages', async () => {
    const house = await aProtocolHouse()
    const [website] = (await house.office.store.channels.all()).filter(({ kind }) => kind === 'web')
    const settings = { allowedOrigins: ['https://shop.example', 'https://*.shop.example'] }
    await house.office.services.channels.update(null, there(website).id, { settings })
    const from = async (origin?: string) =>
      (await ask(house, byCookie(house), origin === undefined ? {} : { origin })).body.error?.type ?? 'given'
    expect(await from('https://shop.example')).toBe('given')
    expect(await from('https://m.shop.example')).toBe('given')
    expect(await from()).toBe('given')
    for (const origin of ['https://thief.example', 'http://shop.example', 'https://notshop.example', 'null'])
      expect(await from(origin), origin).toBe('not_allowed')
  })

  test('ends on the live connection, and no call is let in by it any more', async () => {
    const house = await aProtocolHouse()
    const token = (await ask(house, { ...byCookie(house), expires_in: 60 })).body.access_token
    const carol = house.rtm('customer')
    expect(await carol.ask('login', { token })).toMatchObject({ success: true })
    for (const _ of [20, 40, 60]) {
      await carol.ask('ping')
      await house.office.clock.turn(20_000)
    }
    expect(await carol.push('customer_disconnected')).toMatchObject({ payload: { reason: 'access_token_expired' } })
    const late = house.rtm('customer')
    expect(await late.ask('login', { token })).toMatchObject({
      success: false,
      payload: { error: { type: 'authentication' } },
    })
  })

  test('of another hub opens nothing here', async () => {
    const house = await aProtocolHouse()
    const other = await aProtocolHouse({ ids: new CountingIds('other-') })
    const { token } = await other.customerToken()
    const carol = house.rtm('customer')
    expect(await carol.ask('login', { token })).toMatchObject({ payload: { error: { type: 'authentication' } } })
  })
})

// The Web API as HTTP: where the version is said, what a page of another website may do, and how an error looks.
import { describe, expect, test } from 'vitest'
import { aProgramOf } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse, type ProtocolHouse } from '../../kit/livechat/protocol-house.ts'

const call = async (house: ProtocolHouse, path: string, init: RequestInit = {}) => {
  const { token } = await house.customerToken()
  const response = await fetch(`${house.url}${path}?organization_id=${house.organizationId}`, {
    method: 'POST',
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}

describe('the Web API', () => {
  test.each(['/v3.4', '/v3.5', '/v3.6', '/v3.7'])('speaks the version in the address: %s', async version => {
    const house = await aProtocolHouse()
    const { status, body } = await call(house, `${version}/customer/action/get_customer`, { body: '{}' })
    expect([status, body.session_fields]).toEqual([200, []])
  })

  test('speaks the version of the header, which outranks the address', async () => {
    const house = await aProtocolHouse()
    const ask = (path: string, version?: string) =>
      call(house, path, version === undefined ? {} : { headers: { 'x-api-version': version } })
    expect((await ask('/customer/action/get_customer', '3.6')).status).toBe(200)
    expect((await ask('/v3.3/customer/action/get_customer', '3.5')).status).toBe(200)
    for (const [path, version] of [
      ['/v3.6/customer/action/get_customer', '4.0'],
      ['/v3.3/customer/action/get_customer'],
      ['/customer/action/get_customer'],
    ] as const) {
      const { status, body } = await ask(path, version)
      expect([status, body]).toEqual([
        400,
        { error: { type: 'unsupported_version', message: 'This hub speaks 3.4 to 3.7.' } },
      ])
    }
  })

  test('lets a program of an agent’s speak as its bot, and as no other’s', async () => {
    const house = await aProtocolHouse({ agents: ['ann'] })
    const ann = await aProgramOf(house, 'ann', { rights: ['CanSeeAllChats', 'CanManageAgents'] })
    const configure = async (action: string, payload: object) => {
      const headers = { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' }
      const init = { method: 'POST', headers, body: JSON.stringify(payload) }
      return (await fetch(`${house.url}/v3.6/configuration/action/${action}`, init)).json()
    }
    const own = await configure('create_bot', { name: 'Parrot', groups: [{ id: 1, priority: 'normal' }] })
    const other = await configure('create_bot', { name: 'Owl', owner_client_id: 'another' })
    const as = async (author: string, header = 'X-Author-Id') => {
      const init = {
        method: 'POST',
        headers: { authorization: `Bearer ${ann.token}`, [header]: author },
        body: JSON.stringify({ status: 'not_accepting_chats' }),
      }
      return (await fetch(`${house.url}/v3.5/agent/action/set_routing_status`, init)).status
    }
    expect([await as(own.id), await as(own.id, 'Author-Id'), await as('nobody')]).toEqual([200, 200, 404])
    const statuses = (await ann.call('list_routing_statuses')).body
    expect(statuses).toContainEqual({ agent_id: 'ann', status: 'accepting_chats' })
    expect(await as(other.id)).toBe(200)
    await house.session('ann')
    expect([await as(own.id), await as(other.id)]).toEqual([200, 403])
  })

  test('answers the preflight of a page, and lets the page read the answer', async () => {
    const house = await aProtocolHouse()
    const origin = 'https://shop.example'
    const asked = { origin, 'access-control-request-headers': 'authorization,content-type' }
    for (const path of ['/v3.6/customer/action/upload_file', '/v2/customer/token', '/customer/action/get_chat']) {
      const { status, headers, body } = await call(house, path, { method: 'OPTIONS', headers: asked })
      expect([path, status, body]).toEqual([path, 204, null])
      expect(headers.get('access-control-allow-origin')).toBe(origin)
      expect(headers.get('access-control-allow-headers')).toMatch(/authorization, content-type/i)
      expect(headers.get('access-control-allow-methods')).toMatch(/POST/)
    }
    const { headers } = await call(house, '/v3.6/customer/action/get_chat', { headers: { origin }, body: '{}' })
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('vary')).toMatch(/origin/i)
  })

  test('says by status and body what is wrong', async () => {
    const house = await aProtocolHouse()
    const at = (name: string) => `/v3.6/customer/action/${name}`
    const answers = [
      await call(house, at('get_chat'), { body: 'no json' }),
      await call(house, at('get_chat'), { body: '[]' }),
      await call(house, at('get_chat'), { body: '{}' }),
      await call(house, at('get_chat'), { body: '{"chat_id":"nothing"}' }),
      await call(house, at('no_such_thing')),
      await call(house, at('constructor')),
      await call(house, at('get_chat'), { method: 'GET' }),
      await call(house, at('get_customer'), { headers: { authorization: 'Bearer nonsense' } }),
      await call(house, at('send_event'), { body: 'x'.repeat(1024 * 1024 + 1) }),
    ]
    expect(answers.map(({ status, body }) => [status, body.error.type])).toEqual([
      [400, 'validation'],
      [400, 'validation'],
      [400, 'validation'],
      [404, 'not_found'],
      [404, 'not_found'],
      [404, 'not_found'],
      [400, 'validation'],
      [401, 'authentication'],
      [413, 'entity_too_large'],
    ])
    for (const { body } of answers)
      expect(body).toEqual({ error: { type: expect.any(String), message: expect.stringMatching(/\.$/) } })
  })
})

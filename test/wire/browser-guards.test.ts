// A signed-in browser among other people's pages: the cookie, the page that asks, the name it asks under, and framing.
import { request as httpRequest } from 'node:http'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { permissions } from '../../main/domain/permissions.ts'
import { EventReader } from '../kit/event-source.ts'
import { quickPasswords } from '../kit/office.ts'
import { anOpenHouse, type OpenHouse } from '../kit/open-house.ts'

const withPassword = async (house: OpenHouse): Promise<void> => {
  const passwordHash = await quickPasswords.hash('correct horse')
  await house.office.store.transact(tx => tx.agents.update('ann' as never, { passwordHash }))
}

const login = { login: 'ann', password: 'correct horse' }

test('signing in gives a token for programs and a cookie that scripts cannot read', async () => {
  const house = await anOpenHouse()
  await withPassword(house)
  const { status, body, headers } = await house.call('session/signIn', login)
  expect(status).toBe(200)
  const life = 30 * 24 * 60 * 60
  expect(headers.get('set-cookie')).toBe(
    `parley-${house.port}=${body.token}; Path=/; Max-Age=${life}; HttpOnly; SameSite=Strict`,
  )
  expect((await house.call('session/me', {}, String(body.token))).status).toBe(200)
})

test('behind a proxy that speaks HTTPS the cookie is for HTTPS only', async () => {
  const house = await anOpenHouse()
  await withPassword(house)
  const { headers } = await house.call('session/signIn', login, null, { 'x-forwarded-proto': 'https' })
  expect(headers.get('set-cookie')).toMatch(/; Secure$/)
})

test('signing out takes the cookie back', async () => {
  const house = await anOpenHouse()
  const cookie = `parley-${house.port}=${await house.session('ann')}`
  const signedOut = await house.call('session/signOut', {}, null, { cookie, origin: house.url })
  expect(signedOut.headers.get('set-cookie')).toMatch(/^parley-\d+=; Path=\/; Max-Age=0;/)
  expect((await house.call('session/me', {}, null, { cookie, origin: house.url })).status).toBe(401)
})

test.each([
  ['a page of ours', (house: OpenHouse) => ({ origin: house.url }), 200],
  ['a page that the browser calls ours', () => ({ 'sec-fetch-site': 'same-origin' }), 200],
  ['a stranger', () => ({ origin: 'https://evil.example' }), 403],
  ['another port of this machine', () => ({ origin: 'http://127.0.0.1:1' }), 403],
  ['a page without an origin', () => ({ origin: 'null' }), 403],
  ['a page that the browser calls foreign', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
  ['nobody that can be told', () => ({}), 403],
])('with the cookie, what %s asks is answered accordingly', async (_who, headersFor, status) => {
  const house = await anOpenHouse()
  const cookie = `parley-${house.port}=${await house.session('ann')}`
  const headers = { ...headersFor(house), cookie }
  // fetch would not let us say where we come from.
  const answer = await raw(house, 'POST', '/api/presence/set', headers, '{"status":"inactive"}')
  expect(answer.status).toBe(status)
  const ann = await house.office.store.agents.get('ann' as never)
  expect(ann?.presence.status).toBe(status === 200 ? 'inactive' : 'active')
  if (status === 403)
    expect(answer.body).toContain('This was asked by a page that is not ours. Open Parley itself and do it there.')
})

test('a token needs no origin: only a program has it', async () => {
  const house = await anOpenHouse()
  const authorization = `Bearer ${await house.session('ann')}`
  expect(
    (await raw(house, 'POST', '/api/session/me', { authorization, origin: 'https://shop.example' }, '{}')).status,
  ).toBe(200)
})

test('a foreign page cannot sign a browser in as somebody of its choice', async () => {
  const house = await anOpenHouse()
  await withPassword(house)
  const answer = await raw(
    house,
    'POST',
    '/api/session/signIn',
    { origin: 'https://evil.example' },
    JSON.stringify(login),
  )
  expect(answer.status).toBe(403)
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test.each(['/', '/api/session/me', '/chat', '/files/x'])('%s is not answered under a stranger’s name', async path => {
  const house = await anOpenHouse()
  const authorization = `Bearer ${await house.session('ann')}`
  for (const host of [
    'evil.example',
    `evil.example:${house.port}`,
    '127.0.0.1.evil.example',
    'localhost.evil.example',
  ]) {
    const answer = await raw(house, 'GET', path, { host, authorization })
    expect([host, answer.status]).toEqual([host, 421])
  }
})

test('it is answered under the names of this machine, and under the one in SiteUrl', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  const status = async (host: string) => (await raw(house, 'GET', '/api', { host })).status
  for (const host of ['localhost', `localhost:${house.port}`, '127.0.0.1:9', '127.8.8.8', '[::1]:80', 'LOCALHOST'])
    expect([host, await status(host)]).toEqual([host, 200])
  expect(await status('chat.shop.example')).toBe(421)
  await house.call('settings/set', { SiteUrl: 'https://chat.shop.example' }, ann)
  expect(await status('chat.shop.example')).toBe(200)
  expect(await status('chat.shop.example.evil.example')).toBe(421)
})

test('a hub for the whole network answers under any name', async () => {
  const house = await anOpenHouse({ host: '0.0.0.0' })
  expect((await raw(house, 'GET', '/api', { host: 'desk.office.example' })).status).toBe(200)
})

test('a foreign page gets no socket, whatever cookie the browser sends along', async () => {
  const house = await anOpenHouse()
  const cookie = `parley-${house.port}=${await house.session('ann')}`
  const open = (headers: Record<string, string>): Promise<string> =>
    new Promise(resolve => {
      const socket = new WebSocket(`ws://127.0.0.1:${house.port}/ws`, { headers })
      socket.on('message', () => {
        resolve('open')
        socket.close()
      })
      socket.on('unexpected-response', (_request, response) => resolve(`refused ${response.statusCode}`))
      socket.on('error', () => {})
      socket.on('close', code => resolve(`closed ${code}`))
    })
  expect(await open({ cookie, origin: house.url })).toBe('open')
  expect(await open({ cookie, origin: 'https://evil.example' })).toBe('refused 403')
  expect(await open({ cookie, origin: house.url, host: 'evil.example' })).toBe('refused 421')
  expect(await open({ origin: house.url })).toBe('closed 4401')
})

test('events can be followed with the cookie, as a browser’s EventSource does', async () => {
  const house = await anOpenHouse()
  const cookie = `parley-${house.port}=${await house.session('ann', ...permissions)}`
  const reader = await EventReader.open(`${house.url}/api/events/follow?since=0`, { cookie })
  expect(reader.status).toBe(200)
  reader.cut()
})

test('a one-time link signs one browser in, once', async () => {
  const house = await anOpenHouse()
  const url = house.oneTimeUrl('ann')
  const first = await fetch(url, { redirect: 'manual' })
  expect([first.status, first.headers.get('location')]).toEqual([303, '/'])
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect((await house.call('session/me', {}, null, { cookie, origin: house.url })).status).toBe(200)

  const second = await fetch(url, { redirect: 'manual' })
  expect([second.status, second.headers.get('set-cookie')]).toEqual([303, null])

  const tooLate = house.oneTimeUrl('ann')
  await house.office.clock.turn(16 * 60_000)
  expect((await fetch(tooLate, { redirect: 'manual' })).headers.get('set-cookie')).toBeNull()
})

test('no page of ours can be framed, and none runs what is not ours', async () => {
  const house = await anOpenHouse()
  for (const path of ['/', '/api']) {
    const { headers } = await fetch(house.url + path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|http|\*)/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

/** A request whose headers may be anything, as a stranger's would. */
const raw = (
  house: OpenHouse,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; body: string; headers: Record<string, unknown> }> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: house.port, method, path, headers }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', part => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }))
    })
    request.on('error', reject)
    request.end(body)
  })

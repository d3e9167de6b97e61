// The ways in over the door: the second step, guessing codes and links, and screens that close the moment their session is ended.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { type AgentId, asId } from '../../main/domain/ids.ts'
import { codeAt, fromBase32, stepMs } from '../../main/domain/second-factor.ts'
import { quickPasswords } from '../kit/office.ts'
import { anOpenHouse } from '../kit/open-house.ts'
import { until } from '../kit/until.ts'

const good = 'a long enough word'
const mac = (key: Uint8Array, message: Uint8Array) => createHmac('sha1', key).update(message).digest()

const aHouse = async () => {
  const house = await anOpenHouse()
  const passwordHash = await quickPasswords.hash(good)
  await house.office.store.transact(tx => tx.agents.update(asId<AgentId>('ben'), { passwordHash }))
  const ann = await house.session('ann', 'CanManageAgents')
  const signIn = (code?: string, password = good) =>
    house.call('session/signIn', { login: 'ben', password, ...(code === undefined ? {} : { code }) })
  return { ...house, ann, signIn }
}

const withFactor = async () => {
  const house = await aHouse()
  const { clock } = house.office
  const ben = String((await house.signIn()).body.token)
  const { secret } = (await house.call('session/beginSecondFactor', {}, ben)).body
  const code = (steps = 0) => codeAt(mac, fromBase32(String(secret)), Math.floor(clock.now() / stepMs) + steps)
  expect((await house.call('session/confirmSecondFactor', { code: code() }, ben)).status).toBe(200)
  clock.advance(2 * stepMs)
  return { ...house, ben, code }
}

test('without a code the second factor is asked for by its field, and that is no wrong guess', async () => {
  const { signIn, code } = await withFactor()
  for (let i = 0; i < 20; i++)
    expect(await signIn()).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN', data: { field: 'code' } } })
  expect((await signIn(code())).status).toBe(200)
})

test('guessing codes gets slower, and the right password between the guesses does not help', async () => {
  const { signIn, code, office } = await withFactor()
  for (let i = 0; i < 4; i++) {
    expect((await signIn('000000')).status).toBe(401)
    await signIn()
  }
  expect(await signIn(code())).toMatchObject({ status: 429, body: { message: /^Too many wrong tries/ } })
  expect((await signIn()).status).toBe(429)
  office.clock.advance(1_000)
  expect((await signIn(code())).status).toBe(200)
})

test('guessing links from one address gets slower', async () => {
  const { call } = await aHouse()
  const statuses: number[] = []
  for (let i = 0; i < 62; i++) statuses.push((await call('session/seeInvite', { token: `guess-${i}` })).status)
  expect(statuses.slice(0, 60)).toEqual(Array(60).fill(404))
  expect(statuses.slice(60)).toEqual([429, 429])
})

test('the secret is told once, at the start, and neither it nor a link is in any later answer', async () => {
  const { call, ann, ben, office } = await withFactor()
  const { link, agent } = (await call('agents/invite', { login: 'dora', name: 'Dora' }, ann)).body as {
    link: { token: string }
    agent: { id: string }
  }
  const said = await Promise.all([
    call('session/account', {}, ben),
    call('agents/access', { agentId: 'ben' }, ann),
    call('agents/access', { agentId: agent.id }, ann),
    call('agents/list', {}, ben),
  ])
  const text = JSON.stringify(said.map(one => one.body))
  expect(text).toContain('"purpose":"welcome"')
  expect(text).not.toContain(link.token)
  const stored = JSON.stringify([
    await office.store.waysIn.inviteOf(asId<AgentId>(agent.id)),
    await office.store.audit.list({ limit: 100 }),
  ])
  expect(stored).not.toContain(link.token)
})

test('whoever comes in by a link gets the cookie of a browser, and only once', async () => {
  const { call, ann } = await aHouse()
  const { link } = (await call('agents/invite', { login: 'dora', name: 'Dora' }, ann)).body as {
    link: { token: string }
  }
  const input = { token: link.token, name: 'Dora Lind', password: good }
  expect(await call('session/acceptInvite', { ...input, password: 'short' })).toMatchObject({
    status: 422,
    body: { data: { field: 'password' } },
  })
  const first = await call('session/acceptInvite', input)
  expect(first.status).toBe(200)
  expect(first.headers.get('set-cookie')).toMatch(/^parley-\d+=.+HttpOnly; SameSite=Strict/)
  expect((await call('session/acceptInvite', input)).status).toBe(404)
})

test.each(['session/endOthers', 'agents/endSession', 'agents/update'] as const)(
  'a screen whose session ends by %s is closed at once',
  async how => {
    const { call, ann, signIn, socket } = await aHouse()
    const here = String((await signIn()).body.token)
    const there = String((await signIn()).body.token)
    let state = ''
    socket(there).onState(now => {
      state = now
    })
    await until('the screen is connected', () => state === 'connected')
    const { sessions } = (await call('session/account', {}, there)).body as {
      sessions: { id: string; isThis: boolean }[]
    }
    const sessionId = sessions.find(one => one.isThis)?.id
    const input = {
      'session/endOthers': {},
      'agents/endSession': { agentId: 'ben', sessionId },
      'agents/update': { agentId: 'ben', password: 'set by a supervisor' },
    }[how]
    expect((await call(how, input, how === 'session/endOthers' ? here : ann)).status).toBe(200)
    await until('the screen is at the way in', () => state === 'signedOut')
  },
)

test('one’s own new password keeps this session, also through the form of agents', async () => {
  const { call, ann } = await aHouse()
  expect((await call('agents/update', { agentId: 'ann', password: 'another good word' }, ann)).status).toBe(200)
  expect((await call('session/me', {}, ann)).status).toBe(200)
})

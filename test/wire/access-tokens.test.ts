// Access tokens over the door: each agent has their own, whoever manages agents sees and ends those of others, no token is told twice.
import { expect, test } from 'vitest'
import { anOpenHouse } from '../kit/open-house.ts'

const wanted = { label: 'My script', scopes: ['chats--access:rw', 'customers:ro'] }
const anAccessToken = {
  id: expect.any(String),
  label: 'My script',
  scopes: ['chats--access:rw', 'customers:ro'],
  clientId: expect.any(String),
  createdAt: expect.any(Number),
  lastUsedAt: null,
  expiresAt: null,
}

const aHouse = async () => {
  const house = await anOpenHouse()
  const [ann, ben] = [await house.session('ann', 'CanManageAgents'), await house.session('ben')]
  return { ...house, ann, ben }
}

test('an agent makes one, sees it without its secret, and revokes it', async () => {
  const { call, ben, ann } = await aHouse()
  const made = (await call('session/createAccessToken', wanted, ben)).body
  expect(made).toEqual({ token: expect.stringMatching(/^pat_/), accessToken: anAccessToken })
  expect((await call('session/accessTokens', {}, ben)).body).toEqual({ accessTokens: [anAccessToken] })
  expect((await call('session/accessTokens', {}, ann)).body).toEqual({ accessTokens: [] })
  const tokenId = (made.accessToken as { id: string }).id
  expect((await call('session/revokeAccessToken', { tokenId }, ann)).status).toBe(404)
  expect((await call('session/revokeAccessToken', { tokenId }, ben)).status).toBe(200)
  expect((await call('session/accessTokens', {}, ben)).body).toEqual({ accessTokens: [] })
})

test('who manages agents sees and revokes those of others; others do not', async () => {
  const { call, ben, ann } = await aHouse()
  await call('session/createAccessToken', wanted, ben)
  expect((await call('agents/accessTokens', { agentId: 'ben' }, ben)).status).toBe(403)
  const { accessTokens } = (await call('agents/accessTokens', { agentId: 'ben' }, ann)).body
  expect(accessTokens).toEqual([anAccessToken])
  const tokenId = (accessTokens as { id: string }[])[0]?.id
  expect((await call('agents/revokeAccessToken', { agentId: 'ben', tokenId }, ben)).status).toBe(403)
  expect((await call('agents/revokeAccessToken', { agentId: 'ann', tokenId }, ann)).status).toBe(404)
  expect((await call('agents/revokeAccessToken', { agentId: 'ben', tokenId }, ann)).status).toBe(200)
})

test('an access token signs nobody in to the screens and their door', async () => {
  const { call, ben } = await aHouse()
  const { token } = (await call('session/createAccessToken', wanted, ben)).body
  expect((await call('session/me', {}, String(token))).status).toBe(401)
})

test.each([
  ['no scope', { ...wanted, scopes: [] }, /scopes/],
  ['a scope that there is not', { ...wanted, scopes: ['chats--every:rw'] }, /scopes/],
  ['no label', { ...wanted, label: '  ' }, /label/],
  ['a label of several lines', { ...wanted, label: 'a\nb' }, /label/],
  ['an end that is past', { ...wanted, expiresAt: 5 }, /expiresAt/],
  ['an end that is no instant', { ...wanted, expiresAt: 'tomorrow' }, /expiresAt/],
  ['a client that cannot be written', { ...wanted, clientId: 'a b' }, /clientId/],
])('with %s there is one sentence and no token', async (_what, input, sentence) => {
  const { call, ben } = await aHouse()
  expect(await call('session/createAccessToken', input, ben)).toMatchObject({
    status: 422,
    body: { code: 'INVALID', message: expect.stringMatching(sentence) },
  })
  expect((await call('session/accessTokens', {}, ben)).body).toEqual({ accessTokens: [] })
})

test('who manages agents makes a bot, whose token is told once, and further ones for bots alone', async () => {
  const { call, ann, ben } = await aHouse()
  const bot = { name: 'Nightingale', queueIds: ['support'] }
  expect((await call('agents/createBot', bot, ben)).status).toBe(403)
  const made = (await call('agents/createBot', bot, ann)).body
  expect(made).toMatchObject({ token: expect.stringMatching(/^pat_/), agent: { kind: 'bot', name: 'Nightingale' } })
  const agentId = (made.agent as { id: string }).id
  expect((await call('agents/createBotToken', { agentId, ...wanted }, ann)).status).toBe(200)
  const { accessTokens } = (await call('agents/accessTokens', { agentId }, ann)).body
  const [second, first, ...more] = accessTokens as { clientId: string }[]
  expect([second?.clientId, more]).toEqual([first?.clientId, []])
  expect(await call('agents/createBotToken', { agentId: 'ben', ...wanted }, ann)).toMatchObject({ status: 409 })
  expect(await call('agents/createBotToken', { agentId: 'nobody', ...wanted }, ann)).toMatchObject({ status: 404 })
  expect(await call('agents/makeLink', { agentId }, ann)).toMatchObject({ status: 409 })
})

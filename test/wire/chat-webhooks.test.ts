// Webhooks on chats over the door: who sets up chats lets a program follow them by hand, switches it, and ends it.
import { expect, test } from 'vitest'
import { anOpenHouse } from '../kit/open-house.ts'

const wanted = {
  url: 'https://bot.example/hook',
  action: 'incoming_event',
  secret: 'between us',
  clientId: 'night-bot',
}

const aHouse = async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', 'CanManageChats')
  const all = async () => (await house.call('webhooks/listOfChats', {}, ann)).body
  return { ...house, ann, all }
}

test('one is on at once, told without its secret, switched off with its program, and gone when deleted', async () => {
  const { call, ann, all } = await aHouse()
  const made = (await call('webhooks/follow', wanted, ann)).body
  const one = {
    id: made.id,
    action: 'incoming_event',
    clientId: 'night-bot',
    type: 'license',
    active: true,
    waiting: 0,
  }
  expect(made).toMatchObject(one)
  expect(await all()).toMatchObject({ webhooks: [one], programs: [{ clientId: 'night-bot', enabled: true }] })
  expect(JSON.stringify([made, await all()])).not.toContain('between us')
  await call('webhooks/turnProgram', { clientId: 'night-bot', enabled: false }, ann)
  expect(await all()).toMatchObject({ webhooks: [{ active: false }], programs: [{ enabled: false }] })
  expect((await call('webhooks/list', {}, ann)).body).toEqual({ webhooks: [] })
  expect((await call('webhooks/remove', { id: made.id }, ann)).status).toBe(200)
  expect((await call('webhooks/update', { id: made.id, name: 'x' }, ann)).status).toBe(404)
  expect((await all()).webhooks).toHaveLength(1)
  expect((await call('webhooks/unfollow', { id: made.id }, ann)).status).toBe(200)
  expect((await call('webhooks/unfollow', { id: made.id }, ann)).status).toBe(404)
  expect((await all()).webhooks).toEqual([])
})

test.each([
  ['an action that there is not', { action: 'incoming_toast' }, /action/],
  ['an address that is none', { url: 'bot.example' }, /^url: must be a web address/],
  ['no secret', { secret: '' }, /secret/],
  ['a client id with spaces', { clientId: 'my bot' }, /clientId/],
])('with %s there is one sentence and no webhook', async (_what, more, sentence) => {
  const { call, ann, all } = await aHouse()
  expect(await call('webhooks/follow', { ...wanted, ...more }, ann)).toMatchObject({
    status: 422,
    body: { message: expect.stringMatching(sentence) },
  })
  expect((await all()).webhooks).toEqual([])
})

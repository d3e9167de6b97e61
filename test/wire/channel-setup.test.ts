// Channels and canned replies over HTTP: secrets never come back, the second to save is told, and what was deleted can be had back.
import { expect, test } from 'vitest'
import { permissions } from '../../main/domain/permissions.ts'
import { procedures } from '../../main/wire/procedures.ts'
import { anOpenHouse } from '../kit/open-house.ts'

const secret = 'hush:a-token-that-nobody-may-see-again'

const aChannel = { kind: 'rehearsal', name: 'Bot', queueId: 'support', settings: { token: secret, greeting: 'Hi' } }

test('a token that went in is in no answer that can be had without an input, whoever asks', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', ...permissions)
  const made = await house.call('channels/register', aChannel, token)
  const changed = await house.call(
    'channels/update',
    { channelId: made.body.id, settings: { token: `${secret}-2` } },
    token,
  )
  const tested = await house.call('channels/test', { kind: 'rehearsal', channelId: made.body.id }, token)
  expect([made.status, changed.status, tested.status]).toEqual([200, 200, 200])
  expect(made.body.secretsSet).toEqual(['token'])
  const reading = [...procedures.keys()].filter(name =>
    /\/(list|get\w*|me|info|roles|quarantine|export\w*)$/.test(name),
  )
  expect(reading).toEqual(expect.arrayContaining(['channels/list', 'channels/quarantine', 'audit/list']))
  const answers = await Promise.all(reading.map(name => house.call(name, {}, token)))
  for (const { body } of [made, changed, tested, ...answers]) {
    expect(JSON.stringify(body)).not.toContain(secret)
    // As it is sealed at rest, neither.
    expect(JSON.stringify(body)).not.toContain(Buffer.from(secret).toString('base64').slice(0, 20))
  }
  expect(house.office.log.errors).toEqual([])
})

test('settings of channels, even those without secrets, are for those who set up chats', async () => {
  const house = await anOpenHouse()
  await house.call('channels/register', aChannel, await house.session('ann', 'CanManageChats'))
  const { body } = await house.call('channels/list', {}, await house.session('ben'))
  expect(body.channels).toMatchObject([
    { name: 'Bot', settings: {}, secretsSet: [] },
    { name: 'Stage', settings: {}, secretsSet: [] },
  ])
})

test('the second to save over the same version is refused by name; without a version the last one counts', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', 'CanManageChats')
  const { body: channel } = await house.call('channels/register', aChannel, token)
  const { id: channelId, version } = channel
  expect((await house.call('channels/update', { channelId, version, name: 'Shop' }, token)).body).toMatchObject({
    name: 'Shop',
    version: 2,
  })
  const late = await house.call('channels/update', { channelId, version, name: 'Store' }, token)
  expect(late).toMatchObject({ status: 409, body: { code: 'CONFLICT', data: { field: 'version' } } })
  expect(late.body.message).toMatch(/^Somebody changed the channel Shop in the meantime/)
  expect((await house.call('channels/update', { channelId, name: 'Store' }, token)).status).toBe(200)

  const { body: reply } = await house.call('cannedReplies/create', { name: 'Bye', text: 'Bye' }, token)
  const change = { id: reply.id, version: reply.version }
  expect((await house.call('cannedReplies/update', { ...change, text: 'Good bye' }, token)).status).toBe(200)
  expect(await house.call('cannedReplies/update', { ...change, text: 'Cheers' }, token)).toMatchObject({
    status: 409,
    body: { data: { field: 'version' } },
  })
})

test('what was deleted is in no list, and comes back by name', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', 'CanManageChats')
  const { body: channel } = await house.call('channels/register', aChannel, token)
  const { body: reply } = await house.call('cannedReplies/create', { name: 'Bye', text: 'Bye' }, token)
  const names = async () => {
    const channels = (await house.call('channels/list', {}, token)).body.channels as { name: string }[]
    const replies = (await house.call('cannedReplies/list', {}, token)).body.replies as { name: string }[]
    return [...channels, ...replies].map(({ name }) => name)
  }
  expect((await house.call('channels/remove', { channelId: channel.id }, token)).status).toBe(200)
  expect((await house.call('cannedReplies/remove', { id: reply.id }, token)).status).toBe(200)
  expect(await names()).toEqual(['Stage'])
  expect((await house.call('channels/restore', { channelId: channel.id }, token)).body).toMatchObject({ name: 'Bot' })
  expect((await house.call('cannedReplies/restore', { id: reply.id }, token)).body).toMatchObject({ name: 'Bye' })
  expect(await names()).toEqual(['Bot', 'Stage', 'Bye'])
  expect(await house.call('channels/restore', { channelId: 'nobody' }, token)).toMatchObject({ status: 404 })
})

test('a bad variable, an empty text, a name that is taken: a sentence at the field', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', 'CanManageChats')
  await house.call('cannedReplies/create', { name: 'Bye', text: 'Bye' }, token)
  const refusal = async (input: object) => {
    const { status, body } = await house.call('cannedReplies/create', input, token)
    return [status, (body.data as { field?: string }).field]
  }
  expect(await refusal({ name: 'A', text: '{{order.number}}' })).toEqual([422, 'text'])
  expect(await refusal({ name: 'A', text: '  ' })).toEqual([422, 'text'])
  expect(await refusal({ name: 'bye', text: 'x' })).toEqual([409, 'name'])
  expect(await refusal({ name: '', text: 'x' })).toEqual([422, 'name'])
  expect(await refusal({ name: 'A', text: 'x', queueId: 'none' })).toEqual([404, 'queueId'])
})

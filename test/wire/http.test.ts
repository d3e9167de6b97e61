// The API as programs meet it over HTTP: bodies that are too large or no JSON, paths that are none, methods that are wrong.
import { expect, test } from 'vitest'
import { permissions } from '../../main/domain/permissions.ts'
import { anOpenHouse } from '../kit/open-house.ts'
import { aSetupFile } from '../kit/setup-files.ts'

const MB = 1024 * 1024

const post = async (url: string, body: string | ReadableStream, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { method: 'POST', body, headers, ...{ duplex: 'half' } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('a body that is no JSON is told so', async () => {
  const house = await anOpenHouse()
  const authorization = `Bearer ${await house.session('ann')}`
  for (const body of ['{', 'chatId=1', '{"a":1}}', '\u0000'])
    expect(await post(`${house.url}/api/session/me`, body, { authorization })).toMatchObject({
      status: 400,
      body: { message: 'The body is not JSON. Send an object such as {}, in UTF-8.' },
    })
})

test('an empty body is an empty object, whatever its content type', async () => {
  const house = await anOpenHouse()
  const authorization = `Bearer ${await house.session('ann')}`
  for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded'])
    for (const body of ['', '{}'])
      expect((await post(`${house.url}/api/session/me`, body, { authorization, 'content-type': type })).status).toBe(
        200,
      )
})

test('a body above 1 MB is refused, with and without a promise of its length', async () => {
  const house = await anOpenHouse()
  const authorization = `Bearer ${await house.session('ann')}`
  const large = JSON.stringify({ chatId: 'x'.repeat(MB) })
  const refused = {
    status: 413,
    body: { code: 'TOO_LARGE', message: 'The body is larger than 1 MB. Send less at a time.' },
  }
  expect(await post(`${house.url}/api/chatService/acceptChat`, large, { authorization })).toMatchObject(refused)
  const unpromised = new Blob([large]).stream()
  expect(await post(`${house.url}/api/chatService/acceptChat`, unpromised, { authorization })).toMatchObject(refused)
})

test('a file may be larger, for those who have signed in', async () => {
  const house = await anOpenHouse()
  const authorization = `Bearer ${await house.session('ann')}`
  const bytes = Buffer.alloc(3 * MB, 7)
  const file = JSON.stringify({ base64: bytes.toString('base64') })
  expect(await post(`${house.url}/api/files/upload`, file)).toMatchObject({ status: 413 })
  expect(await post(`${house.url}/api/files/upload`, file, { authorization: 'Bearer made-up' })).toMatchObject({
    status: 413,
  })
  expect(await post(`${house.url}/api/files/upload`, file, { authorization })).toMatchObject({
    status: 200,
    body: { size: bytes.length },
  })
  const huge = { authorization, 'content-length': String(76 * MB) }
  await expect(post(`${house.url}/api/files/upload`, ' ', huge)).rejects.toThrow()
  const tooLarge = JSON.stringify({ base64: 'A'.repeat(75 * MB) })
  expect(await post(`${house.url}/api/files/upload`, tooLarge, { authorization })).toMatchObject({
    status: 413,
    body: { message: 'The body is larger than 75 MB. Send less at a time.' },
  })
})

test('a set-up file may be as large as the contract says, for those who have signed in', async () => {
  const house = await anOpenHouse()
  const authorization = `Bearer ${await house.session('ann', 'CanManageChats', 'CanManageAgents')}`
  const sound = {
    name: 'bell.wav',
    mime: 'audio/wav',
    base64: Buffer.concat([Buffer.from('RIFF0000WAVEfmt '), Buffer.alloc(4 * MB)]).toString('base64'),
  }
  const file = JSON.stringify({ ...aSetupFile(), settings: { OmniChatNotificationSound: sound } })
  const ask = (name: string, input: object, headers = { authorization }) =>
    post(`${house.url}/api/setup/${name}`, JSON.stringify(input), headers)
  expect(await ask('preview', { file }, { authorization: 'Bearer made-up' })).toMatchObject({ status: 413 })
  const { status, body } = await ask('preview', { file })
  expect(status).toBe(200)
  expect(await ask('import', { file, token: body.token })).toMatchObject({ status: 200 })
  expect(await ask('preview', { file: 'x'.repeat(30_000_001) })).toMatchObject({
    status: 422,
    body: { message: expect.stringMatching(/^file: is larger than 30 MB/) },
  })
  expect(await ask('preview', { file: 'x'.repeat(60 * MB) })).toMatchObject({
    status: 413,
    body: { message: 'The body is larger than 60 MB. Send less at a time.' },
  })
})

test('a file above 50 MB is refused by its own name', async () => {
  const house = await anOpenHouse()
  const authorization = `Bearer ${await house.session('ann')}`
  const file = JSON.stringify({ base64: Buffer.alloc(50 * MB + 1).toString('base64') })
  expect(await post(`${house.url}/api/files/upload`, file, { authorization })).toMatchObject({
    status: 413,
    body: { code: 'TOO_LARGE', data: { field: 'base64' } },
  })
})

test.each([
  ['POST', '/api/chatService/eatChat', 404, 'There is no procedure chatService/eatChat. See /api for all.'],
  ['POST', '/api/__proto__/toString', 404, 'There is no procedure __proto__/toString. See /api for all.'],
  ['GET', '/api/chatService/getChats', 405, 'Ask with POST /api/chatService/getChats and a JSON body.'],
  ['PUT', '/api/chatService/getChats', 405, 'Ask with POST /api/chatService/getChats and a JSON body.'],
  ['GET', '/api/', 200, ''],
  ['GET', '/nothing/here', 404, 'There is nothing at /nothing/here.'],
  ['POST', '/', 404, 'There is nothing at /.'],
  ['GET', '/..%2f..%2fpackage.json', 404, 'There is nothing at /..%2f..%2fpackage.json.'],
])('%s %s is answered %i', async (method, path, status, message) => {
  const house = await anOpenHouse({ rendererDir: import.meta.dirname })
  const response = await fetch(house.url + path, { method })
  expect(response.status).toBe(status)
  if (status !== 200) expect(((await response.json()) as { message: string }).message).toBe(message)
})

test('a program that calls counts as connected for a minute, and what waits is routed to it at once', async () => {
  const house = await anOpenHouse({ queue: { routingRule: 'toAvailableAgent' }, agents: ['ann'] })
  const { office } = house
  office.disconnect('ann')
  await office.clock.turn(60_000)
  const ann = await house.session('ann', ...permissions)
  await office.services.messageManager.receive('stage' as never, {
    message: { externalId: '1', address: 'carol', sender: { name: 'Carol' }, text: 'Hello' },
  })
  await office.settled()
  expect(office.services.presence.isConnected('ann' as never)).toBe(false)

  const { body } = await house.call('chatService/getChats', {}, ann)
  expect(body).toMatchObject({ chats: [{ status: 'waiting', offer: { exclusive: true } }] })
  await office.clock.turn(59_000)
  expect(office.services.presence.isConnected('ann' as never)).toBe(true)
  await office.clock.turn(2_000)
  expect(office.services.presence.isConnected('ann' as never)).toBe(false)
})

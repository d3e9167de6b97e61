// What comes back instead of an answer: refusals and unusable input as one sentence with the field, bugs without their inside.
import { safe } from '@orpc/client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { permissions } from '../../main/domain/permissions.ts'
import { anOpenHouse } from '../kit/open-house.ts'
import { until } from '../kit/until.ts'

const chatId = 'chat'

/** What is asked, and the whole sentence that comes back. */
const unusable: readonly (readonly [name: string, input: unknown, field: string | undefined, sentence: string])[] = [
  ['chatService/acceptChat', {}, 'chatId', 'chatId: is missing. Give a text.'],
  ['chatService/acceptChat', { chatId: 7 }, 'chatId', 'chatId: must be a text.'],
  ['chatService/acceptChat', { chatId: '' }, 'chatId', 'chatId: must not be empty.'],
  [
    'chatService/acceptChat',
    { chatId, colour: 1 },
    'colour',
    'colour: is not known here. Leave it out, or use one of: chatId.',
  ],
  ['chatService/acceptChat', [], undefined, 'The input must be an object of names and values, such as {}.'],
  ['chatService/acceptChat', null, undefined, 'The input must be an object of names and values, such as {}.'],
  ['chatService/getChats', { all: 'yes' }, 'all', 'all: must be true or false.'],
  ['chatService/getConversation', { chatId, limit: 0 }, 'limit', 'limit: must be at least 1.'],
  ['chatService/getConversation', { chatId, limit: 2.5 }, 'limit', 'limit: must be a whole number.'],
  ['chatService/getConversation', { chatId, limit: 201 }, 'limit', 'limit: must be at most 200.'],
  ['chatService/transferChat', { chatId, to: {} }, 'to.kind', 'to.kind: is missing. Give one of: agent, queue.'],
  ['chatService/transferChat', { chatId, to: { kind: 'desk' } }, 'to.kind', 'to.kind: must be one of: agent, queue.'],
  ['chatService/transferChat', { chatId, to: { kind: 'agent' } }, 'to.agentId', 'to.agentId: is missing. Give a text.'],
  ['messageManager/send', { chatId, text: 'x'.repeat(100_001) }, 'text', 'text: is too long.'],
  [
    'messageManager/send',
    { chatId, text: 'x', idempotencyKey: 'short' },
    'idempotencyKey',
    'idempotencyKey: must have at least 8 characters.',
  ],
  [
    'messageManager/send',
    { chatId, file: { fileId: 'f', name: '', mime: 'a/b' } },
    'file.name',
    'file.name: must not be empty.',
  ],
  ['messageManager/receive', { channelId: 'stage' }, 'raw', 'raw: give either raw or message, and not both.'],
  ['agents/create', { login: 'a b', name: 'A', password: 'long enough' }, 'login', 'login: must not contain spaces.'],
  [
    'agents/create',
    { login: 'ab', name: 'A', password: 'short' },
    'password',
    'password: must have at least 8 characters.',
  ],
  [
    'agents/create',
    { login: 'ab', name: 'A', password: 'long enough', roleIds: ['x', 3] },
    'roleIds[1]',
    'roleIds[1]: must be a text.',
  ],
  ['contacts/update', { contactId: 'c', email: 'not one' }, 'email', 'email: is not an e-mail address.'],
  ['queues/create', { name: '   ' }, 'name', 'name: must not be empty.'],
  [
    'queues/create',
    { name: 'Sales', routingRule: 'byLot' },
    'routingRule',
    'routingRule: must be one of: toAllAgents, toAvailableAgent.',
  ],
  [
    'queues/create',
    { name: 'Sales', completionTimeoutMinutes: 0 },
    'completionTimeoutMinutes',
    'completionTimeoutMinutes: must be at least 1 minute.',
  ],
  [
    'channels/register',
    { kind: 'fax', name: 'Fax', queueId: 'support' },
    'kind',
    'kind: must be one of: web, telegram, facebook, whatsapp, livechat, rehearsal.',
  ],
  ['settings/set', { SimultaneousChats: 100 }, 'SimultaneousChats', 'SimultaneousChats: must be at most 99.'],
  [
    'settings/set',
    { OmniChatOperatorAcceptChatTimeout: 0.5 },
    'OmniChatOperatorAcceptChatTimeout',
    'OmniChatOperatorAcceptChatTimeout: must be a whole number of minutes.',
  ],
  ['settings/set', { SiteUrl: 'ftp://x' }, 'SiteUrl', 'SiteUrl: must be a web address that begins with https://.'],
  ['files/upload', { base64: '@@@@' }, 'base64', 'base64: is not base64. Encode the bytes of the file.'],
  ['events/follow', { since: -1 }, 'since', 'since: must be at least 0.'],
]

test('input that does not fit is refused in one sentence that names the field and the remedy', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', ...permissions)
  const answers = await Promise.all(unusable.map(([name, input]) => house.call(name, input, token)))
  expect(answers.map(({ status, body }) => [status, body])).toEqual(
    unusable.map(([, , field, message]) => [
      422,
      { defined: true, code: 'INVALID', status: 422, message, data: field === undefined ? {} : { field } },
    ]),
  )
})

test('the same sentence over string channels and WebSocket', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', ...permissions)
  const socket = house.socket(token)
  let isOpen = false
  socket.onState(state => {
    isOpen = state === 'connected'
  })
  await until('the door is open', () => isOpen)
  for (const door of [house.bridge(token), socket]) {
    const { error, isDefined } = await safe(door.client.queues.create({ name: '' }))
    expect(isDefined).toBe(true)
    expect(error).toMatchObject({ code: 'INVALID', message: 'name: must not be empty.', data: { field: 'name' } })
  }
})

test('what a service refuses arrives with its sentence and its facts', async () => {
  const house = await anOpenHouse()
  const [ann, ben] = [await house.session('ann', ...permissions), await house.session('ben')]
  await house.call('messageManager/receive', aMessage('Hello?'), ann)
  await house.office.settled()
  const { chats } = (await house.call('chatService/getChats', {}, ann)).body as { chats: { id: string }[] }
  const chat = { chatId: chats[0]?.id }
  expect((await house.call('chatService/acceptChat', chat, ann)).status).toBe(200)

  expect(await house.call('chatService/acceptChat', chat, ben)).toMatchObject({
    status: 409,
    body: {
      defined: true,
      code: 'TAKEN',
      message: 'Ann has taken this chat already.',
      data: { facts: { ownerId: 'ann', ownerName: 'Ann' } },
    },
  })
})

const aMessage = (text: string) => ({
  channelId: 'stage',
  message: { externalId: text, address: 'carol', sender: { name: 'Carol' }, text },
})

test('a bug is told as a bug, written to the log with its stack, and with nothing that anybody said', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', ...permissions)
  const { services, log } = house.office
  vi.spyOn(services.messageManager, 'send').mockRejectedValue(new Error('the wheel came off'))
  const sent = await house.call('messageManager/send', { chatId, text: 'my card is 4111 1111' }, token)
  expect(sent).toMatchObject({
    status: 500,
    body: {
      code: 'INTERNAL_SERVER_ERROR',
      message: 'Something went wrong inside Parley. It was written to the log.',
    },
  })
  expect(JSON.stringify(sent.body)).not.toContain('wheel')
  expect(log.errors).toHaveLength(1)
  expect(log.errors[0]).toMatch(/A bug in messageManager\/send .*the wheel came off.*answers\.test\.ts/)
  expect(log.errors[0]).not.toContain('4111')
  expect(log.errors[0]).not.toContain(token)
})

test('an answer that breaks the contract is a bug, not an answer', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann')
  const { services, log } = house.office
  vi.spyOn(services.chatService, 'getUnreadChatsCount').mockResolvedValue(Number.NaN)
  expect((await house.call('chatService/getUnreadChatsCount', {}, token)).status).toBe(500)
  expect(log.errors[0]).toMatch(/A bug in chatService\/getUnreadChatsCount .*"path":\["count"\]/)
})

test('what is no frame is dropped, and the line goes on', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann')
  const rubbish = ['', 'x', '{', '[]', '{}', '{"i":"1"}', '{"i":"1","p":{}}', '{"i":"1","p":{"u":"http://x"}}',
    '{"i":"1","p":{"u":"/session/me","h":{"content-type":"multipart/form-data"}}}', '{"i":"1","t":3}', '{"i":"1","t":9,"p":{}}',
    '{"i":"1","p":{"u":"/session/me","b":{"json":{},"meta":[[1,"a","b"]]}}}', '{"i":"1","p":{"u":"/no/such"}}'] // biome-ignore format: a list
  const seen: unknown[] = []
  const see = (reason: unknown) => void seen.push(reason)
  process.on('unhandledRejection', see)
  onTestFinished(() => void process.off('unhandledRejection', see))
  const { WebSocket } = await import('ws')
  const socket = new WebSocket(`ws://127.0.0.1:${house.port}/ws`, { headers: { authorization: `Bearer ${token}` } })
  const heard: string[] = []
  socket.on('message', data => heard.push(data.toString()))
  await until('the hub knows us', () => heard.length > 0)
  for (const frame of rubbish) socket.send(frame)
  socket.send(new Uint8Array([1, 2, 3]))
  socket.send('{"i":"ok","p":{"u":"/session/me","b":{"json":{}}}}')
  await until('an answer', () => heard.find(frame => frame.includes('"i":"ok"')))
  expect(heard.find(frame => frame.includes('"i":"ok"'))).toContain('"name":"Ann"')
  expect(seen).toEqual([])
  socket.close()
})

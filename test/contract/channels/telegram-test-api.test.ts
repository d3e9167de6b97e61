// The connector against somebody else's idea of Telegram: the independent npm package telegram-test-api. It knows texts,
// commands, buttons and little else; it ignores offsets and timeouts, and numbers its dates its own way.

import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import TelegramServer from 'telegram-test-api'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { ChannelLink } from '../../../main/channels/channel.ts'
import { createTelegramConnector } from '../../../main/channels/telegram/connector.ts'
import type { TelegramSettings } from '../../../main/channels/telegram/settings.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { aReply } from './connector-suite.ts'
import { RecordingDoor } from './recording-door.ts'
import { until } from './until.ts'

const token = 'sampleToken'
const never = new AbortController().signal
let server: TelegramServer
let settings: TelegramSettings

/** The server takes 0 for "9000", so it has to be told a port that is free. */
const freePort = () =>
  new Promise<number>(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

beforeEach(async () => {
  server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
  await server.start()
  const parsed = createTelegramConnector().parseSettings({ token, apiRoot: server.config.apiURL })
  if (isRefusal(parsed)) throw new Error(parsed.sentence)
  settings = parsed
})

afterEach(() => server.stop())

const connected = (): { link: ChannelLink; door: RecordingDoor } => {
  const door = new RecordingDoor()
  const off = new AbortController()
  const config = { channelId: 'telegram', name: 'Telegram', settings, cursor: null }
  const link = createTelegramConnector().connect(config, door, off.signal)
  // Its polls return at once; the pause between them passes with the test's own clock.
  const turning = setInterval(() => door.clock.advance(250), 1)
  onTestFinished(async () => {
    clearInterval(turning)
    off.abort()
    await link.stopped()
  })
  return { link, door }
}

test('registering learns who the bot is', async () => {
  expect(await createTelegramConnector().register(settings, never)).toEqual({
    profile: { id: '666', name: 'Test First name', username: '@TestNameBot', link: 'https://t.me/TestNameBot' },
  })
})

describe('a customer', () => {
  test('writes, and is answered', async () => {
    const { link, door } = connected()
    const client = server.getClient(token, { userId: 77, chatId: 77, firstName: 'Carol', userName: 'carol' })
    await client.sendMessage(client.makeMessage('Is anybody there?'))
    const message = await door.untilStored('Is anybody there?')
    expect(message).toMatchObject({
      externalId: expect.stringMatching(/^77:\d+$/),
      address: '77',
      kind: 'text',
      sender: { name: 'Carol', username: 'carol' },
    })
    expect(Math.abs(message.at - Date.now())).toBeLessThan(60_000)

    const result = await link.send(aReply('77', 'I am.'), never)
    expect(result).toMatchObject({ outcome: 'sent', externalId: expect.stringMatching(/^77:\d+$/) })
    const { result: seen } = await client.getUpdates()
    expect(seen).toMatchObject([{ message: { chat_id: 77, text: 'I am.' } }])
  })

  test('gives a command', async () => {
    const { door } = connected()
    const client = server.getClient(token)
    await client.sendCommand(client.makeCommand('/start'))
    expect(await door.untilStored('/start')).toMatchObject({ kind: 'text' })
  })

  test('presses a button', async () => {
    const { door } = connected()
    const client = server.getClient(token, { userId: 77, chatId: 77 })
    await client.sendCallback(client.makeCallbackQuery('yes'))
    expect(await door.untilStored('yes')).toMatchObject({ kind: 'button', address: '77', externalId: 'cb:1' })
  })

  test('writes faster than anybody reads, and nothing is lost', async () => {
    const { door } = connected()
    const client = server.getClient(token)
    const said = Array.from({ length: 50 }, (_, index) => `message ${index}`)
    for (const text of said) await client.sendMessage(client.makeMessage(text))
    await until('all of them', () => door.messages.length === said.length)
    expect(door.texts).toEqual(said)
  })
})

test('what the server cannot do is said, and kept for later', async () => {
  const { link } = connected()
  const bytes = Buffer.from('%PDF-1.4')
  const file = { kind: 'document', name: 'a.pdf', mime: 'application/pdf', size: bytes.length } as const
  const attachment = { ...file, id: 'a' as never, fileId: 'f' as never, read: async () => bytes }
  const result = await link.send(aReply('77', '', { attachment }), never)
  expect(result).toMatchObject({ outcome: 'failed', surelyNotArrived: true, retry: 'later' })
})

test('a server that does not let polls wait is not asked in a busy loop', async () => {
  let polls = 0
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (String(input).endsWith('/getUpdates')) polls++
    return globalThis.fetch(input, init)
  }
  const door = new RecordingDoor()
  const off = new AbortController()
  const config = { channelId: 'telegram', name: 'Telegram', settings, cursor: null }
  const link = createTelegramConnector({ fetch }).connect(config, door, off.signal)
  onTestFinished(() => {
    off.abort()
    return link.stopped()
  })
  await door.untilHealth('online')
  await until('the pause', () => door.clock.nextWake === door.clock.now() + 250)
  expect(polls).toBe(2)
  for (let second = 0; second < 4; second++) {
    const before = polls
    door.clock.advance(250)
    await until(
      'the next poll and the next pause',
      () => polls > before && door.clock.nextWake === door.clock.now() + 250,
    )
  }
  expect(polls).toBe(6)
})

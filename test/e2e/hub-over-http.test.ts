// Through the hub alone, over HTTP, as other programs use it: a bot on an independent test server, and fifty agents after one chat.
import TelegramServer from 'telegram-test-api'
import { describe, expect, test } from 'vitest'
import { freePort, HubProcess } from '../kit/hub-process.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

interface Summary {
  readonly id: string
  readonly status: string
  readonly unread: number
  readonly owner: { readonly id: string; readonly name: string } | null
  readonly lastMessage: { readonly text: string } | null
}

const chatsOf = async (hub: HubProcess, token: string): Promise<Summary[]> =>
  (await hub.must<{ chats: Summary[] }>('chatService/getChats', {}, token)).chats

/** An independent server that speaks some of the Bot API (npm: telegram-test-api). */
const foreignTelegram = async () => {
  const server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
  await server.start()
  return server
}

describe('the hub, over HTTP alone', () => {
  test('a channel with its own API root receives, the chat is accepted, answered and closed', async () => {
    const telegram = await foreignTelegram()
    try {
      await using hub = await HubProcess.start(tempDir())
      const token = await hub.signIn()
      const { id: queueId } = await hub.must<{ id: string }>(
        'queues/create',
        { name: 'Bots', agentIds: [await myId(hub, token)] },
        token,
      )
      const bot = '123456:AAE-test-token-of-a-foreign-server'
      const channel = await hub.must<{ id: string; secretsSet: string[]; settings: object }>(
        'channels/register',
        {
          kind: 'telegram',
          name: 'Bot',
          queueId,
          active: true,
          settings: { token: bot, apiRoot: telegram.config.apiURL },
        },
        token,
      )
      expect(channel.secretsSet).toEqual(['token'])
      expect(JSON.stringify(channel)).not.toContain(bot)
      await hub.must('presence/set', { status: 'active' }, token)

      const client = telegram.getClient(bot, { timeout: 20_000 })
      await client.sendMessage(client.makeMessage('Is anybody there?'))
      const [chat] = await until('the chat rings', async () => {
        const chats = await chatsOf(hub, token)
        return chats.length > 0 && chats
      })
      expect(chat).toMatchObject({ status: 'waiting', unread: 1, lastMessage: { text: 'Is anybody there?' } })
      const chatId = chat?.id
      await hub.must('chatService/acceptChat', { chatId }, token)
      expect(await hub.must('chatService/getUnreadMessagesCount', {}, token)).toEqual({ count: 1 })
      await hub.must('chatService/markChatAsRead', { chatId }, token)
      expect(await hub.must('chatService/getUnreadChatsCount', {}, token)).toEqual({ count: 0 })
      await hub.must('messageManager/send', { chatId, text: 'Yes, I am.', idempotencyKey: 'only-once-1' }, token)
      await hub.must('messageManager/send', { chatId, text: 'Yes, I am.', idempotencyKey: 'only-once-1' }, token)
      const updates = await client.getUpdates()
      expect(
        updates.result.map(update => ('message' in update && 'text' in update.message ? update.message.text : null)),
      ).toEqual(['Yes, I am.'])
      const { actions } = await hub.must<{ actions: { caption: string }[] }>(
        'chatService/getChatActions',
        { chatId },
        token,
      )
      expect(actions.map(({ caption }) => caption)).toEqual([
        'Create case',
        'Notify a manager',
        'Send the transcript by e-mail',
      ])
      await hub.must('chatService/closeActiveChat', { chatId }, token)
      const { messages } = await hub.must<{ messages: { direction: string }[] }>(
        'messageManager/getMessagesByChatId',
        { chatId },
        token,
      )
      expect(messages.map(message => message.direction)).toEqual(['in', 'system', 'out', 'system'])
      expect(await chatsOf(hub, token)).toEqual([])
    } finally {
      await telegram.stop()
    }
  })

  test('fifty accepts of one chat at once: one wins, forty-nine get a sentence that names the owner', async () => {
    await using hub = await HubProcess.start(tempDir())
    const admin = await hub.signIn()
    const names = Array.from({ length: 50 }, (_, i) => `agent${i}`)
    const ids = new Map<string, string>()
    for (const name of names) {
      const { id } = await hub.must<{ id: string }>(
        'agents/create',
        { login: name, name: `Agent ${name.slice(5)}`, password: 'password-of-agent' },
        admin,
      )
      ids.set(name, id)
    }
    await hub.must(
      'queues/create',
      { name: 'Everybody', routingRule: 'toAllAgents', agentIds: [...ids.values()] },
      admin,
    )
    const { queues } = await hub.must<{ queues: { id: string; name: string }[] }>('queues/list', {}, admin)
    const { channels } = await hub.must<{ channels: { id: string }[] }>('channels/list', {}, admin)
    const channelId = channels[0]?.id
    await hub.must(
      'channels/update',
      { channelId, queueId: queues.find(queue => queue.name === 'Everybody')?.id },
      admin,
    )
    const tokens: string[] = []
    for (const name of names) tokens.push(await hub.signIn(name, 'password-of-agent'))
    await Promise.all(tokens.map(token => chatsOf(hub, token)))

    await hub.must(
      'messageManager/receive',
      { channelId, message: { externalId: 'x1', address: 'carol', sender: { name: 'Carol' }, text: 'Hello' } },
      admin,
    )
    const chat = await until('it rings', async () => (await chatsOf(hub, tokens[0] ?? ''))[0])
    const answers = await Promise.all(
      tokens.map(token => hub.call<{ owner: { name: string } }>('chatService/acceptChat', { chatId: chat.id }, token)),
    )
    const winners = answers.filter(answer => answer.status === 200)
    expect(winners).toHaveLength(1)
    const owner = winners[0]?.body.owner.name
    const losers = answers.filter(answer => answer.status !== 200)
    expect(losers).toHaveLength(49)
    for (const loser of losers) {
      expect(loser.status).toBe(409)
      expect(loser.body.message).toBe(`${owner} has taken this chat already.`)
    }
  })

  test('events go on from a number, nothing missing and nothing twice', async () => {
    await using hub = await HubProcess.start(tempDir())
    const token = await hub.signIn()
    const { channels } = await hub.must<{ channels: { id: string }[] }>('channels/list', {}, token)
    const say = (i: number) =>
      hub.must(
        'messageManager/receive',
        {
          channelId: channels[0]?.id,
          message: { externalId: `x${i}`, address: 'carol', sender: { name: 'Carol' }, text: `message ${i}` },
        },
        token,
      )
    for (let i = 0; i < 5; i++) await say(i)
    const first = await followed(hub, token, 0, 3)
    for (let i = 5; i < 10; i++) await say(i)
    const rest = await followed(hub, token, first.last, 7)
    expect([...first.texts, ...rest.texts]).toEqual(Array.from({ length: 10 }, (_, i) => `message ${i}`))
  })

  test('SIGTERM stops it cleanly within five seconds', async () => {
    const hub = await HubProcess.start(tempDir())
    await hub.signIn()
    const started = performance.now()
    await hub.stop()
    expect(hub.child.exitCode).toBe(0)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

const myId = async (hub: HubProcess, token: string): Promise<string> =>
  (await hub.must<{ agent: { id: string } }>('session/me', {}, token)).agent.id

/** Texts of so many messages from the stream after a number, and the last number seen. */
const followed = async (
  hub: HubProcess,
  token: string,
  since: number,
  count: number,
): Promise<{ texts: string[]; last: number }> => {
  const stop = new AbortController()
  const response = await fetch(`${hub.url}/api/events/follow`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ since }),
    signal: stop.signal,
  })
  const texts: string[] = []
  let last = since
  let rest = ''
  const lines = response.body?.pipeThrough(new TextDecoderStream())
  try {
    for await (const part of lines ?? []) {
      const frames = (rest + part).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) {
        const data = frame.split('\n').find(line => line.startsWith('data: '))
        if (data === undefined) continue
        const event = JSON.parse(data.slice(6)) as { seq?: number; type?: string; message?: { text: string } }
        last = event.seq ?? last
        if (event.type === 'message.added' && event.message !== undefined) texts.push(event.message.text)
        if (texts.length === count) return { texts, last }
      }
    }
  } finally {
    stop.abort()
  }
  return { texts, last }
}

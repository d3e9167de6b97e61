// Customers who send too much, and programs that send what nobody understands: one clear refusal each, and the desk stays usable.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { HubProcess } from '../kit/hub-process.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'
import { WebVisitor } from '../kit/web/web-visitor.ts'

const MB = 1024 * 1024

let hub: HubProcess
let token: string
let channelId: string

beforeAll(async () => {
  hub = await HubProcess.start(tempDir())
  token = await hub.signIn()
  channelId = (await hub.must<{ channels: { id: string }[] }>('channels/list', {}, token)).channels[0]?.id ?? ''
  await hub.must('presence/set', { status: 'active' }, token)
})
afterAll(async () => {
  expect(hub.child.exitCode).toBeNull()
  await hub.stop()
})

const visitor = async (): Promise<WebVisitor> => {
  const one = await WebVisitor.connect(hub.url, channelId)
  await one.hello()
  return one
}

/** Null where the system does not tell. */
const memoryMb = (): number | null => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${hub.child.pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return null
  }
}

/** A whole one; before it, perhaps, the field that it is about. */
const sentence = /^([\w.]+: [a-z]|[A-Z]).{9,}[.?!]$/

describe('too much', () => {
  test('a file of 50 MB is refused with 413 and the largest size', async () => {
    const one = await visitor()
    const answer = await fetch(`${hub.url}/chat/api/files?name=big.bin`, {
      method: 'POST',
      headers: { authorization: `Bearer ${one.token}`, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(50 * MB),
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'tooLarge', sentence: 'A file can have at most 20 MB.' })
    const stranger = await fetch(`${hub.url}/chat/api/files?name=x`, { method: 'POST', body: 'x' })
    expect(stranger.status).toBe(401)
    expect(((await stranger.json()) as { sentence: string }).sentence).toMatch(sentence)
  })

  test('a text of a million characters is refused in words at every door, and nothing is kept of it', async () => {
    const one = await visitor()
    const long = 'x'.repeat(1_000_000)
    one.say(long)
    const refused = await one.hear('refused')
    expect(refused).toMatchObject({ code: 'tooLarge', sentence: expect.stringContaining('at most 10000 characters') })
    await one.heardAll()

    const message = { externalId: 'long', address: 'long', sender: { name: 'Long' }, text: long }
    const received = await hub.call('messageManager/receive', { channelId, message }, token)
    expect(received).toMatchObject({
      status: 422,
      body: { code: 'INVALID', message: expect.stringContaining('too long') },
    })
    const named = { ...message, text: 'x', sender: { name: long } }
    expect((await hub.call('messageManager/receive', { channelId, message: named }, token)).status).toBe(422)
    const huge = await hub.call(
      'messageManager/receive',
      { channelId, message: { ...message, text: long.repeat(3) } },
      token,
    )
    expect(huge).toMatchObject({ status: 413, body: { code: 'TOO_LARGE', message: expect.stringMatching(sentence) } })
    expect((await hub.must<{ chats: unknown[] }>('chatService/getChats', { all: true }, token)).chats).toEqual([])
  })

  test('ten thousand messages a second from one visitor: dropped, while the desk answers and others are heard', async () => {
    const before = memoryMb()
    const flooder = await visitor()
    const pass = flooder.token
    const refusals = new Set<string>()
    let tried = 0
    const flood = async (ms: number) => {
      let line = flooder
      const end = Date.now() + ms
      while (Date.now() < end) {
        const due = Math.min(30_000, Math.floor((ms - (end - Date.now())) * 10))
        for (; tried < due; tried++) if (line.line.readyState === WebSocket.OPEN) line.say(`flood ${tried}`)
        if (line.line.readyState === WebSocket.CLOSED) {
          // Sent away, it comes back with its pass, again and again.
          line = await WebVisitor.connect(hub.url, channelId)
          line.send({ type: 'hello', channel: channelId, token: pass })
        }
        for (const frame of line.told) if (frame.type === 'refused') refusals.add(frame.sentence)
        await pause(10)
      }
      return line
    }
    const took: number[] = []
    let flooding = true
    const agent = (async () => {
      while (flooding) {
        const at = performance.now()
        await hub.must('chatService/getChats', {}, token)
        took.push(performance.now() - at)
      }
    })()
    const other = (async () => {
      const nice = await visitor()
      nice.say('I am another visitor')
      await nice.hear('ack')
      return nice
    })()
    const last = await flood(3_000)
    await other
    flooding = false
    await agent
    last.vanish()

    expect(tried).toBeGreaterThan(25_000)
    took.sort((a, b) => a - b)
    const p95 = took[Math.floor(took.length * 0.95)] ?? Number.POSITIVE_INFINITY
    expect(p95).toBeLessThan(1_000)
    expect([...refusals].every(one => sentence.test(one))).toBe(true)
    expect(refusals).toContain('This page sends far too much. It is disconnected for a while.')
    const { chats } = await hub.must<{ chats: { id: string; lastMessage: { text: string } }[] }>(
      'chatService/getChats',
      {},
      token,
    )
    expect(chats.map(chat => chat.lastMessage.text)).toContain('I am another visitor')
    const flooded = chats.find(chat => chat.lastMessage.text.startsWith('flood'))
    const { messages } = await hub.must<{ messages: unknown[] }>(
      'messageManager/getMessagesByChatId',
      { chatId: flooded?.id },
      token,
    )
    // Its allowance at once, and a few a second.
    expect(messages.length).toBeLessThan(60)
    if (before !== null) expect(memoryMb()).toBeLessThan(before + 300)
  })
})

describe('what nobody understands', () => {
  const post = async (name: string, body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${hub.url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    return { status: answer.status, body: (await answer.json()) as { code: string; message: string } }
  }

  test('over the API: no JSON, another shape, a deep nest, no token, a wrong token', async () => {
    const mine = { authorization: `Bearer ${token}` }
    const malformed = await post('chatService/getChats', '{"all":', mine)
    expect(malformed).toMatchObject({
      status: 400,
      body: { message: 'The body is not JSON. Send an object such as {}, in UTF-8.' },
    })
    for (const body of [
      '[]',
      '"x"',
      '1',
      'null',
      '{"all":"yes"}',
      '{"nothing":1}',
      '['.repeat(50_000) + ']'.repeat(50_000),
    ]) {
      const answer = await post('chatService/getChats', body, mine)
      expect([400, 422], body.slice(0, 30)).toContain(answer.status)
      expect(answer.body.message, body.slice(0, 30)).toMatch(sentence)
    }
    for (const authorization of [
      'Bearer nonsense',
      'Bearer ',
      'Basic YWRtaW46YWRtaW4=',
      `Bearer ${'x'.repeat(5_000)}`,
    ]) {
      const answer = await post('chatService/getChats', '{}', { authorization })
      expect(answer, authorization.slice(0, 30)).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } })
      expect(answer.body.message).toMatch(sentence)
    }
    const wrong = await post('session/signIn', JSON.stringify({ login: "admin' OR 1=1 --", password: 'x' }))
    expect(wrong.status).toBe(401)
    expect(wrong.body.message).toMatch(sentence)
    const nowhere = await post('chatService/dropTable', '{}', mine)
    expect(nowhere).toMatchObject({ status: 404, body: { message: expect.stringMatching(sentence) } })
  })

  test("over the visitor's socket: each is refused with a sentence, and after a few the socket is closed", async () => {
    const junk = [
      '{',
      'null',
      '[]',
      '{"type":"drop"}',
      '{"type":"say","clientId":"x","text":1}',
      '{"__proto__":{"type":"say"}}',
      Buffer.from([0, 255]),
    ]
    const one = await visitor()
    for (const frame of junk.slice(0, 3)) {
      one.sendRaw(frame)
      expect((await one.hear('refused')).sentence).toMatch(sentence)
    }
    for (let i = 0; i < 40 && one.line.readyState === WebSocket.OPEN; i++) one.sendRaw(junk[i % junk.length] ?? '')
    expect(await one.closed()).toMatchObject({ code: 4400 })

    for (const wrong of ['nonsense', 'a.b', `${one.token}x`, '']) {
      const stranger = await WebVisitor.connect(hub.url, channelId)
      stranger.send({ type: 'hello', channel: channelId, token: wrong })
      expect((await stranger.hear('refused')).sentence, wrong).toMatch(sentence)
      expect(await stranger.closed()).toMatchObject({ code: 4401 })
    }
    const lost = await WebVisitor.connect(hub.url, 'no-such-channel')
    lost.send({ type: 'hello', channel: 'no-such-channel' })
    expect((await lost.hear('refused')).sentence).toMatch(sentence)
    expect(await lost.closed()).toMatchObject({ code: 4404 })
  })

  test("over the agent's socket: strangers are sent away in words, and junk harms no call that comes after it", async () => {
    const address = `${hub.url.replace(/^http/, 'ws')}/ws`
    for (const headers of [{}, { authorization: 'Bearer nonsense' }]) {
      const stranger = new WebSocket(address, { headers })
      const [code, reason] = await new Promise<[number, string]>((resolve, reject) => {
        stranger.once('error', reject)
        stranger.once('close', (closed, why) => resolve([closed, why.toString()]))
      })
      expect([code, reason]).toEqual([4401, 'Sign in first'])
    }
    const foreign = new WebSocket(address, {
      headers: { authorization: `Bearer ${token}`, origin: 'https://evil.example' },
    })
    const status = await new Promise<number | undefined>(resolve => {
      foreign.on('error', () => {})
      foreign.once('unexpected-response', (_request, response) => resolve(response.statusCode))
    })
    expect(status).toBe(403)
    foreign.terminate()

    const agent = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } })
    const told: string[] = []
    agent.on('message', data => void told.push(data.toString()))
    await new Promise<void>((resolve, reject) => {
      agent.once('open', () => resolve())
      agent.once('error', reject)
    })
    for (const junk of [
      '{',
      'null',
      '[1]',
      '{"i":"1"}',
      '{"i":1,"p":{"u":"/x"}}',
      '{"i":"2","p":{"u":"/../../etc"}}',
      '['.repeat(10_000),
    ])
      agent.send(junk)
    agent.send(Buffer.from([0, 255, 1]))
    agent.send(JSON.stringify({ i: 'mine', p: { u: '/session/me', b: { json: {} } } }))
    await until('the call is answered', () => told.find(one => one.includes('"mine"') && one.includes('"admin"')))
    agent.close()
    expect(hub.child.exitCode).toBeNull()
  })
})

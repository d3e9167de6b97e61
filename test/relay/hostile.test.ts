// What strangers and broken workstations send: nothing of it is taken for genuine, and nothing of it stops the relay.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { isSigned as isSignedByMeta, pagesIn } from '../../main/channels/facebook/app-webhook.ts'
import { isSigned as isSignedByTwilio } from '../../main/channels/whatsapp/form.ts'
import { hostileTexts } from '../kit/hostile-texts.ts'
import { type ARelay, aRelay, fromTwilio, page, said, whatsApp } from '../kit/relay/a-relay.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { until } from '../kit/until.ts'

const headerText = fc.string({ maxLength: 80 }).map(text => text.replace(/[^\x20-\x7e]/g, '').trim())
const body = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ maxLength: 300, unit: 'binary' }).map(text => Buffer.from(text)),
  fc.json().map(text => Buffer.from(text)),
  fc.dictionary(fc.string(), fc.string()).map(fields => Buffer.from(new URLSearchParams(fields).toString())),
  fc.array(fc.record({ id: fc.anything(), messaging: fc.anything() })).map(entry => {
    try {
      return Buffer.from(JSON.stringify({ object: 'page', entry }))
    } catch {
      return Buffer.from('{"entry":')
    }
  }),
  fc.constantFrom(...hostileTexts).map(Body => Buffer.from(new URLSearchParams({ Body }).toString())),
)
const call = fc.record({
  body,
  query: fc.oneof(
    fc.constant(''),
    fc.webQueryParameters().map(query => `?${query}`),
  ),
  type: fc.oneof(fc.constantFrom('application/x-www-form-urlencoded', 'application/json', ''), headerText),
  signature: fc.oneof(
    headerText,
    fc.base64String({ maxLength: 40 }),
    fc.constant('sha256='),
    fc.stringMatching(/^sha256=[0-9a-f]{64}$/),
  ),
  place: fc.constantFrom('/hooks/whatsapp/c1', '/hooks/facebook'),
})

/** Ten thousand; most of them without a socket in between, where they are quick. */
const throughHttp = 1_500
const throughFunctions = 8_500

const send = (url: string, one: { body: Uint8Array; query: string; type: string; signature: string; place: string }) =>
  fetch(`${url}${one.place}${one.query}`, {
    method: 'POST',
    headers: {
      ...(one.type === '' ? {} : { 'content-type': one.type }),
      'x-twilio-signature': one.signature,
      'x-hub-signature-256': one.signature,
    },
    body: new Uint8Array(one.body),
  })

const aDesk = async (): Promise<ARelay & { desk: ScriptedDesk }> => {
  const relay = await aRelay()
  const desk = await ScriptedDesk.connect(relay.url, relay.pairing, [whatsApp('c1'), page('p1', '1')])
  return { ...relay, desk }
}

test('no made-up body or header is taken for a genuine call', async () => {
  const { url, desk } = await aDesk()
  await fc.assert(
    fc.asyncProperty(call, async one => {
      const { status } = await send(url, one)
      expect([403, 404]).toContain(status)
    }),
    { numRuns: throughHttp },
  )
  expect((await fromTwilio(url, 'c1', said('genuine'))).status).toBe(200)
  await until('the genuine one is there', async () => (await healthOf(url)).desks[0]?.delivered === 1)
  expect(desk.deliveries).toHaveLength(1)
  expect(await healthOf(url)).toMatchObject({ desks: [{ delivered: 1, refused: 0 }], unclaimed: 0 })
})

test('nor by the checks themselves, which never throw', () => {
  fc.assert(
    fc.property(call, fc.string({ unit: 'binary' }), ({ body, query, signature, place }, secret) => {
      const url = `https://relay.example${place}${query}`
      const headers = { 'x-twilio-signature': signature }
      expect(isSignedByTwilio({ method: 'POST', url, path: '', headers, body, receivedAt: 0 }, secret)).toBe(false)
      expect(isSignedByMeta(body, signature, secret)).toBe(false)
      pagesIn(body)
    }),
    { numRuns: throughFunctions },
  )
})

test('odd paths and methods are answered, and harm nobody', async () => {
  const { url } = await aDesk()
  for (const path of [
    '//',
    '/%',
    '/%00',
    '/hooks',
    '/hooks/',
    '/hooks/facebook/',
    '/hooks/facebook/x',
    '/../health',
    '/hooks/whatsapp/c1/media/%2e%2e',
    '/health?<script>',
  ])
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status } = await fetch(url + path, { method })
      expect(status).toBeLessThan(505)
      expect(status).not.toBe(500)
    }
  expect((await healthOf(url)).status).toBe('ok')
})

test.each([
  ['no JSON', 'hello'],
  ['nothing', ''],
  ['a list', '[]'],
  ['an unknown type', '{"type":"format"}'],
  ['a type of Object itself', '{"type":"__proto__"}'],
  ['channels of another shape', '{"type":"channels","channels":[{"channelId":"","kind":"whatsapp","place":"x"}]}'],
  ['channels of another network', '{"type":"channels","channels":[{"channelId":"a","kind":"web","place":"x"}]}'],
  ['an acknowledgement with half a number', '{"type":"ack","seq":1.5,"status":200}'],
  ['an answer that is no base64', '{"type":"answer","ask":1,"status":200,"headers":{},"body":"%"}'],
  ['deep nesting', `{"type":"channels","channels":${'['.repeat(100_000)}`],
  ['bytes', new Uint8Array([1, 2, 3])],
])('a frame that is %s is passed over; many of them end the line', async (_what, frame) => {
  const { url, desk, logged } = await aDesk()
  desk.socket.send(frame)
  await fromTwilio(url, 'c1', said('goes on'))
  await until('the line goes on', () => desk.deliveries.length === 1)
  for (let i = 0; i < 25; i++) desk.socket.send(frame)
  await until('the line ends', () => desk.closedBy !== null)
  expect(desk.closedBy?.code).toBe(1008)
  expect(logged.filter(({ message }) => message === 'A frame was not understood')).toHaveLength(1)
  await until('it was acknowledged before', async () => (await healthOf(url)).desks[0]?.delivered === 1)
})

/** Says this and then nothing, and never closes its half. */
const stubborn = async (url: string, text: string): Promise<{ socket: Socket; isGone(): boolean }> => {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true })
  onTestFinished(() => void socket.destroy())
  let isGone = false
  socket.on('error', () => {
    isGone = true
  })
  socket.on('close', () => {
    isGone = true
  })
  await once(socket, 'connect')
  socket.write(text)
  return { socket, isGone: () => isGone }
}

test('whoever is refused a line and does not hang up is hung up on', async () => {
  const { url } = await aDesk()
  const head = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
  const { socket, isGone } = await stubborn(url, `GET /line HTTP/1.1\r\n${head}`)
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1.1 401 /)
  // To a socket that is gone for good nothing can be said.
  await until('the socket is gone', () => {
    socket.write('x')
    return isGone()
  })
})

test('a body that stalls does not keep the room of others', async () => {
  const { url, clock } = await aDesk()
  const head = 'Host: x\r\nX-Hub-Signature-256: sha256=00\r\nContent-Length: 1000\r\n\r\n'
  const { socket, isGone } = await stubborn(url, `POST /hooks/facebook HTTP/1.1\r\n${head}half`)
  await until('it is cut off', async () => {
    await clock.turn(5_000)
    socket.write('x')
    return isGone()
  })
  expect((await fromTwilio(url, 'c1', said('still there'))).status).toBe(200)
})

test('a frame larger than any ends the line, and the relay goes on', async () => {
  const { url, desk } = await aDesk()
  desk.socket.send('x'.repeat(33 * 1024 * 1024))
  await until('the line ends', () => desk.closedBy !== null)
  expect((await fromTwilio(url, 'c1', said('still there'))).status).toBe(200)
})

test('answers to questions that nobody asked are passed over', async () => {
  const { desk } = await aDesk()
  desk.say({ type: 'answer', ask: 77, status: 200, headers: {}, body: '' })
  desk.say({ type: 'ping' })
  await desk.frame('pong')
  expect(desk.socket.readyState).toBe(WebSocket.OPEN)
})

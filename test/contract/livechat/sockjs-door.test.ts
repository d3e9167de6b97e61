// The door by SockJS, before anything is said through it: chat-sdk finds it, other transports of the library are shut.
import { createServer } from 'node:http'
import ChatSDK from '@livechat/chat-sdk'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import type { RtmAddress } from '../../../main/hub/livechat/rtm/rtm-door.ts'
import { createSockJsDoor } from '../../../main/hub/livechat/rtm/sockjs-door.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { sealNetwork } from '../../kit/livechat/sealed-network.ts'
import { aTlsFront, liveChatHosts } from '../../kit/livechat/tls-front.ts'
import { TestLog } from '../../kit/office.ts'
import { until } from '../../kit/until.ts'

/** A server with nothing but the door, whose agent answers everything with what was said. */
const aDoor = async () => {
  const clock = new HandClock()
  const heard: unknown[] = []
  const lines: RtmAddress[] = []
  const signs: string[] = []
  const door = createSockJsDoor({
    clock,
    log: new TestLog(),
    attend(transport, address) {
      lines.push(address)
      return {
        message(text) {
          const frame = JSON.parse(text)
          heard.push(frame)
          const answer = JSON.stringify({ ...frame, type: 'response', success: true })
          for (let i = 0; i < (frame.times ?? 1); i++) transport.send(answer)
        },
        isOver: () => false,
        alive: () => signs.push('alive'),
        closed: () => signs.push('closed'),
      }
    },
  })
  const server = createServer((request, response) => {
    if (!door.request(request, response)) response.writeHead(418).end()
  })
  server.on('upgrade', (request, socket, head) => {
    if (!door.upgrade(request, socket, head)) socket.destroy()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = door.close()
    clock.advance(1_000)
    await closed
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A port was asked for')
  return { door, clock, heard, lines, signs, port: address.port, url: `http://127.0.0.1:${address.port}` }
}

describe('the door by SockJS', () => {
  test('lets chat-sdk in, which believes that it dials LiveChat', async () => {
    const { port, heard, lines, signs, clock } = await aDoor()
    const front = await aTlsFront({ port })
    sealNetwork(liveChatHosts, front)
    const sdk = new ChatSDK({})
    onTestFinished(() => sdk.destroy())
    const ready = new Promise<void>(resolve => sdk.once('ready', () => resolve()))
    sdk.init({ access_token: 'a token' })
    await ready
    expect(heard).toEqual([{ action: 'login', payload: { token: 'Bearer a token' }, request_id: expect.any(String) }])
    expect(lines).toEqual([{ version: '3.4', side: 'agent', organizationId: null }])
    const payload = { large: 'x'.repeat(100_000) }
    expect(await sdk.methodFactory({ action: 'anything', payload })).toEqual(payload)
    clock.advance(25_000)
    expect(signs).toEqual(['alive', 'alive'])
    sdk.destroy()
    await until('the line is closed', () => signs.includes('closed'))
    clock.advance(60_000)
    expect(signs).toEqual(['alive', 'alive', 'closed'])
  })

  test('serves polling where sockets do not pass', async () => {
    const { url, heard, signs } = await aDoor()
    const session = `${url}/v3.6/agent/rtm/sjs/000/abcdefgh`
    const poll = async () => (await fetch(`${session}/xhr`, { method: 'POST' })).text()
    expect(await poll()).toBe('o\n')
    const sent = await fetch(`${session}/xhr_send`, {
      method: 'POST',
      body: JSON.stringify([JSON.stringify({ request_id: '1', action: 'ping' })]),
    })
    expect(sent.status).toBe(204)
    expect(await poll()).toBe(
      `a[${JSON.stringify(JSON.stringify({ request_id: '1', action: 'ping', type: 'response', success: true }))}]\n`,
    )
    expect(heard).toHaveLength(1)
    expect(signs).toEqual([])
  })

  test.each([
    '/v3.4/agent/rtm/sjs/iframe.html',
    '/v3.4/agent/rtm/sjs/iframe-1.6.1.html',
    '/v3.4/agent/rtm/sjs/000/abcdefgh/htmlfile?c=f',
    '/v3.4/agent/rtm/sjs/000/abcdefgh/jsonp?c=f',
    '/v3.4/agent/rtm/sjs/000/abcdefgh/eventsource',
    '/v3.4/agent/rtm/sjs/websocket',
    '/v3.3/agent/rtm/sjs/info',
    '/v3.4/customer/rtm/sjs/info',
  ])('has nothing at %s', async path => {
    const { url } = await aDoor()
    expect((await fetch(url + path)).status).toBe(418)
  })

  test('takes no frame and no body beyond its limit', async () => {
    const { url, port, heard, signs } = await aDoor()
    const large = JSON.stringify([JSON.stringify({ action: 'x'.repeat(1024 * 1024) })])
    const session = `${url}/v3.6/agent/rtm/sjs/000/abcdefgh`
    await (await fetch(`${session}/xhr`, { method: 'POST' })).text()
    expect((await fetch(`${session}/xhr_send`, { method: 'POST', body: large })).status).toBe(413)
    const socket = new WebSocket(`ws://127.0.0.1:${port}/v3.6/agent/rtm/sjs/000/ijklmnop/websocket`)
    const closed = new Promise<number>(resolve => socket.once('close', resolve))
    socket.once('message', () => socket.send(large))
    expect(await closed).toBe(1009)
    await until('the line is closed', () => signs.includes('closed'))
    expect(heard).toEqual([])
  })

  test('ends every line when it closes, also of who does not answer', async () => {
    const { door, clock, port, signs } = await aDoor()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/v3.6/agent/rtm/sjs/000/ijklmnop/websocket`)
    const frames: string[] = []
    socket.on('message', data => frames.push(String(data)))
    await until('it is open', () => frames.includes('o'))
    socket.pause()
    const closed = door.close()
    clock.advance(1_000)
    await closed
    await until('the line is closed', () => signs.includes('closed'))
    socket.terminate()
  })

  test('lets go of who never reads what they asked for, over a socket and between polls', async () => {
    const { url, signs } = await aDoor()
    const socket = new WebSocket(`${url.replace('http', 'ws')}/v3.4/agent/rtm/sjs/000/slow/websocket`)
    const long = (times: number) =>
      JSON.stringify([JSON.stringify({ action: 'echo', times, text: 'x'.repeat(900_000) })])
    await new Promise(resolve => socket.once('message', resolve))
    socket.pause()
    socket.send(long(60))
    await until('the socket is cut', async () => signs.includes('closed'))
    socket.terminate()

    const session = `${url}/v3.4/agent/rtm/sjs/000/slowpoll`
    const post = (end: string, body = '') => fetch(`${session}/${end}`, { method: 'POST', body })
    expect(await (await post('xhr')).text()).toBe('o\n')
    await post('xhr_send', long(15))
    expect(await (await post('xhr')).text()).toMatch(/^a/)
    expect(await (await post('xhr')).text()).toBe('c[1000,"Normal closure"]\n')
  })
})

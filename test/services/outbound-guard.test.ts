// Calls to the outside: what is private is not called by any spelling, names are looked up once, redirects and long answers end there.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Address, createOutbound, isPublic } from '../../main/machine/outbound-guard.ts'
import type { OutboundRequest } from '../../main/services/outbound.ts'

const aServer = async (listener: RequestListener): Promise<number> => {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** Answers everybody, and counts them. */
const aCountingServer = async () => {
  let calls = 0
  const port = await aServer((_, answer) => {
    calls++
    answer.end()
  })
  return { port, calls: () => calls }
}

const asked = (url: string, more: Partial<OutboundRequest> = {}): OutboundRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'text/plain' },
  body: 'hello',
  timeoutMs: 5_000,
  largestAnswer: 1_000,
  allowedHosts: [],
  ...more,
})

const to = (...addresses: string[]): Address[] =>
  addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('what is private', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
  ])('%s', address => expect(isPublic(address)).toBe(false))

  test.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111', '::ffff:1.1.1.1'])('not %s', address =>
    expect(isPublic(address)).toBe(true),
  )
})

test.each([
  'http://127.0.0.1:PORT/',
  'http://0x7f000001:PORT/',
  'http://2130706433:PORT/',
  'http://127.1:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://localhost:PORT/',
])('%s is not called', async address => {
  const { port, calls } = await aCountingServer()
  const outcome = await createOutbound().send(asked(address.replace('PORT', String(port))))
  expect(outcome).toMatchObject({ kind: 'refused', sentence: expect.stringMatching(/private network/) })
  expect(calls()).toBe(0)
})

test('a name that stands for a private address is not called, not even when it stands for a public one as well', async () => {
  const { port, calls } = await aCountingServer()
  for (const addresses of [['127.0.0.1'], ['1.1.1.1', '127.0.0.1'], ['127.0.0.1', '1.1.1.1']]) {
    const outcome = await createOutbound(async () => to(...addresses)).send(asked(`http://evil.example:${port}/`))
    expect(outcome.kind).toBe('refused')
  }
  expect(calls()).toBe(0)
})

test('a name is looked up once and what was checked is what is called', async () => {
  const heard: string[] = []
  const port = await aServer((request, answer) => {
    heard.push(`${request.method} ${request.url} ${request.headers.host}`)
    answer.writeHead(201, { 'x-one': '1' }).end('thanks')
  })
  const lookUps: string[] = []
  const outbound = createOutbound(async name => {
    lookUps.push(name)
    return to('127.0.0.1')
  })
  const outcome = await outbound.send(
    asked(`http://crm.internal:${port}/hook?a=1`, { allowedHosts: [`crm.internal:${port}`] }),
  )
  expect(outcome).toMatchObject({ kind: 'answered', status: 201, headers: { 'x-one': '1' }, isWhole: true })
  expect(outcome.kind === 'answered' && Buffer.from(outcome.body).toString()).toBe('thanks')
  expect(lookUps).toEqual(['crm.internal'])
  expect(heard).toEqual([`POST /hook?a=1 crm.internal:${port}`])
})

test('a redirect is an answer: what it points to is not called', async () => {
  const { port: inside, calls } = await aCountingServer()
  const port = await aServer((_, answer) =>
    answer.writeHead(302, { location: `http://127.0.0.1:${inside}/secret` }).end(),
  )
  const outcome = await createOutbound(async () => to('127.0.0.1')).send(
    asked(`http://ok.example:${port}/`, { allowedHosts: ['ok.example'] }),
  )
  expect(outcome).toMatchObject({ kind: 'answered', status: 302 })
  expect(calls()).toBe(0)
})

test('of an answer without end only its beginning is read', async () => {
  let sent = 0
  const port = await aServer((_, answer) => {
    const more = () => {
      while (!answer.destroyed && sent < 1_000_000_000) {
        sent += 65_536
        if (!answer.write(Buffer.alloc(65_536))) return void answer.once('drain', more)
      }
    }
    more()
  })
  const outcome = await createOutbound().send(asked(`http://127.0.0.1:${port}/`, { allowedHosts: ['127.0.0.1'] }))
  expect(outcome).toMatchObject({ kind: 'answered', isWhole: false })
  expect(outcome.kind === 'answered' && outcome.body.byteLength).toBe(1_000)
  expect(sent).toBeLessThan(100_000_000)
})

test('who does not answer is given up, also in the middle of an answer', async () => {
  const silent = await aServer(() => {})
  const halting = await aServer((_, answer) => void answer.writeHead(200).write('begun'))
  for (const port of [silent, halting]) {
    const outcome = await createOutbound().send(
      asked(`http://127.0.0.1:${port}/`, { allowedHosts: ['127.0.0.1'], timeoutMs: 200 }),
    )
    expect(outcome).toMatchObject({
      kind: 'failed',
      surelyNotSent: false,
      sentence: expect.stringMatching(/did not answer/),
    })
  }
})

test('who is not there has surely heard nothing', async () => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  const outcome = await createOutbound().send(asked(`http://127.0.0.1:${port}/`, { allowedHosts: ['127.0.0.1'] }))
  expect(outcome).toMatchObject({
    kind: 'failed',
    surelyNotSent: true,
    sentence: expect.stringMatching(/refused the connection/),
  })
  const unknown = await createOutbound(async () => {
    throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
  }).send(asked('https://nowhere.example/'))
  expect(unknown).toMatchObject({ kind: 'failed', surelyNotSent: true, sentence: expect.stringMatching(/not known/) })
})

test.each([
  ['ftp://a.example/', {}],
  ['file:///etc/passwd', {}],
  ['not an address', {}],
  ['https://me:word@a.example/', {}],
  ['https://a.example/', { method: 'CONNECT' }],
  ['https://a.example/', { method: 'GET /x' }],
  ['https://a.example/', { headers: { Host: 'b.example' } }],
  ['https://a.example/', { headers: { 'transfer-encoding': 'chunked' } }],
  ['https://a.example/', { headers: { 'x\r\ny': '1' } }],
  ['https://a.example/', { headers: { x: '1\r\ny: 2' } }],
] as const)('%s with %j is refused in a sentence', async (url, more) => {
  const outcome = await createOutbound(async () => {
    throw new Error('must not be looked up')
  }).send(asked(url, more))
  expect(outcome).toMatchObject({ kind: 'refused', sentence: expect.stringMatching(/\.$/) })
})

// The emulated Meta, held against what Meta's documentation says of its calls: login, pages, sending, control, signed webhooks.
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { DAY } from '../../../main/domain/clock.ts'
import { HandClock } from '../hand-clock.ts'
import { GraphEmulator } from './graph-emulator.ts'
import { everyField } from './world.ts'

interface Said {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

const started = async () => {
  const clock = new HandClock()
  const graph = new GraphEmulator(clock)
  await graph.start()
  onTestFinished(() => graph.stop())
  const page = graph.world.addPage('Lampion')
  const carol = graph.customer(page, 'Carol', 'Ngata')
  const call = async (path: string, token: string | null, values?: unknown) => {
    const answer = await fetch(`${graph.apiRoot}/v25.0${path}`, {
      method: values === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(values === undefined ? {} : { body: JSON.stringify(values) }),
    })
    return (await answer.json()) as Record<string, unknown> & { error?: { code: number; error_subcode?: number } }
  }
  return { clock, graph, page, carol, call }
}

/** A callback that shakes hands, and notes what it is called with. */
const callback = async (graph: GraphEmulator) => {
  const said: Said[] = []
  let status = 200
  const server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://here')
    let body = ''
    for await (const part of request) body += String(part)
    if (request.method === 'POST') said.push({ headers: request.headers, body })
    const isGreeting = searchParams.get('hub.verify_token') === graph.world.verifyToken
    response.writeHead(request.method === 'POST' ? status : isGreeting ? 200 : 403)
    response.end(searchParams.get('hub.challenge') ?? '')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return {
    said,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/facebook`,
    answers: (next: number) => {
      status = next
    },
  }
}

test('a person logs in; the code becomes a token, that a long-lived one, and it lists all pages', async () => {
  const { graph, call, page } = await started()
  for (const name of ['Second', 'Third']) graph.world.addPage(name)
  const { appId, appSecret } = graph.world
  const asked = { client_id: appId, redirect_uri: 'http://relay.test/facebook/done', state: 's 1' }
  const html = await (await fetch(`${graph.apiRoot}/v25.0/dialog/oauth?${new URLSearchParams(asked)}`)).text()
  const yes = new URL((/id="continue" href="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&'))
  expect([yes.origin, yes.searchParams.get('state')]).toEqual(['http://relay.test', 's 1'])
  const app = { client_id: appId, client_secret: appSecret }
  const given = { ...app, redirect_uri: asked.redirect_uri, code: yes.searchParams.get('code') ?? '' }
  const short = await call(`/oauth/access_token?${new URLSearchParams(given)}`, null)
  expect((await call(`/oauth/access_token?${new URLSearchParams(given)}`, null)).error?.code).toBe(100)
  const exchange = { ...app, grant_type: 'fb_exchange_token', fb_exchange_token: String(short.access_token) }
  const long = await call(`/oauth/access_token?${new URLSearchParams(exchange)}`, null)
  const first = (await call('/me/accounts', String(long.access_token))) as {
    data: { id: string; access_token: string }[]
    paging: { next: string }
  }
  expect(first.data.map(one => one.id)).toHaveLength(2)
  expect(first.data[0]).toMatchObject({ id: page.id, access_token: page.token })
  const second = (await (await fetch(first.paging.next)).json()) as typeof first
  expect([second.data.length, second.paging.next]).toEqual([1, undefined])
})

test('what a page sends is checked as Meta does, and what it may not comes back with its code', async () => {
  const { clock, page, carol, call, graph } = await started()
  const to = { recipient: { id: carol.psid }, messaging_type: 'RESPONSE' }
  const send = async (values: unknown) => {
    const { error, message_id } = await call(`/${page.id}/messages`, page.token, values)
    return error === undefined ? typeof message_id : [error.code, error.error_subcode]
  }
  expect(await send({ ...to, message: { text: 'Hello' } })).toEqual([10, 2018278])
  await carol.says('Hi')
  expect(await send({ ...to, message: { text: 'Hello' } })).toBe('string')
  expect(await send({ ...to, message: { text: 'x'.repeat(2_001) } })).toEqual([100, undefined])
  expect(await send({ ...to, message: { text: 'x' }, sender_action: 'typing_on' })).toEqual([100, 2018014])
  expect(await send({ recipient: { id: '1' }, message: { text: 'x' } })).toEqual([100, 2018001])
  clock.advance(2 * DAY)
  expect(await send({ ...to, message: { text: 'Hello' } })).toEqual([10, 2018278])
  expect(await send({ ...to, messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { text: 'x' } })).toBe(
    'string',
  )
  page.defaultApp = '777'
  expect(await send({ ...to, message: { text: 'Hello' } })).toEqual([10, 2018300])
  carol.blocks()
  expect(await send({ ...to, message: { text: 'Hello' } })).toEqual([551, 1545041])
  const old = page.token
  page.endToken(460)
  expect((await call('/me', old)).error).toMatchObject({ code: 190, error_subcode: 460 })
  expect((await call(`/me?appsecret_proof=00`, page.renewToken())).error?.code).toBe(100)
  const proof = createHmac('sha256', graph.world.appSecret).update(String(page.token)).digest('hex')
  expect(await call(`/me?fields=name&appsecret_proof=${proof}`, page.token)).toEqual({ id: page.id, name: 'Lampion' })
})

test('the app is called where it shook hands, for what it subscribed to, signed over escaped bytes, and again after trouble', async () => {
  const { clock, graph, page, carol, call } = await started()
  const { said, url, answers } = await callback(graph)
  const appToken = `${graph.world.appId}|${graph.world.appSecret}`
  const subscription = { object: 'page', callback_url: url, fields: everyField.join(',') }
  const refused = await call(`/${graph.world.appId}/subscriptions`, appToken, {
    ...subscription,
    verify_token: 'guess',
  })
  expect(refused.error?.code).toBe(2200)
  const { verifyToken: verify_token } = graph.world
  await call(`/${graph.world.appId}/subscriptions`, appToken, { ...subscription, verify_token })
  expect(await carol.says('nobody asked for this')).toBe(0)
  await call(`/${page.id}/subscribed_apps`, page.token, { subscribed_fields: everyField.join(',') })

  expect(await carol.says('Grüße 👋 a/b')).toBe(200)
  const [first] = said
  expect(first?.body).toContain('Gr\\u00fc\\u00dfe \\ud83d\\udc4b a\\/b')
  const right = createHmac('sha256', graph.world.appSecret)
    .update(first?.body ?? '')
    .digest('hex')
  expect(first?.headers['x-hub-signature-256']).toBe(`sha256=${right}`)

  answers(500)
  expect(await carol.says('again, please')).toBe(500)
  answers(200)
  await clock.turn(2_000)
  await expect.poll(() => graph.isTaken('again, please')).toBe(true)
  graph.caller.hold()
  await carol.says('one')
  await carol.says('two')
  await graph.caller.letGo(held => [...held, ...held].reverse())
  expect(said.slice(-4).map(({ body }) => /"text":"(\w+)"/.exec(body)?.[1])).toEqual(['two', 'one', 'two', 'one'])
})

test('where another app is the default, everything comes as standby until the conversation is passed to us', async () => {
  const { graph, page, carol, call } = await started()
  const { said, url } = await callback(graph)
  graph.world.callback = url
  for (const field of everyField) page.subscribed.add(field)
  page.defaultApp = '777'
  await carol.says('I talk to a bot')
  await graph.botSays(carol, 'I am one', '777')
  await graph.passes(carol, '777')
  await carol.says('A person at last')
  const ways = said.map(({ body }) => Object.keys((JSON.parse(body) as { entry: object[] }).entry[0] ?? {})[2])
  expect(ways).toEqual(['standby', 'standby', 'messaging', 'messaging'])
  expect(await call(`/${page.id}/thread_owner?recipient=${carol.psid}`, page.token)).toMatchObject({
    data: [{ thread_owner: { app_id: graph.world.appId } }],
  })
  const recipient = { id: carol.psid }
  expect(await call(`/${page.id}/pass_thread_control`, page.token, { recipient, target_app_id: '777' })).toEqual({
    success: true,
  })
  await carol.says('Back at the bot')
  expect(said.at(-1)?.body).toContain('"standby"')
})

// Meta's calls at the relay: one address for all pages, signed by the app, divided among the workstations that have them.
import { expect, test } from 'vitest'
import { hexHmac } from '../../main/channels/facebook/app-webhook.ts'
import { newCodeFor } from '../../main/relay/start-up.ts'
import { app, aRelay, escaped, fromMeta, page } from '../kit/relay/a-relay.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { pair, ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { until } from '../kit/until.ts'

const entry = (id: string | number, text = 'hé 😀') => ({
  id,
  time: 1,
  messaging: [{ message: { mid: `m${id}`, text } }],
})
const call = (...entries: ReturnType<typeof entry>[]) => ({ object: 'page', entry: entries })

const twoDesks = async () => {
  const relay = await aRelay()
  relay.clock.advance(1)
  const other = await pair(relay.url, await newCodeFor(relay.dir), 'Back office')
  return {
    ...relay,
    one: await ScriptedDesk.connect(relay.url, relay.pairing, [page('a', '1'), page('b', '2')]),
    two: await ScriptedDesk.connect(relay.url, other, [page('c', '3')]),
  }
}

test('the handshake is answered for the agreed token only', async () => {
  const { url } = await aRelay()
  const shake = (token: string) =>
    fetch(
      `${url}/hooks/facebook?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=1158201444`,
    )
  const right = await shake(app.verifyToken)
  expect({ status: right.status, body: await right.text() }).toEqual({ status: 200, body: '1158201444' })
  expect((await shake('another')).status).toBe(403)
})

test('a call goes to the channel of its page with its bytes as they came, signed under the key of that channel', async () => {
  const { url, one, two } = await twoDesks()
  const known = await one.frame('known')
  expect(Object.keys(known.keys)).toEqual(['a', 'b'])
  const answer = await fromMeta(url, call(entry('1')))
  expect({ status: answer.status, body: await answer.text() }).toEqual({ status: 200, body: 'EVENT_RECEIVED' })
  await until('it is there', () => one.deliveries.length === 1)
  const [delivery] = one.deliveries
  const body = Buffer.from(delivery?.request.body ?? '', 'base64')
  expect(body).toEqual(escaped(call(entry('1'))))
  expect(delivery).toMatchObject({ channelId: 'a', kind: 'facebook', signature: hexHmac(body, known.keys.a ?? '') })
  expect(two.deliveries).toHaveLength(0)
})

test.each([
  ['another secret', { secret: 'wrong' }],
  ['a changed byte', { tamper: (body: Buffer) => Buffer.from(body.toString().replace('\\u00e9', '\\u00e8')) }],
  ['the same written anew', { tamper: (body: Buffer) => Buffer.from(JSON.stringify(JSON.parse(body.toString()))) }],
])('a call that was signed with %s is refused', async (_what, more) => {
  const { url } = await twoDesks()
  expect((await fromMeta(url, call(entry('1')), more)).status).toBe(403)
  expect((await healthOf(url)).desks.map(({ waiting, delivered }) => waiting + delivered)).toEqual([0, 0])
})

test('a call about several pages of one workstation goes to each channel whole', async () => {
  const { url, one } = await twoDesks()
  const both = call(entry('1'), entry(2), entry('1', 'again'))
  await fromMeta(url, both)
  await until('both are there', () => one.deliveries.length === 2)
  expect(one.deliveries.map(({ channelId }) => channelId).toSorted()).toEqual(['a', 'b'])
  expect(one.bodies).toEqual([escaped(both).toString(), escaped(both).toString()])
})

test('a call about pages of several workstations tells each of its own only', async () => {
  const { url, one, two } = await twoDesks()
  await fromMeta(url, call(entry('1'), entry('3'), entry('9')))
  await until('both have theirs', () => one.deliveries.length === 1 && two.deliveries.length === 1)
  const pagesOf = (desk: ScriptedDesk) =>
    desk.bodies.map(body => (JSON.parse(body) as ReturnType<typeof call>).entry.map(({ id }) => id))
  expect([pagesOf(one), pagesOf(two)]).toEqual([[['1']], [['3']]])
  expect(await healthOf(url)).toMatchObject({ unclaimed: 1, refused: { nobody: 1 } })
})

test('what nobody can be told for is kept apart, and Meta hears that it was taken', async () => {
  const { url, logged } = await twoDesks()
  expect((await fromMeta(url, call(entry('9')))).status).toBe(200)
  expect((await fromMeta(url, { object: 'page' })).status).toBe(200)
  expect(await healthOf(url)).toMatchObject({ unclaimed: 2, refused: { nobody: 1, unreadable: 1 } })
  expect(
    logged.filter(({ message }) => message === 'A genuine call is for nobody').map(({ facts }) => facts.reason),
  ).toEqual(['No workstation has the page 9.', 'Meta signed it, and it names no pages.'])
})

test('a page whose channel was removed keeps its calls until the channel comes back', async () => {
  const { url, one } = await twoDesks()
  one.say({ type: 'channels', channels: [page('b', '2')] })
  await until('it is gone', async () => (await healthOf(url)).desks[0]?.channels === 1)
  await fromMeta(url, call(entry('1')))
  expect(await healthOf(url)).toMatchObject({ desks: [{ waiting: 0, refused: 1 }, {}], refused: { gone: 1 } })
  one.say({ type: 'channels', channels: [page('a', '1'), page('b', '2')] })
  await until('it comes', () => one.deliveries.length === 1)
  expect(await healthOf(url)).toMatchObject({ refused: {} })
})

test('without an app of its own the relay takes no calls of Meta, and says so', async () => {
  const { url } = await aRelay({ facebook: null })
  expect((await fromMeta(url, call(entry('1')))).status).toBe(404)
})

// From a network's call to a workstation's disk: stored before it is answered, delivered in order, kept until it is acknowledged.
import { expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../main/domain/clock.ts'
import { lineEnds } from '../../main/relay/protocol.ts'
import { aRelay, fromTwilio, publicUrl, said, texts, whatsApp } from '../kit/relay/a-relay.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { until } from '../kit/until.ts'

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, i) => String(from + i))

test('a call reaches the workstation as the network made it', async () => {
  const { url, pairing, clock } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  expect(await desk.frame('welcome')).toEqual({ type: 'welcome', publicUrl, facebookApp: '4711' })
  const answer = await fromTwilio(url, 'c1', said('hé 😀'), { query: '?reply=1' })
  expect({ status: answer.status, body: await answer.text() }).toEqual({ status: 200, body: '<Response/>' })
  await until('the delivery', () => desk.deliveries.length === 1)
  expect(desk.deliveries[0]).toMatchObject({
    channelId: 'c1',
    kind: 'whatsapp',
    request: {
      method: 'POST',
      url: `${publicUrl}/hooks/whatsapp/c1?reply=1`,
      path: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': expect.any(String) },
      receivedAt: clock.now(),
    },
  })
  expect(texts(desk)).toEqual(['hé 😀'])
  await until('it is acknowledged', async () => (await healthOf(url)).desks[0]?.delivered === 1)
  expect((await healthOf(url)).desks[0]).toMatchObject({ waiting: 0, connected: true })
})

test('what comes while the workstation is away waits, and comes in its order, each channel by itself', async () => {
  const { url, pairing } = await aRelay()
  const channels = [whatsApp('c1'), whatsApp('c2')]
  ;(await ScriptedDesk.connect(url, pairing, channels)).close()
  for (const text of numbers(150)) {
    expect((await fromTwilio(url, 'c1', said(text))).status).toBe(200)
    if (Number(text) % 50 === 0) await fromTwilio(url, 'c2', said(text))
  }
  const desk = await ScriptedDesk.connect(url, pairing, channels)
  await until('all are there', () => desk.deliveries.length === 153)
  expect(texts(desk, 'c1')).toEqual(numbers(150))
  expect(texts(desk, 'c2')).toEqual(['0', '50', '100'])
})

test('goes on without waiting for each answer, and no further than a window ahead', async () => {
  const { url, pairing } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], () => null)
  for (const text of numbers(80)) await fromTwilio(url, 'c1', said(text))
  await until('the window is full', () => desk.deliveries.length === 64)
  for (const { seq } of desk.deliveries.slice(0, 3)) desk.say({ type: 'ack', seq, status: 200 })
  await until('the window moves on', () => desk.deliveries.length === 67)
  expect(texts(desk)).toEqual(numbers(67))
  await until('three are done', async () => (await healthOf(url)).desks[0]?.delivered === 3)
  expect((await healthOf(url)).desks[0]).toMatchObject({ waiting: 77 })
})

test('a line that breaks loses nothing: what was not acknowledged comes again, what was does not', async () => {
  const { url, pairing } = await aRelay()
  const first = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], ({ seq }) => (seq === 2 ? 200 : null))
  for (const text of numbers(4)) await fromTwilio(url, 'c1', said(text))
  await until('one is acknowledged', async () => (await healthOf(url)).desks[0]?.delivered === 1)
  first.close()
  const second = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  await until('the rest', () => second.deliveries.length === 3)
  expect(texts(second)).toEqual(['0', '2', '3'])
})

test('"later" holds that channel alone, and goes on from there in order after a pause that grows', async () => {
  const { url, pairing, clock } = await aRelay()
  let isOff = true
  let held = 0
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1'), whatsApp('c2')], ({ channelId, seq }) => {
    if (channelId === 'c2' || (!isOff && seq >= held)) return 200
    held = held === 0 ? seq : held
    return 503
  })
  for (const text of numbers(3)) await fromTwilio(url, 'c1', said(text))
  await until('the first is offered', () => desk.deliveries.length >= 1)
  await fromTwilio(url, 'c2', said('other'))
  await until('the other channel goes on', () => texts(desk, 'c2').length === 1)
  await until('a pause begins', () => clock.nextWake !== null && clock.nextWake <= clock.now() + SECOND)
  const before = desk.deliveries.length
  await clock.turn(SECOND)
  await until('they are offered again', () => desk.deliveries.length > before)
  isOff = false
  await until('a longer pause begins', async () => {
    await clock.turn(SECOND)
    return (await healthOf(url)).desks[0]?.delivered === 4
  })
  expect(texts(desk, 'c1').slice(-3)).toEqual(numbers(3))
  expect((await healthOf(url)).desks[0]).toMatchObject({ waiting: 0, refused: 0 })
})

test('"never" keeps a call apart with the reason, and the rest goes on', async () => {
  const { url, pairing, clock } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], ({ seq }) => (seq === 1 ? 404 : 200))
  await fromTwilio(url, 'c1', said('bad'))
  await fromTwilio(url, 'c1', said('good'))
  await until('both are answered', async () => (await healthOf(url)).desks[0]?.delivered === 1)
  expect(await healthOf(url)).toMatchObject({ desks: [{ waiting: 0, refused: 1 }], refused: { desk: 1 } })
  await clock.turn(3 * SECOND)
  await desk.frame('waiting', ({ refused, count }) => refused === 1 && count === 0)
})

test.each([0, 101, 302, 600, -1])('an answer of %i is none: the call is offered again', async status => {
  const { url, pairing, clock } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], () =>
    desk.deliveries.length === 1 ? status : 200,
  )
  await fromTwilio(url, 'c1', said('once'))
  await until('it comes again', async () => {
    await clock.turn(SECOND)
    return desk.deliveries.length === 2
  })
  await until('it is taken', async () => (await healthOf(url)).desks[0]?.delivered === 1)
})

test('an acknowledgement of what was never offered on this line changes nothing', async () => {
  const { url, pairing } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], () => null)
  await fromTwilio(url, 'c1', said('mine'))
  await until('it is offered', () => desk.deliveries.length === 1)
  for (const seq of [0, -1, 2, 3, 99, 2 ** 52]) desk.say({ type: 'ack', seq, status: 200 })
  desk.say({ type: 'ping' })
  await desk.frame('pong')
  expect((await healthOf(url)).desks[0]).toMatchObject({ waiting: 1, delivered: 0 })
})

test('a newer line takes over from an older one, which is told so', async () => {
  const { url, pairing, clock } = await aRelay()
  const older = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], () => null)
  await fromTwilio(url, 'c1', said('one'))
  await until('it is offered', () => older.deliveries.length === 1)
  const newer = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  await until('the older one ends', () => older.closedBy?.code === lineEnds.replaced)
  await until('it comes on the newer one', () => newer.deliveries.length === 1)
  await fromTwilio(url, 'c1', said('two'))
  await until('so does the next', () => newer.deliveries.length === 2)
  expect(older.deliveries).toHaveLength(1)
  await until('both are acknowledged', async () => (await healthOf(url)).desks[0]?.delivered === 2)
  await clock.turn(MINUTE)
  expect((await healthOf(url)).desks[0]).toMatchObject({ connected: true })
})

test('the same call twice is delivered twice: only the workstation can tell', async () => {
  const { url, pairing } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  await fromTwilio(url, 'c1', said('again'))
  await fromTwilio(url, 'c1', said('again'))
  await until('both', () => desk.deliveries.length === 2)
})

test('a workstation is told how many wait and since when', async () => {
  const { url, pairing, clock } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], () => null)
  const at = clock.now()
  await fromTwilio(url, 'c1', said('one'))
  clock.advance(SECOND)
  await fromTwilio(url, 'c1', said('two'))
  await clock.turn(3 * SECOND)
  expect(await desk.frame('waiting', ({ count }) => count === 2)).toEqual({
    type: 'waiting',
    count: 2,
    oldestAt: at,
    refused: 0,
    alarm: null,
  })
})

test('a workstation that answers nothing for long is made to begin anew; one that is silent is cut off', async () => {
  const { url, pairing, clock } = await aRelay()
  const deaf = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], () => null)
  await fromTwilio(url, 'c1', said('one'))
  await until('it is offered', () => deaf.deliveries.length === 1)
  await until('it is ended', async () => {
    await clock.turn(10 * SECOND)
    deaf.say({ type: 'ping' })
    await new Promise(resolve => setImmediate(resolve))
    return deaf.closedBy !== null
  })
  expect(deaf.closedBy).toEqual({ code: 1011, reason: 'A delivery was not acknowledged' })

  const silent = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  silent.socket.pause()
  await until('it is away', async () => {
    await clock.turn(10 * SECOND)
    return (await healthOf(url)).desks[0]?.connected === false
  })
})

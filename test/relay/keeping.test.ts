// What the relay keeps and for how long: bounded room with an alarm before it is full, an end after some days, nothing thrown away.
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../main/domain/clock.ts'
import { HandClock, morning } from '../kit/hand-clock.ts'
import { aRelay, fromMeta, fromTwilio, page, said, texts, whatsApp } from '../kit/relay/a-relay.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { until } from '../kit/until.ts'

const long = (text: string) => ({ ...said(text), Padding: 'x'.repeat(20_000) })

test('there is an alarm before it is full; full it turns calls away, throws nothing away, and recovers by itself', async () => {
  const { url, pairing, clock, logged } = await aRelay({ maxBytes: 1024 * 1024 })
  ;(await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])).close()
  const taken: string[] = []
  let alarmedAt: number | null = null
  for (let i = 0; ; i++) {
    const { status } = await fromTwilio(url, 'c1', long(String(i)))
    if (status !== 200) {
      expect(status).toBe(503)
      break
    }
    taken.push(String(i))
    if (alarmedAt === null && (await healthOf(url)).status === 'alarm') alarmedAt = i
  }
  expect(taken.length).toBeGreaterThan(20)
  expect((alarmedAt ?? 0) / taken.length).toBeGreaterThan(0.6)
  expect((alarmedAt ?? taken.length) / taken.length).toBeLessThan(0.95)
  const health = await healthOf(url)
  expect(health.alarm).toMatch(/--max-mb/)
  expect(health.disk.usedBytes).toBeLessThanOrEqual(health.disk.limitBytes)
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^parley_relay_alarm 1$/m)
  await until('the log tells it', async () => {
    await clock.turn(MINUTE)
    return logged.some(({ level, message }) => level === 'error' && message.includes('--max-mb'))
  })

  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], () => null)
  await desk.frame('waiting', ({ alarm }) => alarm !== null)
  desk.close()
  const again = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  await until('all are delivered', async () => (await healthOf(url)).desks[0]?.waiting === 0)
  expect(texts(again)).toEqual(taken)
  expect((await healthOf(url)).alarm).toBeNull()
  expect((await fromTwilio(url, 'c1', long('after'))).status).toBe(200)
})

test('a disk that others have filled counts as full, and has room again when they make some', async () => {
  let free = 1024 * 1024 * 1024
  const { url, pairing, clock } = await aRelay({ freeOnDisk: () => free })
  await ScriptedDesk.connect(url, pairing, [whatsApp('c1'), page('p', '1')])
  free = 100
  clock.advance(SECOND)
  expect((await fromTwilio(url, 'c1', said('one'))).status).toBe(503)
  expect((await fromMeta(url, { entry: [{ id: '1' }] })).status).toBe(503)
  expect((await healthOf(url)).status).toBe('alarm')
  free = 1024 * 1024 * 1024
  expect((await fromTwilio(url, 'c1', said('one'))).status).toBe(200)
})

test('what nobody fetches ends after its days, counted and in the log', async () => {
  const { url, pairing, clock, logged } = await aRelay()
  ;(await ScriptedDesk.connect(url, pairing, [whatsApp('c1'), page('p', '1')])).close()
  await fromTwilio(url, 'c1', said('old'))
  await fromMeta(url, { entry: [{ id: 'nobody' }] })
  clock.advance(6 * DAY)
  await fromTwilio(url, 'c1', said('young'))
  await clock.turn(DAY - HOUR)
  expect(await healthOf(url)).toMatchObject({ desks: [{ waiting: 2, expired: 0 }], unclaimed: 1 })
  await until('the old ones end', async () => {
    await clock.turn(HOUR)
    return (await healthOf(url)).desks[0]?.expired === 1
  })
  expect(await healthOf(url)).toMatchObject({ desks: [{ waiting: 1 }], unclaimed: 0, refused: {} })
  const ended = logged.filter(({ message }) => message.startsWith('Calls have ended')).map(({ facts }) => facts)
  expect(ended.toSorted((a, b) => String(a.deskId).localeCompare(String(b.deskId)))).toEqual(
    expect.arrayContaining([
      { deskId: pairing.clientId, count: 1 },
      { deskId: null, count: 1 },
    ]),
  )
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  await until('the young one comes', () => desk.deliveries.length === 1)
  expect(texts(desk)).toEqual(['young'])
})

test('a clean stop and another start keep everything, and the order', async () => {
  const first = await aRelay()
  ;(await ScriptedDesk.connect(first.url, first.pairing, [whatsApp('c1')])).close()
  for (const text of ['a', 'b']) await fromTwilio(first.url, 'c1', said(text))
  await first.relay.stop()
  const second = await aRelay({ dir: first.dir, pairing: first.pairing })
  await fromTwilio(second.url, 'c1', said('c'))
  const desk = await ScriptedDesk.connect(second.url, first.pairing, [whatsApp('c1')])
  await until('all are there', () => desk.deliveries.length === 3)
  expect(texts(desk)).toEqual(['a', 'b', 'c'])
})

test('seventy megabytes that wait do not keep it from starting', async () => {
  const first = await aRelay()
  ;(await ScriptedDesk.connect(first.url, first.pairing, [whatsApp('c1'), page('p', '1')])).close()
  const padding = 'x'.repeat(2_900_000)
  for (let i = 0; i < 24; i++) await fromMeta(first.url, { entry: [{ id: '1', i, padding }] })
  await first.relay.stop()
  const second = await aRelay({ dir: first.dir, pairing: first.pairing })
  const health = await healthOf(second.url)
  expect(health.disk.usedBytes).toBeGreaterThan(68_000_000)
  const desk = await ScriptedDesk.connect(second.url, first.pairing, [whatsApp('c1'), page('p', '1')])
  await until('all are delivered', async () => (await healthOf(second.url)).desks[0]?.waiting === 0)
  expect(desk.bodies.map(body => (JSON.parse(body) as { entry: { i: number }[] }).entry[0]?.i)).toEqual(
    Array.from({ length: 24 }, (_, i) => i),
  )
})

test('the health page and the metrics tell how it is and show no secret, no customer and no markup of strangers', async () => {
  const { url, clock, pairing } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1', 'hidden token')], () => null)
  await fromTwilio(url, 'c1', said('my private words'), { token: 'hidden token' })
  await until('it is offered', () => desk.deliveries.length === 1)
  await clock.turn(90 * SECOND - 1)
  const page = await fetch(`${url}/health`)
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  const text = await page.text()
  expect(text).toContain('Front office')
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('parley_relay_waiting{desk="Front office",number="1"} 1\n')
  expect(metrics).toContain('parley_relay_calls_total{kind="whatsapp",status="200"} 1\n')
  expect(metrics).toContain('parley_relay_answer_seconds_count 1\n')
  const json = JSON.stringify(await healthOf(url))
  for (const shown of [text, metrics, json])
    for (const hidden of ['private', 'hidden token', '15551230000', pairing.clientId, pairing.clientSecret])
      expect(shown).not.toContain(hidden)
})

test.each(['x-forwarded-for', 'via', 'forwarded'])(
  'whoever asks from elsewhere (%s) is told no names',
  async header => {
    const { url } = await aRelay()
    const headers = { [header]: '203.0.113.7' }
    const told = await Promise.all(
      [
        fetch(`${url}/health`, { headers }),
        fetch(`${url}/health`, { headers: { ...headers, accept: 'application/json' } }),
        fetch(`${url}/metrics`, { headers }),
      ].map(async answer => (await answer).text()),
    )
    for (const text of told) {
      expect(text).not.toContain('Front office')
      expect(text).toContain('Workstation 1')
    }
    expect((await healthOf(url)).desks[0]?.name).toBe('Front office')
  },
)

test('nothing ends at once when the clock was set or the machine slept: workstations have an hour to fetch it', async () => {
  const { url, pairing, clock } = await aRelay()
  ;(await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])).close()
  await fromTwilio(url, 'c1', said('one'))
  clock.advance(8 * DAY)
  const setAt = clock.now()
  await until('it ends', async () => {
    await clock.turn(MINUTE)
    return (await healthOf(url)).desks[0]?.expired === 1
  })
  expect(clock.now() - setAt).toBeGreaterThanOrEqual(HOUR)
})

test('what waited when the relay was stopped is still to be had after a week without it', async () => {
  const first = await aRelay()
  ;(await ScriptedDesk.connect(first.url, first.pairing, [whatsApp('c1')])).close()
  await fromTwilio(first.url, 'c1', said('one'))
  await first.relay.stop()
  const clock = new HandClock(morning + 8 * DAY)
  const second = await aRelay({ dir: first.dir, pairing: first.pairing, clock })
  await clock.turn(5 * MINUTE)
  const desk = await ScriptedDesk.connect(second.url, first.pairing, [whatsApp('c1')])
  await until('it comes', () => desk.deliveries.length === 1)
})

// Pairing: a code works once and for an hour, secrets are nowhere in the data folder, and whose channel is whose stays clear.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { DAY, HOUR, MINUTE, SECOND } from '../../main/domain/clock.ts'
import { lineEnds } from '../../main/relay/protocol.ts'
import { newCodeFor } from '../../main/relay/start-up.ts'
import {
  aRelay,
  authToken,
  beginFromTwilio,
  fromMeta,
  fromTwilio,
  page,
  said,
  texts,
  whatsApp,
} from '../kit/relay/a-relay.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { pair, ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { until } from '../kit/until.ts'

const tryPair = async (url: string, body: unknown) => {
  const response = await fetch(`${url}/pair`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as { message?: string; clientId?: string } }
}

test('the code of the first start works once; another start prints none', async () => {
  const first = await aRelay()
  const code = first.relay.firstCode ?? ''
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(await tryPair(first.url, { code, name: 'Second' })).toMatchObject({ status: 403 })
  await first.relay.stop()
  const again = await aRelay({ dir: first.dir, pairing: first.pairing })
  expect(again.relay.firstCode).toBeNull()
  expect((await ScriptedDesk.connect(again.url, first.pairing, [])).closedBy).toBeNull()
})

test('a code may be typed as people type, and ends after an hour', async () => {
  const { url, dir, clock } = await aRelay()
  const code = await newCodeFor(dir)
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`
  // The code was made by the machine's clock, beside the relay.
  clock.advance(Date.now() - clock.now())
  expect((await tryPair(url, { code: typed, name: 'Typed' })).status).toBe(200)
  const old = await newCodeFor(dir)
  clock.advance(HOUR + MINUTE)
  expect(await tryPair(url, { code: old, name: 'Late' })).toMatchObject({
    status: 403,
    body: { message: expect.stringMatching(/older than an hour/) },
  })
})

test('whoever guesses has to wait, longer each time, and a good code works again after the wait', async () => {
  const { url, dir, clock } = await aRelay()
  const answers: number[] = []
  for (let i = 0; i < 20; i++) answers.push((await tryPair(url, { code: `AAAA-BBBB-CCCC-${i}`, name: 'Guess' })).status)
  expect(answers.filter(status => status === 403).length).toBeLessThan(8)
  expect(answers.at(-1)).toBe(429)
  const code = await newCodeFor(dir)
  clock.advance(Date.now() - clock.now())
  clock.advance(15 * MINUTE)
  expect((await tryPair(url, { code, name: 'Right' })).status).toBe(200)
})

test.each([
  '',
  'null',
  '[]',
  '{"code":1,"name":"x"}',
  '{"code":"x"}',
  '{"code":"x","name":"  "}',
  '{"code":"x","name":"a\\u0000b"}',
  `{"code":"x","name":"${'n'.repeat(101)}"}`,
  `{"code":"${'c'.repeat(5_000)}","name":"x"}`,
])('pairing with %s is told what to send', async body => {
  const { url } = await aRelay()
  expect(await tryPair(url, body)).toEqual({ status: 400, body: { message: expect.stringMatching(/^Send JSON/) } })
})

test('no code, client secret or auth token lies readable in the data folder', async () => {
  const { relay, url, dir, pairing, logged } = await aRelay()
  const code = await newCodeFor(dir)
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1', 'a very secret auth token'), page('p1', '1')])
  const { keys } = await desk.frame('known')
  await relay.stop()
  const files = readdirSync(dir).map(name => readFileSync(join(dir, name)).toString('latin1'))
  for (const secret of [
    code,
    code.replaceAll('-', ''),
    pairing.clientSecret,
    'a very secret auth token',
    keys.p1 ?? '',
  ])
    for (const text of [...files, JSON.stringify(logged)]) expect(text).not.toContain(secret)
  expect(statSync(join(dir, 'relay.key')).mode & 0o777).toBe(0o600)
})

test.each([
  ['no token', ''],
  ['another secret', 'ID.wrong'],
  ['no secret', 'ID'],
  ['an empty secret', 'ID.'],
  ['another workstation', 'nobody.SECRET'],
  ['more behind it', 'ID.SECRET.more'],
])('a line with %s is turned away', async (_what, token) => {
  const { url, pairing } = await aRelay()
  const given = token.replace('ID', pairing.clientId).replace('SECRET', pairing.clientSecret)
  const socket = new WebSocket(`${url.replace('http', 'ws')}/line`, { headers: { authorization: `Bearer ${given}` } })
  const status = await new Promise<number | undefined>(resolve => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('error', () => {})
  })
  expect(status).toBe(401)
})

test('a workstation that leaves is unknown afterwards; paired anew with the same channels it gets what waited', async () => {
  const { url, dir, clock, pairing } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], () => null)
  await fromTwilio(url, 'c1', said('before'))
  desk.say({ type: 'leave' })
  await until('the line ends', () => desk.closedBy?.code === lineEnds.unpaired)
  await expect(ScriptedDesk.connect(url, pairing, [])).rejects.toThrow()
  expect((await fromTwilio(url, 'c1', said('between'))).status).toBe(200)
  expect(await healthOf(url)).toMatchObject({ desks: [], refused: { left: 1, gone: 1 } })

  const code = await newCodeFor(dir)
  clock.advance(SECOND)
  const again = await ScriptedDesk.connect(url, await pair(url, code), [whatsApp('c1')])
  await until('both are there', () => again.deliveries.length === 2)
  expect(texts(again)).toEqual(['before', 'between'])
})

test('a page stays with its workstation while that is there, and goes to another one after a day', async () => {
  const { url, dir, clock, pairing } = await aRelay()
  const mine = await ScriptedDesk.connect(url, pairing, [page('a', '1')])
  const other = await pair(url, await newCodeFor(dir), 'Back office')
  const theirs = await ScriptedDesk.connect(url, other, [page('b', '1')])
  await theirs.frame('waiting', ({ alarm }) => alarm !== null)
  const call = { object: 'page', entry: [{ id: '1' }] }
  await fromMeta(url, call)
  await until('the first one has it', () => mine.deliveries.length === 1)
  expect(theirs.deliveries).toHaveLength(0)

  mine.close()
  await until('the first one is away', async () => (await healthOf(url)).desks.some(({ connected }) => !connected))
  theirs.close()
  clock.advance(DAY + HOUR)
  const later = await ScriptedDesk.connect(url, other, [page('b', '1')])
  await fromMeta(url, call)
  await until('the second one has it', () => later.deliveries.length === 1)
})

test('nobody takes a WhatsApp channel over by its public address alone', async () => {
  const { url, dir, pairing } = await aRelay()
  const mine = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  const other = await pair(url, await newCodeFor(dir), 'Back office')
  const thief = await ScriptedDesk.connect(url, other, [whatsApp('c1', 'a token of theirs')])
  expect((await fromTwilio(url, 'c1', said('one'), { token: 'a token of theirs' })).status).toBe(403)
  expect((await fromTwilio(url, 'c1', said('two'), { token: authToken })).status).toBe(200)
  await until('it is there', () => mine.deliveries.length === 1)
  expect(thief.deliveries).toHaveLength(0)
})

test('a call that is on its way while its channel changes hands is for whoever has it then', async () => {
  const { url, dir, pairing } = await aRelay()
  const first = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  const slow = await beginFromTwilio(url, 'c1', said('in between'))
  const second = await ScriptedDesk.connect(url, await pair(url, await newCodeFor(dir), 'Back office'), [
    whatsApp('c1'),
  ])
  const backOffice = async () => (await healthOf(url)).desks.find(desk => desk.name === 'Back office')
  expect(await slow.finish()).toBe(200)
  await until('it is there', async () => (await backOffice())?.delivered === 1)
  expect(texts(second)).toEqual(['in between'])
  expect(first.deliveries).toHaveLength(0)

  const late = await beginFromTwilio(url, 'c1', said('too late'))
  second.say({ type: 'channels', channels: [] })
  await until('the channel is gone', async () => (await backOffice())?.channels === 0)
  expect(await late.finish()).toBe(200)
  expect(await backOffice()).toMatchObject({ waiting: 0, refused: 1 })
  second.say({ type: 'channels', channels: [whatsApp('c1')] })
  await until('it comes with the channel', () => second.deliveries.length === 2)
})

// Twilio's calls at the relay: only what Twilio signed for the public address is taken, and media comes from the workstation.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSigned } from '../../main/channels/whatsapp/form.ts'
import { SECOND } from '../../main/domain/clock.ts'
import { aRelay, authToken, fromTwilio, publicUrl, said, texts, whatsApp } from '../kit/relay/a-relay.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { signatureOf } from '../kit/twilio-emulator/signing.ts'
import { until } from '../kit/until.ts'

const aDesk = async () => {
  const { url, pairing, clock } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  return { url, pairing, clock, desk }
}

test("Twilio's own example holds (facts/channels.md 3.2)", () => {
  const fields = 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212'
  const call = {
    method: 'POST',
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
    path: '',
    headers: { 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' },
    body: Buffer.from(fields),
    receivedAt: 0,
  }
  expect(isSigned(call, '12345')).toBe(true)
  expect(isSigned(call, '12346')).toBe(false)
  expect(isSigned({ ...call, url: 'https://mycompany.com/myapp.php?foo=1&bar=3' }, '12345')).toBe(false)
})

test.each([
  ['another secret', { token: '54321' }],
  ['a changed byte', { tamper: (body: string) => body.replace('Body=h', 'Body=H') }],
  ['a field too many', { tamper: (body: string) => `${body}&More=1` }],
  ['a field too few', { tamper: (body: string) => body.replace(/&To=[^&]*/, '') }],
  ['another address', { publicUrl: 'https://relay.example/other' }],
  ['the address by which it is called', { publicUrl: 'http://127.0.0.1' }],
])('a call that was signed with %s is refused, and nothing is kept', async (_what, more) => {
  const { url } = await aDesk()
  const answer = await fromTwilio(url, 'c1', said('hé 😀 \\u00e4'), more)
  expect(answer.status).toBe(403)
  expect((await healthOf(url)).desks[0]).toMatchObject({ waiting: 0, delivered: 0, refused: 0 })
})

test('accents, emoji, escapes, empty and repeated fields are signed as Twilio signs them', async () => {
  const { url, desk } = await aDesk()
  for (const text of ['hé 😀', '\\u00e4 %20 + &', '', 'א\u202eب'])
    expect((await fromTwilio(url, 'c1', said(text))).status).toBe(200)
  await until('all are there', () => desk.deliveries.length === 4)
  expect(texts(desk)).toEqual(['hé 😀', '\\u00e4 %20 + &', '', 'א\u202eب'])
})

test('a query is part of what is signed, and a fragment is not', async () => {
  const { url, desk } = await aDesk()
  const query = '?reply=a%20b%27c&x=%7E~'
  expect((await fromTwilio(url, 'c1', said('one'), { query })).status).toBe(200)
  await until('it is there', () => desk.deliveries.length === 1)
  expect(desk.deliveries[0]?.request.url).toBe(`${publicUrl}/hooks/whatsapp/c1${query}`)
})

test('a body that is no form is signed by its hash in the address', async () => {
  const { url } = await aDesk()
  const body = JSON.stringify({ text: 'hé 😀' })
  const path = `/hooks/whatsapp/c1?bodySHA256=${createHash('sha256').update(body).digest('hex')}`
  const headers = {
    'content-type': 'application/json',
    'x-twilio-signature': signatureOf(authToken, publicUrl + path, {}),
  }
  const send = (sent: string) => fetch(url + path, { method: 'POST', headers, body: sent })
  expect((await send(body)).status).toBe(200)
  expect((await send(body.replace('😀', '😁'))).status).toBe(403)
})

test('no signature, no such channel, no such place and other methods are told apart', async () => {
  const { url } = await aDesk()
  const status = async (path: string, init: RequestInit = { method: 'POST', body: 'Body=x' }) =>
    (await fetch(url + path, init)).status
  expect(await status('/hooks/whatsapp/c1')).toBe(403)
  expect(await status('/hooks/whatsapp/c2')).toBe(404)
  expect(await status('/hooks/whatsapp/')).toBe(404)
  expect(await status('/hooks/whatsapp/c1/more')).toBe(404)
  expect(await status('/hooks/telegram/c1')).toBe(404)
  expect(await status('/hooks/whatsapp/%E0%A4%A')).toBe(404)
  expect(await status('/hooks/whatsapp/c1', { method: 'GET' })).toBe(405)
  expect(await status('/line')).toBe(404)
  const tooLarge = { method: 'POST', headers: { 'x-twilio-signature': 'x' }, body: 'x'.repeat(3 * 1024 * 1024 + 1) }
  expect(await status('/hooks/whatsapp/c1', tooLarge)).toBe(413)
})

test('a form of a million fields costs nobody much time', async () => {
  const { url } = await aDesk()
  const body = Array.from({ length: 400_000 }, (_, i) => `f${i}`).join('&')
  const began = performance.now()
  const answer = await fetch(`${url}/hooks/whatsapp/c1`, {
    method: 'POST',
    headers: { 'x-twilio-signature': 'x' },
    body,
  })
  expect(answer.status).toBe(403)
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('a changed auth token counts from the moment the workstation tells it', async () => {
  const { url, desk } = await aDesk()
  desk.say({ type: 'channels', channels: [whatsApp('c1', 'new token')] })
  await until('the new one counts', async () => (await fromTwilio(url, 'c1', said('a'), { token: 'new token' })).ok)
  expect((await fromTwilio(url, 'c1', said('b'))).status).toBe(403)
})

test('media is fetched from the workstation, and is never a page of the relay', async () => {
  const { url, desk } = await aDesk()
  desk.onAsk(({ ask, request }) => {
    expect(request).toMatchObject({
      method: 'GET',
      path: '/media/abc.def',
      url: `${publicUrl}/hooks/whatsapp/c1/media/abc.def?x=1`,
    })
    const headers = { 'Content-Type': 'image/png', 'set-cookie': 'a=b', location: 'https://elsewhere.example' }
    desk.say({ type: 'answer', ask, status: 200, headers, body: Buffer.from([0, 255, 1]).toString('base64') })
  })
  const answer = await fetch(`${url}/hooks/whatsapp/c1/media/abc.def?x=1`)
  expect(answer.status).toBe(200)
  expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255, 1])
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(answer.headers.has('set-cookie') || answer.headers.has('location')).toBe(false)
})

test('media that the workstation has not, does not hand out in time, or cannot while it is away', async () => {
  const { url, desk, clock } = await aDesk()
  const media = `${url}/hooks/whatsapp/c1/media/abc.def`
  desk.onAsk(({ ask }) => desk.say({ type: 'answer', ask, status: 404, headers: {}, body: '' }))
  expect((await fetch(media)).status).toBe(404)
  desk.onAsk(({ ask }) => desk.say({ type: 'answer', ask, status: 0, headers: {}, body: '' }))
  expect((await fetch(media)).status).toBe(502)

  let asked = 0
  desk.onAsk(() => {
    asked += 1
  })
  const late = fetch(media)
  await until('it is asked', () => asked === 1)
  await clock.turn(10 * SECOND)
  expect((await late).status).toBe(504)

  const broken = fetch(media)
  await until('it is asked again', () => asked === 2)
  desk.close()
  expect((await broken).status).toBe(503)
  expect((await fetch(media)).status).toBe(503)
  expect((await fetch(`${url}/hooks/whatsapp/none/media/abc`)).status).toBe(404)
})

// The workstation's side of a relay: paired by a code, told who is here, and taking what it brings: in order, once, and never lost.
import { expect, test } from 'vitest'
import { SECOND } from '../../main/domain/clock.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { must } from '../kit/must.ts'
import { bodiesOf } from '../kit/page-stage.ts'
import { aRelayedOffice, goodCode } from '../kit/relayed-office.ts'
import { signatureOf } from '../kit/twilio-emulator/signing.ts'
import { until } from '../kit/until.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('a code pairs the workstation: the three settings are stored together, the secret sealed, all of it on record', async () => {
  const { office, relay, pair } = await aRelayedOffice()
  const { store } = office
  expect((await office.services.relay.status()).state).toEqual({ state: 'off' })
  const status = await pair()
  expect(status).toMatchObject({ url: relay.url, publicUrl: 'https://calls.example', awaySince: null, waiting: null })
  expect(relay.names).toEqual(['the test desk'])
  const settings = await store.settings.all()
  expect(settings).toMatchObject({ IdentityServerUrl: relay.url, IdentityServerClientId: 'desk-1' })
  expect(Buffer.from(settings.IdentityServerClientSecret ?? '', 'base64').toString()).toBe('a secret of desk-1')
  const trail = await store.audit.list({ limit: 10 })
  expect(trail.map(({ nounId, agentName }) => `${agentName}: ${nounId}`).toSorted()).toEqual([
    'Ann: IdentityServerClientId',
    'Ann: IdentityServerClientSecret',
    'Ann: IdentityServerUrl',
  ])
  expect(JSON.stringify(trail)).not.toMatch(/secret of|YSBzZWNyZXQ/)
})

test.each([
  ['url', { url: 'relay', code: goodCode }, /such as https:/],
  ['url', { url: 'http://relay.example', code: goodCode }, /https:\/\/, because secrets go there/],
  ['url', { url: 'https://me:word@relay.example', code: goodCode }, /leave out the user name/],
  ['url', { url: 'http://127.0.0.1:9', code: goodCode }, /nothing answers/],
  ['code', { url: '', code: '  ' }, /enter the code/],
  ['code', { url: '', code: 'WRONG' }, /Make a new one/],
])('what cannot be paired is refused at the field %s: %o', async (field, { url, code }, words) => {
  const { office, relay, boss } = await aRelayedOffice()
  const no = await office.services.relay.pair(boss, { url: url || relay.url, code })
  expect(isRefusal(no) && [no.field, no.sentence]).toEqual([field, expect.stringMatching(words)])
  expect((await office.store.settings.all()).IdentityServerUrl).toBe('')
})

test('the relay is told the channels that are on and have no address of their own, again with every change', async () => {
  const { office, relay, pair, aNumber, aPage, twilio, boss } = await aRelayedOffice()
  const number = await aNumber()
  await aPage('page-9', { appSecret: 'takes its calls itself' })
  await pair()
  const told = (count: number) => until('it is told', () => (relay.channels?.length === count ? relay.channels : null))
  const { authToken, sender } = twilio.settings
  expect(await told(1)).toEqual([{ channelId: number, kind: 'whatsapp', place: sender, secret: authToken }])
  const page = await aPage('page-1')
  expect((await told(2)).find(one => one.kind === 'facebook')).toEqual({
    channelId: page,
    kind: 'facebook',
    place: 'page-1',
  })
  await office.services.channels.update(boss, number, { active: false })
  await told(1)
  await office.services.channels.update(boss, number, {
    active: true,
    settings: { ...twilio.settings, publicUrl: 'https://own.example' },
  })
  await office.services.channels.update(boss, page, { active: false })
  await told(0)
})

test('a number behind a firewall needs no Website URL: its address is the relay’s, at once, and goes with it', async () => {
  const { office, pair, aNumber, health, boss } = await aRelayedOffice()
  const { services } = office
  const number = await aNumber()
  await health(number, one => one.state === 'needsAttention')
  expect(await services.webhooks.urlOf(number)).toBeNull()
  await pair()
  await health(number, one => one.state === 'online')
  expect(await services.webhooks.urlOf(number)).toBe(`https://calls.example/hooks/whatsapp/${number}`)
  await services.settings.set(boss, { SiteUrl: 'https://desk.example' })
  expect(await services.webhooks.urlOf(number)).toMatch(/^https:\/\/calls\.example/)
  await services.relay.unpair(boss)
  expect(await services.webhooks.urlOf(number)).toMatch(/^https:\/\/desk\.example/)
  await services.settings.set(boss, { SiteUrl: '' })
  expect(await health(number, one => one.state === 'needsAttention')).toMatchObject({
    remedy: expect.stringMatching(/relay/),
  })
})

test('what Twilio signed is stored before it is acknowledged; what it did not sign, or nobody understands, is refused for good', async () => {
  const { office, relay, twilio, pair, aNumber } = await aRelayedOffice()
  const number = await aNumber()
  await pair()
  await until('it is told', () => relay.channels?.length === 1)
  const url = `${relay.publicUrl}/hooks/whatsapp/${number}`
  const fields = twilio.message('whatsapp:+491701234567', 'Carol', 'Grüße 👋')
  const headers = { 'X-Twilio-Signature': signatureOf(twilio.settings.authToken, url, fields) }
  const body = base64(new URLSearchParams(fields).toString())
  const seq = relay.delivers(number, { url, headers, body })
  expect(await relay.ack(seq)).toMatchObject({ status: 200 })
  const said = async () => {
    const [chat] = await office.store.chats.openRows(5)
    if (chat === undefined) throw new Error('no chat')
    return (await office.store.messages.page(chat.conversationId, { limit: 10 })).messages.map(({ text }) => text)
  }
  expect(await said()).toContain('Grüße 👋')
  const stored = (await said()).length
  // The acknowledgement was lost: it comes again, and is stored once.
  expect(await relay.ack(relay.delivers(number, { url, headers, body }, { seq }), 1)).toMatchObject({ status: 200 })
  expect(await said()).toHaveLength(stored)
  const forged = relay.delivers(number, { url: `${url}?x=1`, headers, body })
  expect(await relay.ack(forged)).toMatchObject({ status: 403, reason: expect.stringMatching(/not signed by Twilio/) })
  expect(await relay.ack(relay.delivers('nobody', {}))).toMatchObject({ status: 404 })
  relay.saysRaw('{"type":"delivery","seq":900,"channelId":7}')
  expect(await relay.ack(900)).toMatchObject({ status: 400 })
  relay.saysRaw('not a frame at all')
  relay.saysRaw('{"type":"of a newer relay"}')
  expect(await relay.ack(relay.delivers(number, { url, headers, body }))).toMatchObject({ status: 200 })
})

test('within a channel one after another, across channels at once; and what cannot be stored holds back what came after it', async () => {
  const { relay, pages, pair, aPage } = await aRelayedOffice()
  const [one, two] = [await aPage('1'), await aPage('2')]
  await pair()
  await until('they are told', () => relay.channels?.length === 2)
  let open = () => {}
  const gate = new Promise<void>(resolve => {
    open = resolve
  })
  pages.answers = async ({ channelId }) => {
    if (channelId === one) await gate
    return { status: 200 }
  }
  const send = (id: string, text: string, seq?: number) =>
    relay.delivers(id, { body: base64(text) }, { kind: 'facebook', ...(seq === undefined ? {} : { seq }) })
  const [a, b] = [send(one, 'a'), send(one, 'b')]
  await relay.ack(send(two, 'of the other'))
  expect(bodiesOf(pages.calls)).toEqual(['a', 'of the other'])
  open()
  await relay.ack(b)
  expect(relay.heard.flatMap(frame => (frame.type === 'ack' && [a, b].includes(frame.seq) ? frame.seq : []))).toEqual([
    a,
    b,
  ])

  let full = true
  pages.calls.length = 0
  pages.answers = () => (full ? { status: 503 } : { status: 200 })
  const [c, d] = [send(one, 'c'), send(one, 'd')]
  expect([(await relay.ack(c)).status, (await relay.ack(d)).status]).toEqual([503, 503])
  full = false
  // Out of turn: the one before it has not come yet.
  expect((await relay.ack(send(one, 'd', d), 1)).status).toBe(503)
  for (const [seq, text, after] of [
    [c, 'c', 1],
    [d, 'd', 2],
  ] as const)
    expect((await relay.ack(send(one, text, seq), after)).status).toBe(200)
  expect(bodiesOf(pages.calls)).toEqual(['c', 'c', 'd'])
})

test('a connector that throws, or answers with neither yes nor no, is asked again', async () => {
  const { office, relay, pages, pair, aPage } = await aRelayedOffice()
  const page = await aPage('1')
  await pair()
  await until('it is told', () => relay.channels?.length === 1)
  const status = async (answers: typeof pages.answers) => {
    pages.answers = answers
    return (await relay.ack(relay.delivers(page, {}, { kind: 'facebook' }))).status
  }
  const boom = () => {
    throw new Error('a bug')
  }
  expect([await status(boom), await status(() => ({ status: 302 }))]).toEqual([500, 503])
  relay.drops()
  await until('it is back', () => {
    office.clock.advance(SECOND)
    return relay.lines.length === 1
  })
  expect([await status(() => ({ status: 429 })), office.log.errors.splice(0).length]).toEqual([500, 1])
})

test('the key of a page is stored sealed before what it signs is taken, and what a stranger put in its place is not believed', async () => {
  const { office, relay, pages, pair, aPage } = await aRelayedOffice()
  const page = await aPage('1')
  relay.keys = { [page]: 'the key of the page', nobody: 'x' }
  await pair()
  await until('it is told', () => relay.channels?.length === 1)
  const proof = { 'X-Parley-Relay-Signature': 'of a stranger', 'X-Hub-Signature-256': 'theirs' }
  await relay.ack(relay.delivers(page, { headers: proof }, { kind: 'facebook', signature: 'f00d' }))
  await relay.ack(relay.delivers(page, { headers: proof }, { kind: 'facebook' }))
  const [signed, unsigned] = pages.calls
  expect(signed?.settings).toMatchObject({ pageToken: 'page token', relayKey: 'the key of the page' })
  expect(signed?.request.headers).toMatchObject({ 'x-parley-relay-signature': 'f00d', 'x-hub-signature-256': 'theirs' })
  expect(unsigned?.request.headers).not.toHaveProperty('x-parley-relay-signature')
  const trail = await office.store.audit.list({ nounId: page, limit: 5 })
  expect(trail[0]).toMatchObject({ agentName: 'Parley', after: { relay: expect.stringMatching(/key/) } })
  expect(JSON.stringify(trail)).not.toMatch(/the key of the page/)
})

test('a file that a network fetches comes through the relay; a larger one than it may be does not', async () => {
  const { relay, pages, pair, aPage } = await aRelayedOffice()
  const page = await aPage('1')
  await pair()
  await until('it is told', () => relay.channels?.length === 1)
  const file = Buffer.alloc(3_000_000, 7)
  pages.answers = ({ request }) =>
    request.path === '/media/large'
      ? { status: 200, body: Buffer.alloc(21 * 1024 * 1024) }
      : { status: 200, headers: { 'content-type': 'image/png' }, body: file }
  const answer = await relay.asks(page, 'facebook', { path: '/media/small' })
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } })
  expect(Buffer.from(answer.body, 'base64').equals(file)).toBe(true)
  expect(await relay.asks(page, 'facebook', { path: '/media/large' })).toMatchObject({ status: 413, body: '' })
  expect(await relay.asks(page, 'whatsapp', { path: '/media/small' })).toMatchObject({ status: 404 })
})

test('parting clears the settings, tells the relay, and ends the line', async () => {
  const { office, relay, pair, boss } = await aRelayedOffice()
  await pair()
  expect(await office.services.relay.unpair(boss)).toMatchObject({ url: '', publicUrl: null, state: { state: 'off' } })
  expect(relay.heard.at(-1)).toEqual({ type: 'leave' })
  await until('the line is gone', () => relay.lines.length === 0)
  expect(await office.store.settings.all()).toMatchObject({
    IdentityServerUrl: '',
    IdentityServerClientId: '',
    IdentityServerClientSecret: null,
  })
})

test('pairing anew ends the pairing before, and the relay hears of it', async () => {
  const { office, relay, boss, pair, status } = await aRelayedOffice()
  await pair()
  relay.codes.add('N2VW-8XYZ')
  must(await office.services.relay.pair(boss, { url: relay.url, code: 'N2VW-8XYZ' }))
  await status(({ state }) => state.state === 'online')
  expect((await office.store.settings.all()).IdentityServerClientId).toBe('desk-2')
  await until('it is told', () => relay.heard.some(({ type }) => type === 'leave'))
})

test('an address that is changed by hand never gets the secret of the old one, and asks for a new pairing', async () => {
  const { office, relay, pair, boss, status } = await aRelayedOffice()
  await pair()
  const other = 'http://127.0.0.1:9'
  await office.services.settings.set(boss, { IdentityServerUrl: `${relay.url}/` })
  expect((await office.store.settings.all()).IdentityServerClientSecret).not.toBeNull()
  await office.services.settings.set(boss, { IdentityServerUrl: other })
  expect((await office.store.settings.all()).IdentityServerClientSecret).toBeNull()
  const { state, publicUrl } = await status(one => one.state.state === 'needsAttention')
  expect([state, publicUrl]).toEqual([
    expect.objectContaining({ reason: expect.stringContaining(`not paired with the relay at ${other}`) }),
    null,
  ])
  expect(relay.heard.some(frame => frame.type === 'leave')).toBe(false)
})

test('credentials that fit into no header are said to be wrong, and never dialled with', async () => {
  const { office, pair, boss, status } = await aRelayedOffice()
  await pair()
  await office.services.settings.set(boss, { IdentityServerClientId: 'wörk → station' })
  const { state } = await status(one => one.state.state === 'needsAttention')
  expect(state).toMatchObject({ reason: expect.stringContaining('client ID') })
})

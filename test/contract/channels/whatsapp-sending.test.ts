// Answers over Twilio: what goes out, what every kind of trouble means for a message, files both ways, typing, registration.
import { describe, expect, test } from 'vitest'
import { createWhatsAppConnector } from '../../../main/channels/whatsapp/connector.ts'
import { knownCodes, knownError } from '../../../main/channels/whatsapp/error-codes.ts'
import { fetchMedia } from '../../../main/channels/whatsapp/media-fetch.ts'
import { parseSettings, type WhatsAppSettings } from '../../../main/channels/whatsapp/settings.ts'
import { SECOND } from '../../../main/domain/clock.ts'
import { asId } from '../../../main/domain/ids.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import type { OutgoingAttachment, SendResult } from '../../../main/domain/unified-message.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import type { Fault } from '../../kit/twilio-emulator/world.ts'
import { aReply } from './connector-suite.ts'
import { until } from './until.ts'
import { aWhatsAppChannel } from './whatsapp-network.ts'

const never = new AbortController().signal
const address = 'whatsapp:+491701234567'

const aFile = (mime: string, size: number): OutgoingAttachment => ({
  id: asId('file-1'),
  kind: 'document',
  fileId: asId('f'),
  name: 'File',
  mime,
  size,
  read: async () => new Uint8Array(size),
})

describe('what goes out', () => {
  test('a text to the customer from the sender, with an address for reports that names the message', async () => {
    const { twilio, link, url } = await aWhatsAppChannel()
    const reply = aReply(address, 'Hello ☂')
    const result = await link.send(reply, never)
    const [taken] = twilio.world.messages
    expect(result).toEqual({ outcome: 'sent', externalId: taken?.sid })
    expect(taken).toMatchObject({ to: address, from: twilio.world.sender, body: 'Hello ☂', mediaUrl: null })
    expect(taken?.statusCallback).toBe(`${url}?reply=${reply.messageId}`)
  })

  test.each([
    ['an empty text', aReply(address, ' '), /no empty messages/],
    ['a text of more than 1,600 characters', aReply(address, 'x'.repeat(1_601)), /at most 1,600/],
    ['a picture over 5 MB', aReply(address, '', { attachment: aFile('image/png', 6e6) }), /pictures of at most 5 MB/],
    [
      'a file over 16 MB',
      aReply(address, '', { attachment: aFile('application/pdf', 17e6) }),
      /files of at most 16 MB/,
    ],
    ['an empty file', aReply(address, '', { attachment: aFile('application/pdf', 0) }), /empty files/],
    ['another network', aReply('+49170', 'x'), /no address in WhatsApp/],
  ])('%s is refused before anything is sent', async (_what, reply, words) => {
    const { twilio, link } = await aWhatsAppChannel()
    const result = await link.send(reply, never)
    expect(result).toMatchObject({
      outcome: 'failed',
      surelyNotArrived: true,
      retry: 'never',
      reason: expect.stringMatching(words),
    })
    expect(twilio.world.messages).toEqual([])
  })

  test('a file without a public address to fetch it from says what is missing', async () => {
    const { door, link } = await aWhatsAppChannel()
    door.publicUrl = null
    const result = await link.send(aReply(address, '', { attachment: aFile('application/pdf', 10) }), never)
    expect(result).toMatchObject({ outcome: 'failed', retry: 'byHand', reason: expect.stringContaining('Website URL') })
  })
})

describe('trouble', () => {
  const cases: readonly [string, Fault, Partial<Extract<SendResult, { outcome: 'failed' }>>][] = [
    ['a pause is asked for', { kind: 'refuse', status: 429, code: 20429 }, { surelyNotArrived: true, retry: 'later' }],
    ['the token is refused', { kind: 'refuse', status: 401, code: 20003 }, { surelyNotArrived: true, retry: 'later' }],
    [
      'the account is suspended',
      { kind: 'refuse', status: 403, code: 20005 },
      { surelyNotArrived: true, retry: 'later' },
    ],
    ['the number is none', { kind: 'refuse', status: 400, code: 21211 }, { retry: 'never', unreachable: true }],
    ['they opted out', { kind: 'refuse', status: 400, code: 21610 }, { retry: 'never', unreachable: true }],
    ['the window is closed', { kind: 'refuse', status: 400, code: 63016 }, { retry: 'never' }],
    [
      'a code that nobody knows',
      { kind: 'refuse', status: 400, code: 88888, message: 'Odd.' },
      { retry: 'never', reason: 'Twilio refuses the message (error 88888: Odd).' },
    ],
    ['Twilio breaks', { kind: 'refuse', status: 500, code: 20500 }, { surelyNotArrived: false, retry: 'byHand' }],
    ['the answer is lost', { kind: 'lose' }, { surelyNotArrived: false, retry: 'byHand' }],
    ['a proxy turns us away', { kind: 'page', status: 403 }, { surelyNotArrived: true, retry: 'later' }],
    ['a gateway gives up', { kind: 'page', status: 504 }, { surelyNotArrived: false, retry: 'byHand' }],
  ]

  test.each(cases)('%s', async (_what, fault, expected) => {
    const { twilio, link } = await aWhatsAppChannel()
    twilio.world.meets('messages', fault)
    expect(await link.send(aReply(address, 'Hi'), never)).toMatchObject({ outcome: 'failed', ...expected })
  })

  test('no answer at all: given up after half a minute, and it may have arrived', async () => {
    const { twilio, link, clock } = await aWhatsAppChannel()
    twilio.world.meets('messages', { kind: 'hang' })
    const sending = link.send(aReply(address, 'Hi'), never)
    await until('the call to be on its way', () => twilio.world.faults.get('messages')?.length === 0)
    await clock.turn(30 * SECOND)
    expect(await sending).toMatchObject({ outcome: 'failed', surelyNotArrived: false, retry: 'byHand' })
  })

  test('every known code has a whole sentence that names no code', () => {
    for (const code of knownCodes)
      expect([code, knownError(code)?.reason]).toEqual([code, expect.stringMatching(/^[A-Z][\s\S]*\.$/)])
    const facts = [
      20003, 20429, 21211, 21610, 21611, 30001, 21623, 11751, 63003, 63007, 63008, 63016, 63017, 63018, 63012, 63024,
      63032,
    ]
    expect(facts.filter(code => knownError(code) === undefined)).toEqual([])
  })

  test('a token that is refused while sending is the trouble of the whole channel, until it is right again', async () => {
    const { twilio, link, door, clock } = await aWhatsAppChannel()
    twilio.world.validToken = 'another-token-by-now'
    await link.send(aReply(address, 'Hi'), never)
    expect(door.lastHealth).toMatchObject({ state: 'needsAttention', remedy: expect.stringContaining('auth token') })
    twilio.world.validToken = twilio.world.authToken
    await clock.turn(300 * SECOND)
    await door.untilHealth('online')
  })

  test('a suspended account is a health with the one thing to do', async () => {
    const { twilio, door, clock } = await aWhatsAppChannel()
    twilio.world.accountStatus = 'suspended'
    await clock.turn(3_600 * SECOND)
    expect(await door.untilHealth('needsAttention')).toMatchObject({ reason: 'The Twilio account is suspended.' })
  })
})

describe("a customer's file", () => {
  const bytes = new Uint8Array([1, 2, 3])

  test('is fetched with the account, and keeps its type', async () => {
    const { twilio, link } = await aWhatsAppChannel()
    expect(await link.fetchAttachment?.(twilio.keeps(bytes, 'image/jpeg'), never)).toEqual({
      bytes,
      mime: 'image/jpeg',
    })
  })

  test.each([
    'https://evil.example/media',
    'https://api.twilio.com.evil.example/media',
    'https://api.twilio.com:8443/media',
    'http://api.twilio.com/media',
    'https://user:pass@api.twilio.com/media',
    'file:///etc/passwd',
    'nonsense',
  ])('is not even asked for at %s', async remote => {
    const asked: string[] = []
    const settings = parseSettings({
      accountSid: `AC${'1'.repeat(32)}`,
      authToken: 'f'.repeat(32),
      sender: '+14155550100',
    })
    if (isRefusal(settings)) throw new Error(settings.sentence)
    const fetch = async (input: unknown) => {
      asked.push(String(input))
      return new Response('')
    }
    const ports = { settings, authorization: 'Basic secret', fetch, clock: new HandClock() }
    expect(await fetchMedia(ports, remote, never)).toMatchObject({ failed: expect.any(String), final: true })
    expect(asked).toEqual([])
  })

  test('from Twilio itself comes with the account, from its store of files without', async () => {
    const asked: [string, string | null][] = []
    const settings = parseSettings({
      accountSid: `AC${'1'.repeat(32)}`,
      authToken: 'f'.repeat(32),
      sender: '+14155550100',
    })
    if (isRefusal(settings)) throw new Error(settings.sentence)
    const fetch = async (input: unknown, init?: RequestInit) => {
      asked.push([String(input), new Headers(init?.headers).get('authorization')])
      const isFirst = String(input).includes('api.twilio.com')
      return isFirst
        ? new Response(null, { status: 307, headers: { location: 'https://media.twiliocdn.com/x?sig=1' } })
        : new Response(bytes, { headers: { 'content-type': 'image/png' } })
    }
    const ports = { settings, authorization: 'Basic secret', fetch, clock: new HandClock() }
    expect(await fetchMedia(ports, 'https://api.twilio.com/m', never)).toEqual({ bytes, mime: 'image/png' })
    expect(asked).toEqual([
      ['https://api.twilio.com/m', 'Basic secret'],
      ['https://media.twiliocdn.com/x?sig=1', null],
    ])
  })

  test('is not followed anywhere but to Twilio', async () => {
    const { twilio, link } = await aWhatsAppChannel()
    const elsewhere = twilio.keeps(bytes, 'image/jpeg', 'https://evil.example/take')
    expect(await link.fetchAttachment?.(elsewhere, never)).toMatchObject({ final: true })
    const within = twilio.keeps(bytes, 'image/png', new URL(twilio.keeps(bytes, 'image/jpeg')).pathname)
    expect(await link.fetchAttachment?.(within, never)).toEqual({ bytes, mime: 'image/jpeg' })
  })

  test('that is gone is not asked for again; one that cannot be had now is', async () => {
    const { twilio, link } = await aWhatsAppChannel()
    expect(await link.fetchAttachment?.(`${twilio.keeps(bytes, 'a/b')}x`, never)).toMatchObject({ final: true })
    await twilio.goesDown()
    expect(await link.fetchAttachment?.(twilio.keeps(bytes, 'a/b'), never)).toMatchObject({ final: false })
  })
})

test("typing is shown at the customer's last message, and not more often than it lasts", async () => {
  const { twilio, link, clock } = await aWhatsAppChannel()
  const carol = twilio.customer('+491701234567', 'Carol')
  await carol.says('one')
  await carol.says('two')
  link.sendTyping?.(address, 'Ann')
  link.sendTyping?.(address, 'Ann')
  await until('typing to show', () => twilio.world.typed.length)
  clock.advance(21 * SECOND)
  link.sendTyping?.(address, 'Ann')
  await until('typing to show again', () => twilio.world.typed.length === 2)
  const last = twilio.caller.calls.at(-1)?.fields.MessageSid
  expect(twilio.world.typed).toEqual([last, last])
})

describe('registering', () => {
  const register = async (
    change: Partial<WhatsAppSettings>,
    webhookUrl: string | null = 'https://desk.example/hooks/whatsapp/1',
  ) => {
    const { twilio } = await aWhatsAppChannel()
    const settings = parseSettings({ ...twilio.settings, ...change })
    if (isRefusal(settings)) throw new Error(settings.sentence)
    return createWhatsAppConnector().register(settings, never, webhookUrl)
  }

  test('says who the account and the sender are, and what to set at Twilio', async () => {
    expect(await register({})).toEqual({
      profile: { name: 'Lampion', username: '+14155550100', link: 'https://wa.me/14155550100', account: 'Lampion Ltd' },
      advice: 'Set the webhook of the sender at Twilio to https://desk.example/hooks/whatsapp/1#rc=5&rp=all',
    })
    expect(await register({}, null)).toMatchObject({ advice: expect.stringContaining('Website URL') })
  })

  test('a sender that the account does not have is a warning; a wrong token or account is refused at its field', async () => {
    expect(await register({ sender: 'whatsapp:+14155550199' })).toMatchObject({
      warning: expect.stringContaining('no WhatsApp sender +14155550199'),
    })
    expect(await register({ authToken: 'f'.repeat(32) })).toMatchObject({ refused: true, field: 'authToken' })
    expect(await register({ accountSid: `AC${'0'.repeat(32)}` })).toMatchObject({ refused: true, field: 'accountSid' })
  })
})

test.each([
  ['accountSid', { accountSid: 'AC123' }],
  ['authToken', { authToken: '' }],
  ['sender', { sender: 'hello' }],
  ['publicUrl', { publicUrl: 'ftp://x' }],
  ['apiRoot', { apiRoot: 'https://a:b@c' }],
])('settings: a wrong %s is refused at its field, in words', (field, wrong) => {
  const right = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'f'.repeat(32), sender: '+1 (415) 555-0100' }
  expect(parseSettings(right)).toMatchObject({ sender: 'whatsapp:+14155550100', apiRoot: 'https://api.twilio.com' })
  expect(parseSettings({ ...right, ...wrong })).toMatchObject({
    refused: true,
    field,
    sentence: expect.stringMatching(/\.$/),
  })
})

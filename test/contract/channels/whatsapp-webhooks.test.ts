// What Twilio calls us with: whose it is, every field that a customer's message can have, and reports in any order.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldsOf, isSigned } from '../../../main/channels/whatsapp/form.ts'
import { WhatsAppIncomeMessageWorker } from '../../../main/channels/whatsapp/income-worker.ts'
import type { UnifiedMessage } from '../../../main/domain/unified-message.ts'
import { morning } from '../../kit/hand-clock.ts'
import { signatureOf } from '../../kit/twilio-emulator/signing.ts'
import { aWhatsAppChannel } from './whatsapp-network.ts'

const body = (fields: Readonly<Record<string, string>>) => Buffer.from(new URLSearchParams(fields).toString())
const request = (url: string, bytes: Uint8Array, signature: string) => ({
  method: 'POST',
  url,
  path: '',
  headers: { 'x-twilio-signature': signature },
  body: bytes,
  receivedAt: morning,
})

describe('the signature', () => {
  const call = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  }
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'

  test("is the documentation's own example, with and without a port and a fragment", () => {
    const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8='
    expect(isSigned(request(url, body(call), signature), '12345')).toBe(true)
    expect(isSigned(request(url.replace('.com/', '.com:443/'), body(call), signature), '12345')).toBe(true)
    expect(isSigned(request(`${url}#rc=5&rp=all`, body(call), signature), '12345')).toBe(true)
  })

  test('another token, a changed byte, a field more or less, another address: not signed', () => {
    const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8='
    const wrong = [
      isSigned(request(url, body(call), signature), '12346'),
      isSigned(request(url, body({ ...call, Digits: '1235' }), signature), '12345'),
      isSigned(request(url, body({ ...call, Extra: '1' }), signature), '12345'),
      isSigned(request(url, body({}), signature), '12345'),
      isSigned(request('https://mycompany.com/myapp.php?foo=1&bar=3', body(call), signature), '12345'),
      isSigned(request('http://mycompany.com/myapp.php?foo=1&bar=2', body(call), signature), '12345'),
      isSigned(request(url, body(call), ''), '12345'),
      isSigned(request('', body(call), signature), '12345'),
    ]
    expect(wrong).toEqual(wrong.map(() => false))
  })

  test('holds for accents, emoji, plus signs and fields that come twice', () => {
    const fields = { Body: 'Grüße + 20 % für 👩‍👩‍👧 "你好"', From: 'whatsapp:+49170', ProfileName: 'Zoë' }
    const signature = signatureOf('12345', url, fields)
    expect(isSigned(request(url, body(fields), signature), '12345')).toBe(true)
    expect(fieldsOf(body(fields))).toEqual(fields)
    const twice = Buffer.from('A=2&A=1&A=2')
    expect(isSigned(request(url, twice, signatureOf('12345', `${url}A1A2`, {})), '12345')).toBe(true)
  })

  test('a body that is no form is signed by its hash in the address', () => {
    const json = Buffer.from('{"text":"Grüße"}')
    const hash = createHash('sha256').update(json).digest('hex')
    const hashed = `https://mycompany.com/hook?bodySHA256=${hash}`
    const signature = signatureOf('12345', hashed, {})
    expect(isSigned(request(hashed, json, signature), '12345')).toBe(true)
    expect(isSigned(request(hashed, Buffer.from('{"text":"Gruesse"}'), signature), '12345')).toBe(false)
  })

  test('10,000 strange calls: none is taken for signed, and none breaks anything', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 200 }), fc.string(), (address, bytes, signature) => {
        const at = request(address, bytes, signature)
        return !isSigned(at, '12345') && !isSigned({ ...at, url: `https://desk.example/hooks?${address}` }, '12345')
      }),
      { numRuns: 10_000 },
    )
  })
})

describe('a message, field by field', () => {
  const basic = {
    MessageSid: 'SM1',
    From: 'whatsapp:+491701234567',
    To: 'whatsapp:+14155550100',
    Body: '',
    NumMedia: '0',
    SmsStatus: 'received',
    ProfileName: 'Carol',
    WaId: '491701234567',
  }
  const read = (more: Readonly<Record<string, string>>): UnifiedMessage => {
    const { updates, unreadable } = new WhatsAppIncomeMessageWorker().toUnified({ ...basic, ...more }, morning)
    expect(unreadable ?? []).toEqual([])
    return updates[0] as UnifiedMessage
  }

  test('who wrote, where the answer goes, and when it came', () => {
    expect(read({ Body: 'Hello' })).toEqual({
      type: 'message',
      externalId: 'SM1',
      address: 'whatsapp:+491701234567',
      sender: { name: 'Carol', phone: '+491701234567' },
      at: morning,
      kind: 'text',
      text: 'Hello',
    })
    expect(read({ Body: 'Hello', ProfileName: ' ' }).sender.name).toBe('+491701234567')
  })

  test('the same fields as JSON or as the form itself, for programs that pass them on', () => {
    const worker = new WhatsAppIncomeMessageWorker()
    const fields = { ...basic, Body: 'Hello' }
    const whole = worker.toUnified(fields, morning)
    expect(worker.toUnified(JSON.stringify(fields), morning)).toEqual(whole)
    expect(worker.toUnified(new URLSearchParams(fields).toString(), morning)).toEqual(whole)
  })

  test.each([
    ['image/jpeg', 'photo'],
    ['image/webp', 'sticker'],
    ['image/gif', 'animation'],
    ['audio/ogg; codecs=opus', 'voice'],
    ['audio/mpeg', 'audio'],
    ['video/mp4', 'video'],
    ['application/pdf', 'document'],
    ['text/vcard', 'document'],
    ['', 'document'],
  ])('a file of the type "%s" is a %s', (mime, kind) => {
    const message = read({
      NumMedia: '1',
      MediaUrl0: 'https://api.twilio.com/m',
      MediaContentType0: mime,
      Body: 'Look',
    })
    expect(message).toMatchObject({ kind, text: 'Look' })
    expect(message.attachments).toMatchObject([{ kind, remote: 'https://api.twilio.com/m' }])
  })

  test('as many files as there are addresses for, whatever the count says', () => {
    const files = { MediaUrl0: 'https://a', MediaUrl1: 'https://b', MediaContentType1: 'video/mp4' }
    expect(read({ ...files, NumMedia: '2' }).attachments).toHaveLength(2)
    expect(read({ ...files, NumMedia: '1000000' }).attachments).toHaveLength(2)
    expect(read({ ...files, NumMedia: '-1', Body: 'x' }).attachments).toBeUndefined()
  })

  test('a place, with its name', () => {
    const place = { Latitude: '52.5', Longitude: '13.4', Label: 'Lampion', Address: 'Lindenstr. 1' }
    expect(read(place)).toMatchObject({
      kind: 'location',
      text: 'Lampion',
      place: { latitude: 52.5, longitude: 13.4, title: 'Lampion', address: 'Lindenstr. 1' },
    })
    expect(read({ Latitude: '9000', Longitude: '13.4', Body: 'x' }).kind).toBe('text')
  })

  test('a pressed button, a chosen line of a list, a filled form', () => {
    expect(read({ ButtonText: 'Yes', ButtonPayload: 'yes-1', Body: 'Yes' })).toMatchObject({
      kind: 'button',
      text: 'Yes',
    })
    expect(read({ ListId: 'l1', ListTitle: 'Tuesday', Body: 'Tuesday' })).toMatchObject({
      kind: 'button',
      text: 'Tuesday',
    })
    const form = { FlowData: '{"flow_token":"t","size":"L","gift":true}' }
    expect(read(form)).toMatchObject({ kind: 'button', text: 'size: L\ngift: true' })
    expect(read({ FlowData: '{', Body: 'x' }).kind).toBe('text')
  })

  test('what it answers, whence it was passed on, and which advertisement brought it', () => {
    expect(read({ Body: 'x', OriginalRepliedMessageSid: 'SM0' }).replyTo).toEqual({ externalId: 'SM0', excerpt: '' })
    expect(read({ Body: 'x', Forwarded: 'true' }).forwardedFrom).toBe('another chat')
    expect(read({ Body: 'x', FrequentlyForwarded: 'true', Forwarded: 'true' }).forwardedFrom).toMatch(/many times/)
    const advert = { ReferralHeadline: 'Summer sale', ReferralSourceUrl: 'https://fb.me/x' }
    expect(read({ Body: 'Hello', ...advert }).text).toBe(
      'Hello\n\nCame from the advertisement: Summer sale · https://fb.me/x',
    )
  })

  test('a kind that nobody knows is shown as such', () => {
    expect(read({ MessageType: 'order' })).toMatchObject({
      kind: 'unsupported',
      text: expect.stringContaining('(order)'),
    })
  })

  test.each([
    ['no number', { MessageSid: '' }],
    ['no address', { From: '+491701234567' }],
  ])('%s: kept whole, with the reason', (_what, more) => {
    const { updates, unreadable } = new WhatsAppIncomeMessageWorker().toUnified({ ...basic, ...more }, morning)
    expect(updates).toEqual([])
    expect(unreadable).toMatchObject([
      { reason: expect.stringMatching(/^.+\.$/), payload: expect.stringContaining('Carol') },
    ])
  })
})

describe('a report', () => {
  const report = (more: Readonly<Record<string, string>>) =>
    new WhatsAppIncomeMessageWorker().toUnified(
      { MessageSid: 'SM9', To: 'whatsapp:+49170', From: 'whatsapp:+14155550100', ...more },
      morning,
    ).updates

  test.each(['sent', 'delivered', 'read'])('%s is a state', state => {
    expect(report({ MessageStatus: state, ParleyReply: '42' })).toEqual([
      { type: 'status', externalId: 'SM9', messageId: '42', address: 'whatsapp:+49170', at: morning, state },
    ])
  })

  test.each(['queued', 'accepted', 'sending', 'scheduled', 'something new'])('%s tells an agent nothing', state => {
    expect(report({ MessageStatus: state })).toEqual([])
  })

  test.each(['failed', 'undelivered'])('%s comes with its reason, and whether to try again', state => {
    expect(report({ MessageStatus: state, ErrorCode: '63016' })).toMatchObject([
      { state: 'failed', reason: expect.stringContaining('24 hours'), canRetry: false },
    ])
    expect(report({ MessageStatus: state, ErrorCode: '99999', ErrorMessage: 'Odd thing.' })).toMatchObject([
      { state: 'failed', reason: 'WhatsApp could not deliver the message (error 99999: Odd thing).', canRetry: true },
    ])
  })
})

describe('a signed call that is not for this channel', () => {
  test('goes to quarantine: another number, another account', async () => {
    const { twilio, door } = await aWhatsAppChannel()
    const fields = twilio.message('whatsapp:+49170', 'Carol', 'Hello')
    expect(await twilio.brings({ ...fields, To: 'whatsapp:+19995550100' })).toBe(200)
    expect(await twilio.brings({ ...fields, AccountSid: `AC${'9'.repeat(32)}` })).toBe(200)
    expect(door.messages).toEqual([])
    expect(door.unreadable.map(one => one.reason)).toMatchObject(
      [/\+19995550100/, /another Twilio account/].map(words => expect.stringMatching(words)),
    )
  })
})

test('while the disk fails Twilio is told to come again, and afterwards everything is there once', async () => {
  const { twilio, door, clock } = await aWhatsAppChannel()
  const carol = twilio.customer('+49170', 'Carol')
  door.isDiskBroken = true
  expect(await carol.says('one')).toBe(503)
  expect(await carol.says('two')).toBe(503)
  expect(door.lastHealth?.state).toBe('retrying')
  door.isDiskBroken = false
  await clock.turn(2_000)
  await door.untilStored('two')
  await door.untilStored('one')
  expect(door.texts).toHaveLength(2)
})

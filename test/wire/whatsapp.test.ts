// WhatsApp from end to end over the hub's doors: registered over HTTP, called by Twilio, answered, and followed up to "read".
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../main/domain/clock.ts'
import { asId } from '../../main/domain/ids.ts'
import { until } from '../kit/until.ts'
import { aWhatsAppDesk } from '../kit/whatsapp-desk.ts'

const number = '+491701234567'

describe('a customer writes over WhatsApp', () => {
  test('the signed call becomes a chat, the answer arrives, and its states tick forward to read', async () => {
    const desk = await aWhatsAppDesk()
    const { twilio, ann, must } = desk
    const carol = twilio.customer(number, 'Carol')
    expect(await carol.says('Is anybody there? ☂')).toBe(200)
    const chatId = await desk.accepts()
    expect((await desk.messages(chatId))[0]).toMatchObject({ direction: 'in', text: 'Is anybody there? ☂' })

    await must('messageManager/send', { chatId, text: 'I am.' }, ann)
    await desk.untilLast(chatId, message => message.state === 'sent')
    const [sent] = carol.received
    expect(sent).toMatchObject({ body: 'I am.', from: twilio.world.sender })
    for (const state of ['delivered', 'read', 'sent', 'delivered']) {
      expect(await twilio.reports(sent?.sid ?? '', state)).toBe(200)
    }
    expect(await desk.untilLast(chatId, () => true)).toMatchObject({ state: 'read', trouble: null })
  })

  test('a forged call is refused, and so is one that was signed for another address', async () => {
    const { twilio, house, channelId } = await aWhatsAppDesk()
    const fields = twilio.message(`whatsapp:${number}`, 'Mallory', 'I am your customer')
    expect(await twilio.brings(fields, { forged: true })).toBe(403)
    const elsewhere = `http://localhost:${house.port}/hooks/whatsapp/${channelId}`
    expect(await twilio.caller.call(elsewhere, fields)).toBe(403)
    expect(await house.office.store.contacts.identityAt(asId(channelId), `whatsapp:${number}`)).toBeNull()
    // Whatever name a proxy calls us by: what counts is the address that Twilio knows.
    expect(await twilio.brings(fields, { headers: { 'x-forwarded-host': 'proxy.internal' } })).toBe(200)
  })

  test('the same call twice, also replayed later, is one message', async () => {
    const desk = await aWhatsAppDesk()
    const fields = desk.twilio.message(`whatsapp:${number}`, 'Carol', 'Only once')
    expect(await desk.twilio.brings(fields)).toBe(200)
    expect(await desk.twilio.brings(fields, { headers: { 'i-twilio-idempotency-token': 'again' } })).toBe(200)
    desk.clock.advance(DAY)
    expect(await desk.twilio.brings(fields)).toBe(200)
    const chatId = await desk.accepts()
    expect((await desk.messages(chatId)).filter(message => message.direction === 'in')).toHaveLength(1)
  })

  test('a channel that is off lets Twilio call again, and unknown ones do not exist', async () => {
    const desk = await aWhatsAppDesk()
    const { twilio, channelId, admin, must, house } = desk
    await must('channels/update', { channelId, active: false }, admin)
    expect(await twilio.customer(number, 'Carol').says('Hello?')).toBe(503)
    expect(await twilio.caller.call(`${house.url}/hooks/whatsapp/nobody`, {})).toBe(404)
    expect(await twilio.caller.call(`${house.url}/hooks/web/${channelId}`, {})).toBe(404)
    await must('channels/update', { channelId, active: true }, admin)
    await twilio.caller.again()
    const chatId = await desk.accepts()
    expect((await desk.messages(chatId))[0]?.text).toBe('Hello?')
  })
})

describe('what happens to a reply', () => {
  test('a failure that is reported late says why, and a late "sent" does not undo it; sent again, it arrives', async () => {
    const desk = await aWhatsAppDesk()
    const { twilio, ann, must } = desk
    const carol = twilio.customer(number, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    await must('messageManager/send', { chatId, text: 'Hi' }, ann)
    await desk.untilLast(chatId, message => message.state === 'sent')
    const sid = carol.received[0]?.sid ?? ''
    await twilio.reports(sid, 'undelivered', 30008)
    await twilio.reports(sid, 'sent')
    const failed = await desk.untilLast(chatId, message => message.state === 'failed')
    expect(failed.trouble).toEqual({
      reason: 'WhatsApp had trouble of its own. Send it again.',
      surelyNotArrived: true,
      canRetry: true,
    })

    await must('messageManager/retry', { messageId: failed.id }, ann)
    await desk.untilLast(chatId, message => message.state === 'sent')
    expect(carol.received).toHaveLength(2)
    // The first attempt's failure once more: it is over.
    await twilio.reports(sid, 'undelivered', 30008)
    await twilio.reports(carol.received[1]?.sid ?? '', 'delivered')
    expect(await desk.untilLast(chatId, () => true)).toMatchObject({ state: 'delivered', trouble: null })
  })

  test('a report that comes before the answer stands, whatever the answer becomes', async () => {
    const desk = await aWhatsAppDesk()
    const { twilio, ann, must } = desk
    const carol = twilio.customer(number, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    twilio.world.meets('messages', { kind: 'reportFirst', status: 'failed', code: 63024 })
    await must('messageManager/send', { chatId, text: 'Hi' }, ann)
    const failed = await desk.untilLast(chatId, message => message.state === 'failed')
    expect(failed.trouble?.reason).toBe('This number cannot receive WhatsApp messages.')
    await desk.house.office.settled()
    expect(await desk.untilLast(chatId, () => true)).toMatchObject({ state: 'failed' })
    expect(
      (await desk.messages(chatId)).some(line => line.direction === 'system' && /cannot receive/.test(line.text)),
    ).toBe(true)
  })

  test('an answer that is lost leaves it open, until a report says that it arrived: never sent twice', async () => {
    const desk = await aWhatsAppDesk()
    const { twilio, ann, must } = desk
    const carol = twilio.customer(number, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    twilio.world.meets('messages', { kind: 'lose' })
    await must('messageManager/send', { chatId, text: 'Hi' }, ann)
    const open = await desk.untilLast(chatId, message => message.trouble !== null)
    expect(open).toMatchObject({ state: 'queued', trouble: { surelyNotArrived: false } })
    await twilio.reports(carol.received[0]?.sid ?? '', 'delivered')
    expect(await desk.untilLast(chatId, () => true)).toMatchObject({ state: 'delivered', trouble: null })
    desk.clock.advance(HOUR)
    await desk.house.office.settled()
    expect(carol.received).toHaveLength(1)
  })

  test('a text that is too long for one message goes as several, in order, each with its own state', async () => {
    const desk = await aWhatsAppDesk()
    const carol = desk.twilio.customer(number, 'Carol')
    await carol.says('Tell me everything')
    const chatId = await desk.accepts()
    const long = Array.from({ length: 400 }, (_, i) => `word${i}`).join(' ')
    const sent = { chatId, text: long, idempotencyKey: 'only-once-please' }
    await desk.must('messageManager/send', sent, desk.ann)
    await desk.must('messageManager/send', sent, desk.ann)
    await desk.house.office.settled()
    expect(carol.received.length).toBe(2)
    expect(carol.received.map(message => message.body).join(' ')).toBe(long)
    expect(carol.received.every(message => message.body.length <= 1_600)).toBe(true)
  })

  test('a file is fetched by Twilio from a sealed address, which ends', async () => {
    const desk = await aWhatsAppDesk()
    const { twilio, ann, must, clock } = desk
    const carol = twilio.customer(number, 'Carol')
    await carol.says('The invoice, please')
    const chatId = await desk.accepts()
    const base64 = Buffer.from('%PDF-1.7').toString('base64')
    const { fileId } = await must<{ fileId: string }>('files/upload', { base64 }, ann)
    const file = { fileId, name: 'Invoice.pdf', mime: 'application/pdf' }
    await must('messageManager/send', { chatId, text: 'Here it is', file }, ann)
    await desk.house.office.settled()
    // WhatsApp shows no text beside a document, so it goes before it.
    expect(carol.received.map(message => [message.body, message.mediaUrl !== null])).toEqual([
      ['Here it is', false],
      ['', true],
    ])
    const address = carol.received[1]?.mediaUrl ?? ''
    const fetched = await fetch(address)
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(await fetched.text()).toBe('%PDF-1.7')
    expect((await fetch(`${address.slice(0, -3)}AAA`)).status).toBe(404)
    clock.advance(7 * HOUR)
    expect((await fetch(address)).status).toBe(410)
  })
})

test('without a public address nobody can be told from anybody: the channel says so, and takes calls once there is one', async () => {
  const { house, admin, must, twilio, channelId } = await aWhatsAppDesk()
  const health = () =>
    until('its health', async () => {
      type Card = { id: string; health: { state: string; remedy?: string } }
      const { channels } = await must<{ channels: Card[] }>('channels/list', {}, admin)
      return channels.find(one => one.id === channelId)?.health
    })
  await must('settings/set', { SiteUrl: '' }, admin)
  await must('channels/update', { channelId, active: false }, admin)
  await must('channels/update', { channelId, active: true }, admin)
  await until('the channel to notice', async () => (await health()).state === 'needsAttention')
  expect((await health()).remedy).toContain('Website URL')
  expect(await twilio.customer(number, 'Carol').says('Hello?')).toBe(503)

  await must('settings/set', { SiteUrl: house.url }, admin)
  await until('the channel to be online', async () => (await health()).state === 'online')
  await twilio.caller.again()
  expect(twilio.isTaken('Hello?')).toBe(true)
})

test('one account may have several numbers, but a number belongs to one channel', async () => {
  const { house, admin, twilio } = await aWhatsAppDesk()
  const register = (name: string, sender: string) =>
    house.call(
      'channels/register',
      { kind: 'whatsapp', name, queueId: 'support', settings: { ...twilio.settings, sender } },
      admin,
    )
  expect((await register('The same', twilio.world.sender)).body).toMatchObject({
    code: 'CONFLICT',
    data: { field: 'sender' },
  })
  expect((await register('Another', '+1 415 555 0199')).status).toBe(200)
})

// What may still be said over WhatsApp when the customer has been silent for a day: nothing freely, and approved templates.
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../main/domain/clock.ts'
import { aWhatsAppDesk } from '../kit/whatsapp-desk.ts'

const number = '+491701234567'

describe('the 24-hour window', () => {
  const silentForADay = async () => {
    const desk = await aWhatsAppDesk()
    desk.twilio.world.templates.push(
      {
        sid: 'HX1',
        name: 'order_ready',
        body: 'Hello {{1}}, your order {{2}} is ready.',
        variables: { 1: 'Ann', 2: '7' },
      },
      { sid: 'HX2', name: 'not_yet', body: 'Not approved', status: 'pending' },
      { sid: 'HX3', name: 'ask_again', body: 'May we write to you again?' },
    )
    const carol = desk.twilio.customer(number, 'Carol')
    await carol.says('Tell me when it is ready')
    const chatId = await desk.accepts()
    desk.clock.advance(DAY)
    return { ...desk, carol, chatId }
  }

  test('is told with the chat, and closes a day after the customer last wrote', async () => {
    const desk = await aWhatsAppDesk()
    await desk.twilio.customer(number, 'Carol').says('Hello')
    const wroteAt = desk.clock.now()
    const chatId = await desk.accepts()
    const chat = await desk.must<{ windowClosesAt: number }>('chatService/getChat', { chatId }, desk.ann)
    expect(chat.windowClosesAt).toBe(wroteAt + DAY)
    desk.clock.advance(DAY - MINUTE)
    await desk.must('messageManager/send', { chatId, text: 'Just in time' }, desk.ann)
  })

  test('closed: a free reply is refused by us in words, a note is not', async () => {
    const { house, ann, chatId, carol } = await silentForADay()
    const refused = await house.call('messageManager/send', { chatId, text: 'Your order is ready' }, ann)
    expect(refused.status).toBe(409)
    expect(refused.body.message).toMatch(/24 hours.*approved template/)
    expect((await house.call('messageManager/send', { chatId, text: 'They are silent', note: true }, ann)).status).toBe(
      200,
    )
    expect(carol.received).toEqual([])
  })

  test('closed: what failed before is not sent again either, a template is', async () => {
    const desk = await aWhatsAppDesk()
    const { twilio, ann, must, house, clock } = desk
    twilio.world.templates.push({ sid: 'HX3', name: 'ask_again', body: 'May we write to you again?' })
    const carol = twilio.customer(number, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    twilio.world.meets('messages', { kind: 'refuse', status: 400, code: 63007 })
    await must('messageManager/send', { chatId, text: 'Hi' }, ann)
    const free = await desk.untilLast(chatId, message => message.state === 'failed')
    clock.advance(DAY)
    expect((await house.call('messageManager/retry', { messageId: free.id }, ann)).status).toBe(409)

    twilio.world.meets('messages', { kind: 'refuse', status: 400, code: 63007 })
    await must('messageManager/send', { chatId, template: { id: 'HX3' } }, ann)
    const approved = await desk.untilLast(chatId, message => message.state === 'failed' && message.id !== free.id)
    await must('messageManager/retry', { messageId: approved.id }, ann)
    await desk.untilLast(chatId, message => message.state === 'sent')
    expect(carol.received).toMatchObject([{ contentSid: 'HX3' }])
  })

  test('closed: an approved template goes out with its variables, and reads as what the customer reads', async () => {
    const { must, ann, chatId, carol, untilLast } = await silentForADay()
    const { templates } = await must<{ templates: { id: string; variables: unknown }[] }>(
      'messageManager/templates',
      { chatId },
      ann,
    )
    expect(templates.map(one => one.id)).toEqual(['HX3', 'HX1'])
    const template = { id: 'HX1', variables: { 1: 'Carol', 2: '4711' } }
    await must('messageManager/send', { chatId, template }, ann)
    const sent = await untilLast(chatId, message => message.state === 'sent')
    expect(sent.text).toBe('Hello Carol, your order 4711 is ready.')
    expect(carol.received[0]).toMatchObject({ contentSid: 'HX1', variables: { 1: 'Carol', 2: '4711' }, body: '' })
  })

  test('a template that is not approved, lacks a variable or has one too many is refused at its field', async () => {
    const { house, ann, chatId, carol } = await silentForADay()
    for (const [template, words] of [
      [{ id: 'HX2' }, /not approved/],
      [{ id: 'HX1', variables: { 1: 'Carol' } }, /fill in \{\{2\}\}/],
      [{ id: 'HX3', variables: { 9: 'x' } }, /no variable \{\{9\}\}/],
    ] as const) {
      const { status, body } = await house.call('messageManager/send', { chatId, template }, ann)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(body.message).toMatch(words)
    }
    expect(carol.received).toEqual([])
  })

  test('opens again with the next message', async () => {
    const { must, ann, chatId, carol, untilLast } = await silentForADay()
    await carol.says('I am still here')
    await must('messageManager/send', { chatId, text: 'Good!' }, ann)
    await untilLast(chatId, message => message.state === 'sent')
    expect(carol.received.map(message => message.body)).toEqual(['Good!'])
  })
})

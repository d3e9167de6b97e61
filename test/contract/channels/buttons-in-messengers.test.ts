// Cards in messengers: their buttons below the words where a messenger has such a thing and takes them, everything in words elsewhere.
import { describe, expect, test } from 'vitest'
import { contentInWords } from '../../../main/domain/content/in-words.ts'
import type { MessageContent } from '../../../main/domain/message-content.ts'
import { aButton, aFilledForm, aForm, anElement, aShoe, cards, quickReplies } from '../../kit/contents.ts'
import { refuses } from '../../kit/telegram-emulator/script/faults.ts'
import { badRequest } from '../../kit/telegram-emulator/wire/answer.ts'
import { aReply } from './connector-suite.ts'
import { aFacebookChannel } from './facebook-network.ts'
import { aTelegramChannel } from './telegram-network.ts'
import { until } from './until.ts'

const never = new AbortController().signal

describe('Telegram', () => {
  /** A channel that is online, and Carol, who has written "hello". */
  const given = async () => {
    const channel = await aTelegramChannel()
    const { link } = channel.connect()
    const carol = channel.telegram.customer({ firstName: 'Carol' })
    carol.says('hello')
    await channel.door.untilStored('hello')
    const send = (content: MessageContent, text = contentInWords(content)) =>
      link.send(aReply(String(carol.id), text, { content }), never)
    return { ...channel, carol, send }
  }

  test('a card has its buttons below it, and what is pressed names its button', async () => {
    const { send, carol, door } = await given()
    const result = await send(aShoe())
    const words = 'Trail runner\nSize 42\nhttps://shop.example/shoe.png\n[Call us] +44 20 7946 0000'
    const { message } = await carol.receives(words)
    expect(message.reply_markup?.inline_keyboard).toEqual([
      [{ text: 'Blue', callback_data: 'blue' }],
      [{ text: 'Red', callback_data: 'red' }],
      [{ text: 'To the shop', url: 'https://shop.example/42' }],
    ])
    carol.presses('Blue')
    const pressed = await door.untilStored('Blue')
    expect(pressed).toMatchObject({ kind: 'button', postback: { buttonId: 'blue' } })
    expect(result).toMatchObject({ outcome: 'sent', externalId: pressed.postback?.externalId })
  })

  test('a card goes in words when Telegram does not take its buttons', async () => {
    const { send, carol, telegram } = await given()
    telegram.next('sendMessage', refuses(badRequest('BUTTON_URL_INVALID')))
    expect(await send(aShoe())).toMatchObject({ outcome: 'sent' })
    expect((await carol.receives(contentInWords(aShoe()))).message.reply_markup).toBeUndefined()
  })

  test('any other refusal stands', async () => {
    const { send, telegram } = await given()
    telegram.next('sendMessage', refuses(badRequest('chat not found')))
    expect(await send(aShoe())).toMatchObject({ outcome: 'failed' })
  })

  const longNamed = quickReplies('Which?', aButton('Blue', { postbackId: 'é'.repeat(33) }))

  test.each([
    ['a part of words that were cut', aShoe(), 'Trail runner'],
    ['a question whose buttons have names of more than 64 bytes', longNamed, undefined],
    ['a filled form', aFilledForm(), undefined],
  ])('%s goes in words', async (_what, content, part) => {
    const { send, carol } = await given()
    await send(content, part)
    const { message } = await carol.receives(part ?? contentInWords(content))
    expect(message.reply_markup).toBeUndefined()
  })
})

describe('Messenger', () => {
  const given = async () => {
    const channel = await aFacebookChannel()
    const carol = channel.graph.customer(channel.page, 'Carol', 'Ngata')
    await carol.says('Hello')
    const send = (content: MessageContent) =>
      channel.link.send(aReply(carol.psid, contentInWords(content), { content }), never)
    return { ...channel, carol, send }
  }

  test('a question has quick replies, and what is pressed names its button', async () => {
    const { carol, send, door } = await given()
    expect(await send(quickReplies('Which colour?', aButton('Blue'), aButton('Red')))).toMatchObject({
      outcome: 'sent',
    })
    expect(carol.received[0]).toMatchObject({
      text: 'Which colour?',
      quickReplies: [
        { title: 'Blue', payload: 'blue' },
        { title: 'Red', payload: 'red' },
      ],
    })
    await carol.says('Blue', { quick_reply: { payload: 'blue' } })
    const pressed = await until('the press', () => door.messages.find(one => one.text === 'Blue'))
    expect(pressed).toMatchObject({ kind: 'button', postback: { buttonId: 'blue' } })
  })

  const twoCards = cards(anElement({ buttons: [aButton()] }), anElement({ buttons: [aButton('Red')] }))
  const manyButtons = Array.from({ length: 14 }, (_, i) => aButton(`${i}`))

  test.each([
    ['buttons of several cards', twoCards],
    ['more buttons than there may be', quickReplies('Which?', ...manyButtons)],
    ['titles that are too long', quickReplies('Which?', aButton('Rather the one that is blue'))],
    ['buttons with nothing to say above them', quickReplies('', aButton('Blue'))],
    ['a form', aForm()],
  ])('%s: all of it goes in words', async (_what, content) => {
    const { carol, send } = await given()
    expect(await send(content)).toMatchObject({ outcome: 'sent' })
    expect(carol.received[0]).toMatchObject({ text: contentInWords(content), quickReplies: [] })
  })
})

// Cards over the HTTP API: what may be left out, what comes back, and one sentence for each thing that is wrong.
import { expect, test } from 'vitest'
import { aFilledForm, anElement, anImage, cards } from '../kit/contents.ts'
import { anOpenHouse } from '../kit/open-house.ts'

const aChatOfAnns = async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', 'CanIntegrate')
  await house.office.network.says('carol', 'Hello')
  await house.office.settled()
  const [chat] = await house.office.panel('ann')
  const chatId = chat?.row.id
  await house.call('chatService/acceptChat', { chatId }, token)
  const send = (content: unknown, more: object = {}) =>
    house.call('messageManager/send', { chatId, content, ...more }, token)
  return { house, token, chatId, send }
}

test('a card needs no more than its words and buttons', async () => {
  const { house, chatId, token, send } = await aChatOfAnns()
  const sent = await send({
    type: 'quickReplies',
    elements: [{ title: 'Which colour?', buttons: [{ text: 'Blue', postbackId: 'blue' }] }],
  })
  const whole = {
    type: 'quickReplies',
    elements: [
      {
        title: 'Which colour?',
        subtitle: '',
        image: null,
        buttons: [{ type: 'message', text: 'Blue', value: '', postbackId: 'blue', target: null, webviewHeight: null }],
      },
    ],
    pressed: [],
  }
  expect(sent.body).toMatchObject({ text: 'Which colour?\n[Blue]', content: whole })
  const postback = { type: 'postback', address: 'carol', externalId: 'out-1', buttonId: 'blue', at: 5, toggled: true }
  await house.office.settled()
  await house.office.network.hands({ ...postback, type: 'postback' })
  const read = await house.call('messageManager/getMessagesByChatId', { chatId }, token)
  expect(read.body.messages).toContainEqual(
    expect.objectContaining({ content: { ...whole, pressed: [{ buttonId: 'blue', agentId: null, at: 5 }] } }),
  )
})

const button = { text: 'x', postbackId: 'x' }
const elements = (count: number, more: object = {}) => Array.from({ length: count }, () => ({ title: 'Shoe', ...more }))

const wrong: readonly (readonly [content: unknown, field: string, sentence: string])[] = [
  [{ type: 'carousel' }, 'content.type', 'content.type: must be one of: '],
  [{ type: 'cards', elements: elements(11) }, 'content.elements', 'content.elements: must be 1 to 10.'],
  [{ type: 'cards', elements: [] }, 'content.elements', 'content.elements: must be 1 to 10.'],
  [
    { type: 'cards', elements: [{}] },
    'content.elements[0]',
    'content.elements[0]: must have a title, a subtitle, an image or a button.',
  ],
  [
    { type: 'cards', elements: elements(1, { buttons: [{ ...button, type: 'url', value: 'javascript:alert(1)' }] }) },
    'content.elements[0].buttons[0].value',
    'content.elements[0].buttons[0].value: must be a web address that begins with https:// or http://',
  ],
  [
    { type: 'cards', elements: elements(1, { buttons: Array.from({ length: 14 }, () => button) }) },
    'content.elements[0].buttons',
    'content.elements[0].buttons: must be at most 13 for each element.',
  ],
  [{ type: 'cards', elements: elements(1), pressed: [] }, 'content.pressed', 'content.pressed: is not known here.'],
  [{ type: 'custom', content: [1] }, 'content.content', 'content.content: must be an object of names and values.'],
  [{ type: 'custom', content: { a: 'x'.repeat(70_000) } }, 'content', 'content: must have at most 64 KB.'],
  ['cards', 'content', 'content: '],
]

const refused = wrong.map(([content, field, sentence]) => ({ content, field, sentence }))

test.each(refused)('$sentence', async ({ content, field, sentence }) => {
  const { house, send } = await aChatOfAnns()
  const { status, body } = await send(content)
  expect([status, body.data]).toEqual([422, { field }])
  expect(body.message).toContain(sentence)
  expect(house.office.network.sent).toEqual([])
})

test('what a network brings is shown, however odd it is within the limits', async () => {
  const { house, token, chatId } = await aChatOfAnns()
  const url = `https://shop.example/${'a'.repeat(9_000)}`
  const label = 'x'.repeat(20_000)
  const image = { ...anImage(url), size: 0.5, width: -1 }
  await house.office.network.says('carol', '', { content: cards(anElement({ image })) })
  const fields = [{ type: 'question', id: '', label, answer: [] }] as const
  await house.office.network.says('carol', '', { content: { ...aFilledForm(), fields } })
  const { status, body } = await house.call('messageManager/getMessagesByChatId', { chatId }, token)
  expect([status, JSON.stringify(body).includes(url), JSON.stringify(body).includes(label)]).toEqual([200, true, true])
})

test('data that is nested without end is refused, not fallen over', async () => {
  const { send } = await aChatOfAnns()
  const depth = 3_000
  const content = JSON.parse(`{"type":"custom","content":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`)
  const { status, body } = await send(content)
  expect([status, body.message]).toEqual([422, 'content: must not be nested deeper than 32 levels.'])
})

test("a program hands in a customer's form, whose words become the text", async () => {
  const { house, token, chatId } = await aChatOfAnns()
  const receive = (content: unknown) => {
    const message = { externalId: 'f1', address: 'carol', sender: { name: 'Carol' }, text: '', content }
    return house.call('messageManager/receive', { channelId: 'stage', message }, token)
  }
  expect((await receive({ type: 'cards', elements: [{}] })).body.data).toEqual({ field: 'message.content.elements[0]' })
  expect((await receive(aFilledForm())).body).toMatchObject({ stored: 1 })
  const read = await house.call('messageManager/getMessagesByChatId', { chatId }, token)
  expect(read.body.messages).toContainEqual(
    expect.objectContaining({ text: 'Your name: Carol Diaz\nAbout: An order\nE-mail: -', content: aFilledForm() }),
  )
})

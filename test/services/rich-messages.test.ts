// Rich messages through the house: cards go out whole and in words, a customer's press is seen by whom it concerns, and only theirs counts.
import { expect, test } from 'vitest'
import { asId, type ChatId, type MessageId } from '../../main/domain/ids.ts'
import type { RichContent } from '../../main/domain/message-content.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { whyNotThere } from '../../main/services/sent-content.ts'
import { aButton, aFilledForm, aShoe, quickReplies } from '../kit/contents.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'

/** Carol has a chat with Ann, who shows her a shoe. */
const aShoeShown = async () => {
  const office = await anOpenOffice()
  const chatId = await aChatOfAnns(office, 'carol')
  const ann = office.actor('ann')
  const shoe = must(await office.services.messageManager.send(ann, { chatId, text: '', note: false, content: aShoe() }))
  await office.settled()
  const sent = await office.store.messages.get(shoe.id)
  return { office, chatId, ann, shoe, externalId: sent?.externalId ?? '' }
}

const aChatOfAnns = async (office: TestOffice, customer: string): Promise<ChatId> => {
  await office.network.says(customer, 'Hello')
  await office.settled()
  const ringing = (await office.panel('ann')).find(card => card.row.status === 'waiting')
  const chatId = asId<ChatId>(ringing?.row.id ?? '')
  must(await office.services.chatService.acceptChat(office.actor('ann'), chatId))
  return chatId
}

const pressedOf = async (office: TestOffice, id: MessageId) => {
  const content = (await office.store.messages.get(id))?.content
  return content?.type === 'cards' ? content.pressed : null
}

const changesOf = async (office: TestOffice, id: MessageId) =>
  (await office.store.events.after(0, 1_000)).filter(one => one.type === 'message.changed' && one.messageId === id)

test('a card goes out as it is, with words for networks that cannot show it', async () => {
  const { office, shoe } = await aShoeShown()
  expect(shoe.text).toMatch(/^Trail runner\nSize 42\n/)
  expect(office.network.sent.at(-1)).toMatchObject({ text: shoe.text, content: aShoe() })
})

test("the customer's press is kept and told with who and what; pressing twice tells nothing", async () => {
  const { office, shoe, externalId, chatId } = await aShoeShown()
  const before = (await changesOf(office, shoe.id)).length
  const postback = { type: 'postback', address: 'carol', externalId, buttonId: 'blue', at: 5, toggled: true } as const
  await office.network.hands(postback, postback)
  expect(await pressedOf(office, shoe.id)).toEqual([{ buttonId: 'blue', agentId: null, at: 5 }])
  const told = (await changesOf(office, shoe.id)).slice(before)
  expect(told).toMatchObject([{ chatId, audience: ['ann'], facts: { pressedButton: 'blue', isPressed: true } }])
  await office.network.hands({ ...postback, toggled: false })
  expect(await pressedOf(office, shoe.id)).toEqual([])
})

test('what a button says comes as a message that names the button, which stands pressed', async () => {
  const { office, shoe, externalId, chatId } = await aShoeShown()
  const postback = { externalId, buttonId: 'red', type: 'message', value: 'I would like red' }
  await office.network.says('carol', 'I would like red', { postback })
  const [said] = (await office.store.messages.ofChat(chatId, 10)).slice(-1)
  expect(said).toMatchObject({
    text: 'I would like red',
    postback: { messageId: shoe.id, buttonId: 'red', type: 'message', value: 'I would like red' },
  })
  expect(await pressedOf(office, shoe.id)).toMatchObject([{ buttonId: 'red', agentId: null }])
})

test('where the network does not say whose button it is, the last message with one is meant', async () => {
  const { office, shoe, ann, chatId } = await aShoeShown()
  const send = (content: RichContent) =>
    office.services.messageManager.send(ann, { chatId, text: '', note: false, content })
  const again = must(await send(aShoe()))
  must(await send(quickReplies('Which size?', aButton('42'))))
  await office.network.says('carol', 'Red', { postback: { buttonId: 'red' } })
  expect(await pressedOf(office, again.id)).toMatchObject([{ buttonId: 'red' }])
  expect(await pressedOf(office, shoe.id)).toEqual([])
  const said = (await office.store.messages.ofChat(chatId, 10)).at(-1)
  const value = 'I would like red'
  expect(said).toMatchObject({ kind: 'button', postback: { messageId: again.id, type: 'message', value } })
  await office.network.says('carol', 'Green', { postback: { buttonId: 'green' } })
  expect((await office.store.messages.ofChat(chatId, 10)).at(-1)?.postback).toMatchObject({ messageId: null })
})

test("nobody presses what is another's, not there, or not ours", async () => {
  const { office, shoe, externalId } = await aShoeShown()
  const press = { type: 'postback', address: 'carol', externalId, buttonId: 'blue', at: 5, toggled: true } as const
  await office.network.says('dave', 'Hello')
  await office.network.hands(
    { ...press, address: 'dave' },
    { ...press, address: 'nobody' },
    { ...press, buttonId: 'green' },
    { ...press, externalId: 'no such' },
    { ...press, externalId: 'carol:1' },
  )
  await office.network.says('dave', 'Blue', { postback: { messageId: shoe.id, buttonId: 'blue' } })
  await office.network.says('dave', 'Red', { postback: { messageId: asId<MessageId>("1' OR 1"), buttonId: 'red' } })
  expect(await pressedOf(office, shoe.id)).toEqual([])
  const conversation = await office.store.contacts.conversationAt(asId('stage'), 'dave')
  const said = await office.store.messages.page(conversation?.id ?? asId(''), { limit: 10 })
  expect(said.messages.map(one => one.postback?.messageId)).toEqual([undefined, null, null])
  expect(office.log.errors).toEqual([])
})

test('an agent presses in a chat of their own, and nowhere else', async () => {
  const { office, shoe, ann } = await aShoeShown()
  const { messageManager } = office.services
  const blue = { messageId: shoe.id, buttonId: 'blue', isPressed: true }
  expect(await messageManager.press(ann, blue)).toBeUndefined()
  expect(await pressedOf(office, shoe.id)).toMatchObject([{ buttonId: 'blue', agentId: 'ann' }])
  expect((await changesOf(office, shoe.id)).at(-1)).toMatchObject({ agentId: 'ann' })
  expect(await messageManager.press(office.actor('ben'), blue)).toMatchObject({ code: 'notFound' })
  expect(await messageManager.press(office.supervisor('ben'), blue)).toMatchObject({ code: 'taken' })
  expect(await messageManager.press(ann, { ...blue, buttonId: 'green' })).toMatchObject({ field: 'buttonId' })
  expect(await messageManager.press(ann, { ...blue, messageId: asId('x') })).toMatchObject({ field: 'messageId' })
})

test('content goes alone and within the limits', async () => {
  const { office, chatId, ann } = await aShoeShown()
  const send = (content: RichContent, text = '') =>
    office.services.messageManager.send(ann, { chatId, text, note: false, content })
  expect(await send(aShoe(), 'and a text')).toMatchObject({ code: 'invalid', field: 'content' })
  const empty = await send({ type: 'cards', elements: [], pressed: [] })
  expect(empty).toMatchObject({ field: 'content.elements', sentence: 'content.elements: must be 1 to 10.' })
  expect(isRefusal(await send(quickReplies('Hello')))).toBe(false)
})

test("a program's data goes to programs, and to no person in a messenger", async () => {
  const { office, chatId, ann } = await aShoeShown()
  const data = { type: 'custom', content: { order: 7 } } as const
  const sent = must(await office.services.messageManager.send(ann, { chatId, text: '', note: false, content: data }))
  expect(sent).toMatchObject({ text: '[data] {"order":7}', content: data })
  for (const network of ['telegram', 'facebook', 'whatsapp'] as const) {
    expect(whyNotThere(data, network)).toMatchObject({ code: 'conflict', field: 'content' })
    expect(whyNotThere(aShoe(), network)).toBeNull()
  }
})

test('one name, one message of each sender: the second is given the first, and nothing goes out twice', async () => {
  const { office, chatId, ann } = await aShoeShown()
  const send = (text: string) =>
    office.services.messageManager.send(ann, { chatId, text, note: false, customId: 'app-1' })
  const first = must(await send('once'))
  expect(await send('twice')).toMatchObject({ id: first.id, text: 'once' })
  await office.settled()
  expect(office.network.sent.filter(one => one.text === 'once' || one.text === 'twice')).toHaveLength(1)
  const said = await office.network.says('carol', 'hers, by her own count', { customId: 'app-1' })
  expect(said.messageIds).toEqual([expect.any(String)])
  const again = await office.network.says('carol', 'twice', { customId: 'app-1' })
  expect(again.messageIds).toEqual([null])
})

test("a customer's form comes in whole, is found by its answers, and is listed in words", async () => {
  const office = await anOpenOffice()
  await office.network.says('carol', '', { content: aFilledForm() })
  await office.settled()
  const [card] = await office.panel('ann')
  expect(card?.row.lastMessage?.text).toMatch(/^Your name: Carol Diaz/)
  const found = await office.services.search.messages(office.supervisor('ann'), { text: 'Diaz', limit: 10 })
  expect(found.hits).toHaveLength(1)
})

// Cards on the customer's page: shown as they are, pressed only by whom they were shown to, and pressed once however it is told.
import { describe, expect, test } from 'vitest'
import { welcomed, withMessage, withPress } from '../../../main/channels/web/page/conversation.ts'
import { rowsOf } from '../../../main/channels/web/page/rows.ts'
import type { PageMessage } from '../../../main/channels/web/wire.ts'
import type { MessageContent } from '../../../main/domain/message-content.ts'
import { aShoe } from '../../kit/contents.ts'
import { HandClock, morning } from '../../kit/hand-clock.ts'
import { startCustomerHouse } from '../../kit/web/customer-house.ts'

const signal = new AbortController().signal

/** A visitor to whom a shoe was shown. */
const aVisitorWithAShoe = async () => {
  const house = await startCustomerHouse(new HandClock())
  const { door, link } = house.open('website')
  const visitor = await house.visitor()
  await visitor.hello()
  visitor.say('Hello', 'client-0001')
  await visitor.hear('ack')
  const reply = await door.reply(visitor.address, 'Trail runner', undefined, aShoe())
  await link.send(reply, signal)
  const { message } = await visitor.hear('message')
  return { house, door, visitor, shoe: message }
}

describe('over the socket', () => {
  test('a card arrives whole, at once and after a reload', async () => {
    const { house, visitor, shoe } = await aVisitorWithAShoe()
    await using _ = house
    expect(shoe).toMatchObject({ text: 'Trail runner', content: aShoe() })
    const again = await house.visitor()
    const { messages } = await again.hello({ token: visitor.token })
    expect(messages.at(-1)?.content).toEqual(aShoe())
  })

  test('what a button says names the button, and the visitor’s other tab sees it pressed', async () => {
    const { house, door, visitor, shoe } = await aVisitorWithAShoe()
    await using _ = house
    const tab = await house.visitor()
    await tab.hello({ token: visitor.token })
    const postback = { messageId: shoe.id, buttonId: 'blue' }
    visitor.send({ type: 'say', clientId: 'client-0002', text: 'Blue', postback })
    await visitor.hear('ack')
    expect(door.said.at(-1)).toMatchObject({
      text: 'Blue',
      postback: { externalId: shoe.id, messageId: shoe.id, buttonId: 'blue', value: 'Blue' },
    })
    expect((await tab.hear('message')).message.text).toBe('Blue')
    expect((await tab.hear('message')).message.content).toMatchObject({ pressed: [{ buttonId: 'blue' }] })
  })

  test('a press that says nothing is told; of what was not shown to this visitor it is not', async () => {
    const { house, door, visitor, shoe } = await aVisitorWithAShoe()
    await using _ = house
    const stranger = await house.visitor()
    await stranger.hello()
    const press = { type: 'press', messageId: shoe.id, buttonId: 'shop', isPressed: true } as const
    stranger.send(press)
    visitor.send({ ...press, messageId: '9999' })
    stranger.say('Is this fair?', 'client-0003')
    await stranger.hear('ack')
    visitor.send(press)
    visitor.say('Thank you', 'client-0004')
    await visitor.hear('ack')
    const presses = door.updates.filter(update => update.type === 'postback')
    expect(presses).toMatchObject([{ address: visitor.address, externalId: shoe.id, buttonId: 'shop', toggled: true }])
  })

  test('a press without a button is no press, and the page stays', async () => {
    const { house, door, visitor, shoe } = await aVisitorWithAShoe()
    await using _ = house
    visitor.sendRaw(JSON.stringify({ type: 'press', messageId: shoe.id, buttonId: '', isPressed: true }))
    visitor.sendRaw(JSON.stringify({ type: 'press', messageId: '1 OR 1', buttonId: 'x', isPressed: true }))
    expect(await visitor.hear('refused')).toMatchObject({ code: 'invalid' })
    visitor.say('I am still here', 'client-0005')
    await visitor.hear('ack')
    expect(door.updates.filter(update => update.type === 'postback')).toEqual([])
  })
})

const ours = (id: string, content: MessageContent | null): PageMessage => ({
  id,
  mine: false,
  authorName: 'Mira',
  kind: 'text',
  text: 'words',
  at: morning,
  attachments: [],
  content,
  state: 'sent',
  deleted: false,
  clientId: null,
})
const frame = { type: 'welcome', token: '', hasOlder: false, chat: null, here: true, title: '', greeting: '' } as const
const settings = { askName: 'no', typingPreview: false, maxTextLength: 10, maxFileSize: 0 } as const
const conversationOf = (...messages: PageMessage[]) =>
  welcomed({ messages: [], notices: [], hasOlder: false, chat: null, here: true }, { ...frame, ...settings, messages })

describe('on the page', () => {
  test('a button stands pressed at once, and only one that is there', () => {
    const shown = conversationOf(ours('1', aShoe()), ours('2', null))
    expect(withPress(shown, '1', 'blue').messages[0]?.content).toMatchObject({ pressed: [{ buttonId: 'blue' }] })
    expect(withPress(shown, '1', 'green').messages).toEqual(shown.messages)
    expect(withPress(shown, '2', 'blue').messages).toEqual(shown.messages)
  })

  test('what programs tell each other is no line of the conversation', () => {
    const data: MessageContent = { type: 'custom', content: { order: 7 } }
    const shown = withMessage(conversationOf(ours('1', aShoe())), ours('2', data))
    expect(rowsOf(shown, [], morning).filter(row => row.kind === 'message')).toHaveLength(1)
  })
})

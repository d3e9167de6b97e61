// What a LiveChat licence's chats hold besides text, on both sides: cards and their buttons, forms, tags, bans, long notes.
import { expect, test } from 'vitest'
import { MINUTE } from '../../main/domain/clock.ts'
import type { ChatId } from '../../main/domain/ids.ts'
import { asId } from '../../main/domain/ids.ts'
import type { MessageContent } from '../../main/domain/message-content.ts'
import { aButton } from '../kit/contents.ts'
import { aLiveChatDesk, type LiveChatDesk } from '../kit/livechat-desk.ts'
import type { LiveChatCustomer } from '../kit/livechat-emulator/people.ts'
import { must } from '../kit/must.ts'
import { until } from '../kit/until.ts'

const given = async (options: Parameters<typeof aLiveChatDesk>[0] = {}) => {
  const desk = await aLiveChatDesk(options)
  const carol = desk.livechat.customer('Carol Ng')
  carol.says('Hello')
  const chatId = await acceptedBy(desk, carol)
  return { ...desk, desk, carol, chatId, ann: desk.office.actor('ann') }
}

const acceptedBy = async ({ office, channelId }: LiveChatDesk, { chat }: LiveChatCustomer): Promise<ChatId> => {
  const { id } = await until('the chat to open', async () => {
    const conversation = await office.store.contacts.conversationAt(channelId, chat.id)
    return conversation === null ? null : office.store.chats.openOfConversation(conversation.id)
  })
  await office.settled()
  must(await office.services.chatService.acceptChat(office.actor('ann'), id))
  return id
}

const choice: MessageContent = {
  type: 'cards',
  elements: [
    {
      title: 'Which lamp?',
      subtitle: 'Two are in stock',
      image: null,
      buttons: [
        aButton('Tall'),
        aButton('Small'),
        aButton('Look', { type: 'webview', value: 'https://lampion.example' }),
      ],
    },
  ],
  pressed: [],
}

const messages = ({ office }: LiveChatDesk, chatId: ChatId) => office.store.messages.ofChat(chatId, 100)

test('cards go out as LiveChat’s own, a press shows on them, and the answer names its button', async () => {
  const { desk, carol, chatId, ann, office } = await given()
  must(await office.services.messageManager.send(ann, { chatId, text: '', note: false, content: choice }))
  const sent = await until('the cards', () => carol.thread?.events.find(event => event.type === 'rich_message'))
  expect(sent).toMatchObject({ template_id: 'cards', elements: [{ title: 'Which lamp?' }] })
  carol.presses(sent.id, 'tall')
  const pressedAre = async (expected: readonly string[]) => {
    const found = (await messages(desk, chatId)).find(one => one.content !== null)
    const pressed = found?.content?.type === 'cards' ? found.content.pressed.map(press => press.buttonId) : []
    return JSON.stringify(pressed) === JSON.stringify(expected)
  }
  await until('the press', () => pressedAre(['tall']))
  carol.presses(sent.id, 'tall', false)
  await until('the press to be taken back', () => pressedAre([]))
  const postback = { id: 'small', thread_id: carol.thread?.id, event_id: sent.id, type: 'message', value: 'Small' }
  carol.sends({ type: 'message', text: 'Small', postback })
  const answer = await until('the answer', async () =>
    (await messages(desk, chatId)).find(one => one.direction === 'in' && one.text === 'Small'),
  )
  const cards = (await messages(desk, chatId)).find(one => one.content !== null)
  expect(answer).toMatchObject({ kind: 'button', postback: { messageId: cards?.id, buttonId: 'small' } })
  expect((await messages(desk, chatId)).filter(one => one.content !== null)).toHaveLength(1)
})

test('cards of a colleague’s and a customer’s form come as such', async () => {
  const { desk, livechat, carol, chatId } = await given()
  const dave = livechat.colleague('Dave')
  carol.sends({
    type: 'filled_form',
    form_id: 'F1',
    form_type: 'prechat',
    fields: [
      { type: 'email', id: '1', label: 'Your e-mail:', answer: 'carol@mail.example' },
      { type: 'group_chooser', id: '2', label: 'Which team?', answer: { id: 'a', label: 'Sales', group_id: 7 } },
    ],
  })
  dave.sends(
    {
      type: 'rich_message',
      template_id: 'quick_replies',
      elements: [
        { title: 'Happy?', buttons: [{ text: 'Yes', type: 'message', value: 'Yes', postback_id: 'y', user_ids: [] }] },
      ],
    },
    carol,
  )
  const both = await until('both', async () => {
    const found = (await messages(desk, chatId)).filter(one => one.content !== null)
    return found.length === 2 ? found : null
  })
  expect(both[0]).toMatchObject({
    text: 'Your e-mail: carol@mail.example\nWhich team?: Sales',
    content: { type: 'filledForm', formType: 'prechat', fields: [{ answer: 'carol@mail.example' }, {}] },
  })
  expect(both[1]).toMatchObject({
    direction: 'out',
    content: { type: 'quickReplies', elements: [{ buttons: [{ text: 'Yes', postbackId: 'y' }] }] },
  })
})

test('a press that is taken back while a colleague has the chat is taken back here when the chat returns', async () => {
  const { desk, livechat, office, channelId, carol, chatId, ann } = await given()
  must(await office.services.messageManager.send(ann, { chatId, text: '', note: false, content: choice }))
  const sent = await until('the cards', () => carol.thread?.events.find(event => event.type === 'rich_message'))
  const pressed = async () => {
    const found = (await messages(desk, chatId)).find(one => one.content !== null)?.content
    return found?.type === 'cards' ? found.pressed.length : 0
  }
  carol.presses(sent.id, 'tall')
  await until('the press', async () => (await pressed()) === 1)
  const dave = livechat.colleague('Dave')
  dave.takes(carol)
  await until('the chat to go', async () => (await office.store.chats.get(chatId))?.status === 'closed')
  carol.presses(sent.id, 'tall', false)
  await desk.passes(2 * MINUTE)
  dave.handsTo('parley@lampion.example', carol)
  const { id } = (await office.store.contacts.conversationAt(channelId, carol.chat.id)) ?? { id: asId('none') }
  await until('the chat to return', () => office.store.chats.openOfConversation(id))
  await until('the press to be taken back', async () => (await pressed()) === 0)
})

test('the last tag that is taken off there is off here', async () => {
  const { livechat, carol, chatId, office } = await given()
  const dave = livechat.colleague('Dave')
  const tags = () => office.store.protocol.tags(chatId)
  dave.tags('vip', carol)
  await until('the tag', async () => (await tags()).length === 1)
  dave.tags('vip', carol, false)
  await until('no tag', async () => (await tags()).length === 0)
})

test('properties are the same on both sides, and what LiveChat does not take is taken back here', async () => {
  const { livechat, carol, chatId, office, channelId } = await given()
  const ann = office.supervisor('ann')
  const conversation = await office.store.contacts.conversationAt(channelId, carol.chat.id)
  const conversationId = conversation?.id ?? asId('none')
  const place = { scope: 'chat' as const, id: chatId, conversationId }
  const here = async () => JSON.stringify(await office.store.protocol.properties(place))
  carol.rates(1)
  await until('the rating', async () => (await here()) === '{"rating":{"score":1}}')
  must(await office.services.protocol.setProperties(place, { crm: { deal: 7 } }, ann.agentId))
  await until('ours there', () => carol.thread?.properties.crm?.deal === 7)
  await office.services.protocol.deleteProperties(place, { crm: ['deal'] }, ann.agentId)
  await until('ours gone there', () => carol.thread?.properties.crm?.deal === undefined)
  carol.rates(null)
  await until('no rating', async () => (await here()) === '{}')
  livechat.weather.forAnswers('update_chat_properties', { refuse: 'validation' })
  const ofConversation = { scope: 'conversation' as const, id: conversationId, conversationId }
  must(await office.services.protocol.setProperties(ofConversation, { foreign: { a: true } }, ann.agentId))
  await until('the refusal', () => livechat.asked('update_chat_properties') === 1)
  livechat.licence.properties(carol.chat, null, 'updated', { source: { client_id: 'shop' } })
  const kept = async () => JSON.stringify(await office.store.protocol.properties(ofConversation))
  await until('theirs alone', async () => (await kept()) === '{"source":{"client_id":"shop"}}')
})

test('a ban of ours is carried there, and one of theirs is shown', async () => {
  const { livechat, carol, office, channelId, chatId } = await given()
  const kim = livechat.customer('Kim')
  kim.says('Hello')
  const contact = (await office.store.contacts.identityAt(channelId, carol.chat.id))?.contactId
  must(await office.services.contacts.ban(office.supervisor('ann'), contact ?? asId('none'), 'abuse'))
  await until('the ban there', () => livechat.licence.banned.length === 1)
  expect(livechat.licence.banned).toEqual([{ customerId: carol.user.id, days: 365 }])
  await until('the end there', () => carol.thread?.active === false)
  expect(await office.store.chats.get(chatId)).toMatchObject({ status: 'closed', closeReason: 'banned' })

  livechat.colleague('Dave').bans(kim, 3)
  const reason = async () => (await office.store.contacts.identityAt(channelId, kim.chat.id))?.unreachableReason
  await until('the ban here', async () => ((await reason()) ?? '').includes('banned for 3 days'))
})

test('a note of 20,000 characters reaches the agents there in parts', async () => {
  const { carol, chatId, ann, office } = await given()
  const text = 'A long story. '.repeat(1_430).trim()
  must(await office.services.messageManager.send(ann, { chatId, text, note: true }))
  const parts = await until('the note', () => {
    const found = carol.thread?.events.filter(event => event.visibility === 'agents') ?? []
    return found.map(event => event.text).join(' ').length >= text.length ? found : null
  })
  expect(parts.map(event => event.text).join(' ')).toBe(text)
})

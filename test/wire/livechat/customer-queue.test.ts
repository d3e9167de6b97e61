// Waiting, seeing, pressing, uploading: what a customer's program and those at the other end learn of each other.
import { describe, expect, test } from 'vitest'
import { asId, type ChatId } from '../../../main/domain/ids.ts'
import { aProtocolHouse, type ProtocolHouse } from '../../kit/livechat/protocol-house.ts'

const taken = async (house: ProtocolHouse, threadId: string, name = 'ann') => {
  await house.office.settled()
  await house.office.services.chatService.acceptChat(house.office.actor(name), asId<ChatId>(threadId))
}

describe('a customer’s program', () => {
  test('knows its place in the queue, and hears when it moves up', async () => {
    const house = await aProtocolHouse({ agents: ['ann'], simultaneousChats: 1 })
    const begun: string[] = []
    const customers = []
    for (const _ of [1, 2, 3]) {
      const customer = await house.customer()
      begun.push((await customer.ask('start_chat')).payload.thread_id)
      customers.push(customer)
      await house.office.clock.turn(1_000)
    }
    const [first = '', second = ''] = begun
    const third = customers[2]
    if (third === undefined) throw new Error('There were three.')
    expect((await third.push('incoming_chat')).payload.chat.thread.queue).toMatchObject({
      position: 3,
      wait_time: 180,
      queued_at: expect.any(String),
    })
    await house.office.clock.turn(20_000)
    await taken(house, first)
    const moved = await third.push('queue_position_updated')
    expect(moved).toMatchObject({ payload: { thread_id: begun[2], queue: { position: 2 } } })
    expect(moved.request_id).toBeUndefined()
    expect(moved.payload.queue.wait_time).toBeLessThan(60)
    await house.office.services.chatService.closeActiveChat(house.office.actor('ann'), asId<ChatId>(first))
    await taken(house, second)
    await third.push('queue_position_updated', ({ payload }) => payload.queue.position === 1)
    expect(third.pushes('queue_position_updated')).toHaveLength(2)
  })

  test('marks what it has seen, which the agent’s messages and both sides show', async () => {
    const house = await aProtocolHouse()
    const carol = await house.customer()
    const { chat_id: chatId, thread_id: threadId } = (await carol.ask('start_chat')).payload
    await taken(house, threadId)
    const ann = house.office.actor('ann')
    const sent = await house.office.services.messageManager.send(ann, {
      chatId: asId<ChatId>(threadId),
      text: 'Hi',
      note: false,
    })
    if ('refused' in sent) throw new Error(sent.sentence)
    const said = await carol.push('incoming_event', ({ payload }) => payload.event.text === 'Hi')
    const before = (await carol.ask('list_chats')).payload.chats_summary[0]
    expect(before.last_event_per_type.message.event.text).toBe('Hi')

    const seenUpTo = said.payload.event.created_at
    expect(await carol.ask('mark_events_as_seen', { chat_id: chatId, seen_up_to: seenUpTo })).toMatchObject({
      success: true,
    })
    expect((await house.office.store.messages.get(sent.id))?.state).toBe('read')
    expect((await carol.push('events_marked_as_seen')).payload).toMatchObject({ chat_id: chatId, seen_up_to: seenUpTo })
    const { users } = (await carol.ask('get_chat', { chat_id: chatId })).payload
    expect(users.find((user: { type: string }) => user.type === 'customer').events_seen_up_to).toBe(seenUpTo)

    const bad = await carol.ask('mark_events_as_seen', { chat_id: chatId, seen_up_to: 'yesterday' })
    expect(bad.payload.error.type).toBe('validation')
  })

  test('has unread events until it answers', async () => {
    const house = await aProtocolHouse()
    const { token } = await house.customerToken()
    const carol = house.rtm('customer')
    await carol.ask('login', { token })
    const { chat_id: chatId, thread_id: threadId } = (await carol.ask('start_chat')).payload
    await taken(house, threadId)
    const ann = house.office.actor('ann')
    await house.office.services.messageManager.send(ann, { chatId: asId(threadId), text: 'Hi', note: false })
    await house.office.settled()
    const isUnread = async () => {
      const other = house.rtm('customer')
      return (await other.ask('login', { token })).payload.chats[0].has_unread_events
    }
    expect(await isUnread()).toBe(true)
    await carol.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'Hello' } })
    expect(await isUnread()).toBe(false)
  })

  test('lets its agent see what it types, and presses a button of a card', async () => {
    const house = await aProtocolHouse()
    for (const name of ['ann', 'ben']) house.office.disconnect(name)
    await house.office.clock.turn(60_000)
    const ann = await house.agent('ann')
    const carol = await house.customer()
    const { chat_id: chatId, thread_id: threadId } = (await carol.ask('start_chat')).payload
    await carol.push('user_added_to_chat')
    await carol.ask('send_sneak_peek', { chat_id: chatId, sneak_peek_text: 'I wou' })
    expect((await ann.push('incoming_sneak_peek')).payload.sneak_peek).toMatchObject({ text: 'I wou' })

    const buttons = [{ type: 'message', text: 'Yes', value: 'yes', postback_id: 'yes' }]
    const card = { type: 'rich_message', template_id: 'cards', elements: [{ title: 'Sure?', buttons }] }
    const { event_id: eventId } = (await ann.ask('send_event', { chat_id: chatId, event: card })).payload
    await carol.push('incoming_event', ({ payload }) => payload.event.id === eventId)
    const named = { chat_id: chatId, thread_id: threadId, event_id: eventId }
    const press = (id: string) => carol.ask('send_rich_message_postback', { ...named, postback: { id, toggled: true } })
    expect((await press('no')).payload.error.type).toBe('validation')
    expect(await press('yes')).toMatchObject({ success: true })
    expect((await ann.push('incoming_rich_message_postback')).payload).toMatchObject({
      ...named,
      postback: { id: 'yes', toggled: true },
    })
    const postback = { id: 'yes', thread_id: threadId, event_id: eventId, type: 'message', value: 'yes' }
    const answer = await carol.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'Yes', postback } })
    expect(answer.success).toBe(true)
    const heard = await ann.push('incoming_event', ({ payload }) => payload.event.text === 'Yes')
    expect(heard.payload.event.postback).toEqual(postback)
  })

  test('uploads a file and sends it, for a day, and nothing that runs', async () => {
    const house = await aProtocolHouse()
    const { token } = await house.customerToken()
    const carol = house.rtm('customer')
    await carol.ask('login', { token })
    const { chat_id: chatId } = (await carol.ask('start_chat')).payload
    const upload = async (name: string, bytes: string, type: string) => {
      const form = new FormData()
      form.set('file', new File([bytes], name, { type }))
      const path = `/v3.6/customer/action/upload_file?organization_id=${house.organizationId}`
      const headers = { authorization: `Bearer ${token}` }
      return (await fetch(house.url + path, { method: 'POST', headers, body: form })).json()
    }
    const { url } = await upload('cat.png', 'not really a cat', 'image/png')
    expect(await (await fetch(url)).text()).toBe('not really a cat')
    const sent = await carol.ask('send_event', { chat_id: chatId, event: { type: 'file', url } })
    expect(sent).toMatchObject({ success: true })
    const { event } = (await carol.push('incoming_event', one => one.request_id === sent.request_id)).payload
    expect(event).toMatchObject({ id: sent.payload.event_id, type: 'file', name: 'cat.png', content_type: 'image/png' })
    expect(await (await fetch(event.url)).text()).toBe('not really a cat')

    expect((await upload('setup.exe', 'x', 'image/png')).error.type).toBe('validation')
    expect((await upload('cat.png', 'MZ\u0000', 'image/png')).error.type).toBe('validation')
    expect((await upload('empty.txt', '', 'text/plain')).error.type).toBe('validation')
    const other = await upload('late.txt', 'late', 'text/plain')
    for (let spent = 0; spent < 25 * 60; spent += 1) await house.office.clock.turn(60_000)
    const late = house.rtm('customer')
    await late.ask('login', { token: (await house.customerToken()).token })
    const begun = await late.ask('start_chat', {
      chat: { thread: { events: [{ type: 'file', url: other.url }] } },
    })
    expect(begun.payload.error.type).toBe('validation')
    expect((await fetch(other.url)).status).toBe(404)
    expect((await fetch(event.url)).status).toBe(200)
  })
})

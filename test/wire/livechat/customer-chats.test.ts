// What customers' programs do with chats over LiveChat's protocol: begin, say, resume, look up, end.
import { describe, expect, test } from 'vitest'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import type { RtmClient } from '../../kit/livechat/rtm-client.ts'

const hello = { type: 'message', text: 'Hello?' }

const errorOf = async (client: RtmClient, action: string, payload: object): Promise<string> => {
  const answer = await client.ask(action, payload)
  expect(answer.success, JSON.stringify(answer.payload)).toBe(false)
  return answer.payload.error.type
}

/** A customer in a chat of their own. */
const inChat = async (events: readonly object[] = [hello]) => {
  const house = await aProtocolHouse()
  const carol = await house.customer()
  const started = await carol.ask('start_chat', { chat: { thread: { events } } })
  expect(started, JSON.stringify(started.payload)).toMatchObject({ success: true })
  const { chat_id: chatId, thread_id: threadId, event_ids: eventIds } = started.payload
  return { house, carol, chatId, threadId, eventIds }
}

describe('a customer’s program', () => {
  test('begins a chat with events of every type, and properties, in one go', async () => {
    const house = await aProtocolHouse()
    const carol = await house.customer()
    const events = [
      { ...hello, custom_id: 'first', properties: { shop: { cart: 3 } } },
      { type: 'custom', content: { order: 12, nested: { deep: [true] } } },
      {
        type: 'filled_form',
        form_id: 'f1',
        form_type: 'prechat',
        fields: [
          { type: 'name', id: 'n', label: 'Name', answer: 'Carol' },
          { type: 'radio', id: 'r', label: 'Why?', answer: { id: '1', label: 'Billing' } },
          { type: 'checkbox', id: 'c', label: 'Which?', answers: [{ id: 'a', label: 'A' }] },
        ],
      },
      {
        type: 'rich_message',
        template_id: 'cards',
        elements: [{ title: 'This one', buttons: [{ type: 'message', text: 'Yes', value: 'yes', postback_id: 'y' }] }],
      },
    ]
    const thread = { events, properties: { shop: { visit: 'first' } } }
    const started = await carol.ask('start_chat', { chat: { properties: { shop: { vip: true } }, thread } })
    expect(started).toMatchObject({ success: true, payload: { event_ids: { length: 4 } } })

    const { chat } = (await carol.push('incoming_chat')).payload
    expect(chat).toMatchObject({
      id: started.payload.chat_id,
      properties: { shop: { vip: true } },
      thread: { id: started.payload.thread_id, properties: { shop: { visit: 'first' } }, active: true },
    })
    const said = chat.thread.events.map(({ properties: _, ...event }: { properties: object }) => event)
    expect(said.map((event: { id: string }) => event.id)).toEqual(started.payload.event_ids)
    const author = carol.frames.find(frame => frame.action === 'login')?.payload.customer_id
    expect(said[0]).toMatchObject({ text: 'Hello?', custom_id: 'first', author_id: author })
    expect(chat.thread.events[0].properties).toEqual({ shop: { cart: 3 } })
    expect(said[1]).toMatchObject({ type: 'custom', content: { order: 12, nested: { deep: [true] } } })
    expect(said[2]).toMatchObject({ ...events[2] })
    expect(said[3]).toMatchObject({ type: 'rich_message', template_id: 'cards', elements: [{ title: 'This one' }] })
    // The requester hears of its chat once, with all that is in it, and of no event besides.
    await carol.ask('get_chat', { chat_id: chat.id })
    expect(carol.pushes('incoming_chat')).toHaveLength(1)
    expect(carol.pushes('incoming_event').filter(({ payload }) => payload.event.author_id === author)).toEqual([])
  })

  test('cannot begin a second chat, and of two requests at once one begins it', async () => {
    const house = await aProtocolHouse()
    const { token } = await house.customerToken()
    const [one, two] = [house.rtm('customer'), house.rtm('customer')]
    for (const client of [one, two]) await client.ask('login', { token })
    const answers = await Promise.all([one.ask('start_chat'), two.ask('start_chat')])
    expect(answers.map(answer => answer.success).toSorted()).toEqual([false, true])
    expect(await errorOf(one, 'start_chat', {})).toBe('validation')
  })

  test('leaves a chat that is over at once, and rings nowhere by it', async () => {
    const house = await aProtocolHouse()
    const carol = await house.customer()
    const started = await carol.ask('start_chat', { active: false, chat: { thread: { events: [hello] } } })
    expect(started.success).toBe(true)
    const own = await carol.push('incoming_chat')
    expect(own).toMatchObject({ request_id: started.request_id, payload: { chat: { thread: { active: false } } } })
    await house.office.settled()
    expect(await house.office.panel('ann')).toEqual([])
    const resumed = await carol.ask('resume_chat', { chat: { id: started.payload.chat_id } })
    expect(resumed).toMatchObject({ success: true })
    expect(resumed.payload.thread_id).not.toBe(started.payload.thread_id)
  })

  test('names a group that there is, or begins nothing', async () => {
    const house = await aProtocolHouse()
    const carol = await house.customer()
    expect(await errorOf(carol, 'start_chat', { chat: { access: { group_ids: [99] } } })).toBe('group_not_found')
    const started = await carol.ask('start_chat', { chat: { access: { group_ids: [0] } } })
    expect(started.success).toBe(true)
    const statuses = await carol.ask('list_group_statuses', { all: true })
    expect(Object.keys(statuses.payload.groups_status)).toContain('0')
  })

  test('begins nothing by a payload that is wrong, whatever part of it', async () => {
    const house = await aProtocolHouse()
    const carol = await house.customer()
    const wrong: object[] = [
      { chat: { thread: { events: [{ type: 'message' }] } } },
      { chat: { thread: { events: [{ type: 'message', text: 'x'.repeat(16 * 1024 + 1) }] } } },
      { chat: { thread: { events: [hello, { type: 'file', url: 'https://cdn.example/x.png' }] } } },
      { chat: { thread: { events: [{ type: 'unheard-of' }] } } },
      { chat: { thread: { events: 'none' } } },
      { chat: { properties: { a: 1 } } },
    ]
    for (const payload of wrong) expect(await errorOf(carol, 'start_chat', payload)).toBe('validation')
    const chats = await carol.ask('list_chats')
    expect(chats.payload).toEqual({ chats_summary: [], total_chats: 0 })
  })

  test('says a thing once, however often it sends it under one custom id', async () => {
    const { carol, chatId } = await inChat()
    const event = { type: 'message', text: 'Once', custom_id: 'mine-1' }
    const first = await carol.ask('send_event', { chat_id: chatId, event })
    const again = await carol.ask('send_event', { chat_id: chatId, event })
    expect(again).toMatchObject({ success: true, payload: { event_id: first.payload.event_id } })
    // LiveChat's own SDK waits for the event, not for the response.
    const told = await carol.push('incoming_event', one => one.request_id === again.request_id)
    expect(told.payload.event).toMatchObject({ id: first.payload.event_id, text: 'Once' })
    expect(carol.frames.indexOf(told)).toBeGreaterThan(carol.frames.indexOf(again))
    const { payload } = await carol.ask('get_chat', { chat_id: chatId })
    expect(payload.thread.events.filter((one: { text?: string }) => one.text === 'Once')).toHaveLength(1)
  })

  test('says nothing in an inactive chat, but what it wants attached to the last thread', async () => {
    const { house, carol, chatId, threadId } = await inChat()
    expect(await carol.ask('deactivate_chat', { id: chatId })).toMatchObject({ success: true })
    await carol.push('chat_deactivated')
    expect(await errorOf(carol, 'deactivate_chat', { id: chatId })).toBe('chat_inactive')
    expect(await errorOf(carol, 'send_event', { chat_id: chatId, event: hello })).toBe('chat_inactive')
    expect(await errorOf(carol, 'send_sneak_peek', { chat_id: chatId, sneak_peek_text: 'I am' })).toBe('chat_inactive')
    const event = {
      type: 'filled_form',
      form_id: 'post',
      fields: [{ type: 'rating', id: 'r', label: 'Was it good?', answer: 'yes' }],
    }
    const attached = await carol.ask('send_event', { chat_id: chatId, event, attach_to_last_thread: true })
    expect(attached).toMatchObject({ success: true })
    expect(attached.payload.event_id).toContain(threadId)
    expect((await carol.push('incoming_event', one => one.request_id === attached.request_id)).payload.thread_id).toBe(
      threadId,
    )
    await house.office.settled()
    const { payload } = await carol.ask('get_chat', { chat_id: chatId })
    expect(payload.thread).toMatchObject({ id: threadId, active: false })
    expect(payload.thread.events.at(-1)).toMatchObject({ type: 'filled_form', form_id: 'post' })
  })

  test('reaches no chat of somebody else', async () => {
    const { house, chatId, threadId, eventIds } = await inChat()
    const mallory = await house.customer()
    const mine = await mallory.ask('start_chat')
    const named = { chat_id: chatId, thread_id: threadId, event_id: eventIds[0] }
    const tries: [string, object][] = [
      ['get_chat', { chat_id: chatId }],
      ['list_threads', { chat_id: chatId }],
      ['resume_chat', { chat: { id: chatId } }],
      ['deactivate_chat', { id: chatId }],
      ['send_event', { chat_id: chatId, event: hello }],
      ['send_sneak_peek', { chat_id: chatId, sneak_peek_text: 'x' }],
      ['delete_event', named],
      ['delete_event', { ...named, chat_id: mine.payload.chat_id }],
      ['send_rich_message_postback', { ...named, postback: { id: 'a', toggled: true } }],
      ['update_chat_properties', { id: chatId, properties: { a: { b: 1 } } }],
      ['update_thread_properties', { chat_id: mine.payload.chat_id, thread_id: threadId, properties: { a: { b: 1 } } }],
      ['update_event_properties', { ...named, chat_id: mine.payload.chat_id, properties: { a: { b: 1 } } }],
      ['delete_chat_properties', { id: chatId, properties: { a: ['b'] } }],
      ['mark_events_as_seen', { chat_id: chatId, seen_up_to: '2030-01-01T00:00:00.000000Z' }],
    ]
    for (const [action, payload] of tries)
      expect([action, await errorOf(mallory, action, payload)]).toEqual([action, 'not_found'])
  })

  test('takes back what it said itself, and nothing else', async () => {
    const { house, carol, chatId, threadId, eventIds } = await inChat()
    const { services } = house.office
    const ann = house.office.actor('ann')
    await house.office.settled()
    await services.chatService.acceptChat(ann, threadId)
    await services.messageManager.send(ann, { chatId: threadId, text: 'Hi', note: false })
    const answer = await carol.push('incoming_event', ({ payload }) => payload.event.text === 'Hi')
    const place = { chat_id: chatId, thread_id: threadId }
    expect(await errorOf(carol, 'delete_event', { ...place, event_id: answer.payload.event.id })).toBe('not_allowed')
    expect(await carol.ask('delete_event', { ...place, event_id: eventIds[0] })).toMatchObject({ success: true })
    expect(await carol.push('event_deleted')).toMatchObject({ payload: { ...place, event_id: eventIds[0] } })
    const { payload } = await carol.ask('get_chat', { chat_id: chatId })
    expect(payload.thread.events.map((event: { id: string }) => event.id)).not.toContain(eventIds[0])
  })

  test('pages through its threads, both ways, and cannot make up a page', async () => {
    const { house, carol, chatId, threadId } = await inChat()
    const ids = [threadId]
    for (let i = 0; i < 6; i++) {
      await carol.ask('deactivate_chat', { id: chatId })
      ids.unshift(
        (await carol.ask('resume_chat', { chat: { id: chatId, thread: { events: [hello] } } })).payload.thread_id,
      )
    }
    const list = async (payload: object) => (await carol.ask('list_threads', { chat_id: chatId, ...payload })).payload
    const idsOf = (page: { threads: { id: string }[] }) => page.threads.map(thread => thread.id)

    const first = await list({})
    expect(first).toMatchObject({ found_threads: 7, next_page_id: expect.any(String) })
    expect(first.previous_page_id).toBeUndefined()
    expect(idsOf(first)).toEqual(ids.slice(0, 3))
    const second = await list({ page_id: first.next_page_id })
    expect(idsOf(second)).toEqual(ids.slice(3, 6))
    const third = await list({ page_id: second.next_page_id })
    expect(idsOf(third)).toEqual(ids.slice(6))
    expect(third.next_page_id).toBeUndefined()
    expect(idsOf(await list({ page_id: third.previous_page_id }))).toEqual(ids.slice(3, 6))
    expect(idsOf(await list({ sort_order: 'asc', limit: 2 }))).toEqual(ids.toReversed().slice(0, 2))
    expect(idsOf(await list({ min_events_count: 4 })).length).toBeGreaterThan(1)

    const wrong = [
      { limit: 101 },
      { limit: 0 },
      { limit: 2, min_events_count: 3 },
      { page_id: first.next_page_id, limit: 2 },
      { page_id: 'x.y' },
    ]
    for (const payload of wrong)
      expect(await errorOf(carol, 'list_threads', { chat_id: chatId, ...payload })).toBe('validation')
    await house.office.clock.turn(31 * 24 * 3_600_000)
    const back = await house.customer()
    expect(await errorOf(back, 'list_threads', { chat_id: chatId, page_id: first.next_page_id })).toBe('not_found')
  })
})

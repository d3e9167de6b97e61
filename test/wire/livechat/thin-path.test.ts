// From a customer's program to an agent's and back, over real sockets: the first path through all rooms.
import { expect, test } from 'vitest'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

test('a customer’s program and an agent’s hold a conversation, close it and go on', async () => {
  const house = await aProtocolHouse({ agents: ['ann'] })
  house.office.disconnect('ann')
  await house.office.clock.turn(60_000)
  const ann = await house.agent('ann')
  const carol = await house.customer()

  const started = await carol.ask('start_chat', { chat: { thread: { events: [{ type: 'message', text: 'Hello?' }] } } })
  expect(started).toMatchObject({ success: true, payload: { event_ids: [expect.any(String)] } })
  const chatId = started.payload.chat_id
  const own = await carol.push('incoming_chat')
  expect(own.request_id).toBe(started.request_id)
  expect(own.payload.chat.thread).toMatchObject({ active: true, events: [{ type: 'message', text: 'Hello?' }] })
  expect(carol.frames.indexOf(own)).toBeGreaterThan(carol.frames.indexOf(started))

  // Ann works through a program alone, so the chat is hers at once.
  const incoming = await ann.push('incoming_chat')
  expect(incoming.payload.chat).toMatchObject({ id: chatId, thread: { events: [{ text: 'Hello?' }] } })
  await carol.push('user_added_to_chat')

  const answered = await ann.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'Hi Carol!' } })
  expect(answered).toMatchObject({ success: true, payload: { event_id: expect.any(String) } })
  const said = await carol.push('incoming_event', ({ payload }) => payload.event.text === 'Hi Carol!')
  expect(said.request_id).toBeUndefined()
  expect(said.payload.event.author_id).not.toBe('ann')
  const echo = await ann.push('incoming_event', ({ payload }) => payload.event.text === 'Hi Carol!')
  expect(echo.request_id).toBe(answered.request_id)

  await ann.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'A note', visibility: 'agents' } })
  await ann.push('incoming_event', ({ payload }) => payload.event.text === 'A note')

  expect(await ann.ask('deactivate_chat', { id: chatId })).toMatchObject({ success: true })
  await carol.push('chat_deactivated')
  expect(JSON.stringify(carol.frames)).not.toContain('A note')
  expect(await carol.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'Late' } })).toMatchObject({
    success: false,
    payload: { error: { type: 'chat_inactive' } },
  })

  const resumed = await carol.ask('resume_chat', { chat: { id: chatId } })
  expect(resumed).toMatchObject({ success: true, payload: { chat_id: chatId } })
  expect(resumed.payload.thread_id).not.toBe(started.payload.thread_id)
})

// Who has a chat, by the Agent Chat API: begun, resumed, transferred, left, followed and ended.
import { expect, test } from 'vitest'
import { aChatOf, aProgramOf, refused } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

const twoAgents = async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  house.office.disconnect('ben')
  const ann = await aProgramOf(house, 'ann', { rights: ['CanTransferChats'] })
  const carol = await house.customer()
  const chat = await aChatOf(carol)
  await ann.rtm.push('incoming_chat')
  return { house, ann, carol, ...chat }
}

test('a chat is transferred to an agent who is there, with word of where it comes from', async () => {
  const { house, ann, carol, chatId, threadId } = await twoAgents()
  const to = { id: chatId, target: { type: 'agent', ids: ['ben'] } }
  expect(await ann.rtm.ask('transfer_chat', to)).toMatchObject(refused('agent_offline'))
  const ben = await aProgramOf(house, 'ben', { rights: ['CanTransferChats'] })
  expect(await ann.rtm.ask('list_agents_for_transfer', { chat_id: chatId })).toMatchObject({
    success: true,
    payload: [{ agent_id: 'ben', active_chats: 0 }],
  })
  expect(await ann.rtm.ask('transfer_chat', to)).toMatchObject({ success: true })
  const incoming = await ben.rtm.push('incoming_chat')
  expect(incoming.payload).toMatchObject({
    chat: { id: chatId, thread: { id: threadId } },
    requester_id: 'ann',
    transferred_from: { agent_ids: ['ann'] },
  })
  expect(ben.rtm.pushes('incoming_chat')).toHaveLength(1)
  expect((await ann.rtm.push('chat_transferred')).payload).toMatchObject({
    requester_id: 'ann',
    reason: 'manual',
    transferred_to: { agent_ids: ['ben'] },
  })
  expect((await ann.rtm.push('user_removed_from_chat')).payload.user_id).toBe('ann')
  const told = await carol.push('chat_transferred')
  expect(JSON.stringify(told.payload)).not.toMatch(/"ann"|"ben"/)
  await carol.push('user_removed_from_chat')
  expect(await ann.rtm.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'x' } })).toMatchObject(
    refused('not_found'),
  )
  expect(await ben.rtm.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'Hi' } })).toMatchObject({
    success: true,
  })
})

test('a chat that nobody can take now is transferred only by those who let it wait', async () => {
  const { house, ann, chatId } = await twoAgents()
  expect(await ann.rtm.ask('transfer_chat', { id: chatId })).toMatchObject(refused('group_offline'))
  expect(await ann.rtm.ask('transfer_chat', { id: chatId, target: { type: 'group', ids: [99] } })).toMatchObject(
    refused('group_not_found'),
  )
  expect(await ann.rtm.ask('transfer_chat', { id: chatId, ignore_agents_availability: true })).toMatchObject({
    success: true,
  })
  const { payload } = await ann.rtm.push('chat_transferred')
  expect(payload).toMatchObject({ transferred_to: { group_ids: [1] }, queue: { position: 1 } })
  const ben = await aProgramOf(house, 'ben')
  expect((await ben.rtm.ask('list_chats')).payload.chats_summary).toMatchObject([{ id: chatId }])
  expect(await ben.rtm.ask('transfer_chat', { id: chatId })).toMatchObject(refused('missing_access'))
})

test('an agent leaves a chat to its queue, and there is one agent to a chat', async () => {
  const { house, ann, chatId } = await twoAgents()
  const user = { chat_id: chatId, user_type: 'agent', visibility: 'all' }
  const ben = await aProgramOf(house, 'ben')
  expect(await ann.rtm.ask('add_user_to_chat', { ...user, user_id: 'ben' })).toMatchObject(refused('not_allowed'))
  expect(await ann.rtm.ask('add_user_to_chat', { ...user, user_id: 'ann' })).toMatchObject({ success: true })
  expect(await ann.rtm.ask('remove_user_from_chat', { ...user, user_id: 'x', user_type: 'customer' })).toMatchObject(
    refused('not_allowed'),
  )
  expect(await ann.rtm.ask('remove_user_from_chat', { ...user, user_id: 'ann' })).toMatchObject({ success: true })
  const { payload } = await ben.rtm.push('incoming_chat')
  expect(payload.chat.id).toBe(chatId)
  await ben.rtm.push('user_added_to_chat', frame => frame.payload.user.id === 'ben')
})

test('a supervisor follows a chat that is not theirs until they stop, and ends it only when they say so', async () => {
  const { house, ann, chatId, threadId } = await twoAgents()
  const ben = await aProgramOf(house, 'ben', { rights: ['CanSeeAllChats', 'CanTakeOverChats'] })
  expect(await ben.rtm.ask('follow_chat', { id: chatId })).toMatchObject({ success: true })
  expect((await ben.rtm.push('incoming_chat')).payload.chat.thread.id).toBe(threadId)
  expect((await ben.rtm.ask('get_chat', { chat_id: chatId })).payload.is_followed).toBe(true)
  await ann.rtm.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'Hi' } })
  await ben.rtm.push('incoming_event', ({ payload }) => payload.event.text === 'Hi')
  expect(await ben.rtm.ask('unfollow_chat', { id: chatId })).toMatchObject({ payload: { chat_id: chatId } })
  await ben.rtm.push('chat_unfollowed')
  expect(await ann.rtm.ask('unfollow_chat', { id: chatId })).toMatchObject(refused('not_allowed'))
  expect(await ben.rtm.ask('deactivate_chat', { id: chatId })).toMatchObject(refused('not_allowed'))
  expect(await ben.rtm.ask('deactivate_chat', { id: chatId, ignore_requester_presence: true })).toMatchObject({
    success: true,
  })
  expect((await ann.rtm.push('chat_deactivated')).payload).toMatchObject({ thread_id: threadId, user_id: 'ben' })
  expect(await ann.rtm.ask('deactivate_chat', { id: chatId })).toMatchObject(refused('chat_inactive'))
})

test('an agent resumes a closed chat, and begins one with a customer or without', async () => {
  const { ann, carol, chatId, threadId } = await twoAgents()
  expect(await ann.rtm.ask('resume_chat', { chat: { id: chatId } })).toMatchObject(refused('validation'))
  await ann.rtm.ask('deactivate_chat', { id: chatId })
  await carol.push('chat_deactivated')
  const events = [{ type: 'message', text: 'One more thing' }]
  const properties = { ours: { why: 'more' } }
  const resumed = await ann.rtm.ask('resume_chat', { chat: { id: chatId, thread: { events, properties } } })
  expect(resumed).toMatchObject({ success: true, payload: { event_ids: [expect.any(String)] } })
  expect(resumed.payload.thread_id).not.toBe(threadId)
  const own = await ann.rtm.push('incoming_chat', frame => frame.request_id === resumed.request_id)
  expect(own.payload.chat).toMatchObject({ id: chatId, thread: { id: resumed.payload.thread_id, properties } })
  expect(ann.rtm.pushes().filter(frame => frame.request_id === resumed.request_id)).toHaveLength(1)
  await carol.push('incoming_chat', ({ payload }) => payload.chat.thread.id === resumed.payload.thread_id)

  const alone = await ann.rtm.ask('start_chat', { chat: { thread: { events } } })
  expect(alone).toMatchObject({ success: true, payload: { chat_id: expect.any(String) } })
  const customer = (await ann.rtm.ask('get_chat', { chat_id: chatId })).payload.users.find(
    (user: { type: string }) => user.type === 'customer',
  )
  const users = [{ id: customer.id, type: 'customer' }]
  expect((await ann.rtm.ask('start_chat', { chat: { users } })).success).toBe(false)
  await ann.rtm.ask('deactivate_chat', { id: chatId })
  expect(await ann.rtm.ask('start_chat', { chat: { users }, active: false })).toMatchObject({
    payload: { chat_id: chatId },
  })
  for (const chat of [
    { users: [{ id: 'nobody', type: 'customer' }] },
    { users: [{ id: 'ben', type: 'agent' }] },
    { access: { group_ids: [99] } },
  ])
    expect((await ann.rtm.ask('start_chat', { chat })).success, JSON.stringify(chat)).toBe(false)
})

// Who hears of what, over real sockets: supervisors of all chats to the end and after it, others of what concerns them.
import { expect, test } from 'vitest'
import { asId } from '../../../main/domain/ids.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

const started = { chat: { thread: { events: [{ type: 'message', text: 'Hello?' }] } } }

test('a supervisor’s program hears what changes in a chat that is closed', async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'sue'], queue: { agentIds: [asId('ann')] } })
  for (const name of ['ann', 'sue']) house.office.disconnect(name)
  const token = await house.session('sue', 'CanSeeAllChats')
  const sue = house.rtm('agent')
  expect(await sue.ask('login', { token: `Bearer ${token}` })).toMatchObject({ success: true })
  const carol = await house.customer()
  const { chat_id, thread_id } = (await carol.ask('start_chat', started)).payload
  await carol.ask('deactivate_chat', { id: chat_id })
  await sue.push('chat_deactivated')
  const properties = { shop: { stars: 5 } }
  expect(await carol.ask('update_thread_properties', { chat_id, thread_id, properties })).toMatchObject({
    success: true,
  })
  expect((await sue.push('thread_properties_updated')).payload).toMatchObject({ chat_id, thread_id, properties })
})

test('pushes come in the version in which they were asked for, once', async () => {
  const house = await aProtocolHouse({ agents: ['ann'] })
  const pushes = { '3.6': ['incoming_chat'], '3.7': ['all'], '9.9': ['all'] }
  const ann = await house.agent('ann', { pushes })
  const own = await house.agent('ann', { pushes: { '3.6': ['incoming_chat'] } })
  const carol = await house.customer()
  const { payload } = await carol.ask('start_chat')
  await ann.ask('add_user_to_chat', { chat_id: payload.chat_id, user_id: 'ann', user_type: 'agent' })
  await ann.push('user_added_to_chat')
  const versions = (client: typeof ann) =>
    Object.fromEntries(client.pushes().map(frame => [frame.action, 'version' in frame ? frame.version : null]))
  expect(versions(ann)).toMatchObject({ incoming_chat: '3.6', user_added_to_chat: '3.7' })
  expect(ann.pushes('incoming_chat').length).toBe(own.pushes('incoming_chat').length)
  expect(versions(own)).toEqual({ incoming_chat: '3.6' })
})

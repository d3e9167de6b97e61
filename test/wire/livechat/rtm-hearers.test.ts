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

// What agents' programs may not do or see when their agent could not in the panel, or their token was not made for it.
import { expect, test } from 'vitest'
import { type AgentId, asId, type ChatId } from '../../../main/domain/ids.ts'
import { aQueue } from '../../kit/builders.ts'
import { aChatOf, aProgramOf, refused } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import { must } from '../../kit/must.ts'

test('a chat that only rang at an agent cannot be followed, so what others say in it stays theirs', async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  await house.session('ann')
  await house.session('ben')
  const ann = await house.agent('ann')
  const carol = await house.customer()
  const { chatId, threadId } = await aChatOf(carol)
  await ann.push('incoming_chat')
  expect(await ann.ask('follow_chat', { id: chatId })).toMatchObject(refused('missing_access'))
  must(await house.office.services.chatService.acceptChat(house.office.actor('ben'), asId<ChatId>(threadId)))
  await carol.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'for Ben alone' } })
  await house.agent('ben')
  expect(await ann.ask('get_chat', { chat_id: chatId })).toMatchObject(refused('not_found'))
  expect(JSON.stringify(ann.frames)).not.toContain('for Ben alone')
})

test('a follow ends with the right to see the chat', async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  house.office.disconnect('ann')
  const ben = await aProgramOf(house, 'ben')
  const carol = await house.customer()
  const { chatId } = await aChatOf(carol)
  await ben.rtm.push('incoming_chat')
  const before = await aProgramOf(house, 'ann', { rights: ['CanSeeAllChats'] })
  expect(await before.rtm.ask('follow_chat', { id: chatId })).toMatchObject({ success: true })
  const after = await aProgramOf(house, 'ann')
  await carol.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'for Ben alone' } })
  await ben.rtm.push('incoming_event', ({ payload }) => payload.event.text === 'for Ben alone')
  await after.rtm.ask('list_chats')
  expect(JSON.stringify(after.rtm.frames)).not.toContain('for Ben alone')
})

/** Ann is of Sales alone; Carol chatted with Ben, of Support. */
const twoQueues = async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'], queue: { agentIds: [asId<AgentId>('ben')] } })
  const { store } = house.office
  await store.transact(async tx => {
    await tx.queues.insert(aQueue('sales', { agentIds: [asId<AgentId>('ann')] }))
    await tx.queues.insert(aQueue('gone', { agentIds: [asId<AgentId>('ann')], archivedAt: 1 }))
  })
  house.office.disconnect('ann')
  const ben = await aProgramOf(house, 'ben', { rights: ['CanTransferChats'] })
  const { token, id: customerId } = await house.customerToken()
  const carol = house.rtm('customer')
  await carol.ask('login', { token: `Bearer ${token}`, customer: { name: 'Carol', email: 'carol@shop.example' } })
  const chat = await aChatOf(carol)
  await ben.rtm.push('incoming_chat')
  return { house, ben, carol, customerId, ...chat }
}

test('a chat with a customer of another queue is not begun by naming a queue of one’s own', async () => {
  const { house, ben, customerId, chatId } = await twoQueues()
  await ben.rtm.ask('deactivate_chat', { id: chatId })
  const ann = await aProgramOf(house, 'ann')
  const groupOf = async (name: string) => {
    const listed = await fetch(`${house.url}/v3.6/configuration/action/list_groups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.token}` },
      body: '{}',
    })
    const groups = (await listed.json()) as { id: number; name: string }[]
    return groups.find(group => group.name.toLowerCase() === name)?.id ?? 0
  }
  const start = async (more: object) => ann.rtm.ask('start_chat', { chat: more })
  const users = [{ id: customerId, type: 'customer' }]
  const access = { group_ids: [await groupOf('sales')] }
  expect(access.group_ids[0]).toBeGreaterThan(0)
  expect(await start({ users, access })).toMatchObject(refused('missing_access'))
  expect(await start({ users })).toMatchObject(refused('missing_access'))
  expect(await start({ access })).toMatchObject({ success: true })
  const numbers = await Promise.all(
    [1, 2, 3, 4].map(async id => (await start({ access: { group_ids: [id] } })).success),
  )
  // Of four numbers only Sales is a queue that is open and theirs.
  expect(numbers.filter(Boolean)).toHaveLength(1)
})

test('an agent’s token makes nobody a customer whom the agent may not see', async () => {
  const { house, ben, customerId } = await twoQueues()
  const ann = await aProgramOf(house, 'ann')
  const become = async (token: string) => {
    const response = await fetch(`${house.url}/v2/customer/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ grant_type: 'agent_token', client_id: 'x', entity_id: customerId }),
    })
    return response.status
  }
  expect(await become(ann.token)).toBe(403)
  expect(await become(ben.token)).toBe(200)
})

test('how to reach a customer is told only to those who may see contact details', async () => {
  const { house, ben, carol, customerId, chatId } = await twoQueues()
  await carol.ask('update_customer', { email: 'carol@home.example' })
  await ben.rtm.push('customer_updated')
  const again = await aProgramOf(house, 'ben')
  await again.rtm.ask('list_chats')
  await again.rtm.ask('get_chat', { chat_id: chatId })
  await again.rtm.ask('list_archives')
  const { payload } = await again.rtm.ask('get_customer', { id: customerId })
  expect(payload).toMatchObject({ id: customerId, name: 'Carol' })
  expect(JSON.stringify([ben.rtm.frames, again.rtm.frames])).not.toMatch(/carol@/)
  const byEmail = { filters: { customer_email: { values: ['carol@home.example'] } } }
  expect(await again.rtm.ask('list_archives', byEmail)).toMatchObject(refused('missing_access'))
  const trusted = await aProgramOf(house, 'ben', { rights: ['CanSeeContactDetails'] })
  expect((await trusted.rtm.ask('get_customer', { id: customerId })).payload.email).toBe('carol@home.example')
  expect((await trusted.rtm.ask('list_archives', byEmail)).payload.found_chats).toBe(1)
})

test('a query with more filters than the store takes is refused in one sentence', async () => {
  const house = await aProtocolHouse({ agents: ['ann'] })
  const ann = await aProgramOf(house, 'ann')
  const properties = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`n${i}`, { a: { exists: true } }]))
  for (const action of ['list_chats', 'list_archives'])
    expect(await ann.rtm.ask(action, { filters: { properties } })).toMatchObject(refused('validation'))
})

test('a multicast reaches no customer whom the agent may not see', async () => {
  const { house, ben, carol, customerId } = await twoQueues()
  const ann = await aProgramOf(house, 'ann')
  const say = (content: string) => ({ recipients: { customers: { ids: [customerId] } }, content })
  expect(await ann.rtm.ask('multicast', say('of Ann'))).toMatchObject({ success: true })
  expect(await ben.rtm.ask('multicast', say('of Ben'))).toMatchObject({ success: true })
  await carol.push('incoming_multicast', ({ payload }) => payload.content === 'of Ben')
  expect(JSON.stringify(carol.frames)).not.toContain('of Ann')
})

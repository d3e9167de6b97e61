// Customers as agents' programs know them: by an id that says nothing of them, wherever they come from, and before they say a word.
import { expect, test } from 'vitest'
import { asId, type ChatId } from '../../../main/domain/ids.ts'
import { aQueue } from '../../kit/builders.ts'
import { Uuids } from '../../kit/ids.ts'
import { aProgramOf, type Program, refused } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import { there } from '../../kit/must.ts'
import { stageChannel } from '../../kit/office.ts'

const number = '+48600100200'

const withACaller = async (rights: Parameters<typeof aProgramOf>[2] = {}) => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  const ann = await aProgramOf(house, 'ann', rights)
  await house.office.network.says(number, 'Is my parcel there?')
  const came = await ann.rtm.push('incoming_chat')
  const identity = there(await house.office.store.contacts.identityAt(stageChannel, number))
  return { house, ann, identity, chat: came.payload.chat as { id: string; thread: { id: string } } }
}

const everythingTold = ({ rtm }: Program) => JSON.stringify(rtm.frames)

test('a phone number is nobody’s id: the same other one is everywhere, in both directions', async () => {
  const { house, ann, identity, chat } = await withACaller({ rights: ['CanSeeContactDetails', 'CanManageChats'] })
  await house.office.network.says(number, 'Hello?')
  await ann.rtm.push('incoming_event')
  await ann.rtm.ask('mark_events_as_seen', { chat_id: chat.id, seen_up_to: '2100-01-01T00:00:00Z' })
  expect(await ann.rtm.ask('get_chat', { chat_id: chat.id })).toMatchObject({
    payload: {
      users: [{ id: identity.id, type: 'customer', email_verified: false, online: false, state: 'chatting' }, {}],
      thread: {
        user_ids: [identity.id, 'ann'],
        events: expect.arrayContaining([expect.objectContaining({ author_id: identity.id })]),
      },
    },
  })
  expect(await ann.rtm.ask('get_customer', { id: identity.id })).toMatchObject({
    payload: { id: identity.id, chat_ids: [chat.id] },
  })
  expect(await ann.rtm.ask('list_archives', { filters: { customer_id: { values: [identity.id] } } })).toMatchObject({
    payload: { found_chats: 1 },
  })
  expect(await ann.rtm.ask('get_customer', { id: number })).toMatchObject(refused('not_found'))
  expect(
    await ann.rtm.ask('add_user_to_chat', { chat_id: chat.id, user_id: identity.id, user_type: 'customer' }),
  ).toMatchObject({
    success: true,
  })
  expect(await ann.rtm.ask('ban_customer', { id: identity.id, ban: { days: 2 } })).toMatchObject({ success: true })
  expect(await ann.rtm.push('customer_banned')).toMatchObject({
    payload: { customer_id: identity.id, ban: { days: 2 } },
  })
})

test('whoever may not see contacts’ details learns no number from anything that is told', async () => {
  const { house, ann, chat } = await withACaller()
  await house.office.network.says(number, 'Hello?')
  await ann.rtm.push('incoming_event')
  await ann.rtm.ask('list_chats')
  await ann.rtm.ask('get_chat', { chat_id: chat.id })
  await ann.rtm.ask('list_customers')
  expect(everythingTold(ann)).not.toContain(number.slice(1))
})

test('nobody gets a customer’s token in the name of somebody of another network', async () => {
  const house = await aProtocolHouse({ agents: ['ann'], ids: new Uuids() })
  const ann = await aProgramOf(house, 'ann', { rights: ['CanSeeAllChats', 'CanManageChats'] })
  await house.office.network.says(number, 'Is my parcel there?')
  const { id } = there(await house.office.store.contacts.identityAt(stageChannel, number))
  const tokenFor = async (entity_id: string) => {
    const answer = await fetch(`${house.url}/v2/customer/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ann.token}` },
      body: JSON.stringify({ grant_type: 'agent_token', client_id: 'x', entity_id }),
    })
    return answer.status
  }
  expect(await tokenFor(crypto.randomUUID())).toBe(200)
  expect(await tokenFor(id)).toBe(403)
})

test('an agent writes to a customer who is there and has not said anything, by the name that they told', async () => {
  const house = await aProtocolHouse({ agents: ['ann'] })
  const ann = await aProgramOf(house, 'ann', {
    login: { customer_monitoring_level: 'online' },
    rights: ['CanSeeContactDetails'],
  })
  const carol = await house.customer({ customer: { name: 'Carol', email: 'carol@example.com' } })
  const { id } = (await ann.rtm.push('incoming_customer')).payload
  expect(await ann.rtm.ask('get_customer', { id })).toMatchObject({ payload: { id, name: 'Carol' } })
  const events = [{ type: 'message', text: 'May I help you?' }]
  const started = await ann.rtm.ask('start_chat', {
    continuous: true,
    chat: { users: [{ id, type: 'customer' }], thread: { events } },
  })
  expect(started).toMatchObject({ success: true })
  const told = await carol.push('incoming_chat')
  expect(told.payload.chat).toMatchObject({
    id: started.payload.chat_id,
    properties: { routing: { continuous: true } },
  })
  expect(await ann.rtm.ask('get_customer', { id })).toMatchObject({
    payload: { name: 'Carol', email: 'carol@example.com' },
  })
  expect(
    await ann.rtm.ask('start_chat', { chat: { users: [{ id: crypto.randomUUID(), type: 'customer' }] } }),
  ).toMatchObject(refused('not_found'))
})

test('a chat is resumed in a group of the agent’s own alone', async () => {
  const { house, ann, chat } = await withACaller()
  await house.office.store.transact(tx => tx.queues.insert(aQueue('sales')))
  const sales = (await house.office.store.protocol.queueNumbers()).get(asId('sales'))
  await ann.rtm.ask('deactivate_chat', { id: chat.id })
  const resume = (group: number | undefined) =>
    ann.rtm.ask('resume_chat', {
      chat: { id: chat.id, ...(group === undefined ? {} : { access: { group_ids: [group] } }) },
    })
  expect(await resume(sales)).toMatchObject(refused('missing_access'))
  expect(await resume(undefined)).toMatchObject({ success: true })
})

test('who follows a customer hears of them without being in their chat, until they leave or the agent stops', async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  const ben = await aProgramOf(house, 'ben', { rights: ['CanSeeContactDetails'] })
  const { token, id } = await house.customerToken()
  const carol = house.rtm('customer')
  await carol.ask('login', { token })
  await carol.ask('update_customer', { name: 'Carol' })
  expect(await ben.rtm.ask('follow_customer', { id })).toMatchObject({ success: true })
  expect(await ben.rtm.push('incoming_customer')).toMatchObject({ payload: { id, name: 'Carol' } })
  await carol.ask('update_customer', { name: 'Caroline' })
  expect(await ben.rtm.push('customer_updated')).toMatchObject({ payload: { id, name: 'Caroline' } })
  expect(await ben.rtm.ask('unfollow_customer', { id })).toMatchObject({ success: true })
  expect(await ben.rtm.push('customer_unfollowed')).toMatchObject({ payload: { id } })
  await carol.ask('update_customer', { name: 'Lina' })
  await ben.rtm.ask('follow_customer', { id })
  carol.socket.close()
  expect(await ben.rtm.push('customer_left')).toMatchObject({ payload: { id } })
  expect(ben.rtm.pushes('customer_updated')).toHaveLength(1)
  const again = house.rtm('customer')
  await again.ask('login', { token })
  await again.ask('update_customer', { name: 'Carol again' })
  await ben.rtm.ask('get_customer', { id })
  expect(ben.rtm.pushes('customer_updated')).toHaveLength(1)
})

test('of a visit there is what the connection itself says, for those who may see it', async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  const ann = await aProgramOf(house, 'ann', { rights: ['CanSeeContactDetails', 'CanSeeAllChats'] })
  const ben = await aProgramOf(house, 'ben', { rights: ['CanSeeAllChats'] })
  const carol = await house.customer({
    referrer: 'https://search.example/',
    customer_page: { url: 'https://shop.example/' },
  })
  const started = await carol.ask('start_chat', { chat: { thread: { events: [{ type: 'message', text: 'Hi' }] } } })
  // It comes with the chat: whoever is told of it need not ask.
  const came = await ann.rtm.push('incoming_chat')
  expect(came.payload.chat.users[0]).toMatchObject({ visit: { ip: '127.0.0.1' }, statistics: { visits_count: 1 } })
  const { payload } = await ann.rtm.ask('get_chat', { chat_id: started.payload.chat_id })
  expect(payload.users[0].visit).toMatchObject({
    ip: '127.0.0.1',
    user_agent: '',
    referrer: 'https://search.example/',
    last_pages: [{ url: 'https://shop.example/' }],
  })
  expect(payload.users[0].last_visit).toEqual(payload.users[0].visit)
  const seen = await ben.rtm.ask('get_chat', { chat_id: started.payload.chat_id })
  expect(JSON.stringify(seen.payload)).not.toContain('127.0.0.1')
})

test('how far each agent has read stands beside them, whether they read by a program or in the panel', async () => {
  const { house, ann, chat } = await withACaller()
  await house.office.network.says(number, 'And now?')
  const last = (await ann.rtm.push('incoming_event', ({ payload }) => payload.event.text === 'And now?')).payload.event
  const seen = async () => {
    const { payload } = await ann.rtm.ask('get_chat', { chat_id: chat.id })
    return payload.users.find((user: { id: string }) => user.id === 'ann').events_seen_up_to
  }
  expect(await seen()).not.toBe(last.created_at)
  const [newest] = (await house.office.store.messages.ofChat(asId<ChatId>(chat.thread.id), 99)).slice(-1)
  await house.office.services.chatService.markChatAsRead(
    house.office.actor('ann'),
    asId(chat.thread.id),
    there(newest).id,
  )
  expect(await seen()).toBe(last.created_at)
})

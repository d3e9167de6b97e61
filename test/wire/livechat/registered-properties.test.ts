// Properties that a program registered are held to what it said of them, by whichever door they come, and shown to whom it said.
import { expect, test } from 'vitest'
import { asId, type QueueId } from '../../../main/domain/ids.ts'
import { aChatOf, aProgramOf, refused } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

const both = ['read', 'write'] as const
const registered = {
  score: {
    type: 'int',
    range: { from: 0, to: 5 },
    access: { chat: { agent: both, customer: ['read'] }, event: { agent: both } },
  },
  secret: { type: 'string', access: { chat: { agent: both }, license: { agent: both } } },
  theme: {
    type: 'string',
    domain: ['dark', 'light'],
    access: { license: { agent: both, customer: ['read'] }, group: { agent: both, customer: ['read'] } },
  },
}

const aHouse = async () => {
  const house = await aProtocolHouse({ agents: ['ann'] })
  const ann = await aProgramOf(house, 'ann', { rights: ['CanManageChats', 'CanSeeContactDetails'] })
  const carol = await house.customer()
  const { configuration } = house.office.services
  for (const [name, config] of Object.entries(registered))
    await configuration.registerProperty(null, { clientId: 'shop', name, config, publicAccess: [] })
  const { chatId, threadId } = await aChatOf(carol)
  await ann.rtm.push('incoming_chat')
  return { house, ann, carol, chatId, threadId, configuration }
}

test('a value of another type or out of range is refused, by name, and nothing of it is kept', async () => {
  const { ann, chatId, threadId } = await aHouse()
  const set = (properties: object) =>
    ann.rtm.ask('update_chat_properties', { id: chatId, properties: { shop: properties } })
  expect(await set({ score: 3, free: 'as it likes' })).toMatchObject({ success: true })
  for (const score of [6, -1, 2.5, '3', true])
    expect(await set({ free: 'other', score })).toMatchObject(refused('validation'))
  expect((await set({ score: 6 })).payload.error.message).toBe('`properties.shop.score`: must be from 0 to 5.')
  const inThread = await ann.rtm.ask('update_thread_properties', {
    chat_id: chatId,
    thread_id: threadId,
    properties: { shop: { score: 1 } },
  })
  expect(inThread).toMatchObject(refused('authorization'))
  const event = { type: 'message', text: 'x', properties: { shop: { score: 9 } } }
  expect(await ann.rtm.ask('send_event', { chat_id: chatId, event })).toMatchObject(refused('validation'))
  const { payload } = await ann.rtm.ask('get_chat', { chat_id: chatId })
  expect(payload.properties.shop).toEqual({ score: 3, free: 'as it likes' })
  expect(payload.thread.events.map((one: { text: string }) => one.text)).not.toContain('x')
})

test('customers write nothing that is for agents, and neither read nor hear what is not for them', async () => {
  const { ann, carol, chatId } = await aHouse()
  const set = (properties: object) =>
    carol.ask('update_chat_properties', { id: chatId, properties: { shop: properties } })
  expect(await set({ score: 5 })).toMatchObject(refused('authorization'))
  expect(await set({ mine: 'a' })).toMatchObject({ success: true })
  await ann.rtm.ask('update_chat_properties', { id: chatId, properties: { shop: { score: 4, secret: 'rude' } } })
  expect(
    await carol.push('chat_properties_updated', ({ payload }) => payload.properties.shop.score === 4),
  ).toMatchObject({
    payload: { properties: { shop: { score: 4 } } },
  })
  expect((await carol.ask('get_chat', { chat_id: chatId })).payload.properties).toEqual({
    shop: { score: 4, mine: 'a' },
  })
  expect((await ann.rtm.ask('get_chat', { chat_id: chatId })).payload.properties.shop.secret).toBe('rude')
  await ann.rtm.ask('delete_chat_properties', { id: chatId, properties: { shop: ['secret'] } })
  const gone = await carol.ask('delete_chat_properties', { id: chatId, properties: { shop: ['score'] } })
  expect(gone).toMatchObject(refused('authorization'))
  expect(JSON.stringify(carol.frames)).not.toMatch(/secret|rude/)
  const another = await carol.ask('resume_chat', { chat: { id: chatId, properties: { shop: { secret: 'x' } } } })
  expect(another.success).toBe(false)
})

test('of the license and of groups customers read what was registered for them alone', async () => {
  const { house, carol, configuration } = await aHouse()
  await configuration.setHubProperties(null, 'license', { shop: { theme: 'dark', secret: 'x' }, other: { a: 1 } })
  await configuration.setHubProperties(null, asId<QueueId>('support'), { shop: { theme: 'light' } })
  expect((await carol.ask('list_license_properties')).payload).toEqual({ shop: { theme: 'dark' } })
  expect((await carol.ask('list_license_properties', { namespace: 'other' })).payload).toEqual({})
  const query = `organization_id=${house.organizationId}&id=1&name=theme`
  const overWeb = await fetch(`${house.url}/v3.6/customer/action/list_group_properties?${query}`)
  expect(await overWeb.json()).toEqual({ shop: { theme: 'light' } })
})

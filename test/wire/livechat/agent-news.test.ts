// What agents' programs hear of besides chats: customers who come and go, and changes of the set-up.
import { expect, test } from 'vitest'
import { asId, type QueueId } from '../../../main/domain/ids.ts'
import { aChatOf, aProgramOf } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

test('customers come and go: told as far as each program asked for', async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  const early = await house.customer()
  const all = await aProgramOf(house, 'ben', { login: { customer_monitoring_level: 'online' } })
  const mine = await aProgramOf(house, 'ann')
  const first = await all.rtm.push('incoming_customers')
  expect(first.payload).toMatchObject({ customer_monitoring_level: 'online', customers: [{ type: 'customer' }] })
  expect((await mine.rtm.push('incoming_customers')).payload.customers).toEqual([])
  const later = await house.customer()
  const came = await all.rtm.push('incoming_customer')
  expect(came.payload).toMatchObject({ id: expect.any(String), state: 'browsing' })
  later.socket.close()
  expect((await all.rtm.push('customer_left')).payload.id).toBe(came.payload.id)
  await aChatOf(early)
  early.socket.close()
  await all.rtm.push('customer_left', ({ payload }) => payload.id === first.payload.customers[0].id)
  expect(mine.rtm.pushes('incoming_customer')).toEqual([])
})

test('agents, bots and groups that are added, changed or taken away are told by those names', async () => {
  const house = await aProtocolHouse({ agents: ['ann'] })
  const { services, supervisor } = house.office
  const ann = await aProgramOf(house, 'ann')
  await ann.rtm.ask('set_routing_status', { status: 'not_accepting_chats' })
  const groups = [{ id: 1, status: 'not_accepting_chats' }]
  await ann.rtm.push(
    'groups_status_updated',
    ({ payload }) => JSON.stringify(payload.groups) === JSON.stringify(groups),
  )
  const doer = supervisor('ann')
  const input = { name: 'Dora', login: 'dora', password: 'long enough 1', roleIds: [], chatLimit: null }
  const dora = await services.agents.create(doer, { ...input, queueIds: [asId<QueueId>('support')] })
  if ('refused' in dora) throw new Error(dora.sentence)
  expect((await ann.rtm.push('agent_created')).payload).toMatchObject({ id: 'dora', name: 'Dora', groups: [{ id: 1 }] })
  await services.agents.update(doer, dora.agent.id, { name: 'Dora D.' })
  expect((await ann.rtm.push('agent_updated')).payload).toMatchObject({ id: 'dora', name: 'Dora D.' })
  await services.agents.update(doer, dora.agent.id, { deactivated: true })
  expect((await ann.rtm.push('agent_suspended')).payload).toEqual({ id: 'dora' })
  await services.agents.update(doer, dora.agent.id, { deactivated: false })
  await ann.rtm.push('agent_unsuspended')
  const bot = await services.agents.createBot(doer, {
    name: 'Botty',
    roleIds: [],
    queueIds: [],
    chatLimit: null,
    clientId: 'shop',
  })
  if ('refused' in bot) throw new Error(bot.sentence)
  expect((await ann.rtm.push('bot_created')).payload).toMatchObject({ name: 'Botty', owner_client_id: 'shop' })
  const update = await services.queues.update(doer, asId<QueueId>('support'), { name: 'Help' })
  expect('refused' in update).toBe(false)
  expect((await ann.rtm.push('group_updated')).payload).toMatchObject({ id: 1, name: 'Help' })
})

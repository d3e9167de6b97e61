// How agents' programs come in and go: tokens and their scopes, status, and every reason for which a connection ends.
import { expect, test } from 'vitest'
import { botScopes } from '../../../main/domain/access-token.ts'
import { MINUTE } from '../../../main/domain/clock.ts'
import { type AgentId, asId, type RoleId } from '../../../main/domain/ids.ts'
import { aChatOf, aProgramOf, refused } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import { until } from '../../kit/until.ts'

const farewell = (reason: string) => ({ payload: { reason } })

test('the login says who one is, and tells only what the token may hear', async () => {
  const house = await aProtocolHouse({ agents: ['ann'] })
  const rtm = house.rtm('agent')
  expect(await rtm.ask('login', { token: 'Bearer nothing' })).toMatchObject(refused('authentication'))
  expect(await rtm.ask('list_chats')).toMatchObject(refused('authentication'))
  const reader = await aProgramOf(house, 'ann', { scopes: ['agents--all:ro'] })
  expect(await reader.rtm.ask('list_chats')).toMatchObject(refused('authorization'))
  expect(await reader.call('list_chats')).toMatchObject({ status: 403, body: { error: { type: 'authorization' } } })
  // It cannot answer, so nobody is there for customers because of it.
  expect(await reader.call('list_routing_statuses')).toMatchObject({ body: [{ agent_id: 'ann', status: 'offline' }] })
  const ann = await aProgramOf(house, 'ann', { login: { pushes: { '3.6': ['incoming_event'] } } })
  const basic = `Basic ${Buffer.from(`ann:${ann.token}`).toString('base64')}`
  const answer = await house.rtm('agent').ask('login', { token: basic })
  expect(answer.payload).toMatchObject({
    license: { organization_id: house.organizationId },
    my_profile: { id: 'ann', routing_status: 'accepting_chats' },
    chats_summary: [],
  })
  const carol = await house.customer()
  await aChatOf(carol)
  await ann.rtm.push('incoming_event')
  expect(ann.rtm.pushes('incoming_chat')).toEqual([])
  expect(reader.rtm.pushes('incoming_chat')).toEqual([])
})

test('a connection ends at once with what it stands on: token, agent, rights, and in time', async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  const { office } = house
  const doer = office.supervisor('ben')
  const one = await aProgramOf(house, 'ann')
  await office.services.accessTokens.revoke(doer, asId<AgentId>('ann'), asId(one.tokenId))
  expect(await one.rtm.push('agent_disconnected')).toMatchObject(farewell('access_token_revoked'))
  await until('the line is closed', async () => one.rtm.closed)

  const two = await aProgramOf(house, 'ann')
  const [roleId] = (await office.store.agents.get(asId<AgentId>('ann')))?.roleIds ?? []
  await office.services.roles.update(doer, roleId ?? asId<RoleId>('none'), { permissions: ['CanSeeAllChats'] })
  expect(await two.rtm.push('agent_disconnected')).toMatchObject(farewell('role_permissions_changed'))

  const short = { expiresAt: office.clock.now() + 10 * MINUTE }
  const three = await aProgramOf(house, 'ann', short)
  const renewed = await aProgramOf(house, 'ann', { ...short })
  const fresh = await aProgramOf(house, 'ann')
  expect(await renewed.rtm.ask('update_session', { token: 'Bearer nothing' })).toMatchObject(refused('authentication'))
  expect(await renewed.rtm.ask('update_session', { token: `Bearer ${fresh.token}` })).toMatchObject({ success: true })
  const beat = async () => {
    for (const { rtm } of [three, renewed, fresh]) if (!rtm.closed) await rtm.send('ping')
  }
  for (let minutes = 0; minutes < 11; minutes++) {
    for (let i = 0; i < 3; i++) {
      await beat()
      await until('pings are heard', async () => true)
      await office.clock.turn(20_000)
    }
  }
  expect(await three.rtm.push('agent_disconnected')).toMatchObject(farewell('access_token_expired'))
  expect(await renewed.rtm.ask('list_chats')).toMatchObject({ success: true })

  await office.services.agents.update(doer, asId<AgentId>('ann'), { deactivated: true })
  expect(await renewed.rtm.push('agent_disconnected')).toMatchObject(farewell('agent_logged_out_remotely'))
})

test('agents take chats or not: chosen, by being away on every line, and for others only with the right', async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  const ann = await aProgramOf(house, 'ann')
  const other = await aProgramOf(house, 'ann')
  const ben = await aProgramOf(house, 'ben', { rights: ['CanManageAgents'] })
  const statusOfAnn = async () => {
    const { payload } = await ben.rtm.ask('list_routing_statuses', { filters: { group_ids: [1] } })
    return payload.find((one: { agent_id: string }) => one.agent_id === 'ann').status
  }
  expect(await statusOfAnn()).toBe('accepting_chats')
  await ann.rtm.ask('set_routing_status', { status: 'not_accepting_chats' })
  expect((await ben.rtm.push('routing_status_set')).payload).toEqual({ agent_id: 'ann', status: 'not_accepting_chats' })
  expect(await statusOfAnn()).toBe('not_accepting_chats')
  await ben.rtm.ask('set_routing_status', { status: 'accepting_chats', agent_id: 'ann' })
  expect(await statusOfAnn()).toBe('accepting_chats')
  await ann.rtm.ask('set_away_status', { away: true })
  expect(await statusOfAnn()).toBe('accepting_chats')
  await other.rtm.ask('set_away_status', { away: true })
  expect(await statusOfAnn()).toBe('not_accepting_chats')
  await ann.rtm.ask('set_away_status', { away: false })
  expect(await statusOfAnn()).toBe('accepting_chats')

  const set = (payload: object) => ann.rtm.ask('set_routing_status', payload)
  expect(await set({ status: 'not_accepting_chats', agent_id: 'ben' })).toMatchObject(refused('missing_access'))
  expect(await set({ status: 'offline' })).toMatchObject(refused('validation'))
  expect(await set({ status: 'asleep' })).toMatchObject(refused('validation'))
  expect(await set({ status: 'accepting_chats', agent_id: 'nobody' })).toMatchObject(refused('not_found'))
  expect(await ann.call('set_away_status', { away: true })).toMatchObject({ status: 404 })
  expect(await ann.rtm.ask('logout')).toMatchObject({ success: true })
  await until('the line is closed', async () => ann.rtm.closed)
  expect(ann.rtm.pushes('agent_disconnected')).toEqual([])
})

test('a bot that only calls now and then is there for a minute, and has its chats at once', async () => {
  const house = await aProtocolHouse({ agents: ['ann'] })
  const { office } = house
  const doer = office.supervisor('ann')
  const bot = await office.services.agents.createBot(doer, {
    name: 'Botty',
    roleIds: [],
    queueIds: [asId('support')],
    chatLimit: null,
    clientId: null,
  })
  if ('refused' in bot) throw new Error(bot.sentence)
  const input = { label: 'bot', scopes: botScopes, expiresAt: null }
  const made = await office.services.accessTokens.create(doer, bot.agent.id, input)
  if ('refused' in made) throw new Error(made.sentence)
  await office.services.presence.set(doer, 'inactive', 'chosen')
  const call = async (action: string, payload: object) => {
    const headers = { authorization: `Bearer ${made.token}`, 'content-type': 'application/json' }
    const url = `${house.url}/v3.6/agent/action/${action}`
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(payload) })
    return { status: response.status, body: await response.json() }
  }
  expect(await call('set_routing_status', { status: 'accepting_chats' })).toMatchObject({ status: 200 })
  const carol = await house.customer()
  const { chatId } = await aChatOf(carol)
  await carol.push('user_added_to_chat')
  expect(await call('send_event', { chat_id: chatId, event: { type: 'message', text: 'I am a bot' } })).toMatchObject({
    status: 200,
  })
  await carol.push('incoming_event', ({ payload }) => payload.event.text === 'I am a bot')
})

// What customers' programs tell of a person and look up: profile, session fields, side storage, pages, forms, groups, set-up.
import { describe, expect, test } from 'vitest'
import { asId, type ContactId } from '../../../main/domain/ids.ts'
import { aProtocolHouse, type ProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import type { RtmClient } from '../../kit/livechat/rtm-client.ts'
import { until } from '../../kit/until.ts'

const errorOf = async (client: RtmClient, action: string, payload: object = {}): Promise<string> => {
  const answer = await client.ask(action, payload)
  expect(answer.success, `${action} ${JSON.stringify(answer.payload)}`).toBe(false)
  return answer.payload.error.type
}

const contactOf = async (house: ProtocolHouse, address: string) => {
  const [channel] = (await house.office.store.channels.all()).filter(one => one.kind === 'web')
  const identity = channel === undefined ? null : await house.office.store.contacts.identityAt(channel.id, address)
  return identity === null ? null : house.office.store.contacts.get(identity.contactId)
}

const web = async (house: ProtocolHouse, name: string, query: Record<string, string>, init: RequestInit = {}) => {
  const search = new URLSearchParams({ organization_id: house.organizationId, ...query })
  const response = await fetch(`${house.url}/v3.6/customer/action/${name}?${search}`, init)
  return { status: response.status, body: await response.json() }
}

describe('a customer’s program', () => {
  test('tells at the login who it is, which is known at the next one and on the agents’ desk once they chat', async () => {
    const house = await aProtocolHouse()
    const { token, id } = await house.customerToken()
    const first = house.rtm('customer')
    const customer = {
      name: 'Carol',
      email: 'carol@example.com',
      avatar: 'https://example.com/c.png',
      session_fields: [{ plan: 'gold' }, { seats: 4 }],
    }
    const page = { url: 'https://shop.example/cart', title: 'Cart' }
    const login = { token, customer, customer_page: page, customer_side_storage: { visits: '1' } }
    expect(await first.ask('login', login)).toMatchObject({
      success: true,
      payload: { customer_id: id, has_active_thread: false, chats: [] },
    })
    // Nobody becomes a contact by looking at a page.
    expect(await contactOf(house, id)).toBeNull()

    await first.ask('start_chat')
    expect(await contactOf(house, id)).toMatchObject({ name: 'Carol', email: 'carol@example.com' })
    const second = house.rtm('customer')
    const back = await second.ask('login', { token })
    expect(back.payload).toMatchObject({
      has_active_thread: true,
      customer: { name: 'Carol', email: 'carol@example.com', session_fields: [{ plan: 'gold' }, { seats: '4' }] },
      customer_side_storage: { visits: '1' },
    })
    expect(back.payload.customer.statistics).toMatchObject({ chats_count: 1, threads_count: 1, visits_count: 1 })

    const third = house.rtm('customer')
    await third.ask('login', { token, customer_side_storage: { visits: '2' } })
    const { payload } = await second.push('customer_side_storage_updated')
    expect(payload).toEqual({ customer_side_storage: { visits: '2' } })
  })

  test('changes the profile, which its other connections and its agent hear', async () => {
    const house = await aProtocolHouse()
    house.office.disconnect('ann')
    house.office.disconnect('ben')
    await house.office.clock.turn(60_000)
    const ann = await house.agent('ann')
    const { token, id } = await house.customerToken()
    const [one, two] = [house.rtm('customer'), house.rtm('customer')]
    for (const client of [one, two]) await client.ask('login', { token })
    await one.ask('start_chat')
    await one.push('user_added_to_chat')

    expect(await one.ask('update_customer', { name: 'Carol', session_fields: [{ a: '1' }, { b: '2' }] })).toMatchObject(
      {
        success: true,
        payload: {},
      },
    )
    const renamed = await two.push('customer_updated', ({ payload }) => payload.name === 'Carol')
    expect(renamed.payload).toMatchObject({ id, type: 'customer', name: 'Carol' })
    await ann.push('customer_updated', ({ payload }) => payload.session_fields.length === 2)
    await one.ask('set_customer_session_fields', { session_fields: [{ c: '3' }] })
    expect((await one.ask('get_customer')).payload.session_fields).toEqual([{ c: '3' }])
    await one.ask('update_customer', { session_fields: [{ d: '4' }, { c: '5' }] })
    expect((await one.ask('get_customer')).payload.session_fields).toEqual([{ c: '5' }, { d: '4' }])
    await one.ask('update_customer_page', { url: 'https://shop.example/pay' })
    expect(await ann.push('customer_page_updated')).toMatchObject({
      payload: { customer_id: id, url: 'https://shop.example/pay' },
    })

    const many = Array.from({ length: 101 }, (_, i) => ({ [`key-${i}`]: 'x' }))
    expect(await errorOf(one, 'set_customer_session_fields', { session_fields: many })).toBe('validation')
    const large = Array.from({ length: 20 }, (_, i) => ({ [`key-${i}`]: 'x'.repeat(2_000) }))
    expect(await errorOf(one, 'set_customer_session_fields', { session_fields: large })).toBe('validation')
    expect(await errorOf(one, 'update_customer', {})).toBe('validation')
    expect(await errorOf(one, 'update_customer', { email: 'no address' })).toBe('validation')
    expect(await errorOf(one, 'update_customer', { avatar: 'javascript:alert(1)' })).toBe('validation')
    expect(JSON.stringify([...one.frames, ...two.frames])).not.toContain('"ann"')
  })

  test('is sent away at once when its customer is banned, and let in again when they are not', async () => {
    const house = await aProtocolHouse()
    const { token, id } = await house.customerToken()
    const carol = house.rtm('customer')
    await carol.ask('login', { token })
    const { chat_id: chatId } = (await carol.ask('start_chat')).payload
    const contact = await contactOf(house, id)
    const ann = house.office.supervisor('ann')
    await house.office.services.contacts.ban(ann, contact?.id ?? asId<ContactId>(''), 'Rude')
    expect(await carol.push('customer_disconnected')).toMatchObject({ payload: { reason: 'customer_banned' } })
    await carol.push('chat_deactivated')
    await until('the connection ends', () => carol.closed)
    const late = house.rtm('customer')
    expect(await errorOf(late, 'login', { token })).toBe('customer_banned')
    const over = (action: string, body: object) => {
      const headers = { authorization: `Bearer ${token}` }
      return web(house, action, {}, { method: 'POST', headers, body: JSON.stringify(body) })
    }
    const refused = { status: 403, body: { error: { type: 'customer_banned' } } }
    const event = { type: 'message', text: 'Still here' }
    expect(await over('send_event', { chat_id: chatId, event })).toMatchObject(refused)
    const properties = { routing: { idle: true } }
    expect(await over('update_chat_properties', { id: chatId, properties })).toMatchObject(refused)
    await house.office.services.contacts.unban(ann, contact?.id ?? asId<ContactId>(''))
    expect(await late.ask('login', { token })).toMatchObject({ success: true })
  })

  test('asks which groups are there, who would answer, and hears when that changes', async () => {
    const house = await aProtocolHouse({ agents: ['ann'] })
    const carol = await house.customer()
    const statuses = async () => (await carol.ask('list_group_statuses', { all: true })).payload.groups_status
    expect(await statuses()).toEqual({ 0: 'online', 1: 'online' })
    const predicted = await carol.ask('get_predicted_agent')
    expect(predicted.payload).toMatchObject({ queue: false, agent: { type: 'agent', is_bot: false } })
    expect(JSON.stringify(predicted.payload)).not.toContain('"id":"ann"')
    const welcome = await carol.ask('request_welcome_message', { id: 'w1' })
    expect(welcome.payload).toMatchObject({ queue: false, predicted_agent: { type: 'agent' } })
    expect(await carol.push('incoming_welcome_message')).toMatchObject({
      payload: { id: 'w1', event: { type: 'message', text: 'Hello! How can we help?' } },
    })

    await house.office.services.presence.set(house.office.actor('ann'), 'inactive', 'chosen')
    expect((await carol.push('groups_status_updated')).payload.groups).toEqual([
      { id: 0, status: 'offline' },
      { id: 1, status: 'offline' },
    ])
    expect(await statuses()).toEqual({ 0: 'offline', 1: 'offline' })
    expect(await errorOf(carol, 'get_predicted_agent')).toBe('group_offline')
    expect(await errorOf(carol, 'get_predicted_agent', { group_id: 77 })).toBe('group_not_found')
    expect(await errorOf(carol, 'list_group_statuses')).toBe('validation')
    expect((await carol.ask('list_group_statuses', { group_ids: [1, 5] })).payload.groups_status).toEqual({
      1: 'offline',
    })
  })

  test('is told how the website is set up, without a token, and the rest only with one', async () => {
    const house = await aProtocolHouse()
    const dynamic = await web(house, 'get_dynamic_configuration', { group_id: '0', url: 'https://anywhere.example' })
    expect(dynamic).toMatchObject({
      status: 200,
      body: { organization_id: house.organizationId, livechat: { domain_allowed: true, online_group_ids: [1] } },
    })
    const { config_version, localization_version } = dynamic.body.livechat
    const config = await web(house, 'get_configuration', { group_id: '0', version: config_version })
    expect(config.body).toMatchObject({ prechat_form: { fields: [{ type: 'name' }, { type: 'email' }] } })
    const words = { group_id: '0', language: 'en', version: localization_version }
    expect((await web(house, 'get_localization', words)).body).toMatchObject({ Window_title: 'Chat with us' })
    expect((await web(house, 'list_license_properties', {})).body).toEqual({})
    expect((await web(house, 'list_group_properties', { id: '1' })).body).toEqual({})
    expect((await web(house, 'list_group_properties', { id: '9' })).body.error.type).toBe('group_not_found')
    expect((await web(house, 'get_configuration', {})).body.error.type).toBe('validation')
    expect((await web(house, 'list_chats', {}, { method: 'POST', body: '{}' })).status).toBe(401)
  })

  test('gets the form before a chat, and the protocol’s own errors for what is not here', async () => {
    const house = await aProtocolHouse()
    const carol = await house.customer()
    const prechat = await carol.ask('get_form', { group_id: 0, type: 'prechat' })
    expect(prechat.payload).toMatchObject({ enabled: true, form: { fields: [{ type: 'name' }, { type: 'email' }] } })
    expect((await carol.ask('get_form', { group_id: 0, type: 'postchat' })).payload).toEqual({ enabled: false })
    expect(await errorOf(carol, 'get_form', { group_id: 9, type: 'prechat' })).toBe('group_not_found')
    expect(await errorOf(carol, 'accept_greeting', { greeting_id: 1, unique_id: 'x' })).toBe('greeting_not_found')
    expect(await errorOf(carol, 'cancel_greeting', { unique_id: 'x' })).toBe('greeting_not_found')
    expect(await errorOf(carol, 'cancel_greeting')).toBe('validation')
    expect(await errorOf(carol, 'get_url_info', { url: 'https://example.com' })).toBe('not_allowed')
    expect(await errorOf(carol, 'get_url_info', { url: 'file:///etc/passwd' })).toBe('validation')
    expect(await errorOf(carol, 'check_goals')).toBe('validation')
    expect(await errorOf(carol, 'list_archives')).toBe('not_found')
    expect(await errorOf(carol, '__proto__')).toBe('not_found')
  })
})

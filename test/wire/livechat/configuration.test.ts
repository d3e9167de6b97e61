// The Configuration API over real HTTP: webhooks, bots, agents, groups, tags and properties, each with what it refuses.
import { describe, expect, test } from 'vitest'
import type { Scope } from '../../../main/domain/access-token.ts'
import { DAY } from '../../../main/domain/clock.ts'
import { type AgentId, asId } from '../../../main/domain/ids.ts'
import type { Permission } from '../../../main/domain/permissions.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import { must } from '../../kit/must.ts'

const manager: Permission[] = ['CanManageChats', 'CanManageAgents']

const aHouse = async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  const ann = await house.session('ann', ...manager)
  const ask = async (action: string, payload: object = {}, token: string | null = ann, version = '3.6') => {
    const response = await fetch(`${house.url}/v${version}/configuration/action/${action}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(payload),
    })
    // biome-ignore lint/suspicious/noExplicitAny: whatever shape the test says it has
    return { status: response.status, body: (await response.json()) as any }
  }
  /** A program of Ann's that has exactly these scopes. */
  const program = async (clientId: string, ...scopes: Scope[]) => {
    const input = { label: clientId, scopes, expiresAt: null, clientId }
    const doer = house.office.actor('ann')
    return must(await house.office.services.accessTokens.create(doer, asId<AgentId>('ann'), input)).token
  }
  const refused = async (action: string, payload: object, token?: string | null) =>
    (await ask(action, payload, token)).body.error?.type
  return { ...house, ann, ask, program, refused }
}

describe('webhooks', () => {
  const hook = {
    url: 'https://bot.example/hook',
    action: 'incoming_event',
    secret_key: 's3cret',
    type: 'license',
    description: 'A bot',
    filters: { author_type: 'customer', chat_presence: { user_ids: { values: ['ann'] }, my_bots: true } },
    additional_data: ['chat_properties'],
  }

  test('are registered for the token’s program, listed as they were given, switched on, and unregistered', async () => {
    const { ask, program } = await aHouse()
    const token = await program('app', 'webhooks--my:rw', 'webhooks.state:rw')
    const { body } = await ask('register_webhook', hook, token)
    expect(body).toEqual({ id: expect.any(String) })
    const listed = [{ ...hook, id: body.id, owner_client_id: 'app' }]
    expect(await ask('list_webhooks', {}, token)).toEqual({ status: 200, body: listed })
    const state = async () => (await ask('get_license_webhooks_state', {}, token)).body
    expect(await state()).toEqual({ license_webhooks_enabled: false })
    expect(await ask('enable_license_webhooks', {}, token)).toEqual({ status: 200, body: {} })
    expect(await state()).toEqual({ license_webhooks_enabled: true })
    await ask('disable_license_webhooks', { client_id: 'app' }, token)
    expect(await state()).toEqual({ license_webhooks_enabled: false })
    expect(await ask('unregister_webhook', { id: body.id }, token)).toEqual({ status: 200, body: {} })
    expect((await ask('list_webhooks', {}, token)).body).toEqual([])
    expect((await ask('unregister_webhook', { id: body.id }, token)).status).toBe(404)
  })

  test.each<[string, object, string, RegExp]>([
    ['an action that there is not', { action: 'incoming_toast' }, 'validation', /list_webhook_names/],
    ['an action that never happens here', { action: 'thread_summary_set' }, 'validation', /never happens here/],
    ['a filter that the action has not', { action: 'chat_deactivated' }, 'validation', /no filter author_type/],
    ['a filter that there is not', { filters: { colour: 'red' } }, 'validation', /filters/],
    ['data that the action has not', { additional_data: ['weather'] }, 'validation', /weather/],
    ['an address that is none', { url: 'bot.example' }, 'validation', /web address/],
    ['an address that is too long', { url: `https://bot.example/${'x'.repeat(500)}` }, 'validation', /url/],
    ['no secret', { secret_key: '' }, 'validation', /secret_key/],
    ['no type', { type: 'tomorrow' }, 'validation', /type/],
  ])('with %s are refused', async (_what, more, type, message) => {
    const { ask, program } = await aHouse()
    const token = await program('app', 'webhooks--my:rw')
    const { status, body } = await ask('register_webhook', { ...hook, ...more }, token)
    expect([status, body.error]).toEqual([400, { type, message: expect.stringMatching(message) }])
    expect((await ask('list_webhooks', {}, token)).body).toEqual([])
  })

  test('the fourth of a program for one action reaches the limit', async () => {
    const { ask, refused } = await aHouse()
    for (let i = 0; i < 3; i++) await ask('register_webhook', { ...hook, owner_client_id: 'app' })
    expect(await refused('register_webhook', { ...hook, owner_client_id: 'app' })).toBe('limit_reached')
    expect(await refused('register_webhook', hook)).toBe('validation')
  })

  test('which there are is told to anybody', async () => {
    const { ask } = await aHouse()
    const { status, body } = await ask('list_webhook_names', { version: '3.6' }, null)
    expect([status, body.length]).toEqual([200, 33])
    expect(body).toContainEqual({ action: 'routing_status_set' })
    expect(body).toContainEqual({
      action: 'incoming_chat',
      filters: ['chat_presence', 'only_my_chats'],
      additional_data: ['chat_properties', 'chat_presence_user_ids'],
    })
  })
})

describe('who may call', () => {
  test('nobody without a good token', async () => {
    const { refused } = await aHouse()
    for (const token of [null, 'made-up']) expect(await refused('list_agents', {}, token)).toBe('authentication')
  })

  test('no program beyond its scopes, no agent beyond their rights', async () => {
    const { ask, program, refused, session } = await aHouse()
    const reader = await program('app', 'agents--all:ro')
    expect((await ask('list_agents', {}, reader)).status).toBe(200)
    for (const action of ['list_webhooks', 'list_tags', 'create_bot', 'list_bots', 'list_groups'])
      expect([action, await refused(action, {}, reader)]).toEqual([action, 'authorization'])
    const ben = await session('ben')
    expect(await refused('create_bot', { name: 'x', owner_client_id: 'x' }, ben)).toBe('authorization')
    expect(await refused('create_tag', { name: 'x', group_ids: [] }, ben)).toBe('authorization')
    expect((await ask('list_groups', {}, ben)).status).toBe(200)
  })

  test('what is not here is said in the protocol’s words', async () => {
    const { ask, refused } = await aHouse()
    expect(await refused('no_such_thing', {})).toBe('not_found')
    expect(await refused('constructor', {})).toBe('not_found')
    expect(await refused('add_auto_access', {})).toBe('not_allowed')
    expect((await ask('list_agents', {}, undefined, '2.0')).body.error.type).toBe('unsupported_version')
  })
})

describe('bots', () => {
  test('are made with a secret, get tokens for a day against it, and are gone when deleted', async () => {
    const { ask, program, refused, organizationId, office } = await aHouse()
    const token = await program('app', 'agents-bot--my:rw')
    const { body: made } = await ask('create_bot', { name: 'Nightingale', groups: [{ id: 1 }] }, token)
    expect(made).toEqual({ id: expect.stringMatching(/^bot-/), secret: expect.any(String) })
    const bot = { id: made.id, name: 'Nightingale', owner_client_id: 'app', max_chats_count: 6 }
    const listed = { ...bot, groups: [{ id: 1, priority: 'normal' }] }
    expect((await ask('list_bots', {}, token)).body).toEqual([expect.objectContaining(listed)])
    expect((await ask('get_bot', { id: made.id }, token)).body).toMatchObject(listed)

    const wanted = { bot_id: made.id, client_id: 'app', bot_secret: made.secret, organization_id: organizationId }
    const issued = (await ask('issue_bot_token', wanted, token)).body.token
    const bearer = () => office.services.accessTokens.bearerOf({ token: issued, account: made.id })
    expect(await bearer()).toMatchObject({ clientId: 'app', scopes: expect.arrayContaining(['chats--access:rw']) })
    for (const wrong of [{ bot_secret: 'guessed' }, { client_id: 'other' }, { bot_id: 'ann' }])
      expect(await refused('issue_bot_token', { ...wanted, ...wrong })).toBe('authentication')
    const { secret } = (await ask('reset_bot_secret', { id: made.id }, token)).body
    expect(await refused('issue_bot_token', wanted)).toBe('authentication')
    expect((await ask('issue_bot_token', { ...wanted, bot_secret: secret }, token)).status).toBe(200)
    office.clock.advance(DAY)
    expect(await bearer()).toBeNull()

    expect((await ask('update_bot', { id: made.id, name: 'Owl', groups: [] }, token)).status).toBe(200)
    expect((await ask('get_bot', { id: made.id }, token)).body).toMatchObject({ name: 'Owl', groups: [] })
    expect((await ask('delete_bot', { id: made.id }, token)).status).toBe(200)
    expect((await ask('list_bots', { all: true }, token)).body).toEqual([])
    expect(await refused('get_bot', { id: made.id }, token)).toBe('not_found')
  })

  test('of another program are looked at, and changed by nobody else', async () => {
    const { ask, program, refused } = await aHouse()
    const [own, other] = [await program('app', 'agents-bot--my:rw'), await program('b', 'agents-bot--my:rw')]
    const { body } = await ask('create_bot', { name: 'Nightingale' }, own)
    expect((await ask('list_bots', {}, other)).body).toEqual([])
    expect((await ask('list_bots', { all: true }, other)).body).toHaveLength(1)
    expect(await refused('delete_bot', { id: body.id }, other)).toBe('authorization')
    const any = await program('c', 'agents-bot--all:rw')
    expect((await ask('delete_bot', { id: body.id }, any)).status).toBe(200)
  })

  test('may issue themselves tokens as often as they like; the oldest give way', async () => {
    const { ask, organizationId, office } = await aHouse()
    const { body } = await ask('create_bot', { name: 'Nightingale', owner_client_id: 'app' })
    const wanted = { bot_id: body.id, client_id: 'app', bot_secret: body.secret, organization_id: organizationId }
    for (let i = 0; i < 27; i++) expect((await ask('issue_bot_token', wanted)).status).toBe(200)
    const bot = await office.store.agents.byLogin(body.id)
    expect(await office.services.accessTokens.list(bot?.id ?? asId(''))).toHaveLength(25)
  })
})

test('agents are listed, found by group, made, changed, suspended and taken back', async () => {
  const { ask, refused } = await aHouse()
  const all = (await ask('list_agents', { filters: { group_ids: [1] } })).body
  expect(all.map(({ id }: { id: string }) => id)).toEqual(['ann', 'ben'])
  expect((await ask('list_agents', { filters: { group_ids: [99] } })).body).toEqual([])
  expect((await ask('get_agent', { id: 'ann' })).body).toMatchObject({
    id: 'ann',
    name: 'Ann',
    role: 'administrator',
    groups: [{ id: 1, priority: 'normal' }],
  })
  const made = { id: 'cleo@example.com', name: 'Cleo', max_chats_count: 3, groups: [{ id: 1, priority: 'first' }] }
  expect((await ask('create_agent', made)).body).toEqual({ id: 'cleo@example.com' })
  expect(await refused('create_agent', { id: 'Cleo@example.com' })).toBe('already_exists')
  expect(await refused('create_agent', { id: 'two words' })).toBe('validation')
  expect(await refused('update_agent', { id: made.id, groups: [{ id: 7 }] })).toBe('group_not_found')
  await ask('update_agent', { id: made.id, name: 'Cleo P.', groups: [] })
  await ask('suspend_agent', { id: made.id })
  expect((await ask('get_agent', { id: made.id })).body).toMatchObject({ name: 'Cleo P.', groups: [], suspended: true })
  await ask('unsuspend_agent', { id: made.id })
  expect((await ask('get_agent', { id: made.id })).body).toMatchObject({ suspended: false, max_chats_count: 3 })
  expect(await refused('get_agent', { id: 'nobody' })).toBe('not_found')
  expect(await refused('delete_agent', { id: made.id })).toBe('not_allowed')
})

test('groups are our queues, and 0 is everybody', async () => {
  const { ask, refused } = await aHouse()
  const general = { id: 0, name: 'General', language_code: 'en', routing_status: 'accepting_chats' }
  const support = { ...general, id: 1, name: 'Support' }
  expect((await ask('list_groups')).body).toEqual([general, support])
  expect((await ask('get_group', { id: 1 })).body).toEqual({
    ...support,
    agent_priorities: { ann: 'normal', ben: 'normal' },
  })
  const { body } = await ask('create_group', { name: 'Sales', agent_priorities: { ben: 'first', ann: 'supervisor' } })
  expect((await ask('get_group', { id: body.id })).body).toMatchObject({ agent_priorities: { ben: 'normal' } })
  await ask('update_group', { id: body.id, name: 'Shop', agent_priorities: { ann: 'normal' } })
  const shop = { name: 'Shop', agent_priorities: { ann: 'normal' } }
  expect((await ask('get_group', { id: body.id })).body).toMatchObject(shop)
  expect((await ask('delete_group', { id: body.id })).status).toBe(200)
  expect(await refused('get_group', { id: body.id })).toBe('group_not_found')
  expect(await refused('create_group', { name: 'x', agent_priorities: { nobody: 'first' } })).toBe('validation')
})

test('tags are made for groups, told to programs, and keep their names apart whatever their case', async () => {
  const { ask, refused, agent, program } = await aHouse()
  const ben = await agent('ben')
  const token = await program('app', 'tags--all:rw')
  expect((await ask('create_tag', { name: 'Refund', group_ids: [1] }, token)).body).toEqual({})
  await ask('create_tag', { name: 'Praise', group_ids: [] }, token)
  expect(await refused('create_tag', { name: 'REFUND', group_ids: [] }, token)).toBe('already_exists')
  expect(await refused('create_tag', { name: 'x', group_ids: [9] }, token)).toBe('group_not_found')
  const refund = { name: 'Refund', group_ids: [1], created_at: expect.any(String), author_id: 'ann' }
  expect((await ask('list_tags', {}, token)).body).toEqual([expect.objectContaining({ group_ids: [0] }), refund])
  expect((await ask('list_tags', { filters: { group_ids: [1] } }, token)).body).toEqual([refund])
  expect((await ben.push('tag_created')).payload).toEqual(refund)
  await ask('update_tag', { name: 'refund', group_ids: [0] }, token)
  expect((await ben.push('tag_updated')).payload).toMatchObject({ name: 'Refund', group_ids: [0] })
  await ask('delete_tag', { name: 'Refund' }, token)
  expect((await ben.push('tag_deleted')).payload).toEqual({ name: 'Refund' })
  expect(await refused('delete_tag', { name: 'Refund' }, token)).toBe('not_found')
})

test('properties are registered by a program, and kept with the hub and with groups', async () => {
  const { ask, refused, program, url, ann } = await aHouse()
  const token = await program('app', 'properties.configuration:rw')
  const rating = {
    name: 'rating',
    type: 'int',
    access: { thread: { agent: ['read', 'write'] } },
    range: { from: 0, to: 1 },
  }
  expect((await ask('register_property', rating, token)).body).toEqual({})
  expect(await refused('register_property', rating, token)).toBe('already_exists')
  expect(await refused('register_property', { ...rating, name: 'a b' }, token)).toBe('validation')
  await ask('publish_property', { name: 'rating', access_type: ['read'] }, token)
  expect((await ask('list_properties', {}, token)).body).toEqual({
    rating: { ...rating, owner_client_id: 'app', public_access: ['read'] },
  })
  await ask('unregister_property', { name: 'rating' }, token)
  expect((await ask('list_properties', {}, token)).body).toEqual({})
  expect(await refused('unregister_property', { name: 'rating' }, token)).toBe('not_found')

  await ask('update_license_properties', { properties: { app: { theme: 'dark', beta: true } } })
  await ask('update_group_properties', { id: 1, properties: { app: { theme: 'light' } } })
  await ask('delete_license_properties', { properties: { app: ['beta'] } })
  const get = async (query: string) =>
    (await fetch(`${url}/v3.6/configuration/action/${query}`, { headers: { authorization: `Bearer ${ann}` } })).json()
  expect(await get('list_license_properties?namespace_prefix=ap')).toEqual({ app: { theme: 'dark' } })
  expect(await get('list_license_properties?name_prefix=x')).toEqual({})
  expect(await get('list_group_properties?id=1')).toEqual({ app: { theme: 'light' } })
  expect(await refused('update_group_properties', { id: 9, properties: {} })).toBe('group_not_found')
})

test('the hub says under what it is known', async () => {
  const { ask, organizationId, refused } = await aHouse()
  const { license_id } = (await ask('get_license_id', { organization_id: organizationId })).body
  expect((await ask('get_organization_id', { license_id })).body).toEqual({ organization_id: organizationId })
  expect(await refused('get_organization_id', { license_id: 1 })).toBe('license_not_found')
  expect((await ask('list_channels')).body).toContainEqual({
    channel_type: 'code',
    channel_subtype: 'web',
    first_activity_timestamp: expect.any(String),
  })
})

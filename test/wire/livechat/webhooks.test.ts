// What webhooks of the protocol get from a hub: real calls with the documented body, in order, again until taken, over restarts.
import { expect, test } from 'vitest'
import { DAY, SECOND } from '../../../main/domain/clock.ts'
import { asId } from '../../../main/domain/ids.ts'
import type { Following, ProtocolAction } from '../../../main/domain/protocol-webhook.ts'
import { turn } from '../../kit/help-desk.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import { must } from '../../kit/must.ts'
import { until } from '../../kit/until.ts'
import { aWebhookReceiver, type WebhookReceiver } from '../../kit/webhook-receiver.ts'

const aHouse = async (receiver: WebhookReceiver, dir?: string) => {
  const house = await aProtocolHouse({ agents: ['ann'], ...(dir === undefined ? {} : { dir }) })
  const { office } = house
  const { protocolWebhooks, settings } = office.services
  const ann = office.supervisor('ann')
  must(await settings.set(ann, { OutboundAllowedHosts: receiver.host }))
  await protocolWebhooks.turn(ann, 'app', true)
  const follow = async (action: ProtocolAction, more: Partial<Following> = {}) => {
    const follows = { action, type: 'license', clientId: 'app', filters: {}, additionalData: [], ...more } as const
    return must(await protocolWebhooks.register(ann, { description: '', url: receiver.url, secret: 's3cret', follows }))
  }
  return { ...house, ann, follow }
}

interface Call {
  readonly webhook_id: string
  readonly secret_key: string
  readonly action: string
  readonly organization_id: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever shape the test says it has
  readonly payload: any
  readonly additional_data: Readonly<Record<string, unknown>>
}
const callsOf = (receiver: WebhookReceiver): readonly Call[] =>
  receiver.received.map(({ text }) => JSON.parse(text) as Call)
const came = (receiver: WebhookReceiver, count: number) =>
  until(`${count} calls`, () => callsOf(receiver).length >= count)

const hello = { chat: { thread: { events: [{ type: 'message', text: 'Hello?' }] } } }

test('a chat is told from its coming to its end, each call with its secret, id and the data that was asked for', async () => {
  const receiver = await aWebhookReceiver()
  const house = await aHouse(receiver)
  const additionalData = ['chat_properties', 'chat_presence_user_ids']
  const begun = await house.follow('incoming_chat', { additionalData })
  await house.follow('incoming_event')
  await house.follow('chat_deactivated')
  const carol = await house.customer()
  const started = await carol.ask('start_chat', hello)
  const { chat_id, thread_id } = started.payload
  await came(receiver, 1)
  await carol.ask('send_event', { chat_id, event: { type: 'message', text: 'Anybody?' } })
  await came(receiver, 2)
  must(await house.office.services.chatService.acceptChat(house.ann, asId(thread_id)))
  must(await house.office.services.chatService.closeActiveChat(house.ann, asId(thread_id)))
  await until('its end', () => callsOf(receiver).some(({ action }) => action === 'chat_deactivated'))
  const calls = callsOf(receiver)
  // The first message stood in the chat as it came, and is not told twice.
  expect(calls.filter(({ payload }) => payload.event?.text === 'Hello?')).toEqual([])
  expect(calls[0]).toMatchObject({
    webhook_id: begun.id,
    secret_key: 's3cret',
    action: 'incoming_chat',
    organization_id: house.organizationId,
    payload: { chat: { id: chat_id, thread: { id: thread_id, events: [{ text: 'Hello?' }] } } },
    additional_data: { chat_properties: expect.any(Object), chat_presence_user_ids: [expect.any(String)] },
  })
  expect(calls[1]).toMatchObject({
    action: 'incoming_event',
    payload: { chat_id, thread_id, event: { type: 'message', text: 'Anybody?' } },
    additional_data: {},
  })
  const end = calls.find(({ action }) => action === 'chat_deactivated')
  expect(end).toMatchObject({ payload: { chat_id, thread_id, user_id: 'ann' } })
  expect(receiver.received[0]).toMatchObject({ event: 'incoming_chat', id: expect.stringMatching(/^\d+-\d+$/) })
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(receiver.received.length)
})

test('who follows events alone is told of the first as well', async () => {
  const receiver = await aWebhookReceiver()
  const house = await aHouse(receiver)
  await house.follow('incoming_event', { filters: { authorType: 'customer' } })
  const carol = await house.customer()
  await carol.ask('start_chat', hello)
  await came(receiver, 1)
  expect(callsOf(receiver)).toMatchObject([{ action: 'incoming_event', payload: { event: { text: 'Hello?' } } }])
})

test('what is not taken is tried again with the same id, and what follows in the chat waits behind it', async () => {
  const receiver = await aWebhookReceiver()
  const house = await aHouse(receiver)
  const hook = await house.follow('incoming_event', { filters: { authorType: 'customer' } })
  receiver.answers.push(500, 503)
  const carol = await house.customer()
  const { payload } = await carol.ask('start_chat', hello)
  await carol.ask('send_event', { chat_id: payload.chat_id, event: { type: 'message', text: 'Second' } })
  await came(receiver, 1)
  await house.office.settled()
  await turn(house.office, 10 * SECOND)
  await came(receiver, 2)
  await turn(house.office, 20 * SECOND)
  await came(receiver, 4)
  const [first, again, third, last] = receiver.received
  expect(new Set([first?.id, again?.id, third?.id]).size).toBe(1)
  expect(last?.id).not.toBe(first?.id)
  expect(callsOf(receiver).map(call => call.payload.event.text)).toEqual(['Hello?', 'Hello?', 'Hello?', 'Second'])
  const log = must(await house.office.services.caseWebhooks.deliveries(hook.id, { limit: 9 })).deliveries
  expect(log).toMatchObject([
    { state: 'delivered', attempts: 1 },
    { state: 'delivered', attempts: 3 },
  ])
  expect(JSON.stringify(log)).not.toContain('s3cret')
  must(await house.office.services.caseWebhooks.resend(house.ann, log[0]?.id ?? asId('')))
  await came(receiver, 5)
  expect(receiver.received[4]?.id).toBe(last?.id)
})

test('what happened while nobody told of it is told after a restart, once', async () => {
  const receiver = await aWebhookReceiver()
  const house = await aHouse(receiver)
  await house.follow('incoming_event', { filters: { authorType: 'customer' } })
  const { office } = house
  // The hub's door is shut, the networks go on.
  await house.shut()
  await office.network.says('dora', 'While you were away')
  await office.network.says('dora', 'And once more')
  await office.settled()
  expect(receiver.received).toEqual([])
  await office.stop()
  await aProtocolHouse({ dir: office.dir, clock: office.clock, website: false })
  await came(receiver, 2)
  expect(callsOf(receiver).map(({ payload }) => payload.event.text)).toEqual(['While you were away', 'And once more'])
  await turn(office, DAY).catch(() => {})
  expect(receiver.received).toHaveLength(2)
})

test('switched off, its program is told of nothing, nor later of what happened meanwhile', async () => {
  const receiver = await aWebhookReceiver()
  const house = await aHouse(receiver)
  await house.follow('incoming_event', { filters: { authorType: 'customer' } })
  const { protocolWebhooks } = house.office.services
  await protocolWebhooks.turn(house.ann, 'app', false)
  const carol = await house.customer()
  const { payload } = await carol.ask('start_chat', hello)
  house.office.clock.advance(1)
  await protocolWebhooks.turn(house.ann, 'app', true)
  await carol.ask('send_event', { chat_id: payload.chat_id, event: { type: 'message', text: 'Now' } })
  await came(receiver, 1)
  expect(callsOf(receiver).map(call => call.payload.event.text)).toEqual(['Now'])
})

test('session fields that a customer’s program tells, tags, properties and statuses are told under their names', async () => {
  const receiver = await aWebhookReceiver()
  const house = await aHouse(receiver)
  const actions = [
    'customer_session_fields_updated',
    'thread_tagged',
    'chat_properties_updated',
    'routing_status_set',
    'tag_created',
    'user_added_to_chat',
  ] as const
  for (const action of actions) await house.follow(action)
  const carol = await house.customer()
  const { chat_id, thread_id } = (await carol.ask('start_chat', hello)).payload
  await carol.ask('set_customer_session_fields', { session_fields: [{ plan: 'gold' }] })
  await carol.ask('update_chat_properties', { id: chat_id, properties: { app: { mood: 'fine' } } })
  const { services } = house.office
  must(await services.chatService.acceptChat(house.ann, asId(thread_id)))
  must(await services.protocol.tagChat(house.ann, asId(thread_id), 'refund'))
  must(await services.configuration.createTag(house.ann, 'refund', []))
  await services.presence.set(house.ann, 'inactive', 'chosen')
  const told = () => new Map(callsOf(receiver).map(({ action, payload }) => [action, payload]))
  await until('all of it', () => told().size === actions.length).catch(() => {})
  expect(Object.fromEntries(told())).toMatchObject({
    customer_session_fields_updated: { active_chat: { chat_id, thread_id }, session_fields: [{ plan: 'gold' }] },
    thread_tagged: { chat_id, thread_id, tag: 'refund' },
    chat_properties_updated: { chat_id, properties: { app: { mood: 'fine' } } },
    routing_status_set: { agent_id: 'ann', status: 'not_accepting_chats' },
    tag_created: { name: 'refund', group_ids: [0] },
    user_added_to_chat: { chat_id, user: { id: 'ann', type: 'agent' } },
  })
})

// Clients in strictly typed languages, such as LiveChat's own in Go: they send null for what was not said, and read every instant
// as RFC 3339 or not at all.
import { describe, expect, test } from 'vitest'
import { withoutNulls } from '../../../main/hub/livechat/without-nulls.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

const unsaid = {
  text_vars: null,
  fields: null,
  form_type: null,
  url: null,
  elements: null,
  postback: null,
  custom_id: null,
}

describe('a strictly typed client', () => {
  test('may say null for whatever it does not say', async () => {
    const house = await aProtocolHouse()
    const agent = await house.agent('ann')
    const customer = await house.customer({ customer: { name: 'Vera', email: null }, group_id: null, pushes: null })
    const event = {
      ...unsaid,
      id: null,
      type: 'message',
      text: 'Hello',
      author_id: '',
      created_at: '0001-01-01T00:00:00Z',
    }
    const started = await customer.ask('start_chat', {
      active: true,
      chat: { id: null, access: null, properties: null, users: null, thread: { events: [event], properties: null } },
    })
    expect(started).toMatchObject({ success: true })
    const { chat_id } = started.payload
    const sent = await agent.ask('send_event', { chat_id, event, attach_to_last_thread: null })
    expect(sent).toMatchObject({ success: true })
    await customer.push('incoming_event', ({ payload }) => payload.event.text === 'Hello')
  })

  test('is told instants in RFC 3339, or none', async () => {
    const house = await aProtocolHouse()
    const agent = await house.agent('ann')
    const customer = await house.customer()
    const { payload } = await customer.ask('start_chat', {
      chat: { thread: { events: [{ type: 'message', text: 'Hi' }] } },
    })
    await agent.ask('send_event', { chat_id: payload.chat_id, event: { type: 'message', text: 'Hello' } })
    await customer.push('incoming_event')
    await agent.ask('get_chat', { chat_id: payload.chat_id })
    const instants = [...agent.frames, ...customer.frames].flatMap(frame => [...instantsIn(frame)])
    expect(instants.length).toBeGreaterThan(5)
    expect(instants.filter(([, value]) => !rfc3339.test(String(value)))).toEqual([])
  })

  test('loses nothing that it said', () => {
    expect(withoutNulls({ a: [1, null, { b: null, c: '' }], content: { kept: null }, d: false, e: 0 })).toEqual({
      a: [1, { c: '' }],
      content: { kept: null },
      d: false,
      e: 0,
    })
  })
})

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

function* instantsIn(value: unknown): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, one] of Object.entries(value)) {
    if (/(_at|_up_to)$/.test(key)) yield [key, one]
    yield* instantsIn(one)
  }
}

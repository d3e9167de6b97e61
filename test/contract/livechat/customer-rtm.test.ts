// LiveChat's lc-sdk-js as a customer over RTM, unmodified, against a hub: every method that it has.
import { Customer } from '@livechat/lc-sdk-js'
import { describe, expect, test } from 'vitest'
import { aProtocolStage } from '../../kit/livechat/protocol-stage.ts'
import { refusal } from '../../kit/livechat/refusal.ts'
import { said } from '../../kit/livechat/said.ts'
import { sdkCustomer } from '../../kit/livechat/sdk-clients.ts'
import { anSdkHouse } from '../../kit/livechat/sdk-house.ts'
import { until } from '../../kit/until.ts'
import { customerDeeds } from './deeds/customer-deeds.ts'

describe('a customer with lc-sdk-js over RTM', () => {
  test('logs in with a token alone, or with all that a login may say', async () => {
    const house = await anSdkHouse()
    const { id, token } = await house.customerToken()
    const plain = await sdkCustomer(house.front, house.organizationId)
    expect(await plain.rtm.login(`Bearer ${token}`)).toMatchObject({
      customer: { id, type: 'customer', statistics: { chats_count: 0 } },
      has_active_thread: false,
      chats: [],
      __priv_dynamic_config: expect.any(Object),
    })
    const full = await sdkCustomer(house.front, house.organizationId)
    const answer = await full.rtm.login({
      token: `Bearer ${token}`,
      customer: { name: 'Vera', email: 'vera@example.com', avatar: '', session_fields: [{ order: '7' }] },
      customer_page: { url: 'https://shop.example/lamps', title: 'Lamps' },
      customer_side_storage: { seen: '1' },
      is_mobile: false,
      group_id: 1,
      referrer: 'https://search.example/',
      application: { name: 'A program', version: '1', channel_type: 'other' },
      pushes: { '3.4': Object.values(Customer.Objects.Pushes) },
    })
    expect(answer).toMatchObject({ customer: { id, name: 'Vera', session_fields: [{ order: '7' }] } })
    const other = await sdkCustomer(house.front, house.organizationId)
    expect(await refusal(other.rtm.login('Bearer nonsense'))).toBe('authentication')
    expect(await refusal(other.rtm.listChats())).toBe('authentication')
  })

  test('is turned away from a hub of another organization', async () => {
    const house = await anSdkHouse()
    const stranger = await sdkCustomer(house.front, '00000000-0000-0000-0000-000000000000')
    await until('it is told why', () => stranger.pushes.length > 0)
    expect(stranger.pushes).toEqual([{ action: 'customer_disconnected', payload: { reason: 'license_not_found' } }])
    await until('the hub hangs up', () => stranger.closed)
  })

  test.each(Object.entries(customerDeeds))('%s', async (_name, deed) => {
    const stage = await aProtocolStage()
    await deed(stage.visitor.rtm, stage)
    expect(stage.house.office.log.errors).toEqual([])
  })

  test('hears of what they did themselves once, under the number of the request, after the answer', async () => {
    const { visitor, chatId } = await aProtocolStage()
    await visitor.rtm.sendEvent(chatId, said.message('It is the green one'))
    await visitor.pushed('incoming_event')
    const { request_id } = visitor.frames.find(frame => frame.type === 'response') ?? {}
    expect(request_id).toBeTruthy()
    expect(visitor.frames.map(frame => [frame.type, frame.action, frame.request_id])).toEqual([
      ['response', 'send_event', request_id],
      ['push', 'incoming_event', request_id],
    ])
  })
})

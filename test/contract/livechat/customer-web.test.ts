// LiveChat's lc-sdk-js as a customer over the Web API, unmodified, against a hub; what it does is heard over RTM.
import { describe, expect, test } from 'vitest'
import { aProtocolStage } from '../../kit/livechat/protocol-stage.ts'
import { refusal } from '../../kit/livechat/refusal.ts'
import { sdkCustomerWeb } from '../../kit/livechat/sdk-clients.ts'
import { type CustomerApi, customerDeeds } from './deeds/customer-deeds.ts'

describe('a customer with lc-sdk-js over the Web', () => {
  test.each(Object.entries(customerDeeds))('%s', async (_name, deed) => {
    const stage = await aProtocolStage()
    const { house, visitorToken } = stage
    const api: CustomerApi = sdkCustomerWeb(house.front, visitorToken, house.organizationId)
    await deed(api, stage)
    expect(house.office.log.errors).toEqual([])
  })

  test('reads what the website is set up to be', async () => {
    const { house, visitorToken } = await aProtocolStage()
    const api = sdkCustomerWeb(house.front, visitorToken, house.organizationId)
    expect(await api.getDynamicConfiguration({ group_id: 1 })).toMatchObject({
      group_id: 1,
      organization_id: house.organizationId,
      config_version: expect.any(String),
      localization_version: expect.any(String),
    })
    expect(await api.getConfiguration('1', '1')).toMatchObject({ buttons: expect.any(Array) })
    expect(await api.getLocalization('1', 'en', '1')).toBeTypeOf('object')
    expect(await refusal(api.requestEmailVerification('https://shop.example/verified'))).toBe('not_allowed')
  })

  test('is told by the status and the body what is wrong', async () => {
    const { house } = await aProtocolStage()
    expect(await refusal(sdkCustomerWeb(house.front, 'nonsense', house.organizationId).listChats())).toBe(
      'authentication',
    )
    expect(await refusal(sdkCustomerWeb(house.front, 'nonsense', 'another').listChats())).toBe('license_not_found')
  })
})

// LiveChat's lc-sdk-js as an agent over RTM, unmodified, against a hub: every method that it has.
import { Agent } from '@livechat/lc-sdk-js'
import { describe, expect, test } from 'vitest'
import { aProtocolStage } from '../../kit/livechat/protocol-stage.ts'
import { refusal } from '../../kit/livechat/refusal.ts'
import { said } from '../../kit/livechat/said.ts'
import { sdkAgent } from '../../kit/livechat/sdk-clients.ts'
import { anSdkHouse } from '../../kit/livechat/sdk-house.ts'
import { until } from '../../kit/until.ts'
import { agentDeeds } from './deeds/agent-deeds.ts'

describe('an agent with lc-sdk-js over RTM', () => {
  test('logs in with a token alone, or with all that a login may say', async () => {
    const house = await anSdkHouse()
    const plain = await sdkAgent(house.front)
    const answer = await plain.rtm.login(`Bearer ${await house.accessToken('ann')}`)
    expect(answer).toMatchObject({
      license: { id: expect.stringMatching(/^\d+$/), organization_id: house.organizationId },
      my_profile: { id: 'ann', name: 'Ann', routing_status: 'accepting_chats' },
      chats_summary: [],
    })
    const full = await sdkAgent(house.front)
    const token = Buffer.from(`ben:${await house.accessToken('ben')}`).toString('base64')
    const said = await full.rtm.login({
      token: `Basic ${token}`,
      timezone: 'Europe/Berlin',
      reconnect: true,
      away: false,
      application: { name: 'A program', version: '1' },
      pushes: { '3.4': Object.values(Agent.Objects.Pushes) },
    })
    expect(said).toMatchObject({ my_profile: { id: 'ben' } })
    const other = await sdkAgent(house.front)
    expect(await refusal(other.rtm.login('Bearer nonsense'))).toBe('authentication')
    expect(await refusal(other.rtm.listChats())).toBe('authentication')
  })

  test.each(Object.entries(agentDeeds))('%s', async (_name, deed) => {
    const stage = await aProtocolStage()
    await deed(stage.ann.rtm, stage)
    expect(stage.house.office.log.errors).toEqual([])
  })

  test('setAwayStatus', async () => {
    const { ann, ben } = await aProtocolStage()
    expect(await ann.rtm.setAwayStatus(true)).toEqual({})
    expect(await ben.pushed('routing_status_set')).toMatchObject({ agent_id: 'ann', status: 'not_accepting_chats' })
    expect(await ann.rtm.setAwayStatus(false)).toEqual({})
  })

  test('changePushNotifications, which is for telephones', async () => {
    const { ann } = await aProtocolStage()
    const change = { firebase_token: 'x', platform: 'ios', enabled: true }
    expect(await refusal(ann.rtm.changePushNotifications(change))).toBe('not_found')
  })

  test('logout', async () => {
    const { ann } = await aProtocolStage()
    expect(await ann.rtm.logout()).toEqual({})
    await until('the hub hangs up', () => ann.closed)
  })

  test('hears of what it did itself once, under the number of its request, after the answer', async () => {
    const { ann, chatId } = await aProtocolStage()
    const { event_id } = await ann.rtm.sendEvent(chatId, said.message('Which lamp?'))
    await ann.pushed('events_marked_as_seen')
    const { request_id } = ann.frames.find(frame => frame.type === 'response') ?? {}
    expect(ann.frames.map(({ type, action, request_id }) => [type, action, request_id])).toEqual([
      ['response', 'send_event', request_id],
      ['push', 'incoming_event', request_id],
      // Whoever answers has seen what came before.
      ['push', 'events_marked_as_seen', undefined],
    ])
    expect(ann.of('incoming_event')).toMatchObject([{ payload: { event: { id: event_id } } }])
    expect(ann.pushes[0]).toEqual({ action: 'incoming_event', payload: ann.of('incoming_event')[0]?.payload })
  })
})

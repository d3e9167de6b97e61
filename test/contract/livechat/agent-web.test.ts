// LiveChat's lc-sdk-js as an agent over the Web API, unmodified, against a hub; what it does is heard over RTM.
import { describe, expect, test } from 'vitest'
import { aProtocolStage } from '../../kit/livechat/protocol-stage.ts'
import { refusal } from '../../kit/livechat/refusal.ts'
import { sdkAgentWeb } from '../../kit/livechat/sdk-clients.ts'
import { anSdkHouse } from '../../kit/livechat/sdk-house.ts'
import type { AgentApi } from './deeds/agent-deed.ts'
import { agentDeeds } from './deeds/agent-deeds.ts'

/** The SDK has this one too; it dials a host named after the port, so nobody may call it. */
const broken = 'uploadFile'

describe('an agent with lc-sdk-js over the Web', () => {
  test.each(Object.entries(agentDeeds))('%s', async (name, deed) => {
    const stage = await aProtocolStage()
    const api: AgentApi = sdkAgentWeb(stage.house.front, stage.annToken)
    expect(name).not.toBe(broken)
    await deed(api, stage)
    expect(stage.house.office.log.errors).toEqual([])
  })

  test('is told by the status and the body what is wrong', async () => {
    const house = await anSdkHouse()
    expect(await refusal(sdkAgentWeb(house.front, 'nonsense').listChats())).toBe('authentication')
    const little = sdkAgentWeb(house.front, await house.accessToken('ann', ['agents--my:rw']))
    expect(await refusal(little.listChats())).toBe('authorization')
  })
})

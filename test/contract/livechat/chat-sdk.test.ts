// LiveChat's chat-sdk, unmodified: it believes that it dials api.livechatinc.com by SockJS, and works as an agent at a hub.
import ChatSDK from '@livechat/chat-sdk'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aProtocolStage, type ProtocolStage } from '../../kit/livechat/protocol-stage.ts'
import { said } from '../../kit/livechat/said.ts'
import { sealNetwork } from '../../kit/livechat/sealed-network.ts'
import { liveChatHosts } from '../../kit/livechat/tls-front.ts'
import { until } from '../../kit/until.ts'

type Auth = Parameters<ChatSDK['init']>[0]

/** Ann's second program beside lc-sdk-js: logged in. */
const anSdk = async (
  { house }: ProtocolStage,
  auth: (token: string) => Auth = access_token => ({ access_token }),
  config: ConstructorParameters<typeof ChatSDK>[0] = {},
) => {
  sealNetwork(liveChatHosts, house.front)
  const sdk = new ChatSDK(config)
  onTestFinished(() => sdk.destroy())
  const ready = new Promise<void>(resolve => sdk.once('ready', () => resolve()))
  sdk.init(auth(await house.accessToken('ann')))
  await ready
  return sdk
}

describe('an agent with chat-sdk', () => {
  test('logs in by an access token or a personal one, on either side of the ocean', async () => {
    const stage = await aProtocolStage()
    const sdk = await anSdk(stage)
    expect(await sdk.getAgentDetails()).toMatchObject({
      my_profile: { id: 'ann' },
      license: { organization_id: stage.house.organizationId },
    })
    const personal = (token: string) => ({ personal_access_token: Buffer.from(`ann:${token}`).toString('base64') })
    const other = await anSdk(stage, personal, { region: 'europe', apiVersion: '3.6' })
    expect(await other.getAgentDetails()).toMatchObject({ my_profile: { id: 'ann' } })
  })

  test('answers a customer, and hears what the customer says', async () => {
    const stage = await aProtocolStage()
    const sdk = await anSdk(stage)
    const heard: unknown[] = []
    sdk.on('incoming_event', frame => heard.push(frame))
    const { chatId, visitor } = stage
    const sent = await sdk.sendMessage(chatId, 'Which lamp is it?')
    expect(sent).toEqual({ event_id: expect.any(String), thread_id: stage.threadId })
    expect(await visitor.pushed('incoming_event')).toMatchObject({ event: { text: 'Which lamp is it?' } })
    await visitor.rtm.sendEvent(chatId, said.message('The green one'))
    const fromCustomer = { action: 'incoming_event', payload: { event: said('The green one') } }
    await until('what the customer said', () => heard.length === 2)
    expect(heard).toMatchObject([{ payload: { event: said('Which lamp is it?') } }, fromCustomer])
  })

  test('says by the old name what is for agents alone', async () => {
    const stage = await aProtocolStage()
    const sdk = await anSdk(stage)
    await sdk.sendMessage(stage.chatId, 'A word among agents', 'agents')
    await sdk.sendMessage(stage.chatId, 'For everybody')
    await stage.visitor.pushed('incoming_event')
    expect(JSON.stringify(stage.visitor.frames)).not.toContain('A word among agents')
    const heard = await stage.ann.pushed('incoming_event')
    expect(heard).toMatchObject({ event: { text: 'A word among agents', visibility: 'agents' } })
  })

  test('calls every other method by its name, and is told what is wrong', async () => {
    const stage = await aProtocolStage()
    const sdk = await anSdk(stage)
    const { chatId, visitor, threadId } = stage
    const call = (action: string, payload: unknown = {}) => sdk.methodFactory({ action, payload })
    expect(await call('get_chat', { chat_id: chatId })).toMatchObject({ id: chatId, thread: { id: threadId } })
    await expect(call('get_chat', { chat_id: 'nothing' })).rejects.toMatchObject({
      success: false,
      payload: { error: { type: 'not_found' } },
    })
    await expect(call('no_such_action')).rejects.toMatchObject({ payload: { error: { type: 'not_found' } } })
    const gone = new Promise(resolve => sdk.once('chat_deactivated', resolve))
    expect(await call('deactivate_chat', { id: chatId })).toEqual({})
    expect(await gone).toMatchObject({
      type: 'push',
      payload: { chat_id: chatId, thread_id: threadId, user_id: 'ann' },
    })
    await visitor.pushed('chat_deactivated')
  })

  test('is not let in with a token that is none', async () => {
    const stage = await aProtocolStage()
    sealNetwork(liveChatHosts, stage.house.front)
    const sdk = new ChatSDK({})
    onTestFinished(() => sdk.destroy())
    sdk.init({ access_token: 'nonsense' })
    const details = () => sdk.getAgentDetails().catch((reason: unknown) => String(reason))
    await until('it is connected', async () => String(await details()).includes('not logged in'))
    await expect(sdk.methodFactory({ action: 'list_chats' })).rejects.toMatchObject({
      payload: { error: { type: 'authentication' } },
    })
  })
})

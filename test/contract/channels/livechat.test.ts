// LiveChat keeps to the contract of connectors, and to what its own protocol asks for: chats assigned and waiting, answers, notes,
// closings either way, transfers, signs of life, routing status, and what is missed found by itself.
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../../main/domain/clock.ts'
import type { InboundUpdate } from '../../../main/domain/unified-message.ts'
import { aReply, connectorSuite } from './connector-suite.ts'
import { aLiveChatChannel, connector, type LiveChatChannel, untilAccepting } from './livechat-network.ts'
import { until } from './until.ts'

connectorSuite('LiveChat', async () => {
  const channel = await aLiveChatChannel()
  const { livechat, clock, carol } = channel
  return {
    connector,
    clock,
    input: livechat.settingsByToken(),
    address: carol.chat.id,
    customerWrites: text => void carol.says(text),
    customerSees: () => carol.sees,
    goesDown: () => livechat.goesDown(),
    comesBack: () => livechat.comesBack(),
  }
})

const never = new AbortController().signal

/** Online, with our account taking chats. */
const given = async (choose?: Parameters<typeof aLiveChatChannel>[0]) => {
  const channel = await aLiveChatChannel(choose)
  const connection = channel.connect()
  await untilAccepting(channel)
  return { ...channel, ...connection }
}

const standings = ({ door }: LiveChatChannel) =>
  door.happenings.flatMap(one => (one.type === 'standing' ? [`${one.theirChat} ${one.state}`] : []))

const echoes = ({ door }: LiveChatChannel) =>
  door.happenings.filter((one): one is Extract<InboundUpdate, { type: 'echo' }> => one.type === 'echo')

describe('a chat that LiveChat gives to our account', () => {
  test('opens with its first message, with what is known of the customer', async () => {
    const channel = await given()
    const { carol, door } = channel
    carol.changes({ email: 'carol@mail.example', phone_number: '+31201234567' })
    const { id } = carol.says('Where is my parcel?')
    const message = await door.untilStored('Where is my parcel?')
    expect(message).toMatchObject({ externalId: id, address: carol.chat.id, theirChat: carol.thread?.id, kind: 'text' })
    expect(message.sender).toEqual({ name: 'Carol Ng', email: 'carol@mail.example', phone: '+31201234567' })
    expect(standings(channel)[0]).toBe(`${carol.thread?.id} open`)
  })

  test('is answered, noted in and closed', async () => {
    const channel = await given()
    const { carol, door, link, livechat } = channel
    carol.says('Hello?')
    await door.untilStored('Hello?')
    expect(await link.send(aReply(carol.chat.id, 'Hello Carol'), never)).toMatchObject({ outcome: 'sent' })
    await link.send(aReply(carol.chat.id, 'She is in a hurry', { note: true }), never)
    expect(carol.sees).toEqual(['Hello Carol'])
    expect(carol.thread?.events.map(event => event.visibility)).toEqual(['all', 'all', 'agents'])
    const { custom_id } = carol.thread?.events[1] ?? {}
    await until('our own push', () => echoes(channel).length > 1)
    expect(custom_id).toContain(String(echoes(channel)[0]?.messageId))

    door.closedHere.add(carol.thread?.id ?? '')
    link.notify?.(carol.chat.id, { type: 'closed' })
    await until('the thread to end', () => carol.thread?.active === false)
    await until('the end to be stored', () => standings(channel).at(-1)?.endsWith('ended'))
    expect(livechat.asked('deactivate_chat')).toBe(1)
  })
})

describe('whether LiveChat gives us chats', () => {
  test('is not taken back from another who uses the account, while nobody is here', async () => {
    const channel = await given()
    const { livechat, door, link, passes } = channel
    const agent = [...livechat.licence.agents.values()][0]
    const times = () => livechat.asked('set_routing_status')
    door.agents = 0
    link.availabilityChanged?.()
    await until('no chats to be given', () => agent?.status === 'not_accepting_chats')
    if (agent !== undefined) agent.status = 'accepting_chats'
    livechat.rtm.tell([agent?.id ?? ''], {
      action: 'routing_status_set',
      payload: { agent_id: agent?.id, status: 'accepting_chats' },
    })
    const before = times()
    await passes(3 * MINUTE)
    expect([agent?.status, times()]).toEqual(['accepting_chats', before])
  })

  test('is asked for again when another stops it, while somebody is here', async () => {
    const { livechat, passes } = await given()
    const agent = [...livechat.licence.agents.values()][0]
    if (agent !== undefined) agent.status = 'not_accepting_chats'
    livechat.rtm.tell([agent?.id ?? ''], {
      action: 'routing_status_set',
      payload: { agent_id: agent?.id, status: 'not_accepting_chats' },
    })
    await passes(2 * MINUTE)
    await until('chats to be given again', () => agent?.status === 'accepting_chats')
  })
})

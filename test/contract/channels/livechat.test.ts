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

describe('what is said besides', () => {
  test('on LiveChat’s own screens by the same account is an echo in its name', async () => {
    const channel = await given()
    const { livechat, carol, door } = channel
    carol.says('Hello')
    await door.untilStored('Hello')
    const author_id = [...livechat.licence.agents.keys()][0] ?? ''
    livechat.licence.add(carol.chat, { type: 'message', text: 'From my phone', author_id, visibility: 'all' })
    await until('the echo', () => echoes(channel).length > 0)
    expect(echoes(channel)).toEqual([expect.objectContaining({ text: 'From my phone', author: 'Lampion Support' })])
    expect(echoes(channel)[0]).not.toHaveProperty('messageId')
  })

  test('by LiveChat without words of its own, such as a rating, is a line all the same', async () => {
    const channel = await given()
    const { livechat, carol, door } = channel
    carol.says('Hello')
    await door.untilStored('Hello')
    livechat.licence.says(carol.chat, 'rating.chat_rated', '')
    await until('the line', () => echoes(channel).length > 0)
    expect(echoes(channel)[0]).toMatchObject({ as: 'system', text: 'rating chat rated' })
  })
})

describe('signs of life', () => {
  test('what a customer is typing is told as they type it, and whoever only looks on tells nothing', async () => {
    const { livechat, carol, door } = await given()
    carol.says('Hello')
    await door.untilStored('Hello')
    carol.types('Where is my')
    const typing = () => door.happenings.filter(one => one.type === 'typing')
    await until('the preview', () => typing().length > 0)
    expect(typing()).toMatchObject([{ address: carol.chat.id, preview: 'Where is my' }])
    const author_id = [...livechat.licence.agents.keys()][0]
    livechat.licence.shows(carol.chat, {
      action: 'incoming_typing_indicator',
      payload: { chat_id: carol.chat.id, typing_indicator: { author_id, is_typing: true } },
    })
    carol.says('Never mind')
    await door.untilStored('Never mind')
    expect(typing()).toHaveLength(1)
  })

  test('our typing is shown once in four seconds, and what we have seen is marked to the microsecond', async () => {
    const { livechat, carol, door, link, clock } = await given()
    const { id, created_at } = carol.says('Hello')
    await door.untilStored('Hello')
    for (const _ of 'Hi there') link.sendTyping?.(carol.chat.id, 'Ann')
    clock.advance(4_000)
    link.sendTyping?.(carol.chat.id, 'Ann')
    link.markRead?.(carol.chat.id, id)
    await until('all of it', () => livechat.licence.signs.length === 3)
    expect(livechat.licence.signs.map(sign => sign.kind)).toEqual(['typing', 'typing', 'seen'])
    expect(carol.chat.users.find(user => user.type === 'agent')?.events_seen_up_to).toBe(created_at)
  })

  test('what the customer has seen is told of the last of ours', async () => {
    const { carol, door, link } = await given()
    carol.says('Hello')
    await door.untilStored('Hello')
    await link.send(aReply(carol.chat.id, 'First'), never)
    await link.send(aReply(carol.chat.id, 'Second'), never)
    carol.seesEverything()
    const last = carol.thread?.events.at(-1)?.id
    await until('the receipt', () =>
      door.happenings.some(one => one.type === 'receipt' && one.state === 'read' && one.externalId === last),
    )
  })
})

test('a thread that ended for inactivity and goes on is another one, with its own messages', async () => {
  const channel = await given()
  const { livechat, carol, door } = channel
  carol.says('Hello')
  await door.untilStored('Hello')
  const first = carol.thread?.id
  livechat.licence.deactivate(carol.chat, null)
  await until('the end', () => standings(channel).includes(`${first} ended`))
  carol.says('I am back')
  expect(await door.untilStored('I am back')).toMatchObject({ theirChat: carol.thread?.id })
  expect(carol.thread?.id).not.toBe(first)
  expect(door.happenings.find(one => one.type === 'standing' && one.state === 'ended')).not.toHaveProperty('endedBy')
})

test('a ban that the account may not carry there is a warning, until one is carried', async () => {
  const { livechat, carol, door, link } = await given()
  carol.says('Hello')
  await door.untilStored('Hello')
  livechat.weather.forAnswers('ban_customer', { refuse: 'authorization' })
  link.banned?.(carol.chat.id, 3)
  await until('the warning', () => JSON.stringify(door.lastHealth).includes('customers.ban:rw'))
  expect(door.lastHealth?.state).toBe('online')
  link.banned?.(carol.chat.id, 3)
  await until('no warning', () => JSON.stringify(door.lastHealth) === '{"state":"online"}')
  expect(livechat.licence.banned).toEqual([{ customerId: carol.user.id, days: 3 }])
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

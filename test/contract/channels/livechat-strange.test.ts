// What comes from LiveChat is a stranger's: frames, chats and events that are not as documented hold up nothing else, are kept where
// they can be kept, once, and the channel lives on.
import { describe, expect, test } from 'vitest'
import { cutDepth } from '../../../main/channels/livechat/api/depth.ts'
import { KnownChats } from '../../../main/channels/livechat/sync/known-chats.ts'
import { HOUR, MINUTE } from '../../../main/domain/clock.ts'
import { aReply } from './connector-suite.ts'
import { aLiveChatChannel, untilAccepting } from './livechat-network.ts'
import { until } from './until.ts'

const never = new AbortController().signal

const given = async () => {
  const channel = await aLiveChatChannel()
  const connection = channel.connect()
  await untilAccepting(channel)
  return { ...channel, ...connection }
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('a frame that is not as it should be', () => {
  const push = (action: string, payload: unknown) => JSON.stringify({ type: 'push', action, payload })

  test.each([
    ['no JSON', '{"type":"push"'],
    ['no object', '[1,2,3]'],
    ['nested without end', nested(100_000)],
    ['without a payload', '{"type":"push","action":"incoming_event"}'],
    ['of a kind that nobody knows', push('something_new', { chat_id: 7 })],
    ['an event without an event', push('incoming_event', { chat_id: 'C1', thread_id: 'T1' })],
    ['an event that is a number', push('incoming_event', { chat_id: 'C1', thread_id: 'T1', event: 7 })],
    ['a chat that nobody has', push('incoming_event', { chat_id: 'NOBODY', thread_id: 'T1', event: { id: 'T1_1' } })],
    ['a chat without an id', push('incoming_chat', { chat: { users: 7 } })],
    ['typing by a number', push('incoming_typing_indicator', { chat_id: 'C1', typing_indicator: 7 })],
    ['positions in a list', push('queue_positions_updated', [{ chat_id: 'C1', queue: null }])],
    ['an answer to nobody', '{"type":"response","action":"get_chat","request_id":"none","success":true}'],
    [
      'a push of ten megabytes',
      push('incoming_event', { chat_id: 'C1', thread_id: 'T1', event: 'x'.repeat(10_000_000) }),
    ],
  ])('%s: is passed over, and the line lives on', async (_name, frame) => {
    const { livechat, door, carol } = await given()
    livechat.rtm.sendRaw(frame)
    carol.says('Is anybody there?')
    await door.untilStored('Is anybody there?')
    expect(livechat.asked('login')).toBe(1)
    expect(door.lastHealth).toEqual({ state: 'online' })
    expect(door.lines.filter(line => line.level !== 'info')).toEqual([])
  })
})

test('data that is nested without end is cut off where walking it would break', () => {
  const cut = cutDepth({ content: JSON.parse(nested(100_000)) })
  expect(JSON.stringify(cut)).toContain('[[["…"]]]')
})

describe('a chat that is not as documented', () => {
  test('people of unknown kinds, and without what people have, hide nobody else', async () => {
    const { door, carol } = await given()
    carol.says('Hello')
    await door.untilStored('Hello')
    Object.assign(carol.chat.users, {
      [carol.chat.users.length]: { id: 'robot', type: 'robot', name: 7, present: 'yes' },
      [carol.chat.users.length + 1]: { name: 'Nobody' },
    })
    carol.says('Still here')
    const message = await door.untilStored('Still here')
    expect(message.sender.name).toBe('Carol Ng')
  })

  test('an event that cannot be read is put aside once, and those around it are stored', async () => {
    const { door, carol, passes } = await given()
    carol.says('Before')
    await door.untilStored('Before')
    carol.sends({ type: 'message', text: 7 as unknown as string })
    for (const text of ['After', 'Later', 'At last']) {
      carol.says(text)
      await door.untilStored(text)
    }
    await passes(2 * MINUTE)
    expect(door.unreadable).toHaveLength(1)
    expect(door.unreadable[0]?.payload).toContain('"text":7')
    expect(door.lastHealth).toEqual({ state: 'online' })
  })

  test('a thread that cannot be read is put aside once, and the others go on', async () => {
    const { livechat, door, carol, passes } = await given()
    const kim = livechat.customer('Kim')
    carol.says('Hello')
    await door.untilStored('Hello')
    const { thread } = carol
    if (thread !== undefined) Object.assign(thread, { active: 'perhaps' })
    await passes(3 * MINUTE)
    expect(door.unreadable.map(one => one.reason)).toEqual(['This is no chat of LiveChat.'])
    expect(door.lastHealth).toEqual({ state: 'online' })
    kim.says('And me?')
    await door.untilStored('And me?')
  })

  test('events of unknown types are named, and rich messages of unknown forms come in words', async () => {
    const { door, carol } = await given()
    carol.sends({ type: 'hologram' })
    carol.sends({ type: 'rich_message', template_id: 'ecommerce', elements: [{ title: 'A lamp', subtitle: 7 }, 'x'] })
    carol.sends({ type: 'filled_form', fields: [{ type: 'colour', label: 'Which?', answer: { label: 'Red' } }] })
    carol.says('Did you get that?')
    await door.untilStored('Did you get that?')
    expect(door.texts.slice(0, 3)).toEqual([
      'Something that Parley cannot show (hologram): open it in LiveChat.',
      'A lamp',
      'Which? Red',
    ])
  })

  test('what was taken back before we saw it says nothing, though nobody says what it was', async () => {
    const { livechat, door, carol } = await given()
    livechat.weather.forPushes('drop', 'drop', 'drop')
    carol.takesBack(carol.sendsFile('secret.txt', 'text/plain', new Uint8Array([1])))
    carol.says('Never mind')
    await door.untilStored('Never mind')
    expect(door.messages[0]).toMatchObject({ text: '', kind: 'text' })
    expect(door.happenings.map(one => one.type)).toContain('deletion')
  })
})

test('chats that are over do not fill the memory, and those that go on are not forgotten', () => {
  const chats = new KnownChats()
  const known = { users: [], threadId: 'T', isOurs: true, isElsewhere: false, lastNumber: 0, print: '' }
  const more = { ...known, eventTimes: new Map(), presses: new Map() }
  for (let i = 0; i < 3_000; i++) chats.set(`C${i}`, { ...more, isActive: i < 10 })
  const kept = Array.from({ length: 3_000 }, (_, i) => chats.get(`C${i}`) !== undefined)
  expect([kept.filter(Boolean).length, kept.slice(0, 10).every(Boolean), kept.at(-1)]).toEqual([500, true, true])
})

test('a chat that we may not close there does not stand in the way of all others for ever', async () => {
  const { livechat, door, carol, passes } = await given()
  carol.says('Hello')
  await door.untilStored('Hello')
  livechat.weather.forAnswers(
    'deactivate_chat',
    ...Array.from({ length: 5 }, () => ({ refuse: 'not_allowed' }) as const),
  )
  door.closedHere.add(carol.thread?.id ?? '')
  await passes(2 * MINUTE)
  expect(door.lastHealth).toEqual({ state: 'online' })
})

describe('clocks that differ', () => {
  test.each([
    ['ahead of', 3 * HOUR],
    ['behind', -3 * HOUR],
  ])('ours hours %s LiveChat’s: a chat that came and went while the line was broken is found', async (_name, byMs) => {
    const channel = await aLiveChatChannel(undefined, byMs)
    const { livechat, door, carol } = channel
    const old = livechat.customer('Old customer')
    old.says('Before the channel was')
    old.ends()
    channel.connect()
    await untilAccepting(channel)
    await channel.passes(MINUTE)
    livechat.rtm.breakAll()
    await door.untilHealth('retrying')
    await until('LiveChat to notice', () => livechat.rtm.connected.length === 0)
    for (const agent of livechat.licence.agents.values()) agent.status = 'accepting_chats'
    carol.says('Quick question')
    carol.ends()
    await door.retryNow()
    await door.untilStored('Quick question')
    expect(door.texts).toEqual(['Quick question'])
  })
})

test('a reply does not take a chat from a colleague of LiveChat’s who has taken it meanwhile', async () => {
  const { livechat, door, link, carol } = await given()
  const agent = [...livechat.licence.agents.values()][0]
  if (agent !== undefined) agent.status = 'not_accepting_chats'
  carol.says('Hello?')
  await door.untilStored('Hello?')
  const dave = livechat.colleague('Dave')
  livechat.weather.forPushes('drop', 'drop', 'drop', 'drop')
  dave.takes(carol)
  const result = await link.send(aReply(carol.chat.id, 'I am here'), never)
  expect(result).toMatchObject({ outcome: 'failed', retry: 'never', reason: expect.stringContaining('another agent') })
  expect(carol.chat.users.find(user => user.id === dave.id)?.present).toBe(true)
})

test('a tag that is given before the first look after a restart is carried all the same', async () => {
  const channel = await given()
  const { carol, door, livechat } = channel
  carol.says('Hello')
  await door.untilStored('Hello')
  await channel.stop()
  livechat.weather.forAnswers('list_chats', 'hold')
  const { link } = channel.connect()
  await until('the line', () => door.profiles.length === 2)
  link.tagged?.(carol.chat.id, 'parcel', true)
  await until('the tag', () => carol.thread?.tags.includes('parcel'))
})

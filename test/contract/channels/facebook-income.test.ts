// What Meta's calls tell besides messages: deeds, receipts, echoes, who holds a conversation, and what becomes of whole calls with
// whatever else in them (facts/channels.md 2.2 and 2.5).
import { describe, expect, test } from 'vitest'
import type { InboundUpdate, UnifiedMessage } from '../../../main/domain/unified-message.ts'
import { morning } from '../../kit/hand-clock.ts'
import { body, ours, page, people, psid, read, readAll, us, worker } from './facebook-payloads.ts'

const cdn = 'https://scontent.xx.fbcdn.net/v/t59/a.jpg?oh=1'

describe('what customers do besides writing', () => {
  test.each([
    ['postback', { postback: { title: 'Track', payload: 'T', mid: 'm_2' } }, 'm_2', 'Track'],
    ['postback in standby', { postback: { title: 'Track' } }, `postback:${psid}:${morning}`, 'Track'],
    [
      'get started',
      { postback: { payload: 'GO', mid: 'm_3', referral: { ref: 'x', source: 'SHORTLINK' } } },
      'm_3',
      'Pressed a button\n\nCame by the link: x',
    ],
    [
      'referral',
      { referral: { ref: 'flyer', source: 'SHORTLINK' } },
      `referral:${psid}:${morning}`,
      'Came by the link: flyer',
    ],
    [
      'advertisement',
      { referral: { source: 'ADS', ad_id: '77' } },
      `referral:${psid}:${morning}`,
      'Came from the advertisement: advertisement 77',
    ],
    [
      'optin',
      { optin: { ref: 'newsletter', title: 'News' } },
      `optin:${psid}:${morning}`,
      'Agreed to be written to: News · newsletter',
    ],
    [
      'linked',
      { account_linking: { status: 'linked', authorization_code: 'SECRET' } },
      `linking:${psid}:${morning}`,
      'Linked their account',
    ],
    ['unlinked', { account_linking: { status: 'unlinked' } }, `linking:${psid}:${morning}`, 'Unlinked their account'],
  ])('%s', (_what, event, externalId, text) => {
    expect(read(event)).toMatchObject({ type: 'message', kind: 'button', externalId, text, address: psid })
  })

  test('somebody without a number yet is known by what the checkbox said', () => {
    const event = { sender: { user_ref: 'ref-1' }, recipient: { id: page }, timestamp: morning, optin: { ref: 'x' } }
    expect(worker.read(body([event]), ours).updates[0]).toMatchObject({ address: 'user_ref:ref-1' })
  })

  test.each([
    [{ action: 'react', emoji: '❤', reaction: 'love', mid: 'm_1' }, ['❤']],
    [{ action: 'react', reaction: 'wow', mid: 'm_1' }, ['😮']],
    [{ action: 'react', reaction: 'other', emoji: '🦊', mid: 'm_1' }, ['🦊']],
    [{ action: 'unreact', mid: 'm_1' }, []],
  ])('a reaction %j', (reaction, emoji) => {
    expect(read({ reaction })).toEqual({
      type: 'reaction',
      externalId: 'm_1',
      address: psid,
      at: morning,
      author: 'Customer',
      emoji,
    })
  })

  test('an edit, and a message that was taken back', () => {
    const edit = { message_edit: { mid: 'm_1', text: 'better', num_edit: 2 } }
    expect(read(edit)).toEqual({ type: 'edit', externalId: 'm_1', address: psid, at: morning, text: 'better' })
    expect(read({ message: { mid: 'm_1', is_deleted: true } })).toMatchObject({ type: 'deletion', externalId: 'm_1' })
  })

  test('deliveries by message and by instant, and everything read up to an instant', () => {
    const common = { address: psid }
    expect(readAll({ delivery: { mids: ['m_1', 'm_2'], watermark: morning - 7 } })).toEqual([
      { ...common, type: 'receipt', state: 'delivered', externalId: null, at: morning - 7 },
      { ...common, type: 'status', state: 'delivered', externalId: 'm_1', at: morning },
      { ...common, type: 'status', state: 'delivered', externalId: 'm_2', at: morning },
    ])
    expect(read({ read: { watermark: morning - 7 } })).toMatchObject({
      state: 'read',
      externalId: null,
      at: morning - 7,
    })
  })

  test('an instant is told by our clock, which may go before Meta’s or behind it, but not for what came late', () => {
    const call = body([{ ...people, timestamp: morning, read: { watermark: morning } }])
    const upTo = (receivedAt: number) => worker.read(call, ours, receivedAt).updates[0]?.at
    const made = morning + 5
    expect(upTo(made + 2_000)).toBe(morning + 2_000)
    expect(upTo(made - 60_000)).toBe(morning - 60_000)
    expect(upTo(made + 600_000)).toBe(morning + 3_000)
  })
})

describe('an echo', () => {
  const said = (more: Readonly<Record<string, unknown>>, view = ours, way?: 'standby') =>
    read(
      { sender: { id: page }, recipient: { id: psid }, message: { mid: 'm_9', is_echo: true, text: 'Hi', ...more } },
      view,
      way,
    )
  const common = { type: 'echo', externalId: 'm_9', address: psid, at: morning, kind: 'text', text: 'Hi' }

  test('of ours names our message', () => {
    expect(said({ app_id: Number(us), metadata: 'parley:42' })).toEqual({
      ...common,
      author: 'Facebook page',
      messageId: '42',
      byApp: null,
    })
  })

  test('of a person in the page’s inbox, of nobody named, and of another app', () => {
    expect(said({ app_id: 263902037430900 })).toMatchObject({ byApp: null, author: 'Facebook page' })
    expect(said({})).toMatchObject({ byApp: null, author: 'Facebook page' })
    expect(said({ app_id: 777, metadata: 'their own' })).toMatchObject({ byApp: '777', author: 'Another app' })
  })

  test('brings its files, and says in standby that others hold the conversation', () => {
    const attachments = [{ type: 'image', payload: { url: cdn } }]
    expect(said({ text: undefined, attachments, app_id: 777 }, ours, 'standby')).toMatchObject({
      kind: 'photo',
      attachments: [{ remote: cdn }],
      holder: 'others',
    })
  })
})

describe('who holds a conversation', () => {
  const control = (event: Readonly<Record<string, unknown>>, appId: string | null = us) =>
    read(event, { ...ours, appId })

  test('by the way on which a message comes, where the page routes', () => {
    const text = { message: { mid: 'm_1', text: 'Hi' } }
    expect(read(text)).not.toHaveProperty('holder')
    expect(read(text, { ...ours, isRouted: true })).toMatchObject({ holder: 'us' })
    expect(read(text, ours, 'standby')).toMatchObject({ holder: 'others' })
  })

  test.each([
    ['passed to us', { pass_thread_control: { previous_owner_app_id: '777', new_owner_app_id: us } }, 'us', us],
    ['passed to us, as a number', { pass_thread_control: { new_owner_app_id: Number(us) } }, 'us', us],
    ['passed to another', { pass_thread_control: { new_owner_app_id: 777 } }, 'others', '777'],
    [
      'passed to the inbox',
      { pass_thread_control: { new_owner_app_id: '263902037430900' } },
      'others',
      '263902037430900',
    ],
    ['taken from us', { take_thread_control: { previous_owner_app_id: us, new_owner_app_id: '777' } }, 'others', '777'],
    ['nobody has it', { pass_thread_control: { previous_owner_app_id: us, new_owner_app_id: null } }, 'nobody', null],
  ])('%s', (_what, event, holder, app) => {
    expect(control(event)).toEqual({ type: 'control', address: psid, at: morning, holder, app })
  })

  test('while our own number is not known, what is passed is passed to us, and what is taken is not', () => {
    expect(control({ pass_thread_control: { new_owner_app_id: '777' } }, null)).toMatchObject({ holder: 'us' })
    expect(control({ pass_thread_control: { new_owner_app_id: '263902037430900' } }, null)).toMatchObject({
      holder: 'others',
    })
    expect(control({ take_thread_control: { new_owner_app_id: '777' } }, null)).toMatchObject({ holder: 'others' })
  })

  test('asking changes nothing yet; roles of apps are about no conversation', () => {
    const asks = { request_thread_control: { requested_owner_app_id: 777, metadata: 'please' } }
    expect(control(asks)).toEqual({
      type: 'control',
      address: psid,
      at: morning,
      holder: 'others',
      app: '777',
      asked: true,
    })
    expect(readAll({ app_roles: { [us]: ['primary_receiver'] } })).toEqual([])
  })
})

describe('a whole call', () => {
  test('several entries with several events, also both ways at once, in the order in which they happened', () => {
    const event = (mid: string, at: number) => ({ ...people, timestamp: at, message: { mid, text: mid } })
    const call = {
      object: 'page',
      entry: [
        {
          id: page,
          time: 1,
          messaging: [event('m_3', morning + 3), event('m_1', morning + 1)],
          standby: [event('m_2', morning + 2)],
        },
        { id: page, time: 1, messaging: [event('m_4', morning + 4)] },
      ],
    }
    const { updates } = worker.read(call, ours)
    expect(updates.map(update => (update as UnifiedMessage).externalId)).toEqual(['m_1', 'm_2', 'm_3', 'm_4'])
    expect(worker.toUnified(JSON.stringify(call)).updates).toEqual(updates)
  })

  test('other pages’ entries are not ours', () => {
    const call = {
      object: 'page',
      entry: [{ id: '999', time: 1, messaging: [{ ...people, message: { mid: 'm', text: 'x' } }] }],
    }
    expect(worker.read(call, ours)).toEqual({ updates: [], policy: [] })
  })

  test('ids that are too long for numbers keep every digit', () => {
    const text = `{"object":"page","entry":[{"id":${page},"time":1,"messaging":[{"sender":{"id":78123456789012345678},"recipient":{"id":${page}},"timestamp":${morning},"message":{"mid":"m","text":"7812345678901234567"}}]}]}`
    expect(worker.read(text, ours).updates[0]).toMatchObject({
      address: '78123456789012345678',
      text: '7812345678901234567',
    })
  })

  test('a warning to the page is for whoever looks after the channel', () => {
    const notice = {
      recipient: { id: page },
      timestamp: morning,
      policy_enforcement: { action: 'block', reason: 'Spam' },
    }
    expect(worker.read(body([notice]), ours)).toEqual({ updates: [], policy: [{ action: 'block', reason: 'Spam' }] })
  })

  test.each([
    ['an unknown kind', { ...people, timestamp: morning, game_play: { game_id: 1 } }],
    ['a message without an id', { ...people, timestamp: morning, message: { text: 'x' } }],
    ['nobody', { timestamp: morning, message: { mid: 'm', text: 'x' } }],
    ['no event', 'text'],
  ])('%s is kept whole with the reason, and stops nothing', (_what, odd) => {
    const good = { ...people, timestamp: morning, message: { mid: 'm_1', text: 'Hi' } }
    const { updates, unreadable } = worker.read(body([odd, good]), ours)
    expect(updates).toHaveLength(1)
    expect(unreadable).toMatchObject([
      { payload: typeof odd === 'string' ? odd : JSON.stringify(odd), reason: expect.stringMatching(/\.$/) },
    ])
  })

  test('keys that nobody knows are no hindrance, wherever they stand', () => {
    const event = {
      ...people,
      timestamp: morning,
      hop_context: [{ app_id: 1 }],
      message: { mid: 'm_1', text: 'Hi', nlp: {}, commands: [] },
    }
    const updates: readonly InboundUpdate[] = worker.read({ ...body([event]), extra: 1 }, ours).updates
    expect(updates).toMatchObject([{ text: 'Hi' }])
  })
})

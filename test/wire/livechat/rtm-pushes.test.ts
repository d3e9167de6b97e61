// Pushes of one RTM connection: after the response they belong to, each once, and none of a chat that the other end cannot place.
import { describe, expect, test } from 'vitest'
import { type AgentId, asId } from '../../../main/domain/ids.ts'
import { socketTransport } from '../../../main/hub/livechat/rtm/bounded-transport.ts'
import { settled } from '../../kit/hand-clock.ts'
import { aScriptedSession, news, wholeChat } from '../../kit/livechat/scripted-session.ts'

describe('the requester’s own push', () => {
  test('comes after the response and carries its number, once', async () => {
    const { session, say, finish, frames } = await aScriptedSession()
    await say('slow', { name: 's' }, { request_id: 's' })
    await session.push(news('c', 1))
    expect(frames).toHaveLength(1)
    await finish('s', {}, 'event 1')
    await session.push(news('d', 1))
    expect(frames.slice(1).map(({ type, request_id }) => [type, request_id])).toEqual([
      ['response', 's'],
      ['push', 's'],
      ['push', undefined],
    ])
  })

  test('is not swallowed when the whole chat has told of it already', async () => {
    const { session, say, frames } = await aScriptedSession()
    await session.push(wholeChat('c', 5))
    await say('quick', { own: 'event 5' }, { request_id: 'q' })
    await session.push(news('c', 5))
    expect(frames.at(-1)).toMatchObject({ type: 'push', action: 'incoming_event', request_id: 'q' })
  })

  test('is none when the response was an error, when the push is not wanted, or a minute later', async () => {
    const { session, say, pushes, clock } = await aScriptedSession()
    await say('refused', { own: 'event 1' }, { request_id: 'a' })
    await session.push(news('c', 1))
    await say('quick', { own: 'event 2' }, { request_id: 'b' })
    await clock.turn(20_000)
    await say('ping')
    await clock.turn(41_000)
    await session.push(news('c', 2))
    expect(pushes().map(({ request_id }) => request_id)).toEqual([undefined, undefined])

    const choosy = await aScriptedSession({ wants: new Set(['incoming_chat']) })
    await choosy.say('quick', { own: 'event 3' }, { request_id: 'c' })
    await choosy.session.push(news('c', 3))
    expect(choosy.pushes()).toEqual([])
  })
})

describe('a chat that the other end does not know', () => {
  test('is introduced by the whole chat, once, and its news follows; what the whole chat told is not told again', async () => {
    const { session, pushes } = await aScriptedSession()
    const introduce = async () => wholeChat('c', 7)
    for (const upTo of [5, 6, 7, 8]) await session.push(news('c', upTo), introduce)
    expect(pushes().map(({ action, payload }) => [action, payload.upTo])).toEqual([
      ['incoming_chat', 7],
      ['incoming_event', 8],
    ])
  })

  test('is introduced once also while a request runs, and while the login is read', async () => {
    const running = await aScriptedSession()
    await running.say('slow', { name: 's' })
    for (const upTo of [1, 2, 3]) await running.session.push(news('c', upTo), async () => wholeChat('c', 1))
    await running.finish('s')
    expect(running.pushes().map(({ action }) => action)).toEqual(['incoming_chat', 'incoming_event', 'incoming_event'])

    let ready = (_: object) => {}
    const greet = () =>
      new Promise<object>(resolve => {
        ready = resolve
      })
    const fresh = await aScriptedSession({ loggedIn: false, greet })
    await fresh.say('login', { token: 'good' })
    for (const upTo of [1, 2, 3]) await fresh.session.push(news('c', upTo), async () => wholeChat('c', 3))
    fresh.known.set('c', '2')
    ready({})
    await settled()
    expect(fresh.frames.map(({ action, payload }) => [action, payload.upTo])).toEqual([
      ['login', undefined],
      ['incoming_event', 3],
    ])
  })

  test('keeps its place when a request begins while it is being read', async () => {
    const { session, say, finish, frames } = await aScriptedSession()
    let read = (_: ReturnType<typeof wholeChat>) => {}
    const introduce = () =>
      new Promise<ReturnType<typeof wholeChat>>(resolve => {
        read = resolve
      })
    void session.push(news('c', 2), introduce)
    await say('slow', { name: 's' }, { request_id: 's' })
    read(wholeChat('c', 1))
    await settled()
    expect(frames).toHaveLength(1)
    void finish('s')
    await settled()
    read(wholeChat('c', 1))
    await settled()
    expect(frames.slice(1).map(({ action }) => action)).toEqual(['slow', 'incoming_chat', 'incoming_event'])
  })

  test('is not introduced by news of its end, nor when there is nothing to tell', async () => {
    const { session, pushes } = await aScriptedSession()
    const ended = { action: 'chat_deactivated', isEnd: true } as const
    await session.push(news('c', 1, ended), async () => wholeChat('c', 1))
    await session.push(news('d', 1), async () => null)
    expect(pushes().map(({ action }) => action)).toEqual(['chat_deactivated', 'incoming_event'])
  })

  test('is one again after its end, and after news of it went to others', async () => {
    const { session, pushes } = await aScriptedSession()
    await session.push(wholeChat('c', 1))
    session.miss(news('c', 2))
    await session.push(news('c', 3), async () => wholeChat('c', 3))
    await session.push(news('c', 3, { action: 'chat_deactivated', isEnd: true }))
    await session.push(wholeChat('c', 3))
    expect(pushes().map(({ action }) => action)).toEqual([
      'incoming_chat',
      'incoming_chat',
      'chat_deactivated',
      'incoming_chat',
    ])
  })

  test('comes again to whom it is given, even if they know it', async () => {
    const { session, pushes } = await aScriptedSession()
    await session.push(wholeChat('c', 5))
    await session.push(wholeChat('c', 5))
    await session.push({ ...wholeChat('c', 5), to: { side: 'agents', audience: [asId<AgentId>('ann')], alone: true } })
    expect(pushes()).toHaveLength(2)
  })

  test('whose news came before it was heard of is not forgotten by what is older', async () => {
    const { session, pushes } = await aScriptedSession()
    await session.push(wholeChat('c', 5))
    session.miss(news('c', 4))
    await session.push(news('c', 6), async () => wholeChat('c', 6))
    expect(pushes().map(({ action }) => action)).toEqual(['incoming_chat', 'incoming_event'])
  })
})

describe('pushes', () => {
  test('of one message with files come all, and none twice', async () => {
    const { session, pushes } = await aScriptedSession()
    await session.push(wholeChat('c', 1))
    for (const part of [0, 1, 2, 1]) await session.push(news('c', 2, { part }))
    await session.push(wholeChat('c', 2))
    expect(pushes().map(({ payload }) => payload.part)).toEqual([undefined, 0, 1, 2])
    const told = await aScriptedSession()
    await told.session.push(wholeChat('c', 2))
    for (const part of [0, 1]) await told.session.push(news('c', 2, { part }))
    expect(told.pushes()).toHaveLength(1)
  })

  test('are compared by the numbers of messages, however many digits they have', async () => {
    const { session, pushes } = await aScriptedSession()
    await session.push(wholeChat('c', 9))
    await session.push(news('c', 10))
    await session.push(news('c', 9))
    expect(pushes().map(({ payload }) => payload.upTo)).toEqual([9, 10])
  })

  test('that a login did not ask for do not come, but for the one that says goodbye', async () => {
    const { session, pushes } = await aScriptedSession({ wants: new Set(['incoming_chat']) })
    await session.push(news('c', 1), async () => wholeChat('c', 1))
    await session.push(news('c', 2))
    session.end('logged_out_remotely')
    expect(pushes().map(({ action }) => action)).toEqual(['incoming_chat', 'agent_disconnected'])
  })

  test('that cannot be made end the connection, so that it begins anew with nothing missing', async () => {
    const { session, pushes, log, isClosed } = await aScriptedSession()
    await session.push(news('c', 1), async () => {
      throw new Error('No disk')
    })
    expect(pushes().map(({ payload }) => payload)).toEqual([{ reason: 'internal_error' }])
    expect(isClosed()).toBe(true)
    expect(log.errors).toHaveLength(1)
  })
})

describe('a connection', () => {
  test('that gives no sign of life for 45 seconds is cut off; pings of either kind are one', async () => {
    const { say, session, clock, frames, isClosed } = await aScriptedSession()
    await clock.turn(40_000)
    await say('ping')
    await clock.turn(40_000)
    session.alive()
    await clock.turn(44_000)
    expect(isClosed()).toBe(false)
    await clock.turn(1_000)
    expect(frames.at(-1)?.payload).toEqual({ reason: 'connection_timeout' })
    expect(isClosed()).toBe(true)
    expect(clock.waiting).toBe(0)
  })

  test('that does not read is let go; one long chat alone is not too much', () => {
    const mega = 1024 * 1024
    const socket = {
      readyState: 1 as const,
      OPEN: 1 as const,
      bufferedAmount: 0,
      ended: false,
      send(text: string) {
        socket.bufferedAmount += text.length
      },
      close() {},
      terminate() {
        socket.ended = true
      },
    }
    const transport = socketTransport(socket)
    transport.send('x'.repeat(20 * mega))
    for (let i = 0; i < 8; i++) transport.send('x'.repeat(mega))
    expect(socket.ended).toBe(false)
    transport.send('x'.repeat(mega))
    transport.send('x')
    expect(socket.ended).toBe(true)
  })
})

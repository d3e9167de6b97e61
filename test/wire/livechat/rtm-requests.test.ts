// Requests of one RTM connection: in turn, at most ten, answered in time and once, whatever happens meanwhile.
import { describe, expect, test } from 'vitest'
import { aScriptedSession, news } from '../../kit/livechat/scripted-session.ts'

describe('before the login', () => {
  test('a ping is answered, with its number if it has one, and nothing else is served', async () => {
    const { say, frames } = await aScriptedSession({ loggedIn: false })
    await say('ping')
    await say('ping', {}, { request_id: 7 })
    await say('quick', {}, { request_id: 'q' })
    expect(frames).toEqual([
      { action: 'ping', type: 'response', success: true, payload: {} },
      { action: 'ping', type: 'response', success: true, payload: {}, request_id: 7 },
      expect.objectContaining({ request_id: 'q', success: false }),
    ])
    expect(frames[2]?.payload.error.type).toBe('authentication')
  })

  test('whoever has not logged in after thirty seconds is told why and cut off, pings or not', async () => {
    const { say, clock, frames, isClosed } = await aScriptedSession({ loggedIn: false })
    await clock.turn(29_000)
    await say('ping')
    expect(isClosed()).toBe(false)
    await clock.turn(1_000)
    expect(frames.at(-1)).toMatchObject({ action: 'agent_disconnected', payload: { reason: 'connection_timeout' } })
    expect(isClosed()).toBe(true)
  })

  test('ten wrong tokens are enough', async () => {
    const { say, frames, isClosed } = await aScriptedSession({ loggedIn: false })
    for (let i = 0; i < 9; i++) await say('login', { token: 'bad' })
    expect(isClosed()).toBe(false)
    await say('login', { token: 'bad' })
    expect(frames.at(-2)?.payload.error.type).toBe('authentication')
    expect(frames.at(-1)?.payload).toEqual({ reason: 'too_many_unauthorized_connections' })
    expect(isClosed()).toBe(true)
  })

  test('a connection that cannot be is told so before anything of it is served', async () => {
    const { say, frames, seen } = await aScriptedSession({ loggedIn: false, check: async () => 'unsupported_version' })
    await say('login', { token: 'good' })
    expect(frames.map(({ payload }) => payload)).toEqual([{ reason: 'unsupported_version' }])
    expect(seen).toEqual([])
  })
})

describe('requests', () => {
  test('run one after the other; the eleventh that waits is refused', async () => {
    const { say, finish, response, frames } = await aScriptedSession()
    await say('slow', { name: 'first' }, { request_id: 'first' })
    for (let i = 0; i < 9; i++) await say('quick', { i }, { request_id: `q${i}` })
    await say('quick', {}, { request_id: 'eleventh' })
    expect(response('eleventh')?.payload.error.type).toBe('pending_requests_limit_reached')
    expect(response('q0')).toBeUndefined()
    await finish('first')
    expect(frames.slice(2).map(({ request_id }) => request_id)).toEqual([
      'first',
      ...[...Array(9).keys()].map(i => `q${i}`),
    ])
    await say('quick', {}, { request_id: 'again' })
    expect(response('again')?.success).toBe(true)
  })

  test('what takes too long is answered once, the next is served, and what follows late has no number', async () => {
    const { say, finish, clock, session, frames, pushes } = await aScriptedSession()
    await say('slow', { name: 'late' }, { request_id: 'late' })
    await say('quick', {}, { request_id: 'next' })
    await clock.turn(15_000)
    expect(frames.slice(1).map(({ request_id, success }) => [request_id, success])).toEqual([
      ['late', false],
      ['next', true],
    ])
    expect(frames[1]?.payload.error.type).toBe('request_timeout')
    await finish('late', {}, 'event 5')
    await session.push(news('c', 5))
    expect(frames.filter(({ request_id }) => request_id === 'late')).toHaveLength(1)
    expect(pushes()).toMatchObject([{ action: 'incoming_event' }])
  })

  test('a fault of ours is answered and logged, and the next request is served', async () => {
    const { say, response, log, isClosed } = await aScriptedSession()
    await say('broken', {}, { request_id: 'a' })
    await say('circular', {}, { request_id: 'b' })
    await say('quick', {}, { request_id: 'c' })
    expect(response('a')?.payload.error.type).toBe('internal')
    expect(response('b')?.payload.error.type).toBe('internal')
    expect(response('c')?.success).toBe(true)
    expect(log.errors).toHaveLength(2)
    expect(isClosed()).toBe(false)
  })

  test('what ends while a request runs hears nothing any more', async () => {
    const { say, finish, session, frames, seen } = await aScriptedSession()
    await say('slow', { name: 's' }, { request_id: 's' })
    await say('quick', {}, { request_id: 'q' })
    await session.push(news('c', 1))
    session.end('logged_out_remotely')
    await finish('s', {}, 'event 1')
    await session.push(news('c', 2))
    session.end('connection_timeout')
    expect(frames.slice(1).map(({ payload }) => payload)).toEqual([{ reason: 'logged_out_remotely' }])
    expect(seen).toEqual(['entered', 'left'])
  })

  test('a login that fails halfway ends the connection, for nobody knows what is in force', async () => {
    const { say, frames, seen, isClosed, log } = await aScriptedSession({
      loggedIn: false,
      greet: async () => {
        throw new Error('No disk')
      },
    })
    await say('login', { token: 'good' }, { request_id: 'l' })
    expect(frames.map(({ payload }) => payload.error?.type ?? payload.reason)).toEqual(['internal', 'internal_error'])
    expect(seen).toEqual(['entered', 'left'])
    expect(isClosed()).toBe(true)
    expect(log.errors).toHaveLength(1)
  })

  test('a login that is not ready in time ends the connection, and is not in force later', async () => {
    let ready = (_: object) => {}
    const greet = () =>
      new Promise<object>(resolve => {
        ready = resolve
      })
    const { say, clock, frames, seen, session } = await aScriptedSession({ loggedIn: false, greet })
    await say('login', { token: 'good' }, { request_id: 'l' })
    await clock.turn(15_000)
    ready({})
    await session.push(news('c', 1))
    expect(frames.map(({ payload }) => payload.error?.type ?? payload.reason)).toEqual([
      'request_timeout',
      'internal_error',
    ])
    expect(seen).toEqual(['entered', 'left'])
  })

  test('unknown, inherited and Web-only actions are none', async () => {
    const { say, frames } = await aScriptedSession()
    for (const action of ['nothing', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'web']) await say(action)
    for (const { payload } of frames.slice(1)) expect(payload.error.type).toBe('not_found')
    expect(frames).toHaveLength(7)
  })

  test('a request may ask for a newer version than its connection, never for an older one', async () => {
    const { say, response } = await aScriptedSession()
    await say('quick', {}, { request_id: 'same', version: '3.5' })
    await say('quick', {}, { request_id: 'newer', version: '3.6' })
    await say('quick', {}, { request_id: 'older', version: '3.4' })
    await say('quick', {}, { request_id: 'never', version: '9.9' })
    expect(response('same')?.success).toBe(true)
    expect(response('newer')?.success).toBe(true)
    expect(response('older')?.payload.error.type).toBe('unsupported_version')
    expect(response('never')?.payload.error.type).toBe('unsupported_version')
  })
})

describe('frames that are no requests', () => {
  const deep = (levels: number) => `{"action":"quick","payload":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`
  test.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no action', '{"request_id":"x"}'],
    ['an action that is no name', '{"action":7,"request_id":"x"}'],
    ['a payload that is none', '{"action":"quick","payload":"text"}'],
    ['an endless name', JSON.stringify({ action: 'a'.repeat(100_000), request_id: 'x' })],
    ['an endless number', JSON.stringify({ action: 'quick', request_id: 'x'.repeat(100_000) })],
    ['a number that is none', '{"action":"quick","request_id":{"a":1}}'],
    ['too deep', deep(100_000)],
    ['unclosed and deep', '[{"a":'.repeat(10_000)],
  ])('%s: one short error, and the connection goes on', async (_what, text) => {
    const { session, say, frames, response, isClosed } = await aScriptedSession()
    session.message(text)
    await say('quick', {}, { request_id: 'after' })
    expect(frames).toHaveLength(3)
    expect(frames[1]).toMatchObject({ type: 'response', success: false })
    expect(frames[1]?.payload.error.type).toBe('validation')
    expect(JSON.stringify(frames[1]).length).toBeLessThan(1_000)
    expect(response('after')?.success).toBe(true)
    expect(isClosed()).toBe(false)
  })

  test('brackets in a text are no nesting', async () => {
    const { say, frames } = await aScriptedSession()
    await say('quick', { text: `"\\${'['.repeat(10_000)}` })
    await say('quick', { a: JSON.parse('['.repeat(60) + ']'.repeat(60)) })
    expect(frames.slice(1).map(({ success }) => success)).toEqual([true, true])
  })
})

// The connection to LiveChat: every reason for which it is cut, every refusal of a login that matters, tokens that end, pings, and at
// most ten requests at a time.
import { describe, expect, test } from 'vitest'
import { afterDisconnect, knownReasons, knownRefusals } from '../../../main/channels/livechat/api/disconnects.ts'
import { HOUR, MINUTE, SECOND } from '../../../main/domain/clock.ts'
import { aReply } from './connector-suite.ts'
import { aLiveChatChannel, connector, settingsOf, untilAccepting } from './livechat-network.ts'
import { until } from './until.ts'

const given = async (choose?: Parameters<typeof aLiveChatChannel>[0]) => {
  const channel = await aLiveChatChannel(choose)
  const connection = channel.connect()
  await untilAccepting(channel)
  return { ...channel, ...connection }
}

const never = new AbortController().signal

describe('a connection that LiveChat cuts', () => {
  test.each([
    'connection_timeout',
    'internal_error',
    'too_many_unauthorized_connections',
    'role_permissions_changed',
    'something_new',
  ])('%s: is made again by itself, and what was missed is fetched', async reason => {
    const { livechat, door, carol } = await given()
    livechat.rtm.disconnect(reason)
    const health = await door.untilHealth('retrying')
    expect(health.reason).toMatch(/^[A-Z].*\.$/)
    carol.says('Said meanwhile')
    await door.retryNow()
    await door.untilHealth('online')
    await door.untilStored('Said meanwhile')
  })

  test.each([
    'agent_disconnected_by_server',
    'agent_logged_out_remotely',
    'access_token_revoked',
    'connection_evicted',
    'license_expired',
    'license_not_found',
    'unsupported_version',
    'too_many_connections',
  ])('%s: is not forced, and says what a person can do', async reason => {
    const { livechat, door, clock } = await given()
    const logins = livechat.asked('login')
    livechat.rtm.disconnect(reason)
    const health = await door.untilHealth('needsAttention')
    expect(health.reason).toMatch(/^[A-Z].*\.$/)
    expect(health.remedy).toMatch(/^[A-Z].*\.$/)
    clock.advance(5 * MINUTE)
    expect(livechat.asked('login')).toBe(logins)
  })

  test('in the wrong data centre: goes to the right one at once, and stays there', async () => {
    const { livechat, door, carol } = await given()
    livechat.rtm.region = 'fra'
    livechat.rtm.disconnect('misdirected_connection', { region: 'fra' })
    await until('the connection in the other data centre', () => livechat.asked('login') === 2)
    carol.says('Found you')
    await door.untilStored('Found you')
    expect(door.health.some(health => health.state === 'needsAttention')).toBe(false)
  })

  test('that is sent round in circles gives up for a while, with a word', async () => {
    const { livechat, door } = await given()
    livechat.rtm.region = 'NOWHERE'
    livechat.rtm.disconnect('misdirected_connection', { region: 'fra' })
    const health = await door.untilHealth('retrying')
    expect(health.reason).toContain('data centre')
  })

  test('every documented reason has an answer of its own', () => {
    const documented = [
      'access_token_expired',
      'connection_timeout',
      'internal_error',
      'too_many_unauthorized_connections',
      'role_permissions_changed',
      'agent_disconnected_by_server',
      'agent_logged_out_remotely',
      'access_token_revoked',
      'connection_evicted',
      'license_expired',
      'license_not_found',
      'misdirected_connection',
      'unsupported_version',
      'too_many_connections',
    ]
    expect(knownReasons).toEqual(expect.arrayContaining(documented))
    expect(afterDisconnect('something_new').kind).toBe('reconnect')
  })
})

describe('a login that LiveChat refuses', () => {
  const refusedWith = async (type: string, times: number) => {
    const channel = await aLiveChatChannel()
    channel.livechat.weather.forAnswers('login', ...Array.from({ length: times }, () => ({ refuse: type })))
    channel.connect()
    return channel
  }

  test.each(knownRefusals.filter(type => !/misdirected|users_limit|too_many/.test(type)))(
    '%s: says what a person can do, and comes back when it is done',
    async type => {
      // A token that is not accepted is renewed first, if it can be.
      const { door, clock } = await refusedWith(type, type === 'authentication' ? 2 : 1)
      const health = await door.untilHealth('needsAttention')
      expect(`${health.reason} ${health.remedy}`).toMatch(/^[A-Z].*\.$/)
      clock.advance(10 * MINUTE)
      await door.untilHealth('online')
    },
  )

  test.each(['users_limit_reached', 'too_many_requests', 'internal', 'service_unavailable'])(
    '%s: is tried again by itself',
    async type => {
      const { door } = await refusedWith(type, 2)
      await door.untilHealth('retrying')
      await door.retryNow()
      await until('the second refusal', () => door.health.filter(health => health.state === 'retrying').length > 1)
      await door.retryNow()
      await door.untilHealth('online')
    },
  )

  test('a login whose answer is lost is made again on a new connection', async () => {
    const { livechat, door, clock, connect } = await aLiveChatChannel()
    livechat.weather.forAnswers('login', 'lose')
    connect()
    await until('the login', () => livechat.asked('login') === 1)
    clock.advance(15 * SECOND)
    await door.untilHealth('retrying')
    await door.retryNow()
    await door.untilHealth('online')
    expect(livechat.asked('login')).toBe(2)
  })

  test('the pauses grow, up to a minute', async () => {
    const { door, livechat, clock } = await aLiveChatChannel().then(async channel => {
      await channel.livechat.goesDown()
      channel.connect()
      return channel
    })
    const pauses: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      const at = await until('the next pause', () => {
        const health = door.lastHealth
        return health?.state === 'retrying' && health.until > clock.now() ? health.until : null
      })
      pauses.push(at - clock.now())
      clock.advance(at - clock.now())
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(pauses.at(-1)).toBeLessThanOrEqual(MINUTE)
    expect(livechat.asked('login')).toBe(0)
  })
})

describe('a sign-in whose tokens end', () => {
  const bySignIn = (livechat: Parameters<NonNullable<Parameters<typeof aLiveChatChannel>[0]>>[0]) =>
    livechat.settingsBySignIn()

  test('is renewed on the live line before, and the successor is on disk before it is used', async () => {
    const { livechat, door, passes } = await given(bySignIn)
    expect(livechat.tokens.refreshes).toBe(1)
    expect(door.memories).toHaveLength(1)
    await passes(7 * HOUR + 56 * MINUTE)
    expect(livechat.tokens.refreshes).toBe(2)
    expect(livechat.asked('update_session')).toBe(1)
    expect(livechat.asked('login')).toBe(1)
    await passes(10 * MINUTE)
    expect(door.lastHealth).toEqual({ state: 'online' })
    expect(livechat.asked('login')).toBe(1)
  }, 60_000)

  test('after a restart goes on with the successor, not with the one that is spent', async () => {
    const channel = await given(bySignIn)
    await channel.stop()
    await channel.passes(9 * HOUR)
    channel.connect()
    await until('the second refresh', () => channel.livechat.tokens.refreshes === 2)
    await channel.door.untilHealth('online')
  })

  test('cut because it ended, it is renewed once and connected at once', async () => {
    const { livechat, door, carol } = await given(bySignIn)
    livechat.rtm.disconnect('access_token_expired')
    await until('the next login', () => livechat.asked('login') === 2)
    carol.says('Still there?')
    await door.untilStored('Still there?')
    expect(livechat.tokens.refreshes).toBe(2)
    expect(door.health.map(health => health.state)).not.toContain('needsAttention')
  })

  test('cut while the sign-in service is down: waits for it, and asks nobody', async () => {
    const { livechat, door } = await given(bySignIn)
    livechat.tokens.failures = 2
    livechat.rtm.disconnect('access_token_expired')
    for (const times of [1, 2]) {
      await until('the pause', () => door.health.filter(({ state }) => state === 'retrying').length === times)
      await door.retryNow()
    }
    await until('the next login', () => livechat.rtm.connected.length === 1)
    expect(livechat.asked('login')).toBe(2)
    expect(door.health.map(health => health.state)).not.toContain('needsAttention')
  })

  test('withdrawn, it asks for a person', async () => {
    const { livechat, door } = await given(bySignIn)
    livechat.tokens.revokeAll()
    livechat.rtm.disconnect('access_token_expired')
    expect(await door.untilHealth('needsAttention')).toMatchObject({ remedy: expect.stringContaining('sign in') })
  })

  test('renewed while the disk fails: nothing is used that is not stored, and nothing is spent twice', async () => {
    const channel = await aLiveChatChannel(bySignIn)
    const { door, livechat } = channel
    const keep = door.remember.bind(door)
    door.remember = () => Promise.reject(new Error('The disk is full'))
    channel.connect()
    await door.untilHealth('retrying')
    expect(livechat.asked('login')).toBe(0)
    door.remember = keep
    await door.retryNow()
    await door.untilHealth('online')
    expect(livechat.tokens.refreshes).toBe(1)
  })
})

describe('the line', () => {
  test('is pinged every 15 seconds, so that LiveChat keeps it', async () => {
    const { livechat, passes, door } = await given()
    await passes(2 * MINUTE)
    expect(livechat.rtm.pings).toBeGreaterThanOrEqual(7)
    expect(livechat.asked('login')).toBe(1)
    expect(door.lastHealth).toEqual({ state: 'online' })
  })

  test('has ten requests pending at most, however much there is to say', async () => {
    const { livechat, link, door, carol } = await given()
    carol.says('Hello')
    await door.untilStored('Hello')
    const all = Array.from({ length: 40 }, (_, i) => link.send(aReply(carol.chat.id, `answer ${i}`), never))
    expect((await Promise.all(all)).every(result => result.outcome === 'sent')).toBe(true)
    expect(livechat.rtm.mostPendingSeen).toBeGreaterThan(5)
    expect(livechat.rtm.mostPendingSeen).toBeLessThanOrEqual(10)
  })

  test('a request that nobody answers is given up after 15 seconds', async () => {
    const { livechat, link, door, carol, clock } = await given()
    carol.says('Hello')
    await door.untilStored('Hello')
    livechat.weather.forAnswers('send_event', 'lose')
    const sending = link.send(aReply(carol.chat.id, 'Is it there?', { idempotencyKey: 'one' }), never)
    await until('the request', () => livechat.asked('send_event') === 1)
    clock.advance(15 * SECOND)
    expect(await sending).toMatchObject({ outcome: 'failed', surelyNotArrived: false, retry: 'later' })
    expect(carol.sees).toEqual(['Is it there?'])
  })
})

describe('Test in the settings', () => {
  test('names the account and the licence, and gets no chats for it', async () => {
    const { livechat, settings } = await aLiveChatChannel()
    const found = await connector.register(settings, never)
    expect(found).toEqual({
      profile: { name: 'Lampion Support', username: 'parley@lampion.example, licence 104130623' },
    })
    expect([...livechat.licence.agents.values()][0]?.status).not.toBe('accepting_chats')
  })

  test('a wrong token is refused at its field', async () => {
    const { settings } = await aLiveChatChannel()
    const found = await connector.register(settingsOf({ ...settings, personalToken: 'wrong' }), never)
    expect(found).toMatchObject({ refused: true, field: 'personalToken' })
  })

  test('a licence without a seat says so', async () => {
    const { livechat, settings } = await aLiveChatChannel()
    livechat.weather.forAnswers('login', { refuse: 'seats_limit_exceeded' })
    const found = await connector.register(settings, never)
    expect(found).toMatchObject({ profile: {}, warning: expect.stringContaining('seat') })
  })

  test('something else at the API root is named', async () => {
    const { livechat, settings } = await aLiveChatChannel()
    const elsewhere = settingsOf({ ...settings, apiRoot: `${livechat.apiRoot}/accounts` })
    expect(await connector.register(elsewhere, never)).toHaveProperty('warning')
  })
})

// A page while its channel is connected: registering it, its token, its subscription, Facebook's warnings, and who may speak.
import { describe, expect, test } from 'vitest'
import { createFacebookConnector } from '../../../main/channels/facebook/connector.ts'
import { subscribedFields } from '../../../main/channels/facebook/registration-worker.ts'
import { type FacebookSettings, parseSettings } from '../../../main/channels/facebook/settings.ts'
import { DAY, MINUTE } from '../../../main/domain/clock.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { aReply } from './connector-suite.ts'
import { aFacebookChannel, aFacebookNetwork } from './facebook-network.ts'
import { RecordingDoor } from './recording-door.ts'
import { until } from './until.ts'

const never = new AbortController().signal
const bot = '777000111'

describe('registering', () => {
  const register = async (
    change: Partial<FacebookSettings>,
    webhookUrl: string | null = 'https://desk.example/hooks/facebook/1',
  ) => {
    const { graph, page } = await aFacebookNetwork()
    const settings = parseSettings({ ...graph.settingsOf(page), ...change })
    if (isRefusal(settings)) throw new Error(settings.sentence)
    return { graph, page, found: await createFacebookConnector().register(settings, never, webhookUrl) }
  }

  test('says who the page is and what to set at Meta, and changes nothing there', async () => {
    const { page, found } = await register({})
    expect(found).toEqual({
      profile: { name: 'Lampion', username: page.id, link: `https://www.facebook.com/${page.id}` },
      advice: 'Set the callback URL of the app at Meta to https://desk.example/hooks/facebook if it is not yet.',
    })
    expect(page.subscribed.size).toBe(0)
  })

  test('says what is missing before Facebook can call', async () => {
    expect((await register({}, null)).found).toMatchObject({ advice: expect.stringContaining('Website URL') })
    expect((await register({ verifyToken: '' })).found).toMatchObject({
      advice: expect.stringContaining('verify token'),
    })
    expect((await register({ appSecret: '' })).found).toMatchObject({ advice: expect.stringContaining('relay') })
    expect((await register({ appSecret: '', relayKey: 'a key' })).found).not.toHaveProperty('advice')
  })

  test('a wrong token, a token of another page, and a secret of another app are refused at their fields', async () => {
    expect((await register({ pageToken: 'EAAGnonsense' })).found).toMatchObject({ refused: true, field: 'pageToken' })
    expect((await register({ pageId: '1092099999' })).found).toMatchObject({
      refused: true,
      field: 'pageToken',
      sentence: expect.stringContaining('Lampion'),
    })
    expect((await register({ appSecret: 'f'.repeat(32) })).found).toMatchObject({ refused: true, field: 'appSecret' })
  })

  test.each([
    ['pageId', { pageId: 'lampion' }],
    ['pageToken', { pageToken: '' }],
    ['appSecret', { appSecret: 'short' }],
    ['allowHumanAgent', { allowHumanAgent: 'yes' }],
    ['whenNoDefaultApp', { whenNoDefaultApp: 'nobody' }],
    ['apiRoot', { apiRoot: 'https://a:b@c' }],
  ])('settings: a wrong %s is refused at its field, in words', (field, wrong) => {
    const right = { pageId: '109201234567890', pageToken: 'EAAGtoken0' }
    expect(parseSettings(right)).toMatchObject({ allowHumanAgent: false, whenNoDefaultApp: 'agents' })
    expect(parseSettings({ ...right, ...wrong })).toMatchObject({
      refused: true,
      field,
      sentence: expect.stringMatching(/\.$/),
    })
  })
})

describe('the subscription', () => {
  test('is made with everything that Parley reads, and nobody is alarmed by it', async () => {
    const { page, door } = await aFacebookChannel()
    expect([...page.subscribed].toSorted()).toEqual([...subscribedFields].toSorted())
    expect(door.lastHealth).toEqual({ state: 'online' })
  })

  test('that Facebook ended is found within a day, restored, and said until the next look', async () => {
    const { page, door, clock } = await aFacebookChannel()
    page.subscribed.clear()
    clock.advance(DAY)
    await until('the warning', () => door.lastHealth?.state === 'online' && door.lastHealth.warning)
    expect(door.lastHealth).toMatchObject({ warning: expect.stringMatching(/stopped calling.*may be missing/) })
    expect(page.subscribed.size).toBe(subscribedFields.length)
    clock.advance(DAY)
    await until('the warning to go', () => door.lastHealth?.state === 'online' && door.lastHealth.warning === undefined)
  })

  test('of another app of the page is not taken for ours', async () => {
    const { page, clock } = await aFacebookChannel()
    page.alsoSubscribed.push(bot)
    page.subscribed.clear()
    clock.advance(DAY)
    await until('ours', () => page.subscribed.size === subscribedFields.length)
  })

  test('that lacks one field is completed', async () => {
    const { page, door, clock } = await aFacebookChannel()
    page.subscribed.delete('standby')
    clock.advance(DAY)
    await until('all fields', () => page.subscribed.has('standby'))
    await until('the warning', () => door.lastHealth?.state === 'online' && door.lastHealth.warning)
  })

  test('that was ended while no channel was connected is told as well, by the cursor', async () => {
    const { graph, page, clock, connector } = await aFacebookNetwork()
    const door = new RecordingDoor(clock)
    const settings = connector.parseSettings(graph.settingsOf(page))
    if (isRefusal(settings)) throw new Error(settings.sentence)
    const off = new AbortController()
    connector.connect({ channelId: 'channel', name: 'Facebook', settings, cursor: 'subscribed' }, door, off.signal)
    expect(await door.untilHealth('online')).toMatchObject({ warning: expect.stringContaining('stopped calling') })
    off.abort()
  })
})

describe('health', () => {
  test('a token that has ended: connect again, replies wait, and a new one is enough', async () => {
    const { page, graph, link, door } = await aFacebookChannel()
    const carol = graph.customer(page, 'Carol')
    await carol.says('Hello')
    page.endToken(460)
    const result = await link.send(aReply(carol.psid, 'Hi'), never)
    expect(result).toMatchObject({
      surelyNotArrived: true,
      retry: 'later',
      reason: expect.stringContaining('new password'),
    })
    expect(door.lastHealth).toMatchObject({
      state: 'needsAttention',
      reason: expect.stringMatching(/token any more.*password\.$/),
      remedy: expect.stringContaining('Connect the page again'),
    })
  })

  test('a token that ended while nobody wrote is found by the daily look', async () => {
    const { page, door, clock } = await aFacebookChannel()
    page.endToken()
    clock.advance(DAY)
    expect(await door.untilHealth('needsAttention')).toMatchObject({ reason: expect.stringContaining('run out') })
  })

  test('a restricted page and one whose app may not write say what to do; a closed window is nobody’s trouble', async () => {
    const { page, graph, link, door, clock } = await aFacebookChannel()
    const carol = graph.customer(page, 'Carol')
    await carol.says('Hello')
    page.isRestricted = true
    await link.send(aReply(carol.psid, 'Hi'), never)
    expect(door.lastHealth).toMatchObject({ state: 'needsAttention', remedy: expect.stringContaining('Support Inbox') })
    page.isRestricted = false
    clock.advance(5 * MINUTE)
    await door.untilHealth('online')
    carol.person.lastActionAt = clock.now() - 2 * DAY
    expect(await link.send(aReply(carol.psid, 'Hi'), never)).toMatchObject({ retry: 'never' })
    expect(door.lastHealth).toEqual({ state: 'online' })
  })

  test('Facebook’s warnings are shown until it takes them back', async () => {
    const { page, graph, door, clock } = await aFacebookChannel()
    const notice = (action: string, reason = '') => ({
      messaging: [{ recipient: { id: page.id }, timestamp: clock.now(), policy_enforcement: { action, reason } }],
    })
    expect(await graph.brings(page, notice('block', 'Promotional messages'))).toBe(200)
    expect(await door.untilHealth('needsAttention')).toMatchObject({
      reason: expect.stringContaining('(Promotional messages)'),
    })
    await graph.brings(page, notice('unblock'))
    await door.untilHealth('online')
  })

  test('without a way for Facebook to call, it says which there are', async () => {
    const { graph, page, clock, connector } = await aFacebookNetwork()
    const door = new RecordingDoor(clock)
    const settings = connector.parseSettings({ ...graph.settingsOf(page), appSecret: '' })
    if (isRefusal(settings)) throw new Error(settings.sentence)
    const off = new AbortController()
    connector.connect({ channelId: 'channel', name: 'Facebook', settings, cursor: null }, door, off.signal)
    expect(await door.untilHealth('needsAttention')).toMatchObject({
      remedy: expect.stringMatching(/relay.*app secret/),
    })
    off.abort()
  })

  test('where Facebook does not tell how a page routes, everything else works', async () => {
    const { door } = await aFacebookChannel({
      before: page => {
        page.tellsRouting = false
      },
    })
    expect(door.lastHealth).toEqual({ state: 'online' })
  })
})

describe('control', () => {
  const routed = () =>
    aFacebookChannel({
      before: page => {
        page.defaultApp = bot
      },
    })

  test('where a bot is the default, what it holds comes as held by others, and passed to us it is ours', async () => {
    const { graph, page, door } = await routed()
    const carol = graph.customer(page, 'Carol')
    await carol.says('Are you a bot?')
    await graph.botSays(carol, 'Yes.', bot)
    await graph.passes(carol, bot)
    await carol.says('A person, please')
    expect(door.messages.map(one => [one.text, one.holder])).toEqual([
      ['Are you a bot?', 'others'],
      ['A person, please', 'us'],
    ])
    expect(door.happenings.filter(one => one.type !== 'profile')).toMatchObject([
      { type: 'echo', byApp: bot, holder: 'others', text: 'Yes.' },
      { type: 'control', holder: 'us', app: graph.world.appId },
    ])
  })

  test('is refused while the bot holds on, taken when the inbox does, and given back; words for everything else', async () => {
    const { graph, page, link } = await routed()
    const carol = graph.customer(page, 'Carol')
    await carol.says('Hello')
    expect(await link.takeControl?.(carol.psid, never)).toMatchObject({
      refused: true,
      sentence: expect.stringMatching(/does not let go/),
    })
    expect(await link.send(aReply(carol.psid, 'Hi'), never)).toMatchObject({ heldByOthers: true })
    await graph.inboxSays(carol, 'Let me look')
    expect(await link.takeControl?.(carol.psid, never)).toBeNull()
    expect(await link.send(aReply(carol.psid, 'Hi'), never)).toMatchObject({ outcome: 'sent' })
    expect(await link.handBack?.(carol.psid, never)).toBeNull()
    expect(await link.send(aReply(carol.psid, 'Hi'), never)).toMatchObject({ heldByOthers: true })
    // It is not ours any more: there is nothing to give back.
    expect(await link.handBack?.(carol.psid, never)).toBeNull()
    graph.world.meets(
      'control',
      { kind: 'refuse', code: 27 },
      { kind: 'page', status: 502 },
      { kind: 'refuse', code: 613 },
    )
    for (const words of [/no default app/, /cannot be reached.*502/, /pause/])
      expect(await link.takeControl?.(carol.psid, never)).toMatchObject({
        refused: true,
        sentence: expect.stringMatching(words),
      })
  })

  test('where nobody is the default, nobody holds anything, and nothing can be taken', async () => {
    const { graph, page, door, link } = await aFacebookChannel()
    const carol = graph.customer(page, 'Carol')
    await carol.says('Hello')
    expect(door.messages[0]).not.toHaveProperty('holder')
    expect(await link.takeControl?.(carol.psid, never)).toMatchObject({
      sentence: expect.stringMatching(/no default app/),
    })
    expect(await link.handBack?.(carol.psid, never)).toBeNull()
  })
})

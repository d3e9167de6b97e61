// Pages added by a login through the relay: for the agent who began it, one channel each, tokens sealed and never on a screen.
import { expect, onTestFinished, test } from 'vitest'
import { createFacebookConnector } from '../../main/channels/facebook/connector.ts'
import { MINUTE, SECOND } from '../../main/domain/clock.ts'
import { asId, type QueueId } from '../../main/domain/ids.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import type { FromRelay } from '../../main/relay/protocol.ts'
import { GraphEmulator } from '../kit/graph-emulator/graph-emulator.ts'
import { must } from '../kit/must.ts'
import { aRelayedOffice } from '../kit/relayed-office.ts'
import { until } from '../kit/until.ts'

const support = asId<QueueId>('support')
type Told = Extract<FromRelay, { type: 'loggedIn' }>['pages'][number]

const aLoginOffice = async () => {
  const made = await aRelayedOffice({ connectors: [createFacebookConnector()] })
  const graph = new GraphEmulator(made.clock)
  await graph.start()
  onTestFinished(() => graph.stop())
  const { relay, office, boss } = made
  relay.facebookApp = graph.world.appId
  relay.loginUrl = 'https://calls.example/facebook/login/x'
  await made.pair()
  const { pages } = office.services
  const tells = (wish: string, told: readonly Told[], trouble: string | null = null) =>
    relay.says({ type: 'loggedIn', wish, pages: [...told], trouble, apiRoot: graph.apiRoot })
  const aPage = (name: string, more: Partial<Told> = {}): Told => {
    const { id, token, tasks } = graph.world.addPage(name)
    return { id, name, accessToken: token ?? '', tasks, ...more }
  }
  /** Logged in with these pages; gives the wish. */
  const logsIn = async (...told: Told[]): Promise<string> => {
    const { wish } = must(await pages.beginLogin(boss))
    tells(wish, told)
    await until('the pages to be there', async () => must(await pages.login(boss, wish)).state === 'pages')
    return wish
  }
  return { ...made, graph, pages, tells, aPage, logsIn }
}

test('each chosen page becomes a channel named after it, off until it is switched on, and no screen ever sees a token', async () => {
  const { office, boss, pages, tells, aPage, graph } = await aLoginOffice()
  const [lamps, shades, foreign] = [
    aPage('Lamps', { picture: 'data:image/png;base64,AAAA' }),
    aPage('Stage'),
    aPage('Not mine', { tasks: ['ANALYZE'], picture: 'https://elsewhere.example/x.png' }),
  ]
  const { wish, url } = must(await pages.beginLogin(boss))
  expect(url).toBe('https://calls.example/facebook/login/x')
  expect(await pages.login(boss, wish)).toEqual({ state: 'waiting' })
  tells(wish, [lamps, shades, foreign])
  const found = await until('the pages', async () => {
    const login = must(await pages.login(boss, wish))
    return login.state === 'pages' ? login.pages : null
  })
  expect(found).toEqual([
    { id: lamps.id, name: 'Lamps', picture: 'data:image/png;base64,AAAA', missing: [], channel: null },
    { id: shades.id, name: 'Stage', picture: null, missing: [], channel: null },
    { id: foreign.id, name: 'Not mine', picture: null, missing: ['MODERATE', 'MESSAGING'], channel: null },
  ])
  const pageIds = [lamps.id, shades.id, foreign.id]
  const made = must(await pages.connectPages(boss, { wish, pageIds, queueId: support, active: false }))
  // Another channel is called "Stage" already.
  expect(made.connected.map(({ name, isNew }) => [name, isNew])).toEqual([
    ['Lamps', true],
    ['Stage (Facebook)', true],
  ])
  expect(made.refused).toEqual([
    { pageId: foreign.id, name: 'Not mine', sentence: expect.stringMatching(/may not do enough/) },
  ])
  const cards = (await office.services.channels.list()).filter(({ channel }) => channel.kind === 'facebook')
  expect(cards.map(({ channel, health }) => [channel.name, channel.active, health.state])).toEqual([
    ['Lamps', false, 'off'],
    ['Stage (Facebook)', false, 'off'],
  ])
  expect(cards[0]?.channel.settings).toEqual({ pageId: lamps.id, apiRoot: graph.apiRoot })
  const shown = JSON.stringify([
    found,
    made,
    await office.store.audit.list({ limit: 50 }),
    cards.map(card => card.channel.settings),
  ])
  expect(shown).not.toContain('EAAG')
})

test('a page that is switched on at once gets its key from the relay and its subscription at Facebook', async () => {
  const { boss, pages, relay, aPage, logsIn, health, graph } = await aLoginOffice()
  const wish = await logsIn(aPage('Lamps'))
  const [page] = graph.world.pages
  const made = must(await pages.connectPages(boss, { wish, pageIds: [page?.id ?? ''], queueId: support, active: true }))
  const id = made.connected[0]?.channelId ?? ''
  await until('the relay is told', () => relay.channels?.some(one => one.channelId === id && one.place === page?.id))
  relay.says({ type: 'known', keys: { [id]: 'the key of the page' } })
  await health(id, one => one.state === 'online')
  expect(page?.subscribed.size).toBeGreaterThan(8)
})

test('the same login gives a page whose token ended a new one, and adds nothing', async () => {
  const { office, boss, pages, relay, aPage, logsIn, health, graph } = await aLoginOffice()
  const told = aPage('Lamps')
  const connect = async (wish: string) =>
    must(await pages.connectPages(boss, { wish, pageIds: [told.id], queueId: support, active: true })).connected[0]
  const first = await connect(await logsIn(told))
  const id = first?.channelId ?? ''
  relay.keys = { [id]: 'the key of the page' }
  relay.says({ type: 'known', keys: relay.keys })
  await health(id, one => one.state === 'online')
  const [page] = graph.world.pages
  page?.endToken()
  // Any change of the public address makes it look at the page.
  must(await office.services.settings.set(boss, { SiteUrl: 'https://desk.example' }))
  await health(id, one => one.state === 'needsAttention')
  const wish = await logsIn({ ...told, accessToken: page?.renewToken() ?? '' })
  expect(must(await pages.login(boss, wish))).toMatchObject({ pages: [{ channel: { id, name: 'Lamps' } }] })
  expect(await connect(wish)).toMatchObject({ channelId: id, isNew: false })
  await health(id, one => one.state === 'online')
  expect((await office.services.channels.list()).filter(({ channel }) => channel.kind === 'facebook')).toHaveLength(1)
})

test('a login is its agent’s alone, ends with time, and what the relay says of others is nothing', async () => {
  const { office, boss, pages, tells, aPage, logsIn, clock } = await aLoginOffice()
  const other = office.supervisor('ben')
  tells('of nobody', [aPage('Lamps')])
  const shades = aPage('Shades')
  const wish = await logsIn(shades)
  const no = await pages.login(other, wish)
  expect(isRefusal(no) && no.code).toBe('notFound')
  expect(isRefusal(await pages.connectPages(other, { wish, pageIds: ['1'], queueId: support, active: false }))).toBe(
    true,
  )
  const nothing = await pages.connectPages(boss, { wish, pageIds: ['not offered'], queueId: support, active: false })
  expect(isRefusal(nothing) && nothing.field).toBe('pageIds')
  const nowhere = await pages.connectPages(boss, {
    wish,
    pageIds: [shades.id],
    queueId: asId<QueueId>('nowhere'),
    active: false,
  })
  expect(isRefusal(nowhere) && nowhere.field).toBe('queueId')
  clock.advance(21 * MINUTE)
  expect(isRefusal(await pages.login(boss, wish))).toBe(true)
})

test('what cannot be is said in words: no relay, no app, a refusal by the person, an address that is none, silence', async () => {
  const { office, boss, pages, relay, tells, clock, status } = await aLoginOffice()
  const sentence = async () => {
    const no = await pages.beginLogin(boss)
    return isRefusal(no) ? no.sentence : null
  }
  const { wish } = must(await pages.beginLogin(boss))
  tells(wish, [], 'The login was cancelled at Facebook, so no pages were connected.')
  await until('it failed', async () => must(await pages.login(boss, wish)).state === 'failed')
  for (const url of ['javascript:alert(1)', 'http://elsewhere.example/', 'file:///etc/passwd']) {
    relay.loginUrl = url
    expect(await sentence()).toMatch(/cannot be reached/)
  }
  relay.loginUrl = null
  const silent = sentence()
  await until('it is asked', () => relay.heard.filter(({ type }) => type === 'beginLogin').length === 5)
  await clock.turn(11 * SECOND)
  expect(await silent).toMatch(/cannot be reached/)
  relay.facebookApp = null
  relay.drops()
  await clock.turn(SECOND)
  await status(one => one.state.state === 'online' && !one.hasFacebook)
  expect(await sentence()).toMatch(/no app at Facebook/)
  await office.services.relay.unpair(boss)
  expect(await sentence()).toMatch(/Pair Parley with a relay first/)
})

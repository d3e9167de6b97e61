// The login at Facebook through the relay: the pages go to the workstation that asked and to nobody else, the app's secret goes to
// Facebook and to nobody else, and whatever goes wrong is a sentence for the person and for the workstation.
import { expect, onTestFinished, test } from 'vitest'
import { MINUTE } from '../../main/domain/clock.ts'
import { GraphEmulator } from '../kit/graph-emulator/graph-emulator.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { aRelay } from '../kit/relay/a-relay.ts'
import { ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { tinyPng } from '../kit/telegram-emulator/world/sample-files.ts'
import { until } from '../kit/until.ts'

/** A browser that keeps the relay's cookie and follows no redirect by itself. */
class Person {
  cookie = ''
  async opens(url: string): Promise<Response> {
    const answer = await fetch(url, { redirect: 'manual', headers: this.cookie === '' ? {} : { cookie: this.cookie } })
    this.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.cookie
    return answer
  }
  /** From the relay to Facebook, where the link with this id is pressed; gives the address that Facebook sends back to. */
  async logsIn(url: string, link: 'continue' | 'cancel' = 'continue'): Promise<string> {
    const dialog = (await this.opens(url)).headers.get('location') ?? ''
    const html = await (await fetch(dialog)).text()
    const href = new RegExp(`id="${link}" href="([^"]+)"`).exec(html)?.[1] ?? ''
    return href.replaceAll('&amp;', '&')
  }
}

const aLogin = async () => {
  const clock = new HandClock()
  const graph = new GraphEmulator(clock)
  await graph.start()
  onTestFinished(() => graph.stop())
  const { appId, appSecret, verifyToken } = graph.world
  const made = await aRelay({
    clock,
    hasOwnAddress: true,
    facebook: { appId, appSecret, verifyToken },
    facebookRoots: { graph: graph.apiRoot, dialog: graph.apiRoot },
  })
  const desk = await ScriptedDesk.connect(made.url, made.pairing, [])
  onTestFinished(() => desk.close())
  const begins = async (wish: string): Promise<string> => {
    desk.say({ type: 'beginLogin', wish })
    const { url } = await desk.frame('login', frame => frame.wish === wish)
    return url
  }
  const outcome = (wish: string) => desk.frame('loggedIn', frame => frame.wish === wish)
  return { ...made, clock, graph, desk, begins, outcome, person: new Person() }
}

test('the person logs in, the pages go to the workstation with their tokens, and the app is called at the relay from then on', async () => {
  const { graph, url, begins, outcome, person } = await aLogin()
  const pages = ['Lamps & More', 'Grüße 🪔', 'Third'].map(name => graph.world.addPage(name))
  graph.world.files.set(`/cdn/picture-${pages[0]?.id}`, { bytes: tinyPng, mime: 'image/png' })
  graph.world.appFields.clear()
  const start = await begins('one')
  expect(start).toMatch(new RegExp(`^${url}/facebook/login/[\\w-]{30,}$`))
  const back = await person.logsIn(start)
  const answer = await person.opens(back)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('You can go back to Parley now')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  const { pages: told, trouble } = await outcome('one')
  expect(trouble).toBeNull()
  expect(told.map(({ id, name, accessToken }) => [id, name, accessToken])).toEqual(
    pages.map(({ id, name, token }) => [id, name, token]),
  )
  expect(told[0]?.picture).toMatch(/^data:image\/png;base64,/)
  expect(told[0]?.tasks).toContain('MESSAGING')
  expect(graph.world.callback).toBe(`${url}/hooks/facebook`)
  expect(graph.world.appFields.size).toBeGreaterThan(8)
  // Once, and not again.
  expect((await person.opens(back)).status).toBe(400)
  expect((await person.opens(start)).status).toBe(410)
})

test('only the browser that began a login can end it, and only while it lasts', async () => {
  const { graph, begins, person, clock, desk } = await aLogin()
  graph.world.addPage('Lamps')
  const start = await begins('one')
  const back = await person.logsIn(start)
  expect((await new Person().opens(back)).status).toBe(400)
  const invented = new URL(back)
  invented.searchParams.set('state', 'x'.repeat(32))
  expect((await person.opens(invented.href)).status).toBe(400)
  clock.advance(16 * MINUTE)
  expect((await person.opens(back)).status).toBe(400)
  expect((await person.opens(start)).status).toBe(410)
  expect(desk.frames.some(frame => frame.type === 'loggedIn')).toBe(false)
})

test('a person who says no is told so, and so is the workstation', async () => {
  const { begins, outcome, person } = await aLogin()
  const answer = await person.opens(await person.logsIn(await begins('one'), 'cancel'))
  expect(await answer.text()).toContain('cancelled at Facebook')
  expect(await outcome('one')).toMatchObject({ pages: [], trouble: expect.stringMatching(/cancelled/) })
})

test.each([
  [
    'a code that Facebook does not take',
    'token',
    { kind: 'refuse', code: 100, message: 'This code was used.' },
    /This code was used/,
  ],
  ['pages that cannot be listed', 'accounts', { kind: 'page', status: 502 }, /trouble of its own \(HTTP 502\)/],
  ['an answer that is lost', 'accounts', { kind: 'lose' }, /could not be reached/],
  [
    'a relay that Facebook cannot call',
    'subscriptions',
    { kind: 'refuse', code: 2200, message: 'Callback verification failed' },
    /cannot call the relay at http.*Callback verification failed/,
  ],
] as const)('%s ends the login with a sentence, and holds no secret', async (_what, place, fault, words) => {
  const { graph, begins, outcome, person } = await aLogin()
  graph.world.addPage('Lamps')
  const back = await person.logsIn(await begins('one'))
  graph.world.meets(place, fault)
  const page = await (await person.opens(back)).text()
  const { pages, trouble } = await outcome('one')
  expect([pages, trouble]).toEqual([[], expect.stringMatching(words)])
  expect(`${page}${trouble}`).not.toContain(graph.world.appSecret)
})

test('nobody chose a page: said in words', async () => {
  const { begins, outcome, person } = await aLogin()
  await person.opens(await person.logsIn(await begins('one')))
  expect((await outcome('one')).trouble).toMatch(/No page was chosen/)
})

test('a workstation that went away meanwhile gets nothing, and the person is told to begin again', async () => {
  const { graph, begins, person, desk, logged } = await aLogin()
  graph.world.addPage('Lamps')
  const back = await person.logsIn(await begins('one'))
  desk.close()
  await until('the relay has noticed', () => logged.some(({ message }) => message === 'A workstation is away'))
  const answer = await person.opens(back)
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('begin the login again')])
  expect(JSON.stringify(logged)).not.toMatch(/EAAG/)
})

test('a relay without an app says so at once', async () => {
  const { url, pairing } = await aRelay({ facebook: null })
  const desk = await ScriptedDesk.connect(url, pairing, [])
  onTestFinished(() => desk.close())
  desk.say({ type: 'beginLogin', wish: 'one' })
  const { trouble } = await desk.frame('loggedIn', frame => frame.wish === 'one')
  expect(trouble).toMatch(/no app at Facebook/)
})

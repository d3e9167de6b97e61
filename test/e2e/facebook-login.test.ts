// Facebook pages at a desk behind a firewall, on screen: a login in the system's browser through the relay, a channel for each chosen
// page, a chat over it from the first message to its end, and the same login when the page's token has ended.
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../main/machine/system-clock.ts'
import { type Desk, openDesk, picture, reply } from '../kit/desk.ts'
import { GraphEmulator } from '../kit/graph-emulator/graph-emulator.ts'
import { RelayProcess } from '../kit/relay/relay-process.ts'
import { shown } from '../kit/shown.ts'
import { tinyPng } from '../kit/telegram-emulator/world/sample-files.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

/** What the desktop has handed to the system's browser. */
const opened = ({ app }: Desk): Promise<string[]> =>
  app.evaluate(({ shell }) => ('recorded' in shell ? (shell.recorded as { opened: string[] }).opened : []))

/** Presses "Log in", and does in a browser what the person does at Facebook. */
const logIn = async (desk: Desk, settings: Page, link: 'continue' | 'cancel' = 'continue'): Promise<Page> => {
  const before = (await opened(desk)).length
  await settings.getByRole('button', { name: /^Log in (with|again)/ }).click()
  await settings.getByText('Go on in your browser').waitFor()
  const address = await until('the browser is opened', async () => (await opened(desk))[before])
  const browser = await desk.customer()
  await browser.goto(address)
  await browser.locator(`#${link}`).click()
  return browser
}

test('pages are connected by a login in the browser, serve a chat, and are renewed when their token has ended', async () => {
  const graph = new GraphEmulator(systemClock)
  await graph.start()
  onTestFinished(() => graph.stop())
  const { appId, appSecret, verifyToken } = graph.world
  const [lamps, shades, foreign] = ['Lamps & More', 'Shades', 'Of my neighbour'].map(name => graph.world.addPage(name))
  if (lamps === undefined || shades === undefined || foreign === undefined) throw new Error('no pages')
  foreign.tasks.splice(0, foreign.tasks.length, 'ANALYZE')
  graph.world.files.set(`/cdn/picture-${lamps.id}`, { bytes: tinyPng, mime: 'image/png' })
  graph.world.appFields.clear()
  const relay = await RelayProcess.start(tempDir(), {
    env: {
      FACEBOOK_APP_ID: appId,
      FACEBOOK_APP_SECRET: appSecret,
      FACEBOOK_VERIFY_TOKEN: verifyToken,
      FACEBOOK_GRAPH_ROOT: graph.apiRoot,
      FACEBOOK_DIALOG_ROOT: graph.apiRoot,
    },
  })
  onTestFinished(() => relay.kill())
  await using desk = await openDesk(tempDir())
  const { panel } = desk
  const settings = await desk.settings()
  await settings.setViewportSize({ width: 1280, height: 800 })
  const addPages = async () => {
    await settings
      .getByRole('link', { name: /^Channels/ })
      .first()
      .click()
    await settings.getByRole('button', { name: 'Add channel' }).click()
    await settings.getByRole('menuitem', { name: 'Facebook Messenger' }).click()
  }
  await addPages()
  await settings.getByText(/Pair Parley with a relay first/).waitFor()
  await settings.getByRole('button', { name: 'To the relay' }).click()
  await settings.getByRole('textbox', { name: 'Address of the relay' }).fill(relay.url)
  await settings.getByRole('textbox', { name: 'One-time code' }).fill(relay.ready.code ?? '')
  await settings.getByRole('button', { name: 'Pair', exact: true }).click()
  await settings
    .getByRole('status')
    .getByText(/^Online since/)
    .waitFor()

  await addPages()
  await shown(settings, 'facebook-login-begin')
  const cancelled = await logIn(desk, settings, 'cancel')
  await cancelled.getByText('The login was cancelled at Facebook').waitFor()
  await settings.getByText('The login was cancelled at Facebook, so no pages were connected.').waitFor()
  const browser = await logIn(desk, settings)
  await browser.getByRole('heading', { name: 'You can go back to Parley now' }).waitFor()
  await picture(browser, 'facebook-login-back')
  await settings.getByRole('checkbox', { name: /Lamps & More/ }).waitFor()
  expect(await settings.getByRole('checkbox', { name: /Of my neighbour/ }).isEnabled()).toBe(false)
  await settings.getByText(/must give you: community activity, messages/).waitFor()
  await shown(settings, 'facebook-login-pages')
  await settings
    .getByLabel(/^Active/)
    .last()
    .click({ force: true })
  await settings.getByRole('button', { name: 'Connect 2 pages' }).click()
  await settings.getByText('2 pages are connected.').waitFor()
  for (const name of ['Lamps & More', 'Shades'])
    await settings.getByRole('row', { name }).getByText('Online').locator('visible=true').waitFor()
  await shown(settings, 'facebook-login-connected')

  const carol = graph.customer(lamps, 'Carol', 'Ngata')
  expect(await carol.says('Is the brass lamp back?')).toBe(200)
  await panel
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  await panel.getByText('Is the brass lamp back?').last().waitFor()
  await reply(panel, 'It is, since this morning.')
  await until('the reply is at Facebook', () => lamps.sent.some(({ text }) => text === 'It is, since this morning.'))

  lamps.endToken()
  await reply(panel, 'Shall I keep one for you?')
  await panel
    .getByText(/does not accept the page's token any more/)
    .first()
    .waitFor()
  lamps.renewToken()
  await settings.getByRole('link', { name: 'Lamps & More' }).click()
  await settings.getByRole('button', { name: 'Renew by a login at Facebook' }).click()
  await logIn(desk, settings)
  await settings.getByText(/Is the channel “Lamps & More” already/).waitFor()
  await settings.getByRole('button', { name: /^Connect 2 pages/ }).click()
  await until('what waited is sent', () => lamps.sent.some(({ text }) => text === 'Shall I keep one for you?'))
  await panel.getByRole('button', { name: 'Close', exact: true }).first().click()
  const open = "SELECT count(*) n FROM chat WHERE status <> 'closed'"
  await until('the chat is closed', () => desk.rows<{ n: number }>(open)[0]?.n === 0)
  const stored = desk.rows<{ all: string }>('SELECT group_concat(settings || profile) "all" FROM channel')
  expect(JSON.stringify(stored)).not.toContain('EAAG')
})

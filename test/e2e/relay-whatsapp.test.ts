// WhatsApp at a desk behind a firewall, on screen: paired with the relay by its code, a chat from the first message to its end with
// a file that Twilio fetches through the relay, while the relay is stopped, comes back, and at last does not know the desk any more.
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../main/machine/system-clock.ts'
import { type Desk, openDesk, reply } from '../kit/desk.ts'
import { RelayProcess } from '../kit/relay/relay-process.ts'
import { shown } from '../kit/shown.ts'
import { tinyPng } from '../kit/telegram-emulator/world/sample-files.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { TwilioEmulator } from '../kit/twilio-emulator/twilio-emulator.ts'
import { until } from '../kit/until.ts'

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

/** A WhatsApp number is set up on screen; the address for Twilio is what the form then shows. */
const addNumber = async (settings: Page, twilio: TwilioEmulator): Promise<string> => {
  await settings.getByRole('button', { name: 'Add channel' }).click()
  await settings.getByRole('menuitem', { name: 'WhatsApp' }).click()
  await field(settings, 'Account SID').fill(twilio.world.accountSid)
  await settings.getByLabel('Auth token').first().fill(twilio.world.authToken)
  await field(settings, 'WhatsApp number').fill(twilio.world.sender.replace('whatsapp:', ''))
  await field(settings, 'Name').fill('WhatsApp')
  await settings.getByText('Advanced').click()
  await field(settings, 'API root').fill(twilio.apiRoot)
  await settings.getByRole('button', { name: /^Save/ }).last().click()
  const address = settings.getByText(/\/hooks\/whatsapp\/.+#rc=5&rp=all/)
  await address.waitFor()
  return (await address.textContent()) ?? ''
}

const pair = async (settings: Page, relay: string, code: string): Promise<void> => {
  await field(settings, 'Address of the relay').fill(relay)
  await field(settings, 'One-time code').fill(code)
  await settings.getByRole('button', { name: 'Pair', exact: true }).click()
}

const answerWithFile = async ({ panel }: Desk): Promise<void> => {
  await panel
    .locator('[data-attach]')
    .setInputFiles({ name: 'Label.png', mimeType: 'image/png', buffer: Buffer.from(tinyPng) })
  const send = panel.getByRole('button', { name: /^Send/ })
  await until('the file to be ready', () => send.isEnabled())
  await send.click()
}

test('a desk behind a firewall serves WhatsApp through a relay, whatever becomes of that meanwhile', async () => {
  const dir = tempDir()
  const twilio = new TwilioEmulator(systemClock)
  await twilio.start()
  onTestFinished(() => twilio.stop())
  const run = async (port?: number, data = dir) => {
    const started = await RelayProcess.start(data, port === undefined ? {} : { port })
    onTestFinished(() => started.kill())
    return started
  }
  let relay = await run()
  await using desk = await openDesk(tempDir())
  const { panel } = desk
  const settings = await desk.settings()
  await settings.setViewportSize({ width: 1280, height: 800 })
  await settings
    .getByRole('link', { name: /^Channels/ })
    .first()
    .click()
  await settings.getByRole('link', { name: /Not paired/ }).click()
  await settings.getByText(/a desk behind a firewall has none/).waitFor()
  await shown(settings, 'relay-not-paired')
  await pair(settings, 'http://relay.example', 'x')
  await settings.getByText('The address must begin with https://, because secrets go there.').first().waitFor()
  await pair(settings, relay.url, 'WRONG-CODE')
  await settings
    .getByText(/This code is wrong/)
    .first()
    .waitFor()
  await pair(settings, relay.url, relay.ready.code ?? '')
  await settings
    .getByRole('status')
    .getByText(/^Online since/)
    .waitFor()

  twilio.webhook = await addNumber(settings, twilio)
  expect(twilio.webhook).toContain(relay.url)
  await settings.getByText('Online', { exact: true }).locator('visible=true').first().waitFor()
  await settings.getByRole('link', { name: /Relay/ }).click()
  await settings.getByRole('definition').filter({ hasText: 'WhatsApp' }).waitFor()
  await shown(settings, 'relay-online')

  const carol = twilio.customer('+491701234567', 'Carol Ngata')
  expect(await carol.says('My lamp came broken')).toBe(200)
  await panel
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  await panel.getByText('My lamp came broken').last().waitFor()
  await reply(panel, 'I am sorry! Here is the label to send it back.')
  const words = await until('the reply to reach Twilio', () => carol.received[0])
  await answerWithFile(desk)
  const file = await until('the file to reach Twilio', () => carol.received[1])
  expect(file.mediaUrl).toContain(`${relay.url}/hooks/whatsapp/`)
  expect(Buffer.from(await (await fetch(file.mediaUrl ?? '')).arrayBuffer())).toEqual(Buffer.from(tinyPng))
  expect((await fetch(`${file.mediaUrl}x`)).status).toBe(404)

  await relay.stop()
  await settings
    .getByText(/Away since/)
    .first()
    .waitFor()
  await shown(settings, 'relay-away')
  expect(await carol.says('Thank you, where do I bring it?')).toBe(0)
  relay = await run(relay.port)
  await panel.getByText('Thank you, where do I bring it?').last().waitFor()
  await settings
    .getByRole('status')
    .getByText(/^Online since/)
    .waitFor()
  for (const state of ['delivered', 'read'])
    for (const { sid } of [words, file]) expect(await twilio.reports(sid, state)).toBe(200)
  await panel.getByText('· read').first().waitFor()

  // The relay is lost with all it had: the desk says so where agents look, and another code mends it.
  const { port } = relay
  await relay.kill()
  relay = await run(port, tempDir())
  await panel
    .getByText(/no longer paired with the relay/)
    .first()
    .waitFor()
  await shown(panel, 'relay-panel-warned')
  await shown(settings, 'relay-needs-attention')
  await pair(settings, relay.url, relay.ready.code ?? '')
  await settings
    .getByRole('status')
    .getByText(/^Online since/)
    .waitFor()
  await panel
    .getByText(/no longer paired with the relay/)
    .first()
    .waitFor({ state: 'detached' })
  await until('the new relay takes its calls', async () => (await carol.says('Found it!')) === 200)
  await panel.getByText('Found it!').last().waitFor()
  await panel.getByRole('button', { name: 'Close', exact: true }).first().click()
  await until(
    'the chat is closed',
    () => desk.rows<{ n: number }>("SELECT count(*) n FROM chat WHERE status <> 'closed'")[0]?.n === 0,
  )

  await settings.getByRole('button', { name: 'Part from the relay…' }).click()
  await settings.getByText(/These channels stop receiving.*WhatsApp/).waitFor()
  await shown(settings, 'relay-parting')
  await settings.getByRole('button', { name: 'Part from it' }).click()
  await settings.getByRole('link', { name: /Not paired/ }).waitFor()
  await settings
    .getByText(/nobody has said what its public address is/)
    .locator('visible=true')
    .first()
    .waitFor()
})

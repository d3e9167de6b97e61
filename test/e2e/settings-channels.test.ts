// Channels and canned replies, set up on screen by a supervisor, seen at once in another agent's panel; undone, contested, and out
// of reach for those who may not set up chats.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { openDesk, reply, says } from '../kit/desk.ts'
import { shown } from '../kit/shown.ts'
import { aTeam } from '../kit/team.ts'
import { clientOf } from '../kit/telegram-emulator/emulated.ts'
import { TelegramEmulator } from '../kit/telegram-emulator/telegram-emulator.ts'
import { tinyPng } from '../kit/telegram-emulator/world/sample-files.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

const botToken = '4242:the-settings-of-channels-0000000000000000'

const save = (page: Page) => page.getByRole('button', { name: /^Save/ }).last().click()

test('a canned reply is written with names left open, found by // at another desk at once, deleted and had back', async () => {
  const team = await aTeam()
  const ivo = await team.agent('ivo', 'Ivo Marek')
  const customer = await team.customer()
  await says(customer, 'How do I send it back?')
  await ivo
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  const composer = ivo.getByRole('textbox', { name: 'Reply' })
  await composer.waitFor()

  const settings = await team.supervisor('#settings/replies/new')
  await settings.getByRole('textbox', { name: 'Name' }).fill('Return label')
  const text = settings.getByRole('textbox', { name: 'Text' })
  await text.fill('Hello {{order.number}}')
  await save(settings)
  await settings.getByText(/\{\{order\.number\}\} cannot be filled in/).waitFor()
  await shown(settings, 'settings-channels-reply-unknown')
  await text.fill('Hello , the label is on its way. ')
  await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(6, 6))
  await settings.getByRole('button', { name: "Insert Customer's first name" }).click()
  await until('it stands where the caret was', async () =>
    (await text.inputValue()).startsWith('Hello {{contact.firstName}},'),
  )
  await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(area.value.length, area.value.length))
  await settings.getByRole('button', { name: "Insert Agent's name" }).click()
  await settings.getByText('Hello Amara, the label is on its way. Mira Lund').waitFor()
  await settings.getByText('Hello, the label is on its way. Mira Lund').waitFor()
  await shown(settings, 'settings-channels-reply')
  await save(settings)
  await settings.getByText('“Return label” can be used now.').waitFor()

  // By a word of its name, and by one of its text.
  await composer.fill('//return')
  await ivo.getByRole('option', { name: /Return label/ }).waitFor()
  await composer.fill('//its way')
  await ivo.getByRole('option', { name: /Return label/ }).waitFor()
  await composer.press('Enter')
  await until('it is filled in', async () => (await composer.inputValue()).includes('the label'))
  // The visitor told no name: nobody is greeted as "Visitor 7F2A", and no braces are left.
  expect(await composer.inputValue()).toBe('Hello, the label is on its way. Ivo Marek')
  await composer.press('Enter')
  await customer.getByText('Hello, the label is on its way. Ivo Marek', { exact: true }).waitFor()

  await settings.getByRole('link', { name: 'Agents' }).first().click()
  await settings.getByRole('link', { name: 'Canned replies' }).first().click()
  await settings.getByRole('row', { name: /Return label.* 1$/ }).waitFor()

  await settings.getByRole('link', { name: 'Return label' }).click()
  await settings.getByRole('button', { name: 'Delete' }).click()
  await settings.getByText('“Return label” is deleted.').waitFor()
  await shown(settings, 'settings-channels-undo')
  await composer.fill('//return')
  await until('it is gone from the other desk', async () => (await ivo.getByRole('option').count()) === 0)
  await settings.getByRole('button', { name: 'Undo' }).click()
  await settings.getByText('“Return label” is back.').waitFor()
  await ivo.getByRole('option', { name: /Return label/ }).waitFor()
})

test('a bot is tested, taken over when asked, seen to work at another desk, switched off and on; with chats it stays', async () => {
  const telegram = new TelegramEmulator({ token: botToken })
  telegram.bot().photo = tinyPng
  await telegram.start()
  onTestFinished(() => telegram.stop())
  await clientOf(telegram).setWebhook('https://old-desk.example/telegram')
  const team = await aTeam()
  const ivo = await team.agent('ivo', 'Ivo Marek')
  const settings = await team.supervisor('#settings/channels')

  await settings.getByRole('button', { name: 'Add channel' }).click()
  await settings.getByRole('menuitem', { name: /Telegram/ }).click()
  await settings.getByRole('textbox', { name: 'Token' }).fill(botToken)
  await settings.getByText('Advanced').click()
  await settings.getByRole('textbox', { name: 'API root' }).fill(telegram.apiRoot)
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings.getByText(/go to https:\/\/old-desk\.example\/telegram, and Parley receives none/).waitFor()
  await settings.getByRole('img', { name: 'Picture of Emulated bot' }).waitFor()
  expect(await settings.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Emulated bot')
  await shown(settings, 'settings-channels-webhook')
  await settings.getByRole('button', { name: 'Take the bot over…' }).click()
  await settings.getByText(/old-desk\.example\/telegram will stop getting its messages/).waitFor()
  await shown(settings, 'settings-channels-take-over')
  await settings.getByRole('button', { name: 'Take it over' }).click()
  await settings.getByText(/Parley takes the bot over when you save/).waitFor()
  // Nothing happens before it is saved.
  expect((await clientOf(telegram).getWebhookInfo()).url).toBe('https://old-desk.example/telegram')
  await save(settings)
  await settings.getByText('Channel “Emulated bot” is added.').waitFor()
  expect((await clientOf(telegram).getWebhookInfo()).url).toBe('')
  await settings.getByText('Online').locator('visible=true').first().waitFor()
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings.getByText(/It works: the network knows it as Emulated bot, @emulated_4242_bot/).waitFor()
  await shown(settings, 'settings-channels-tested')
  // The token went in and never comes out, not even to the supervisor who typed it.
  const listed = await team.hub.call('channels/list', {}, team.token)
  expect(JSON.stringify(listed.body)).not.toContain(botToken)
  expect(await settings.getByRole('textbox', { name: 'Token' }).inputValue()).toBe('')

  const ada = telegram.customer({ firstName: 'Ada' })
  ada.says('Is the shop open?')
  await ivo.getByRole('button', { name: /^Accept .*Ada/ }).click()
  await reply(ivo, 'It is.')
  await ada.receives('It is.')

  await settings
    .getByText(/cannot be deleted|has chats/)
    .first()
    .waitFor()
  expect(await settings.getByRole('button', { name: 'Delete' }).count()).toBe(0)
  await settings.getByRole('switch', { name: 'Emulated bot is active' }).click()
  await ivo.getByText(/The channel Emulated bot is switched off/).waitFor()
  await shown(ivo, 'settings-channels-off-in-panel')
  await reply(ivo, 'And tomorrow as well.')
  await settings.getByRole('switch', { name: 'Emulated bot is active' }).click()
  await ada.receives('And tomorrow as well.')
  await ivo.getByText(/The channel Emulated bot is switched off/).waitFor({ state: 'hidden' })
})

test('a website channel changes under an open page; one without chats is deleted and had back', async () => {
  const team = await aTeam()
  const { channels } = await team.hub.must<{ channels: { id: string }[] }>('channels/list', {}, team.token)
  const customer = await team.customer()
  const settings = await team.supervisor(`#settings/channels/${channels[0]?.id}`)
  await settings.getByRole('textbox', { name: 'Title' }).fill('Ask the workshop')
  await settings.getByRole('textbox', { name: 'Greeting' }).fill('Good day from the workshop')
  await settings.getByRole('textbox', { name: 'Colour' }).fill('#0f766e')
  await settings.keyboard.press('Control+s')
  await settings.getByText('Saved').first().waitFor()
  // The words at once, the colour with the next visit.
  await customer.getByText('Ask the workshop').first().waitFor()
  await customer.getByText('Good day from the workshop').first().waitFor()
  await customer.reload()
  await until('the colour is the new one', () =>
    customer.evaluate(
      () => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim() === '#0f766e',
    ),
  )

  await settings.getByRole('button', { name: 'Test' }).click()
  await settings.getByText(/It works: the chat answers at http/).waitFor()
  await shown(settings, 'settings-channels-website-tested')

  // What a program is told there is all that it needs to come in.
  const told = settings
    .getByRole('definition')
    .filter({ has: settings.getByRole('button', { name: 'Copy Organization ID' }) })
  const organization_id = await told.getByRole('code').innerText()
  const token = await fetch(`${team.hub.url}/v2/customer/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'cookie', client_id: 'an app', response_type: 'token', organization_id }),
  })
  expect(token.status).toBe(200)
  await told.scrollIntoViewIfNeeded()
  await shown(settings, 'settings-channels-for-programs')
  await team.hub.must('settings/set', { SiteUrl: 'http://127.0.0.1:9' }, team.token)
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings.getByText(/Nothing answers at .* Check the Website URL in the system settings/).waitFor()
  await team.hub.must('settings/set', { SiteUrl: '' }, team.token)

  await settings.getByRole('button', { name: 'Delete' }).click()
  await settings.getByText('Channel “Website” is deleted.').waitFor()
  expect((await fetch(`${team.hub.url}/chat`)).ok).toBe(false)
  await settings.getByRole('button', { name: 'Undo' }).click()
  await settings.getByText('“Website” is back.').waitFor()
  await customer.reload()
  await says(customer, 'Still there?')
})

test('two supervisors edit one channel: the second is told what changed, and decides', async () => {
  const team = await aTeam()
  const { channels } = await team.hub.must<{ channels: { id: string }[] }>('channels/list', {}, team.token)
  const address = `#settings/channels/${channels[0]?.id}`
  const one = await team.supervisor(address)
  const other = await team.supervisor(address)
  await other.getByRole('textbox', { name: 'Title' }).fill('From the other')
  await one.getByRole('textbox', { name: 'Greeting' }).fill('From the one')
  await save(one)
  await other.getByText('Somebody else changed this meanwhile').waitFor()
  await other.getByText('Greeting: Hello! How can we help? → From the one').waitFor()
  await shown(other, 'settings-channels-meanwhile')
  await other.getByRole('button', { name: 'Save my changes over it' }).click()
  await other.getByText('Somebody else changed this meanwhile').waitFor({ state: 'hidden' })
  const stored = await team.hub.must<{ channels: { settings: Record<string, unknown> }[] }>(
    'channels/list',
    {},
    team.token,
  )
  expect(stored.channels[0]?.settings).toMatchObject({ title: 'From the other', greeting: 'From the one' })
})

test('an agent who may not set up chats has no settings: no button, no palette, no address', async () => {
  const team = await aTeam()
  const ivo = await team.agent('ivo', 'Ivo Marek')
  expect(await ivo.getByRole('button', { name: 'Settings' }).count()).toBe(0)
  await ivo.keyboard.press('Control+k')
  const palette = ivo.getByPlaceholder('Go to a chat or a person, or do something')
  await palette.fill('settings')
  expect(await ivo.getByRole('option', { name: /^Settings/ }).count()).toBe(0)
  await ivo.keyboard.press('Escape')
  for (const page of ['', '/channels', '/agents', '/audit', '/system', '/setup', '/queues/new']) {
    await ivo.evaluate(hash => {
      window.location.hash = hash
    }, `#settings${page}`)
    await ivo.getByText(/the right CanManageChats/).waitFor()
    expect(await ivo.getByRole('navigation').count()).toBe(0)
    await ivo.getByRole('button', { name: 'Back to the chats' }).click()
  }
  await shown(ivo, 'settings-channels-no-settings')
})

test('nor does the desktop open its settings window for them, by button, by address or by tray', async () => {
  const dir = tempDir()
  {
    await using desk = await openDesk(dir)
    await desk.settings()
  }
  const file = new Database(join(dir, 'parley.db'))
  file.prepare(`UPDATE role SET permissions = '["CanManageAgents","CanReadAudit","CanSeeAllChats"]'`).run()
  file.close()
  await using desk = await openDesk(dir)
  expect(await desk.panel.getByRole('button', { name: 'Settings' }).count()).toBe(0)
  await desk.panel.evaluate(() => {
    window.open(new URL('#settings', location.href), 'parley-settings')
  })
  await desk.panel.evaluate(() => {
    window.location.hash = '#settings/channels'
  })
  await desk.panel.getByText(/the right CanManageChats/).waitFor()
  const pressed = await desk.app.evaluate(({ Tray }) => {
    const item = Tray.created[0]?.menu?.items.find(one => one.label === 'Settings')
    item?.click()
    return item?.label
  })
  expect(pressed).toBe('Settings')
  // Whatever was asked for before this is answered by the time the program has answered this.
  await desk.panel.evaluate(() => {
    window.location.hash = '#panel'
  })
  await desk.panel
    .getByRole('button', { name: /^My presence/ })
    .first()
    .waitFor()
  expect(desk.app.windows()).toHaveLength(1)
})

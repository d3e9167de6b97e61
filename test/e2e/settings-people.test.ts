// Agents and roles on screen: invited by a link, given and denied rights, with a second factor, signed out from afar; a supervisor
// and the agent each in a browser of their own, over one hub.
import { createHmac } from 'node:crypto'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeAt, fromBase32, stepMs } from '../../main/domain/second-factor.ts'
import { findBrowser } from '../kit/browser.ts'
import { openDesk, picture, says } from '../kit/desk.ts'
import { adminPassword, HubProcess } from '../kit/hub-process.ts'
import { shown } from '../kit/shown.ts'
import { tempDir } from '../kit/temp-dir.ts'

let hub: HubProcess
let browser: Browser

beforeAll(async () => {
  const { executablePath, args } = await findBrowser()
  ;[hub, browser] = await Promise.all([
    HubProcess.start(tempDir()),
    chromium.launch({ executablePath, args: [...args] }),
  ])
})
afterAll(async () => {
  await browser?.close()
  await hub?.kill()
})

/** A browser of their own: one that knows nobody else's session. */
const aBrowser = async (): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()

const signIn = async (page: Page, login: string, password: string): Promise<void> => {
  await page.getByLabel('Login').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}
const panelOf = (page: Page) => page.getByRole('button', { name: /^My presence/ }).first()

const mac = (key: Uint8Array, message: Uint8Array) => createHmac('sha1', key).update(message).digest()
/** What the agent's app shows now, or in so many steps. */
const codeOf = (secret: string, stepsAhead = 0) =>
  codeAt(mac, fromBase32(secret), Math.floor(Date.now() / stepMs) + stepsAhead)

const open = async (page: Page, list: 'Agents' | 'Roles', name: string): Promise<void> => {
  await page.getByRole('link', { name: list, exact: true }).first().click()
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name, exact: true }).waitFor()
}
const save = (page: Page) => page.keyboard.press('Control+s')
const saved = (page: Page) => page.getByText('Saved', { exact: false }).last().waitFor()

test('an agent is invited, gets rights by a role and loses them, protects the account, and is signed out from afar', async () => {
  const boss = await aBrowser()
  await boss.goto(`${hub.url}/#settings/roles`)
  await signIn(boss, 'admin', adminPassword)

  // A role, with a name that is taken already and then one that is not.
  await boss.getByRole('button', { name: 'Add role' }).click()
  await boss.getByRole('textbox', { name: 'Name' }).fill('supervisor')
  await save(boss)
  await boss.getByText('There is a role Supervisor already. Choose another name.').waitFor()
  await boss.getByRole('textbox', { name: 'Name' }).fill('Night shift')
  await boss.getByRole('checkbox', { name: 'Transfer chats' }).check()
  await shown(boss, 'people-role-new', 900)
  await save(boss)
  await boss.getByRole('heading', { name: 'Night shift' }).waitFor()
  await shown(boss, 'people-role', 900)

  // The last who may manage agents cannot lose it through their role; a role in use is not deleted.
  await open(boss, 'Roles', 'Supervisor')
  await boss.getByRole('checkbox', { name: 'Manage agents and roles' }).uncheck()
  await save(boss)
  await boss.getByText('Admin is the last one who may manage agents. Give somebody else that right first.').waitFor()
  await shown(boss, 'people-role-refused', 900)
  await boss.getByRole('button', { name: 'Undo changes' }).click()
  await boss.getByRole('button', { name: 'Delete' }).click()
  await boss.getByText('The role Supervisor is in use: agents have it: Admin.', { exact: false }).waitFor()

  // An agent is invited by a link that is shown once.
  await boss.getByRole('link', { name: 'Agents', exact: true }).first().click()
  await boss.getByRole('button', { name: 'Add agent' }).click()
  await boss.getByRole('textbox', { name: 'Name' }).fill('Noor')
  await boss.getByRole('textbox', { name: 'Login' }).fill('ADMIN')
  await boss.getByRole('combobox', { name: 'Roles' }).focus()
  await boss.keyboard.press('ArrowDown')
  await boss.getByRole('option', { name: 'Agent', exact: true }).click()
  await boss.keyboard.press('Escape')
  await save(boss)
  await boss.getByText('ADMIN is taken. Choose another.').waitFor()
  await boss.getByRole('textbox', { name: 'Login' }).fill('noor')
  await shown(boss, 'people-agent-new', 900)
  await save(boss)
  const link = (await boss.locator('[data-one-time-link]').textContent()) ?? ''
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#invite\/[\w-]{40,}$/)
  await shown(boss, 'people-agent-link', 900)

  // She opens it, chooses her name and password, and is in.
  const noor = await aBrowser()
  await noor.goto(`${hub.url}/#invite/garbled`)
  await noor.getByText('This link is not good any more', { exact: false }).waitFor()
  await shown(noor, 'people-invite-bad', 900)
  await noor.goto('about:blank')
  await noor.goto(link)
  await noor.getByText('This link is for Noor. You sign in as “noor” from now on.', { exact: false }).waitFor()
  await noor.getByLabel('Password', { exact: true }).fill('short')
  await noor.getByRole('button', { name: 'Sign in' }).click()
  await noor.getByText('That is too short: it needs at least 8 characters.').waitFor()
  await shown(noor, 'people-invite', 900)
  await noor.getByLabel('Name').fill('Noor Haddad')
  await noor.getByLabel('Password', { exact: true }).fill('a word of her own')
  await noor.getByRole('button', { name: 'Sign in' }).click()
  await panelOf(noor).waitFor()
  await boss.getByRole('heading', { name: 'Noor Haddad' }).waitFor()
  const late = await aBrowser()
  await late.goto(link)
  await late.getByText('This link is not good any more', { exact: false }).waitFor()
  await late.close()

  // Her role fills the queue Support: what waits there rings at her, and stops when the role is taken from her.
  const customer = await (await browser.newContext()).newPage()
  await customer.goto(`${hub.url}/chat`)
  await says(customer, 'Is anybody there?')
  const rings = noor.getByRole('button', { name: /^Accept / })
  await rings.waitFor()
  await open(boss, 'Agents', 'Noor Haddad')
  await boss.getByRole('combobox', { name: 'Roles' }).focus()
  await boss.keyboard.press('Backspace')
  await save(boss)
  await saved(boss)
  await rings.waitFor({ state: 'detached' })
  await boss.getByRole('combobox', { name: 'Roles' }).focus()
  await boss.keyboard.press('ArrowDown')
  await boss.getByRole('option', { name: 'Agent', exact: true }).click()
  await boss.keyboard.press('Escape')
  await save(boss)
  await rings.waitFor()

  // A right given to her role is hers at once: without a reload she has the list of all chats, and the settings.
  expect(await noor.getByRole('button', { name: 'Settings' }).count()).toBe(0)
  await open(boss, 'Roles', 'Agent')
  await boss.getByRole('checkbox', { name: 'Set up chats' }).check()
  await save(boss)
  await noor.getByRole('button', { name: 'Settings' }).first().waitFor()
  await boss.getByRole('checkbox', { name: 'Set up chats' }).uncheck()
  await save(boss)
  await noor.getByRole('button', { name: 'Settings' }).first().waitFor({ state: 'detached' })

  // Her account: a second factor, with a wrong code first.
  await noor
    .getByRole('button', { name: /^Noor Haddad/ })
    .first()
    .click()
  await noor.getByRole('menuitem', { name: 'My account' }).click()
  await noor.getByRole('button', { name: 'Set up' }).click()
  const secret = (await noor.locator('[data-secret]').getAttribute('data-secret')) ?? ''
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const code = noor.getByLabel('Code', { exact: true })
  await code.fill(codeOf(secret, 1_000))
  await noor.keyboard.press('Enter')
  await noor.getByText('This is not what the app should show now. Check the clock of your phone.').waitFor()
  await shown(noor, 'people-account-factor', 900)
  await code.fill(codeOf(secret))
  await noor.keyboard.press('Enter')
  const codes = noor.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await codes.first().waitFor()
  expect(await codes.count()).toBe(10)
  const recovery = (await codes.first().textContent()) ?? ''
  await shown(noor, 'people-account-recovery', 900)
  await noor.keyboard.press('Escape')
  expect(await codes.count()).toBe(10)
  await noor.getByRole('button', { name: 'I have kept them' }).click()
  await noor.getByText('Recovery codes left: 10.', { exact: false }).waitFor()
  await shown(noor, 'people-account', 900)

  // Signing in asks for it from then on; a recovery code is as good, once.
  const phone = await aBrowser()
  await phone.goto(hub.url)
  await signIn(phone, 'noor', 'a word of her own')
  await phone.getByLabel('Code', { exact: true }).fill('000000')
  await phone.keyboard.press('Enter')
  await phone.getByText('This code is wrong or was used already.', { exact: false }).waitFor()
  await shown(phone, 'people-sign-in-code', 900)
  await phone.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1))
  await phone.keyboard.press('Enter')
  await panelOf(phone).waitFor()
  const tablet = await aBrowser()
  await tablet.goto(hub.url)
  await signIn(tablet, 'noor', 'a word of her own')
  await tablet.getByLabel('Code', { exact: true }).fill(recovery.toUpperCase())
  await tablet.keyboard.press('Enter')
  await panelOf(tablet).waitFor()

  // From her own account she ends all but this; the others are at the way in at once.
  await noor.keyboard.press('Escape')
  await noor
    .getByRole('button', { name: /^Noor Haddad/ })
    .first()
    .click()
  await noor.getByRole('menuitem', { name: 'My account' }).click()
  await noor.getByText('Recovery codes left: 9.', { exact: false }).waitFor()
  await noor.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await phone.getByLabel('Login').waitFor()
  await tablet.getByLabel('Login').waitFor()

  // The supervisor sees where she is signed in, and signs her out there.
  await open(boss, 'Agents', 'Noor Haddad')
  const places = boss.getByRole('list', { name: 'Signed in' })
  await places.getByText('Chrome on Linux').waitFor()
  await shown(boss, 'people-agent', 900)
  await places.getByRole('button', { name: 'Sign out Chrome on Linux' }).click()
  await noor.getByLabel('Login').waitFor()
  await boss.getByText('Not signed in anywhere.').waitFor()

  // She lost her phone and her password: both are made good, and the link asks for no code.
  await boss.getByRole('button', { name: 'Turn it off' }).click()
  await boss.getByRole('dialog').getByRole('button', { name: 'Turn it off' }).click()
  await boss.getByText('Second factor: off.', { exact: false }).waitFor()
  await boss.getByRole('button', { name: 'Make a password reset link' }).click()
  const reset = (await boss.locator('[data-one-time-link]').textContent()) ?? ''
  await noor.goto('about:blank')
  await noor.goto(reset)
  await noor.getByRole('heading', { name: 'Choose a new password' }).waitFor()
  await noor.getByLabel('Password', { exact: true }).fill('another word of hers')
  await noor.getByRole('button', { name: 'Sign in' }).click()
  await panelOf(noor).waitFor()

  // Deactivated, she is out at once.
  await boss.getByRole('button', { name: 'Deactivate' }).click()
  await boss.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
  await noor.getByLabel('Login').waitFor()
  await signIn(noor, 'noor', 'another word of hers')
  await noor.getByText('Login or password is wrong.', { exact: false }).waitFor()

  // All of it is on record, without a secret.
  const token = await hub.signIn()
  const { csv } = await hub.must<{ csv: string }>('audit/exportCsv', {}, token)
  for (const deed of ['invited', 'signedIn', 'signInFailed', 'signedOut', 'deactivated']) expect(csv).toContain(deed)
  for (const kept of [secret, recovery, 'a word of her own', link.split('/').at(-1) ?? link])
    expect(csv).not.toContain(kept)
})

test('on a desktop alone a link says where it would lead, and the account is at hand', async () => {
  await using desk = await openDesk(tempDir())
  const settings = await desk.settings()
  await settings.getByRole('link', { name: 'Agents', exact: true }).first().click()
  await settings.getByRole('button', { name: 'Add agent' }).click()
  await settings.getByRole('textbox', { name: 'Name' }).fill('Ivo Marek')
  await settings.getByRole('textbox', { name: 'Login' }).fill('ivo')
  // There, a password is offered first.
  expect(await settings.getByRole('radio', { name: 'With a password that I set' }).isChecked()).toBe(true)
  await settings.getByRole('radio', { name: 'With a one-time link' }).check()
  await settings.keyboard.press('Control+s')
  await settings
    .getByText('It belongs after the address under which this workstation is reached', { exact: false })
    .waitFor()
  expect(await settings.locator('[data-one-time-link]').textContent()).toMatch(/^\/#invite\/[\w-]{40,}$/)
  await picture(settings, 'people-desktop-link')

  await desk.panel
    .getByRole('button', { name: /: presence, theme and more$/ })
    .first()
    .click()
  await desk.panel.getByRole('menuitem', { name: 'My account' }).click()
  await desk.panel.getByText('This desktop', { exact: true }).last().waitFor()
  await picture(desk.panel, 'people-desktop-account')
})

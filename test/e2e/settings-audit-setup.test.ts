// Two supervisors at one hub, and a fresh workstation beside it: what one changes is in the other's audit, settings tell of
// themselves, a document is no sound, and the whole set-up moves over as a file.
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../kit/browser.ts'
import { openDesk, picture } from '../kit/desk.ts'
import { adminPassword, HubProcess } from '../kit/hub-process.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { toneWav } from '../kit/tone.ts'

const password = 'a long enough password'
let browser: Browser

beforeAll(async () => {
  const { executablePath, args } = await findBrowser()
  browser = await chromium.launch({ executablePath, args: [...args] })
})
afterAll(() => browser.close())

/** A browser of their own, signed in, at a page of the settings. */
const settingsOf = async (hub: HubProcess, login: string, page: string, word = password): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true })
  const screen = await context.newPage()
  await screen.goto(`${hub.url}/#settings/${page}`)
  await screen.getByRole('textbox', { name: 'Login' }).fill(login)
  await screen.getByRole('textbox', { name: 'Password' }).or(screen.getByLabel('Password')).first().fill(word)
  await screen.keyboard.press('Enter')
  return screen
}

/** A hub with a second supervisor, Bea, and an agent who manages nothing, Cleo. */
const anOffice = async () => {
  const hub = await HubProcess.start(tempDir())
  const admin = await hub.signIn()
  const { agents } = await hub.must<{ agents: { roleIds: string[] }[] }>('agents/list', {}, admin)
  const roleIds = agents[0]?.roleIds ?? []
  await hub.must('agents/create', { login: 'bea', name: 'Bea Holm', password, roleIds }, admin)
  await hub.must('agents/create', { login: 'cleo', name: 'Cleo Ray', password }, admin)
  return { hub, admin }
}

const goTo = (screen: Page, name: string) =>
  screen.getByRole('navigation', { name: 'Pages of the settings' }).getByRole('link', { name }).click()

const downloadBy = async (screen: Page, name: string): Promise<{ readonly file: string; readonly text: string }> => {
  const [download] = await Promise.all([screen.waitForEvent('download'), screen.getByRole('button', { name }).click()])
  return { file: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

const hasNoViolations = async (screen: Page) => {
  const { violations } = await new AxeBuilder({ page: screen }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

/** Light and dark, wide and narrow. */
const pictures = async (screen: Page, name: string) => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 380]) {
      await screen.emulateMedia({ colorScheme })
      await screen.setViewportSize({ width, height: 800 })
      await picture(screen, `settings-${name}-${colorScheme}-${width}`)
      expect(await screen.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  await screen.emulateMedia({ colorScheme: 'light' })
  await screen.setViewportSize({ width: 1280, height: 800 })
  await screen.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
  await picture(screen, `settings-${name}-rtl`)
  await screen.evaluate(() => document.documentElement.setAttribute('dir', 'ltr'))
}

describe('the audit', () => {
  test('shows one supervisor what the other changes as it happens, finds it, and gives it away as a table', async () => {
    const { hub } = await anOffice()
    await using _ = hub
    const reader = await settingsOf(hub, 'bea', 'audit')
    await reader.getByRole('heading', { name: 'Audit' }).waitFor()

    const writer = await settingsOf(hub, 'admin', 'queues', adminPassword)
    await writer.getByRole('link', { name: 'Support' }).first().click()
    await writer.getByRole('textbox', { name: 'Name' }).first().fill('Help desk')
    await writer.getByRole('textbox', { name: /^Chat completion timeout/ }).fill('30')
    await writer.keyboard.press('Control+s')

    const row = reader.getByRole('row', { name: /Help desk/ }).first()
    await row.getByText('Name: Support → Help desk').filter({ visible: true }).waitFor()
    await row.getByText('and 1 more').waitFor()
    await row.getByText('Admin', { exact: true }).waitFor()
    await row.getByRole('button', { name: /Help desk/ }).click()
    await reader.getByText('Chat completion timeout, minutes', { exact: true }).waitFor()
    await hasNoViolations(reader)
    await pictures(reader, 'audit')

    await reader.getByLabel('Words').fill('no such thing')
    await reader.getByText('Nothing on record fits that.').waitFor()
    await picture(reader, 'settings-audit-nothing-fits')
    await reader.getByRole('button', { name: 'Show everything' }).click()
    await row.waitFor()

    const { file, text } = await downloadBy(reader, 'Export as CSV')
    expect(file).toMatch(/^parley-audit-\d{4}-\d\d-\d\d\.csv$/)
    expect(text.startsWith('\uFEFFWhen (UTC),Who,')).toBe(true)
    expect(text).toContain(',Admin,')
    expect(text).toContain('""name"":""Help desk""')

    // From the thing itself to its own history alone.
    await writer.getByRole('link', { name: 'History' }).click()
    await writer.getByText('History: Queue Help desk').waitFor()
    await writer
      .getByRole('row', { name: /Help desk/ })
      .first()
      .waitFor()
    expect(await writer.getByRole('row', { name: /Bea Holm/ }).count()).toBe(0)
  })

  test('brings older entries as somebody scrolls down to them, each once', async () => {
    const { hub, admin } = await anOffice()
    await using _ = hub
    for (let limit = 1; limit <= 60; limit += 1) await hub.must('settings/set', { SimultaneousChats: limit }, admin)
    const screen = await settingsOf(hub, 'bea', 'audit/setting:SimultaneousChats')
    const rows = screen.getByRole('button', { name: /^Simultaneous Chats/ })
    await rows.nth(49).waitFor()
    await rows.last().scrollIntoViewIfNeeded()
    await screen.getByText('Value: 2 → 1').filter({ visible: true }).waitFor()
    expect(await rows.count()).toBe(60)
  })

  test('goes into a file on a desktop as well', async () => {
    await using desk = await openDesk(tempDir())
    const settings = await desk.settings()
    await settings.getByRole('link', { name: 'Audit' }).click()
    await settings.getByText('Nothing was changed yet.').or(settings.getByRole('row').first()).first().waitFor()
    await goTo(settings, 'Export and import')
    const { file, text } = await downloadBy(settings, 'Export set-up')
    expect(file).toMatch(/^parley-setup-/)
    expect(JSON.parse(text)).toMatchObject({ format: 'parley-setup' })
    await goTo(settings, 'Audit')
    await settings.getByRole('row', { name: /Set-up.*exported/ }).waitFor()
    expect((await downloadBy(settings, 'Export as CSV')).text).toContain(',setup,Set-up,setup,exported,')
  })

  test('nobody without CanManageChats has a settings window, by address either', async () => {
    const { hub } = await anOffice()
    await using _ = hub
    const screen = await settingsOf(hub, 'cleo', 'audit')
    await screen.getByText(/^Settings are for those who set up chats/).waitFor()
    expect(await screen.getByRole('heading', { name: 'Audit' }).count()).toBe(0)
    await screen.getByRole('button', { name: 'Back to the chats' }).click()
    await screen
      .getByRole('button', { name: /^My presence/ })
      .first()
      .waitFor()
    expect(await screen.getByRole('button', { name: 'Settings' }).count()).toBe(0)
  })
})

describe('system settings', () => {
  test('tell their default and who changed them, go back to it, and keep a secret to themselves', async () => {
    const { hub } = await anOffice()
    await using _ = hub
    const first = await settingsOf(hub, 'admin', 'system', adminPassword)
    const limit = (screen: Page) => screen.getByRole('region', { name: 'Simultaneous Chats' })
    await limit(first).getByText('Default: 2 chats.').waitFor()
    await limit(first).getByText('Never changed.').waitFor()

    const second = await settingsOf(hub, 'bea', 'system')
    await limit(second).getByRole('textbox').fill('6')
    const secret = (screen: Page) => screen.getByRole('region', { name: 'Identity server client secret' })
    await secret(second).getByLabel('Identity server client secret').first().fill('never-seen-again')
    await second.getByRole('button', { name: 'Save' }).click()
    await second.getByText('Saved. In force at every desk.').waitFor()

    // The other one's page follows by itself.
    await limit(first)
      .getByText(/^Changed by Bea Holm: Today, /)
      .waitFor()
    expect(await limit(first).getByRole('textbox').inputValue()).toBe('6')
    await secret(first).getByText('A secret is stored. Leave this empty to keep it.').waitFor()
    expect(await first.content()).not.toContain('never-seen-again')
    await hasNoViolations(first)
    await pictures(first, 'system')

    await limit(first).getByRole('button', { name: 'Reset to default' }).click()
    await first.getByRole('button', { name: 'Save' }).click()
    await limit(second)
      .getByText(/^Changed by Admin: Today, /)
      .waitFor()
    expect(await limit(second).getByRole('textbox').inputValue()).toBe('2')
    await limit(second).getByRole('link', { name: 'History' }).click()
    await second.getByText('Value: 6 → 2').filter({ visible: true }).waitFor()
  })

  test('a renamed document is refused as a sound, here and at the service; a sound is heard and kept', async () => {
    const { hub, admin } = await anOffice()
    await using _ = hub
    const screen = await settingsOf(hub, 'admin', 'system', adminPassword)
    const chooser = screen.locator('[data-sound-file]')
    await chooser.waitFor({ state: 'attached' })
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n')
    await chooser.setInputFiles({ name: 'bell.mp3', mimeType: 'audio/mpeg', buffer: pdf })
    await screen.getByText(/^“bell.mp3” cannot be played here/).waitFor()
    await chooser.setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: pdf })
    await screen.getByText(/^“plan.pdf” is no audio file/).waitFor()
    await picture(screen, 'settings-system-wrong-sound')

    const { fileId } = await hub.must<{ fileId: string }>('files/upload', { base64: pdf.toString('base64') }, admin)
    const sound = { fileId, name: 'bell.mp3', mime: 'audio/mpeg' }
    const no = await hub.call('settings/set', { OmniChatNotificationSound: sound }, admin)
    expect([no.status, no.body.message]).toEqual([
      422,
      'OmniChatNotificationSound: bell.mp3 is not an audio file. Choose an MP3, OGG or WAV file.',
    ])

    await chooser.setInputFiles({ name: 'gong.wav', mimeType: 'audio/wav', buffer: toneWav(660, 200) })
    await screen.getByText('not saved yet').waitFor()
    await screen.getByRole('button', { name: 'Save' }).click()
    await screen.getByText('not saved yet').waitFor({ state: 'detached' })
    await screen.getByText('gong.wav').waitFor()
    await screen.getByRole('button', { name: 'Clear value' }).click()
    await screen.getByRole('button', { name: 'Save' }).click()
    await screen
      .getByRole('region', { name: /notification sound/ })
      .getByText("Parley's own sound", { exact: true })
      .waitFor()
  })
})

describe('the set-up as a file', () => {
  test('moves to a fresh workstation: looked at, brought in, seen by everybody there at once', async () => {
    const { hub, admin } = await anOffice()
    await using _ = hub
    const { queues } = await hub.must<{ queues: { id: string }[] }>('queues/list', {}, admin)
    await hub.must('queues/create', { name: 'Sales', completionTimeoutMinutes: 20 }, admin)
    await hub.must('queues/update', { queueId: queues[0]?.id, completionTimeoutMinutes: 45 }, admin)
    await hub.must('cannedReplies/create', { name: 'Return label', text: 'Here is your label.' }, admin)
    await hub.must('settings/set', { SimultaneousChats: 4 }, admin)
    const from = await settingsOf(hub, 'admin', 'setup', adminPassword)
    const { file, text } = await downloadBy(from, 'Export set-up')
    expect(file).toMatch(/^parley-setup-.*\.json$/)
    expect(JSON.parse(text)).toMatchObject({ format: 'parley-setup', version: 1 })

    await using fresh = await HubProcess.start(tempDir())
    const to = await settingsOf(fresh, 'admin', 'setup', adminPassword)
    const watching = await settingsOf(fresh, 'admin', 'queues', adminPassword)
    await watching.getByRole('link', { name: 'Support' }).first().waitFor()
    const chooser = to.locator('[data-setup-file]')
    await chooser.waitFor({ state: 'attached' })
    await hasNoViolations(to)
    await pictures(to, 'setup')

    await chooser.setInputFiles({
      name: 'cut.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text.slice(0, 99)),
    })
    await to.getByText(/^This file is not JSON/).waitFor()
    await picture(to, 'settings-setup-wrong')
    const lost = text.replace('"Agent"\n', '"Night shift"\n')
    expect(lost).not.toBe(text)
    await chooser.setInputFiles({ name: 'lost.json', mimeType: 'application/json', buffer: Buffer.from(lost) })
    await to.getByText(/^queues\[0\]\.roles\[0\]: there is no role “Night shift”/).waitFor()

    await chooser.setInputFiles({ name: 'office.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await to.getByRole('heading', { name: 'What “office.json” would change' }).waitFor()
    await to.getByText('Chat completion timeout, minutes: nothing → 45').waitFor()
    await to.getByText('Value: 2 → 4').waitFor()
    await hasNoViolations(to)
    await pictures(to, 'setup-preview')

    // Somebody changes something meanwhile: nothing is done, and the new preview is there.
    const there = await fresh.signIn()
    await fresh.must('settings/set', { SimultaneousChats: 9 }, there)
    await to.getByRole('button', { name: 'Import', exact: true }).click()
    await to.getByText(/^The set-up was changed after this preview was made\. Nothing was imported/).waitFor()
    await to.getByText('Value: 9 → 4').waitFor()
    await picture(to, 'settings-setup-changed-meanwhile')
    await to.getByRole('button', { name: 'Import', exact: true }).click()
    await to.getByText('“office.json” is imported').waitFor()
    await pictures(to, 'setup-done')

    await watching.getByRole('link', { name: 'Sales' }).first().waitFor()
    await goTo(to, 'Audit')
    await to.getByRole('row', { name: /Set-up.*imported/ }).waitFor()
    await to.getByRole('row', { name: /Sales/ }).first().waitFor()

    await goTo(to, 'Export and import')
    await to
      .locator('[data-setup-file]')
      .setInputFiles({ name: 'office.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await to.getByText('Nothing: everything in the file is here already.').waitFor()
    expect(await to.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    const again = await downloadBy(to, 'Export set-up')
    const withoutDate = (one: string) => ({ ...JSON.parse(one), exportedAt: null })
    expect(withoutDate(again.text)).toEqual(withoutDate(text))
  })
})

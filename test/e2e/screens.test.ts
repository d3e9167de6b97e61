// Every screen in its states, light and dark: pictures for people to look at, and axe finding nothing serious in any of them.
import { describe, expect, test } from 'vitest'
import { type Desk, openDesk, picture, reply, says } from '../kit/desk.ts'
import { shownInBothThemes } from '../kit/shown.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

const settingsPages = [
  'Queues',
  'Channels',
  'Agents',
  'Roles',
  'Canned replies',
  'Contact fields',
  'System settings',
  'Export and import',
  'Audit',
] as const

const compact = (desk: Desk, width: number) =>
  desk.app.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ width: size, height: 800 })
  }, width)

describe('screens', () => {
  test('the panel: empty, ringing, a conversation, the palette, search, transfer, keys, compact; and the customer beside it', async () => {
    await using desk = await openDesk(tempDir())
    const { panel } = desk
    await panel.getByText('No chats', { exact: true }).waitFor()
    await shownInBothThemes(panel, 'panel-empty')

    const customer = await desk.customer({ width: 380, height: 700 })
    await customer.goto(await desk.customerUrl())
    await says(customer, 'Hello, I was charged twice for one order')
    await panel.getByRole('button', { name: /^Accept / }).waitFor()
    await shownInBothThemes(panel, 'panel-ringing')
    await compact(desk, 380)
    await shownInBothThemes(panel, 'compact-ringing')
    await compact(desk, 1280)

    await panel.getByRole('button', { name: /^Accept / }).click()
    await reply(panel, 'Good afternoon, I am sorry about that. I am looking at it now.')
    await customer.getByText('I am looking at it now.', { exact: false }).first().waitFor()
    await panel.getByText('read', { exact: false }).last().waitFor()
    await shownInBothThemes(panel, 'conversation')
    await shownInBothThemes(customer, 'customer')
    await compact(desk, 380)
    await shownInBothThemes(panel, 'compact-conversation')
    await compact(desk, 1280)

    await panel.keyboard.press('Control+k')
    await panel.getByPlaceholder('Go to a chat or a person, or do something').waitFor()
    await shownInBothThemes(panel, 'palette')
    await panel.keyboard.press('Escape')

    await panel.getByRole('button', { name: /^Transfer/ }).click()
    await panel.getByRole('dialog').waitFor()
    await shownInBothThemes(panel, 'transfer')
    await panel.keyboard.press('Escape')
    await panel.getByRole('dialog').waitFor({ state: 'hidden' })

    await panel.getByRole('button', { name: 'Search', exact: true }).first().click()
    await panel.getByPlaceholder('Search everything ever said').fill('charged')
    await panel.getByLabel('Messages found').first().waitFor()
    await shownInBothThemes(panel, 'search')
  })

  test('a busy desk: the rehearsal network', async () => {
    await using desk = await openDesk(tempDir(), { args: ['--demo'] })
    const { panel } = desk
    const accept = panel.getByRole('button', { name: /^Accept / }).first()
    const mine = () => desk.rows("SELECT 1 FROM chat WHERE status = 'active'").length
    await until(
      'four are mine',
      async () => {
        // Whoever is impatient may have gone by the time the click arrives.
        if (await accept.isVisible()) await accept.click({ timeout: 2_000 }).catch(() => {})
        return mine() >= 4
      },
      90_000,
    )
    await accept.waitFor({ timeout: 60_000 })
    await reply(panel, 'Thank you, let me look into this for you.')
    await shownInBothThemes(panel, 'panel-busy')
  })

  test('the settings: every page', async () => {
    await using desk = await openDesk(tempDir())
    const settings = await desk.settings()
    for (const page of settingsPages) {
      await settings.getByRole('link', { name: page }).first().click()
      await settings.getByRole('heading', { name: page }).first().waitFor()
      const name = `settings-${page.toLowerCase().replaceAll(' ', '-')}`
      await shownInBothThemes(settings, name)
      await settings.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
      await picture(settings, `${name}-rtl`)
      await settings.evaluate(() => document.documentElement.setAttribute('dir', 'ltr'))
    }
    await settings.getByRole('link', { name: 'Queues' }).first().click()
    await settings.getByRole('button', { name: 'Add queue' }).click()
    await settings.getByRole('textbox', { name: 'Name' }).waitFor()
    await shownInBothThemes(settings, 'settings-new-queue')
  })
})

test('the whole main job by keyboard alone', async () => {
  await using desk = await openDesk(tempDir())
  const { panel } = desk
  const customer = await desk.customer()
  await customer.goto(await desk.customerUrl())
  await says(customer, 'Hello by keyboard')
  await panel.getByRole('button', { name: /^Accept / }).waitFor()

  await panel.keyboard.press('a')
  await panel.getByRole('textbox', { name: 'Reply' }).waitFor()
  await until('the caret is in the composer', () =>
    panel.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'),
  )
  await panel.keyboard.type('Good morning! //good')
  await panel.getByRole('option', { name: /Goodbye/ }).waitFor()
  await panel.keyboard.press('Enter')
  await panel.keyboard.press('Enter')
  await customer
    .getByText(/^Good morning! Thank you for writing to us/)
    .first()
    .waitFor()

  await panel.keyboard.press('Escape')
  await panel.keyboard.press('n')
  await panel.keyboard.type('between us')
  await panel.keyboard.press('Enter')
  await until('the note is stored', () => desk.rows("SELECT 1 FROM message WHERE direction = 'note'").length === 1)
  await panel.keyboard.press('Escape')
  // A single key asks once more; Enter says yes.
  await panel.keyboard.press('e')
  await panel.getByText('Close this chat?').waitFor()
  await until('the question has the focus', () =>
    panel.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null),
  )
  await panel.keyboard.press('Enter')
  await panel.getByText(/is closed\.$/).waitFor()
  expect(desk.rows('SELECT status FROM chat')).toEqual([{ status: 'closed' }])
  expect(await customer.getByText('between us').count()).toBe(0)
})

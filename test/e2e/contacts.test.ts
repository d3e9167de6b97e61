// A contact's page on real screens: duplicates merged and parted again, a ban that lets nothing ring and is lifted, an erasure.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Desk, openDesk, picture, reply, says } from '../kit/desk.ts'
import { shown } from '../kit/shown.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

/** A customer who says who they are, and something. */
const aCustomer = async (desk: Desk, url: string, name: string, email: string, text: string): Promise<Page> => {
  const page = await desk.customer({ width: 420, height: 700 })
  await page.goto(url)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Your name and e-mail' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByRole('button', { name: 'Save' }).click()
  await says(page, text)
  return page
}

const rings = (panel: Page) => panel.getByRole('button', { name: /^Accept / })

test('one person from two browsers is merged, parted, banned, heard again, and erased', async () => {
  const dir = tempDir()
  await using desk = await openDesk(dir)
  const { panel } = desk
  const url = await desk.customerUrl()
  const first = await aCustomer(desk, url, 'Quillonia Vex', 'quillonia@example.org', 'My parcel is late')
  await rings(panel).first().click()
  await reply(panel, 'Let me look, one moment.')
  await first.getByText('Let me look, one moment.').first().waitFor()
  const second = await aCustomer(desk, url, 'Quillonia', 'QUILLONIA@example.org', 'It is me from my phone')
  await rings(panel).first().waitFor()

  // The chat says that somebody else may be the same person; the link leads to both, side by side.
  await panel.getByText('My parcel is late').first().click()
  await panel.getByRole('button', { name: '1 possible duplicate' }).click()
  await panel.getByText('Current', { exact: true }).waitFor()
  await panel.getByText('same e-mail').waitFor()
  await shown(panel, 'contact-duplicates')
  await panel.getByRole('button', { name: /^Merge into current/ }).click()
  await panel.getByRole('radio', { name: 'Quillonia Vex' }).check()
  await picture(panel, 'contact-merge')
  await panel.getByRole('button', { name: 'Merge', exact: true }).click()
  await panel.getByText('No possible duplicates').waitFor()
  const names = () =>
    desk.rows<{ name: string }>('SELECT name FROM contact WHERE mergedInto IS NULL').map(one => one.name)
  expect(names()).toEqual(['Quillonia Vex'])

  // Both talks in one timeline, notes among them; then each is a person again.
  await panel.getByRole('button', { name: 'Contact page' }).first().click()
  const page = panel.getByRole('main', { name: 'Contact: Quillonia Vex' })
  await page.getByText('It is me from my phone').waitFor()
  await page.getByText('My parcel is late').waitFor()
  await page.getByRole('textbox', { name: 'Write a note about this contact' }).fill('Prefers the phone')
  await panel.keyboard.press('Control+Enter')
  await page.getByRole('list').getByText('Prefers the phone').waitFor()
  await shown(panel, 'contact-page')
  await page.getByRole('button', { name: /^Undo merge/ }).click()
  await until('both are there', () => names().length === 2)
  await page.getByText('It is me from my phone').waitFor({ state: 'detached' })

  // Banned: the chat closes, what they write rings nowhere. The ban lifted, it rings.
  await page.getByRole('button', { name: 'More' }).click()
  await panel.getByRole('menuitem', { name: 'Ban' }).click()
  await panel.getByRole('textbox', { name: 'Reason' }).fill('Swears at everybody')
  await panel.getByRole('dialog').getByRole('button', { name: 'Ban' }).click()
  await page.getByText('Swears at everybody').waitFor()
  await says(first, 'Nobody must hear this')
  await page.getByText('Nobody must hear this').waitFor()
  await picture(panel, 'contact-banned')
  const openChats = () =>
    desk.rows(
      "SELECT 1 FROM chat JOIN contact ON contact.id = contactId WHERE status <> 'closed' AND contact.name = 'Quillonia Vex'",
    )
  expect(openChats()).toEqual([])
  expect(await rings(panel).count()).toBe(1)
  await page.getByRole('button', { name: 'Lift the ban' }).click()
  await says(first, 'Am I heard again?')
  await until('it rings', async () => (await rings(panel).count()) === 2)
  expect(openChats()).toHaveLength(1)

  // Erased: not a word in any file of the data folder, and the other person still rings.
  await page.getByRole('button', { name: 'More' }).click()
  await panel.getByRole('menuitem', { name: 'Erase' }).click()
  await panel.getByRole('textbox', { name: /^Type/ }).fill('Quillonia Vex')
  await picture(panel, 'contact-erase')
  await panel.getByRole('dialog').getByRole('button', { name: 'Erase' }).click()
  await panel.getByText('Quillonia Vex is erased.').waitFor()
  await until('one rings', async () => (await rings(panel).count()) === 1)
  expect(names()).toEqual(['Quillonia'])
  const left = [
    'My parcel is late',
    'Nobody must hear this',
    'Prefers the phone',
    'Swears at everybody',
    'Quillonia Vex',
  ]
  const files = readdirSync(dir, { withFileTypes: true, recursive: true }).filter(
    entry => entry.isFile() && /^parley\.db/.test(entry.name),
  )
  const bytes = files.map(entry => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
  expect(left.filter(words => bytes.some(text => text.includes(words)))).toEqual([])
  await second.close()
})

// The settings by keyboard alone: to each page, through a form, a mistake mended, saved, archived and had back.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openDesk } from '../kit/desk.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

/** What a screen reader would say of what has the focus, near enough: its label, its text or its field's name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return ''
    const labels =
      element instanceof HTMLInputElement ? [...(element.labels ?? [])].map(label => label.textContent) : []
    return [element.getAttribute('aria-label'), ...labels, element.textContent].filter(Boolean).join(' ').trim()
  })

/** Walks with Tab until the focus is on it. */
const tabTo = async (page: Page, name: RegExp, key = 'Tab'): Promise<void> => {
  const passed: string[] = []
  for (let steps = 0; steps < 80; steps++) {
    const now = await focused(page)
    if (name.test(now)) return
    passed.push(now.slice(0, 40))
    await page.keyboard.press(key)
  }
  throw new Error(`Tab never came to ${name}; it passed ${[...new Set(passed)].join(' | ')}`)
}

test('a queue is added, mended, archived and had back without a mouse', async () => {
  await using desk = await openDesk(tempDir())
  await desk.panel.keyboard.press('Control+k')
  await desk.panel.getByPlaceholder('Go to a chat or a person, or do something').waitFor()
  await desk.panel.keyboard.type('settings')
  await desk.panel
    .getByRole('button', { name: /settings/i })
    .first()
    .waitFor()
  await desk.panel.keyboard.press('Enter')
  const page = await desk.app.window(one => one.url().includes('#settings'))
  await page.getByRole('heading', { name: 'Queues' }).first().waitFor()
  await page.bringToFront()

  for (const name of [
    'Channels',
    'Agents',
    'Roles',
    'Canned replies',
    'System settings',
    'Export and import',
    'Audit',
  ]) {
    await tabTo(page, new RegExp(`^${name}`))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name }).first().waitFor()
  }
  await tabTo(page, /^Queues/, 'Shift+Tab')
  await page.keyboard.press('Enter')

  await tabTo(page, /^Add queue/)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Name' }).waitFor()
  await tabTo(page, /^Name/)
  await page.keyboard.type('Support')
  await page.keyboard.press('Control+s')
  await page.getByText(/here is a queue Support already/).waitFor()
  await tabTo(page, /^Name/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Sales')
  await page.keyboard.press('Control+s')
  const names = () => desk.rows<{ name: string }>('SELECT name FROM queue WHERE archivedAt IS NULL ORDER BY position')
  await until('it is stored', () => names().length === 2)
  expect(names()).toEqual([{ name: 'Support' }, { name: 'Sales' }])

  await tabTo(page, /^Archive/)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  // The question stands on "no" at first: what takes something away wants a second key.
  await until('the question has the focus', () =>
    page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null),
  )
  await tabTo(page, /^Archive/)
  await page.keyboard.press('Enter')
  await until('it is archived', () => names().length === 1)
  await tabTo(page, /^Undo/)
  await page.keyboard.press('Enter')
  await until('it is back', () => names().length === 2)
})

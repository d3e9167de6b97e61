// Queues set up on screen by a supervisor, and seen to take effect in a second agent's panel at the same moment: over a hub, each
// in a browser of their own.
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrowser } from '../kit/browser.ts'
import { picture, says } from '../kit/desk.ts'
import { adminPassword, HubProcess } from '../kit/hub-process.ts'
import { shown } from '../kit/shown.ts'
import { tempDir } from '../kit/temp-dir.ts'

let hub: HubProcess
let browser: Browser
let token: string

beforeEach(async () => {
  const { executablePath, args } = await findBrowser()
  ;[hub, browser] = await Promise.all([
    HubProcess.start(tempDir()),
    chromium.launch({ executablePath, args: [...args] }),
  ])
  token = await hub.signIn()
  const { roles } = await hub.must<{ roles: { id: string; name: string }[] }>('agents/roles', {}, token)
  const roleIds = roles.filter(role => role.name === 'Agent').map(role => role.id)
  const ivo = { login: 'ivo', name: 'Ivo Marek', password: 'ivo-has-a-password', roleIds }
  await hub.must('agents/create', ivo, token)
})
afterEach(async () => {
  await browser?.close()
  await hub?.kill()
})

/** A browser of their own: one that knows nobody else's session. */
const signIn = async (login: string, password: string, hash = ''): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage()
  await page.goto(`${hub.url}/${hash}`)
  await page.getByLabel('Login').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  return page
}
const supervisor = () => signIn('admin', adminPassword, '#settings/queues')
const agent = () => signIn('ivo', 'ivo-has-a-password')
const writesFrom = async (name: string, text: string): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 420, height: 700 } })).newPage()
  await page.goto(`${hub.url}/chat?name=${name}`)
  await says(page, text)
  return page
}

const form = (page: Page) => page.locator('form')
const save = (page: Page) => form(page).getByRole('button', { name: /^Save/ }).click()
const saved = async (page: Page) => {
  await save(page)
  await page.getByText('Saved', { exact: false }).first().waitFor()
}
/** Three days from now: the queue is closed today, whenever this runs. */
const inThreeDays = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(
  Date.now() + 3 * 86_400_000,
)

test('a queue that is closed rings at nobody and tells the customer; opened, it rings at the agent at once', async () => {
  const [admin, ivo] = await Promise.all([supervisor(), agent()])
  await ivo.getByText('No chats', { exact: true }).waitFor()
  await admin.getByRole('link', { name: 'Support' }).click()
  await form(admin).getByLabel('Hours of its own').check()
  await admin.getByRole('combobox', { name: 'Time zone' }).fill('Kolkata')
  await admin.getByRole('option', { name: 'Asia/Kolkata' }).click()

  // Monday is emptied and copied to every day: then it would never open.
  await admin.getByRole('button', { name: 'Remove 09:00 to 17:00 from Monday' }).click()
  await admin.getByRole('button', { name: 'Copy Monday to other days' }).click()
  await admin.getByRole('menuitem', { name: 'To every day' }).click()
  await admin.getByText('The queue would never open.', { exact: false }).first().waitFor()
  await admin.getByRole('button', { name: `Add hours to ${inThreeDays}` }).click()
  await admin.getByLabel(`${inThreeDays} from`).fill('22')
  await admin.getByLabel(`${inThreeDays} until`).fill('6')
  await save(admin)
  await admin.getByText('Hours must end after they begin.', { exact: false }).first().waitFor()
  await shown(admin, 'queue-hours-wrong', 860)
  await admin.getByLabel(`${inThreeDays} until`).fill('24')
  await admin.getByText('Closed now. Opens', { exact: false }).waitFor()
  await admin.getByRole('button', { name: 'Add a day' }).click()
  await admin.getByLabel('Date').fill('2030-12-25')
  await admin.getByLabel('What day it is').fill('Christmas')
  await admin.getByLabel('Text for customers outside of these hours').fill('We answer later this week.')
  await saved(admin)
  await expect.poll(() => admin.getByLabel(`${inThreeDays} from`).inputValue()).toBe('22:00')
  await shown(admin, 'queue-hours', 860)
  await admin.getByRole('button', { name: 'Close', exact: true }).click()
  await admin.getByText(/closed, opens \w{3}/).waitFor()
  await shown(admin, 'queue-list-closed', 860)

  const customer = await writesFrom('Amara', 'Is anybody there?')
  await customer.getByText('We answer later this week.', { exact: true }).waitFor()
  await says(customer, 'I shall wait then')
  await expect.poll(() => customer.getByText('We answer later this week.', { exact: true }).count()).toBe(1)

  const overview = await admin.context().newPage()
  await overview.goto(hub.url)
  const row = overview.locator('[data-chat-row]').first()
  await row.getByText(/closed, opens/).waitFor()
  await row.click()
  await overview.getByText('Automatic, outside of working hours').waitFor()
  await overview.getByText(/^Waits in Support, which is closed until /).waitFor()
  await shown(overview, 'panel-closed-queue', 860)
  expect(await ivo.getByRole('button', { name: /^Accept / }).count()).toBe(0)
  await ivo.getByText('No chats', { exact: true }).waitFor()

  await admin.getByRole('link', { name: 'Support' }).click()
  await form(admin).getByLabel('Always open').check()
  await saved(admin)
  await ivo.getByRole('button', { name: /^Accept / }).click()
  await customer.getByText('Ivo Marek has joined').waitFor()
})

test('the order of queues is made by keyboard and by dragging, and the agent’s transfer list follows', async () => {
  for (const name of ['Billing', 'Complaints'])
    await hub.must('queues/create', { name, agentIds: [await adminId()] }, token)
  const [admin, ivo] = await Promise.all([supervisor(), agent()])
  await writesFrom('Amara', 'I was charged twice')
  await ivo.getByRole('button', { name: /^Accept / }).click()
  const names = () => admin.locator('tbody [data-row]').allTextContents()
  await expect.poll(names).toEqual(['Support', 'Billing', 'Complaints'])
  await admin.getByRole('button', { name: 'Move Complaints up' }).focus()
  await admin.keyboard.press('Enter')
  await expect.poll(names).toEqual(['Support', 'Complaints', 'Billing'])
  // The keyboard stays with what it moved.
  await admin.keyboard.press('Enter')
  await expect.poll(names).toEqual(['Complaints', 'Support', 'Billing'])
  await admin.getByText('Complaints is number 1 of 3 now.').waitFor({ state: 'attached' })
  await admin.getByTitle('Drag to put Billing elsewhere').dragTo(admin.getByRole('row', { name: /Complaints/ }))
  await expect.poll(names).toEqual(['Billing', 'Complaints', 'Support'])
  await admin.reload()
  await expect.poll(names).toEqual(['Billing', 'Complaints', 'Support'])
  await shown(admin, 'queue-list', 860)

  await ivo.getByRole('button', { name: /^Transfer/ }).click()
  const options = () => ivo.getByRole('option').allTextContents()
  await expect
    .poll(async () => (await options()).filter(text => /^(Billing|Complaints|Support)/.test(text)).length)
    .toBe(3)
  const offered = (await options()).filter(text => /^(Billing|Complaints|Support)/.test(text))
  expect(offered.map(text => text.slice(0, 4))).toEqual(['Bill', 'Comp', 'Supp'])
})

test('two supervisors edit the same queue: the second sees what changed by name, and takes theirs or keeps their own', async () => {
  await hub.must('queues/create', { name: 'Billing' }, token)
  const [one, two] = await Promise.all([supervisor(), supervisor()])
  for (const page of [one, two]) await page.getByRole('link', { name: 'Billing' }).click()
  await two.getByLabel('Name', { exact: false }).first().fill('Money')
  await form(one).getByLabel('Hours of its own').check()
  await one.getByLabel('Monday from').fill('8')
  await one.getByLabel('Chat completion timeout').fill('30')
  await saved(one)
  await two.getByText('Somebody else changed this queue').waitFor()
  await two.getByText(/^Working hours: Always open → Monday 08:00–17:00; Tuesday 09:00–17:00; /).waitFor()
  await two.getByText(/^Chat completion timeout, minutes: never → 30$/).waitFor()
  await shown(two, 'queue-conflict', 860)
  await two.getByRole('button', { name: 'Save my changes over it' }).click()
  await two.getByText('Saved', { exact: false }).first().waitFor()
  const billing = async () =>
    (
      await hub.must<{
        queues: { name: string; completionTimeoutMinutes: number | null; workingHours: object | null }[]
      }>('queues/list', {}, token)
    ).queues.at(-1)
  // Mine is kept, and theirs in the fields that I did not touch.
  expect(await billing()).toMatchObject({ name: 'Money', completionTimeoutMinutes: 30 })
  expect((await billing())?.workingHours).not.toBeNull()

  await two.getByLabel('Chat completion timeout').fill('45')
  await one.getByRole('heading', { name: 'Money' }).waitFor()
  await one.getByLabel('Chat completion timeout').fill('')
  await saved(one)
  await two.getByRole('button', { name: 'Drop mine, take theirs' }).click()
  await expect.poll(() => two.getByLabel('Chat completion timeout').inputValue()).toBe('')
})

test('timeouts that are none get a sentence at their field; an archive is taken back with Undo', async () => {
  await hub.must('queues/create', { name: 'Complaints' }, token)
  const admin = await supervisor()
  await admin.getByRole('link', { name: 'Complaints' }).click()
  for (const [typed, sentence] of [
    ['-1', 'at least 1'],
    ['1.5', 'whole'],
    ['soon', 'whole'],
    ['1000000', 'at most'],
  ] as const) {
    for (const field of ['Chat completion timeout', 'Time to accept a chat']) {
      await admin.getByLabel(field).fill(typed)
      await save(admin)
      await expect.poll(() => admin.getByText(sentence, { exact: false }).count()).toBeGreaterThan(0)
      await admin.getByLabel(field).fill('')
    }
  }
  await form(admin).getByRole('button', { name: 'Archive' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await admin.getByText('“Complaints” is archived.').waitFor()
  await expect.poll(() => admin.getByRole('link', { name: 'Complaints' }).count()).toBe(0)
  await picture(admin, 'queue-archived')
  await admin.getByRole('button', { name: 'Undo', exact: true }).click()
  await admin.getByRole('link', { name: 'Complaints' }).waitFor()
})

const adminId = async () =>
  (await hub.must<{ agents: { id: string; login: string }[] }>('agents/list', {}, token)).agents.find(
    one => one.login === 'admin',
  )?.id ?? ''

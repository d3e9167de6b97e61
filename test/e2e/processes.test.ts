// A process drawn on screen by mouse and keyboard, bound to an action, and run from a chat: its form, its call to a program outside,
// its case, what it says in the chat, how it fails, and how a supervisor mends that.
import { createServer, type Server } from 'node:http'
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
let shop: Server
let asked: { readonly method: string; readonly body: string }[]

beforeEach(async () => {
  asked = []
  shop = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      asked.push({ method: request.method ?? '', body })
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"refund":"R-7"}')
    })
  })
  await new Promise<void>(resolve => shop.listen(0, '127.0.0.1', resolve))
  const { executablePath, args } = await findBrowser()
  ;[hub, browser] = await Promise.all([
    HubProcess.start(tempDir()),
    chromium.launch({ executablePath, args: [...args] }),
  ])
  token = await hub.signIn()
})
afterEach(async () => {
  await browser?.close()
  await hub?.kill()
  shop.closeAllConnections()
  shop.close()
})

const shopUrl = (): string => {
  const address = shop.address()
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/refunds` : ''
}

const signIn = async (hash: string): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage()
  await page.goto(`${hub.url}/${hash}`)
  await page.getByLabel('Login').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.keyboard.press('Enter')
  return page
}

const pieces = (page: Page) => page.getByRole('toolbar', { name: 'What can be added' })
const add = (page: Page, caption: string) => pieces(page).getByRole('button', { name: caption, exact: true }).click()
const side = (page: Page) => page.getByRole('complementary', { name: 'Details' })
const field = (page: Page, label: string) => side(page).getByRole('textbox', { name: label, exact: true })
const choose = async (page: Page, label: string, option: string) => {
  await side(page).getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
/** The element by its name, in the diagram. */
const drawn = (page: Page, name: string) => page.locator('.djs-shape', { hasText: name }).first()

const draw = async (page: Page) => {
  await page.getByRole('button', { name: 'Add process' }).click()
  await page.getByLabel('Name of the process').fill('Refund an order')
  await page.getByRole('button', { name: /^Save/ }).click()
  await pieces(page).waitFor()

  // By mouse: dragged onto the way from the start to the end, it stands between them.
  const note = await pieces(page).getByRole('button', { name: 'Add note' }).boundingBox()
  const way = await page.locator('.djs-connection').first().boundingBox()
  if (note === null || way === null) throw new Error('The diagram is not drawn')
  await page.mouse.move(note.x + 20, note.y + 10)
  await page.mouse.down()
  await page.mouse.move(note.x + 60, note.y + 30, { steps: 4 })
  await page.mouse.move(way.x + way.width / 2, way.y + way.height / 2, { steps: 12 })
  await page.mouse.up()
  await page.getByText('1 thing keeps it from being published').waitFor()
  await field(page, 'Text').fill('A refund is wished for: {{chat.firstMessage}}')
  await page.getByText('Nothing is wrong with this diagram.').waitFor()

  // By keyboard: each comes after the one that is chosen.
  await add(page, 'Ask the agent')
  await field(page, 'Name').fill('How much?')
  await side(page).getByRole('button', { name: 'Add field' }).press('Enter')
  await field(page, 'Question').fill('Amount')
  await choose(page, 'Kind', 'Number')
  await side(page).getByLabel('Must be answered').check()
  await expect.poll(() => field(page, 'Known as').inputValue()).toBe('amount')

  await add(page, 'Decision')
  await field(page, 'Name').fill('Large?')
  await add(page, 'HTTP request')
  await field(page, 'Name').fill('Ask the shop')
  await choose(page, 'Method', 'POST')
  await field(page, 'Address').fill(shopUrl())
  await field(page, 'Body').fill('{"amount": {{amount}}, "said": "{{chat.firstMessage}}"}')
  await field(page, 'Keep the result as').fill('shop')
  await add(page, 'Create case')
  await field(page, 'Subject').fill('Refund {{shop.body.refund}} of {{amount}}')
  await side(page).getByRole('combobox', { name: 'Connect to' }).click()
  await page.getByRole('option', { name: 'End', exact: true }).click()

  await page
    .getByText(/The way to "Ask the shop" needs a condition/)
    .first()
    .click()
  await side(page)
    .getByRole('group', { name: 'To “Ask the shop”' })
    .getByRole('textbox', { name: 'Condition' })
    .fill('amount > 100')
  await side(page)
    .getByRole('group', { name: 'To “End”' })
    .getByRole('radio', { name: 'When no condition holds' })
    .check()
  await page.getByText('Nothing is wrong with this diagram.').waitFor()
}

test('a process is drawn, tried and published, bound to an action, and run from a chat by mouse and by keyboard', async () => {
  const customer = await (await browser.newContext({ viewport: { width: 420, height: 700 } })).newPage()
  await customer.goto(`${hub.url}/chat?name=Amara`)
  await says(customer, 'My order came broken')

  const settings = await signIn('#settings/processes')
  await draw(settings)
  await settings.getByRole('button', { name: 'Show all of it' }).click()
  await shown(settings, 'process-drawn', 860)
  await settings.keyboard.press('Control+s')
  await settings.getByText('The draft is saved.', { exact: false }).waitFor()

  await settings.getByRole('button', { name: 'Try it' }).click()
  await side(settings).getByLabel('Amount').fill('120')
  await side(settings).getByRole('button', { name: 'Try it' }).click()
  await side(settings).getByText('"amount": 120', { exact: false }).waitFor()
  await shown(settings, 'process-tried', 860)
  expect(asked).toEqual([])
  await settings.getByRole('button', { name: 'Publish', exact: true }).click()
  await settings.getByText('Version 1 is published.', { exact: false }).waitFor()

  await settings.getByRole('link', { name: 'Chat actions' }).click()
  await settings.getByRole('button', { name: 'Add action' }).click()
  await settings.getByLabel('Caption').fill('Refund')
  await settings.getByRole('combobox', { name: 'Process' }).click()
  await settings.getByRole('option', { name: 'Refund an order' }).click()
  await settings.getByLabel('Key').fill('f')
  await settings.getByRole('radio', { name: 'credit card' }).check({ force: true })
  await settings.getByRole('button', { name: /^Save/ }).click()
  await settings.getByText('“Refund” is in the menu of actions now.').waitFor()
  await shown(settings, 'chat-actions', 860)

  // By mouse. The shop is in a private network, which nobody has allowed yet.
  const panel = await settings.context().newPage()
  await panel.goto(hub.url)
  await panel.getByRole('button', { name: /^Accept / }).click()
  await panel.getByRole('button', { name: /^Actions/ }).click()
  await panel.getByRole('menuitem', { name: /Refund/ }).waitFor()
  await picture(panel, 'actions-menu')
  await panel.getByRole('menuitem', { name: /Refund/ }).click()
  const form = panel.getByRole('form', { name: 'How much?' })
  await form.getByRole('button', { name: /^Answer/ }).click()
  await form.getByText('Must not be empty.').waitFor()
  await shown(panel, 'action-form', 860)
  await form.getByLabel('Amount').fill('120')
  // What is typed stays when the window is closed.
  await expect
    .poll(async () => JSON.stringify(await hub.must('chatService/getForms', { chatId: await chatId() }, token)))
    .toContain('"amount":120')
  await panel.reload()
  await expect.poll(() => form.getByLabel('Amount').inputValue()).toBe('120')
  await form.getByRole('button', { name: /^Answer/ }).click()
  const failed = panel.getByRole('alert').filter({ hasText: 'Refund' })
  await failed.getByText(/private/i).waitFor()
  await shown(panel, 'action-failed', 860)
  expect(asked).toEqual([])

  await settings.getByRole('link', { name: 'Processes' }).click()
  await settings.getByRole('button', { name: 'Runs' }).click()
  await settings.getByRole('button', { name: 'Refund' }).first().click()
  await settings
    .getByRole('region', { name: /^Refund in chat/ })
    .locator('.djs-shape')
    .first()
    .waitFor()
  await shown(settings, 'process-runs', 860)
  await settings.getByRole('link', { name: 'System settings' }).click()
  await settings.getByRole('textbox', { name: 'Allowed hosts of private networks' }).fill('127.0.0.1')
  await settings.keyboard.press('Control+s')
  await settings.getByText('Saved', { exact: false }).first().waitFor()
  await failed.getByRole('button', { name: 'Retry' }).click()
  await panel
    .getByText(/Refund R-7 of 120/)
    .first()
    .waitFor()
  await expect.poll(() => panel.getByRole('region', { name: 'Actions in this chat' }).count()).toBe(0)
  expect(asked.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
    ['POST', { amount: 120, said: 'My order came broken' }],
  ])

  // By keyboard alone, and the other way through the gateway.
  await panel.keyboard.press('Escape')
  await panel.locator('body').click({ position: { x: 640, y: 300 } })
  await panel.keyboard.press('.')
  await panel.getByRole('menuitem', { name: /Refund/ }).waitFor()
  await panel.keyboard.press('f')
  await form.waitFor()
  await expect.poll(() => form.getByLabel('Amount').evaluate(field => field === document.activeElement)).toBe(true)
  await panel.keyboard.press('5')
  await panel.keyboard.press('Control+Enter')
  await expect.poll(() => form.count()).toBe(0)
  await expect.poll(statuses).toEqual(['finished', 'finished'])
  expect(asked).toHaveLength(1)
  await shown(panel, 'action-outcomes', 860)
})

const chatId = async (): Promise<string> =>
  (await hub.must<{ chats: { id: string }[] }>('chatService/getChats', { all: true }, token)).chats[0]?.id ?? ''

const statuses = async (): Promise<string[]> =>
  (await hub.must<{ runs: { status: string }[] }>('processes/listRuns', {}, token)).runs.map(({ status }) => status)

test('two supervisors at one diagram: the second is told, and chooses; secrets and an older version are only looked at', async () => {
  const made = await hub.must<{ id: string; version: number; xml: string }>(
    'processes/create',
    { name: 'Greet' },
    token,
  )
  const page = await signIn(`#settings/processes/${made.id}`)
  await pieces(page).waitFor()
  await add(page, 'Close chat')
  const theirs = made.xml.replace('id="Start"', 'id="Start" name="Their start"')
  await hub.must('processes/saveDraft', { id: made.id, version: made.version, xml: theirs }, token)
  await page.getByText('Somebody else changed this process').waitFor()
  await shown(page, 'process-overtaken', 860)
  await page.getByRole('button', { name: 'Drop mine, take theirs' }).click()
  await drawn(page, 'Their start').waitFor()
  await expect.poll(() => drawn(page, 'Close chat').count()).toBe(0)

  // Nothing drawn is lost by leaving.
  await add(page, 'Close chat')
  await page.getByRole('link', { name: 'Processes' }).click()
  await page.getByRole('button', { name: 'Stay here' }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByText('Version 1 is published.', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('button', { name: /^Version 1/ }).click()
  await page.getByText('Version 1, only to look at.').waitFor()
  await shown(page, 'process-version', 860)

  await page.getByRole('link', { name: 'Processes' }).click()
  await page.getByRole('button', { name: 'Secrets' }).click()
  await page.getByLabel('Name', { exact: false }).first().fill('shop')
  await page.getByLabel('Host').fill('shop.example')
  await page.getByRole('textbox', { name: 'Value' }).fill('very-secret')
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText('The secret “shop” is kept.').waitFor()
  await shown(page, 'process-secrets', 860)
  expect(await page.content()).not.toContain('very-secret')
})

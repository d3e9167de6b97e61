// The main job on real screens: customers of the website and of Telegram write, it rings, is accepted, answered with a text and a
// file, marked read, transferred, closed; a later message opens a new chat with the earlier one above it.
import { expect, test } from 'vitest'
import { openDesk, reply, says } from '../kit/desk.ts'
import { TelegramEmulator } from '../kit/telegram-emulator/telegram-emulator.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

const botToken = '4242:the-main-job-over-telegram-000000000000'

test('a customer on the website writes, the desk rings, the agent answers', async () => {
  await using desk = await openDesk(tempDir())
  const { panel } = desk
  const customer = await desk.customer({ width: 380, height: 700 })
  await customer.goto(await desk.customerUrl())
  await says(customer, 'Hello, where is my parcel?')

  await panel.getByRole('button', { name: /^Accept / }).click()
  await panel.getByText('Hello, where is my parcel?').last().waitFor()
  await customer.getByText('Admin has joined').waitFor()
  await reply(panel, 'Good morning! Let me look.')
  await customer.getByText('Good morning! Let me look.', { exact: true }).waitFor()
  // Read by the customer, and their own message marked as read by the agent.
  await panel.getByText(/read$/).last().waitFor()

  await panel
    .locator('input[type=file]')
    .setInputFiles({ name: 'label.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 label') })
  await panel.getByText('label.pdf').first().waitFor()
  await panel.getByRole('button', { name: /^Send/ }).click()
  const file = customer.getByRole('button', { name: /label\.pdf/ })
  await file.waitFor()
  const [download] = await Promise.all([customer.waitForEvent('download'), file.click()])
  expect(download.suggestedFilename()).toBe('label.pdf')

  await panel.keyboard.press('Escape')
  await panel.getByRole('button', { name: /^Close/ }).click()
  await panel.getByText(/is closed\.$/).waitFor()
  expect(desk.rows('SELECT status, closeReason AS close_reason FROM chat')).toEqual([
    { status: 'closed', close_reason: 'agent' },
  ])

  await says(customer, 'One more thing')
  await panel
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  await panel
    .getByText(/^Earlier: chat 1/)
    .first()
    .waitFor()
  await panel.getByText('Good morning! Let me look.').last().waitFor()
  const stored = () =>
    desk.rows<{ number: number; status: string; conversationId: string }>(
      'SELECT number, status, conversationId FROM chat ORDER BY number',
    )
  const chats = stored()
  expect(chats.map(chat => [chat.number, chat.status])).toEqual([
    [1, 'closed'],
    [2, 'active'],
  ])
  expect(new Set(chats.map(chat => chat.conversationId)).size).toBe(1)
})

test('a customer on Telegram writes; text, file and read marks go through the real connector', async () => {
  const telegram = new TelegramEmulator({ token: botToken })
  await telegram.start()
  try {
    await using desk = await openDesk(tempDir())
    const { panel } = desk
    const settings = await desk.settings()
    await settings
      .getByRole('link', { name: 'Channels' })
      .or(settings.getByRole('tab', { name: 'Channels' }))
      .first()
      .click()
    await settings.getByRole('button', { name: 'Add channel' }).click()
    await settings.getByRole('menuitem', { name: /Telegram/ }).click()
    await settings.getByRole('textbox', { name: 'Name' }).fill('Shop bot')
    await settings.getByRole('textbox', { name: 'Token' }).fill(botToken)
    await settings.getByText('Advanced').click()
    await settings.getByRole('textbox', { name: 'API root' }).fill(telegram.apiRoot)
    await settings.getByRole('button', { name: 'Test' }).click()
    await settings.getByText(/It works/).waitFor()
    await settings
      .getByRole('button', { name: /^(Save|Add)/ })
      .last()
      .click()
    await settings.getByText('Online').first().waitFor()

    const amara = telegram.customer({ firstName: 'Amara', lastName: 'Nwosu', username: 'amara_nw' })
    amara.says('I was charged twice for one order')
    amara.sendsDocument('statement.pdf', Buffer.from('%PDF-1.4'), 'application/pdf')
    await panel.getByRole('button', { name: 'Accept Amara Nwosu' }).click()
    await panel.getByText('statement.pdf').first().waitFor()
    await reply(panel, 'I am looking at it now.')
    await amara.receives('I am looking at it now.')
    await panel
      .locator('input[type=file]')
      .setInputFiles({ name: 'refund.txt', mimeType: 'text/plain', buffer: Buffer.from('refunded') })
    await panel.getByText('refund.txt').first().waitFor()
    await panel.getByRole('button', { name: /^Send/ }).click()
    await amara.receives(message => message.files.some(file => file.name === 'refund.txt'))
    await until('both replies are on the ledger', () => telegram.ledger.sent.length === 2)
    expect(telegram.ledger.doubles).toEqual([])
    await until('both updates are confirmed', () => telegram.ledger.unconfirmed.length === 0)

    const states = () =>
      desk.rows<{ direction: string; state: string | null }>(
        "SELECT direction, state FROM message WHERE direction IN ('in', 'out') ORDER BY n",
      )
    await until('both replies are stored as sent', () => states().filter(one => one.state === 'sent').length === 2)
    expect(states().map(one => one.direction)).toEqual(['in', 'in', 'out', 'out'])
    await panel.getByRole('button', { name: /^Close/ }).click()
    await panel.getByText(/is closed\.$/).waitFor()
    amara.says('Thanks, it works')
    await panel.getByRole('button', { name: 'Accept Amara Nwosu' }).click()
    await panel
      .getByText(/^Earlier: chat 1/)
      .first()
      .waitFor()
  } finally {
    await telegram.stop()
  }
})

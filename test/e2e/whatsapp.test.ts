// WhatsApp on screen, over an emulated Twilio: a number is set up, a chat goes from the first message to its end with files both
// ways and states ticking, and the agent is told what they may still say when the customer has been silent for a day.
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../main/domain/clock.ts'
import { systemClock } from '../../main/machine/system-clock.ts'
import { reply } from '../kit/desk.ts'
import { screensOf } from '../kit/house-screens.ts'
import { HubProcess } from '../kit/hub-process.ts'
import { shown } from '../kit/shown.ts'
import { tinyPng } from '../kit/telegram-emulator/world/sample-files.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { TwilioEmulator } from '../kit/twilio-emulator/twilio-emulator.ts'
import { until } from '../kit/until.ts'
import { aWhatsAppDesk } from '../kit/whatsapp-desk.ts'

const rendererDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

test('a chat from the first message to its end, with files both ways, states ticking to read, and a late failure', async () => {
  const desk = await aWhatsAppDesk({ rendererDir })
  const { twilio } = desk
  const ann = await (await screensOf(desk.house))('ann')
  const carol = twilio.customer('+491701234567', 'Carol Ngata')
  const photo = twilio.keeps(tinyPng, 'image/png')
  await carol.says('My lamp came broken, look:')
  await carol.says('', { NumMedia: '1', MediaUrl0: photo, MediaContentType0: 'image/png' })
  await ann
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  await ann.getByText('My lamp came broken, look:').last().waitFor()
  await ann.locator('main img').first().waitFor()

  await reply(ann, 'I am sorry! A new one is on its way.')
  const sent = await until('the reply to reach Twilio', () => carol.received[0])
  expect(sent.body).toBe('I am sorry! A new one is on its way.')
  for (const state of ['delivered', 'read']) {
    await twilio.reports(sent.sid, state)
    await ann.getByText(`· ${state}`).first().waitFor()
  }

  await ann
    .locator('[data-attach]')
    .setInputFiles({ name: 'Label.png', mimeType: 'image/png', buffer: Buffer.from(tinyPng) })
  const send = ann.getByRole('button', { name: /^Send/ })
  await until('the file to be ready', () => send.isEnabled())
  await send.click()
  const file = await until('the file to reach Twilio', () => carol.received[1])
  expect(Buffer.from(await (await fetch(file.mediaUrl ?? '')).arrayBuffer())).toEqual(Buffer.from(tinyPng))

  await reply(ann, 'Are you there?')
  const late = await until('the last one to reach Twilio', () => carol.received[2])
  await twilio.reports(late.sid, 'undelivered', 30003)
  await ann.getByText("The customer's phone could not be reached. Send it again later.").first().waitFor()
  await shown(ann, 'whatsapp-chat')

  await ann.getByRole('button', { name: 'Close', exact: true }).first().click()
  await until('the chat to be closed', async () => {
    const rows = await desk.house.office.store.chats.openRows(10)
    return rows.length === 0
  })
})

test('the window counts down, closes, and an approved template opens the conversation again', async () => {
  const desk = await aWhatsAppDesk({ rendererDir })
  const { twilio } = desk
  twilio.world.templates.push(
    {
      sid: 'HX1',
      name: 'order_ready',
      body: 'Hello {{1}}, your order {{2}} is ready to be collected.',
      variables: { 1: 'Ann', 2: '4711' },
    },
    { sid: 'HX2', name: 'still_interested', body: 'Do you still need our help?' },
  )
  const open = await screensOf(desk.house)
  const carol = twilio.customer('+491701234567', 'Carol Ngata')
  await carol.says('Tell me when my order is ready')
  const chatId = await desk.accepts()
  await desk.passes(DAY - 90 * MINUTE)
  const ann = await open('ann', `#chat/${chatId}`)
  const row = ann.getByRole('button', { name: /Carol Ngata/ }).first()
  await row.click()
  await ann.getByText(/WhatsApp takes free replies until/).waitFor()
  await shown(ann, 'whatsapp-closes-soon')

  await desk.passes(2 * HOUR)
  await ann.reload()
  await row.click()
  await ann.getByText(/only an approved template until Carol Ngata writes again/).waitFor()
  await ann.getByRole('textbox', { name: 'Reply' }).fill('It is ready')
  expect(await ann.getByRole('button', { name: /^Send/ }).isEnabled()).toBe(false)
  await shown(ann, 'whatsapp-closed')

  await ann.getByRole('button', { name: 'Choose a template' }).click()
  const dialog = ann.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Value for {{1}}' }).fill('Carol')
  expect(await dialog.getByRole('button', { name: 'Send template' }).isEnabled()).toBe(false)
  await dialog.getByRole('textbox', { name: 'Value for {{2}}' }).fill('A-17')
  await dialog.getByText('Hello Carol, your order A-17 is ready to be collected.').waitFor()
  await shown(ann, 'whatsapp-template')
  await dialog.getByRole('button', { name: 'Send template' }).click()
  const sent = await until('the template to reach Twilio', () => carol.received[0])
  expect(sent).toMatchObject({ contentSid: 'HX1', variables: { 1: 'Carol', 2: 'A-17' } })
  await ann.locator('main').getByText('Hello Carol, your order A-17 is ready to be collected.').waitFor()

  await carol.says('I am coming!')
  await ann.getByText(/only an approved template/).waitFor({ state: 'detached' })
})

test('a number is set up on screen: wrong fields are named, a test says what it found, and the address is there to copy', async () => {
  const desk = await aWhatsAppDesk({ rendererDir })
  const { twilio, house } = desk
  const settings = await (await screensOf(desk.house))('ben', '#settings/channels/new-whatsapp')
  const field = (name: string) => settings.getByRole('textbox', { name })
  await field('Account SID').waitFor()
  await field('Account SID').fill('AC12')
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings.getByText('This is “AC” and 32 digits and letters.').first().waitFor()
  await shown(settings, 'whatsapp-settings-wrong')

  await field('Account SID').fill(twilio.world.accountSid)
  await settings.getByLabel('Auth token').first().fill('0'.repeat(32))
  await field('WhatsApp number').fill('+1 (415) 555-0123')
  await settings.getByText('Advanced').click()
  await field('API root').fill(twilio.apiRoot)
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings
    .getByText(/does not know this account with this auth token/)
    .first()
    .waitFor()
  await settings.getByLabel('Auth token').first().fill(twilio.world.authToken)
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings.getByText(/has no WhatsApp sender \+14155550123/).waitFor()
  await settings.getByRole('textbox', { name: 'Name', exact: true }).fill('Second number')
  await settings
    .getByRole('button', { name: /^(Save|Add)/ })
    .last()
    .click()
  const address = settings.getByText(/\/hooks\/whatsapp\/.+#rc=5&rp=all/)
  await address.waitFor()
  expect(await address.textContent()).toContain(house.url)
  await shown(settings, 'whatsapp-settings-saved')
})

test('the hub as it is built takes what Twilio signed, refuses what it did not, and keeps it over a kill', async () => {
  const dir = tempDir()
  const twilio = new TwilioEmulator(systemClock)
  await twilio.start()
  onTestFinished(() => twilio.stop())
  const carol = twilio.customer('+491701234567', 'Carol Ngata')
  type Card = { id: string; health: { state: string } }
  const open = async (port?: number) => {
    const hub = await HubProcess.start(dir, port)
    onTestFinished(() => hub.kill())
    return { hub, token: await hub.signIn() }
  }
  const first = await open()
  await first.hub.must('settings/set', { SiteUrl: first.hub.url }, first.token)
  const { queues } = await first.hub.must<{ queues: { id: string }[] }>('queues/list', {}, first.token)
  const channel = { kind: 'whatsapp', name: 'WhatsApp', queueId: queues[0]?.id, settings: twilio.settings }
  const { id } = await first.hub.must<Card>('channels/register', channel, first.token)
  twilio.webhook = `${first.hub.url}/hooks/whatsapp/${id}#rc=5&rp=all`
  expect(await twilio.brings(twilio.message(carol.address, 'Mallory', 'forged'), { forged: true })).toBe(403)
  expect(await carol.says('Before the power went')).toBe(200)
  await first.hub.kill()
  expect(await carol.says('While nobody was there')).toBe(0)

  const { hub, token } = await open(Number(new URL(first.hub.url).port))
  await until('Twilio to have called again', () => twilio.isTaken('While nobody was there'))
  const { chats } = await hub.must<{ chats: { id: string }[] }>('chatService/getChats', { all: true }, token)
  expect(chats).toHaveLength(1)
  const chatId = chats[0]?.id
  const { messages } = await hub.must<{ messages: { direction: string; text: string }[] }>(
    'messageManager/getMessagesByChatId',
    { chatId },
    token,
  )
  expect(messages.filter(one => one.direction === 'in').map(one => one.text)).toEqual([
    'Before the power went',
    'While nobody was there',
  ])
})

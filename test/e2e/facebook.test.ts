// Messenger on screen, over an emulated Meta: a page is set up, a chat goes from the first message to its end with files both ways
// and states ticking, and the agent is told what they may still say when the customer has been silent for a day, and for a week.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../main/domain/clock.ts'
import { reply } from '../kit/desk.ts'
import { aFacebookDesk } from '../kit/facebook-desk.ts'
import { screensOf } from '../kit/house-screens.ts'
import { shown } from '../kit/shown.ts'
import { tinyPng } from '../kit/telegram-emulator/world/sample-files.ts'
import { until } from '../kit/until.ts'

const rendererDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

test('a chat from the first message to its end, with files both ways, states ticking to read, and words for what fails', async () => {
  const desk = await aFacebookDesk({ rendererDir })
  const { graph, page, clock } = desk
  const ann = await (await screensOf(desk.house))('ann')
  const carol = graph.customer(page, 'Carol', 'Ngata')
  await carol.says('My lamp came broken, look:', {
    referral: { source: 'ADS', ads_context_data: { ad_title: 'Summer lamps' } },
  })
  await carol.sends('image', tinyPng, 'image/png')
  await ann
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  await ann.getByText('Came from the advertisement: Summer lamps').last().waitFor()
  await ann.locator('main img').first().waitFor()
  await ann.getByText('Carol Ngata').first().waitFor()

  await reply(ann, 'I am sorry! A new one is on its way.')
  const sent = await until('the reply to arrive', () => carol.received[0])
  expect(sent.text).toBe('I am sorry! A new one is on its way.')
  clock.advance(SECOND)
  await carol.gets([sent.mid])
  await ann.getByText('· delivered').first().waitFor()
  await carol.reads()
  await ann.getByText('· read').first().waitFor()
  await carol.reacts(sent.mid, '❤', 'love')
  await ann.getByText('❤').first().waitFor()

  await ann
    .locator('[data-attach]')
    .setInputFiles({ name: 'Label.png', mimeType: 'image/png', buffer: Buffer.from(tinyPng) })
  const send = ann.getByRole('button', { name: /^Send/ })
  await until('the file to be ready', () => send.isEnabled())
  await send.click()
  const file = await until('the file to arrive', () => carol.received[1])
  expect(Buffer.from(file.file?.bytes ?? [])).toEqual(tinyPng)
  await graph.inboxSays(carol, 'Our shop is open again, too.')
  await ann.getByText('Our shop is open again, too.').first().waitFor()

  carol.blocks()
  await reply(ann, 'Are you there?')
  await ann
    .getByText(/they have blocked the page/)
    .first()
    .waitFor()
  await shown(ann, 'facebook-chat')

  await ann.getByRole('button', { name: 'Close', exact: true }).first().click()
  await until('the chat to be closed', async () => (await desk.house.office.store.chats.openRows(10)).length === 0)
})

test('the window counts down; then a person may answer for six days more; then nobody, and the screen says what can be done', async () => {
  const desk = await aFacebookDesk({ rendererDir, settings: { allowHumanAgent: true } })
  const open = await screensOf(desk.house)
  const carol = desk.graph.customer(desk.page, 'Carol', 'Ngata')
  await carol.says('Tell me when my order is ready')
  const chatId = await desk.accepts()
  await desk.passes(DAY - 90 * MINUTE)
  const ann = await open('ann', `#chat/${chatId}`)
  const row = ann.getByRole('button', { name: /Carol Ngata/ }).first()
  await row.click()
  await ann.getByText(/Free replies end at .* as a person’s answer/).waitFor()
  await shown(ann, 'facebook-closes-soon')

  await desk.passes(2 * HOUR)
  await ann.reload()
  await row.click()
  await ann.getByText(/What you write goes out as a person’s answer, until/).waitFor()
  await shown(ann, 'facebook-human')
  await reply(ann, 'It is ready now!')
  const sent = await until('the answer to arrive', () => carol.received[0])
  expect(sent).toMatchObject({ text: 'It is ready now!', messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })

  await desk.passes(6 * DAY)
  await ann.reload()
  await row.click()
  await ann.getByText(/Facebook takes no reply until Carol Ngata writes again: more than 7 days/).waitFor()
  await ann.getByRole('textbox', { name: 'Reply' }).fill('Still ready')
  expect(await ann.getByRole('button', { name: /^Send/ }).isEnabled()).toBe(false)
  await shown(ann, 'facebook-closed')
  await carol.says('I am coming!')
  await ann.getByText(/Facebook takes no reply/).waitFor({ state: 'detached' })
})

test('a page is set up on screen: wrong fields are named, a test says what it found, and the callback is there to copy', async () => {
  const desk = await aFacebookDesk({ rendererDir })
  const { graph, house } = desk
  const second = graph.world.addPage('Lampion Outlet')
  const settings = await (await screensOf(desk.house))('ben', '#settings/channels/new-facebook')
  const field = (name: string) => settings.getByRole('textbox', { name })
  await field('Page ID').waitFor()
  await field('Page ID').fill('lampion')
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings.getByText('A number, such as 109201234567890.').first().waitFor()
  await settings.getByText('Advanced').click()
  await shown(settings, 'facebook-settings-wrong')

  await field('Page ID').fill(second.id)
  await settings
    .getByLabel('Page access token')
    .first()
    .fill(desk.page.token ?? '')
  await field('API root').fill(graph.apiRoot)
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings
    .getByText(/This token is of another page: Lampion/)
    .first()
    .waitFor()
  await settings
    .getByLabel('Page access token')
    .first()
    .fill(second.token ?? '')
  await settings.getByLabel('App secret').first().fill(graph.world.appSecret)
  await settings.getByLabel('Verify token').first().fill(graph.world.verifyToken)
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings.getByText(/It works: the network knows it as Lampion Outlet/).waitFor()
  await settings.getByText(`${house.url}/hooks/facebook`, { exact: true }).waitFor()
  await settings.getByRole('switch', { name: 'Agents may answer for seven days' }).click()
  await settings
    .getByRole('button', { name: /^(Save|Add)/ })
    .last()
    .click()
  await until('Facebook to call for the page', () => second.subscribed.size)
  await settings.getByText('A token is stored. Leave this empty to keep it.').waitFor()
  await shown(settings, 'facebook-settings-saved')
})

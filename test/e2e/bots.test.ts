// A bot on screen, over an emulated Meta: a supervisor watches it, it hands a customer over, an agent answers and hands them back;
// and where somebody else holds the conversation, the agent reads who, takes it, and sends again what did not arrive.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SECOND } from '../../main/domain/clock.ts'
import { aBotDesk, botApp } from '../kit/bot-desk.ts'
import { reply } from '../kit/desk.ts'
import { screensOf } from '../kit/house-screens.ts'
import { shown } from '../kit/shown.ts'
import { until } from '../kit/until.ts'

const rendererDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

test('a bot is watched, hands over, gets the customer back, and is asked no more once the page is ours', async () => {
  const desk = await aBotDesk({ rendererDir })
  const { graph, page, clock } = desk
  const open = await screensOf(desk.house)
  const ann = await open('ann')
  const ben = await open('ben')
  const carol = graph.customer(page, 'Carol', 'Ngata')

  await carol.says('Where is my parcel?')
  await graph.botSays(carol, 'I am the bot of Lampion. What is your order number?', botApp)
  const row = ben.locator('[data-chat-row]').filter({ hasText: 'What is your order number?' })
  await row.click()
  await ben.getByRole('heading', { name: 'Bots' }).waitFor()
  await ben.locator('main').getByText('What is your order number?').last().waitFor()
  expect(await ben.locator('main textarea').count()).toBe(0)
  expect(await ann.locator('[data-chat-row]').count()).toBe(0)
  expect(await ann.title()).toBe('Parley')
  expect(await ben.title()).toBe('Parley')
  await shown(ben, 'bots-watched')

  clock.advance(SECOND)
  await graph.passes(carol, botApp)
  await ann
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  await ann.getByText('Where is my parcel?').last().waitFor()
  await ann.getByText('Handed over to us').waitFor()
  await reply(ann, 'It is on its way, Carol.')
  await until('the answer to reach Meta', () => carol.received.find(one => one.text === 'It is on its way, Carol.'))
  await ann.getByText('· sent').first().waitFor()
  await shown(ann, 'bots-handed-over')

  // The page's owner answers from the page's own inbox, and the conversation is theirs.
  clock.advance(SECOND)
  await graph.inboxSays(carol, 'Hello Carol, this is the owner.')
  await graph.takes(carol, '263902037430900')
  await ann.getByText('The Facebook page inbox holds this conversation').first().waitFor()
  await reply(ann, 'Shall I go on?')
  await ann
    .getByText(/take control/i)
    .first()
    .waitFor()
  const lost = ann.getByRole('alert')
  await lost.waitFor()
  await shown(ann, 'bots-held')
  clock.advance(SECOND)
  await ann.getByRole('button', { name: /^Take control/ }).click()
  await ann.getByRole('button', { name: 'Send what did not arrive' }).click()
  await until('it to reach Meta after all', () => carol.received.find(one => one.text === 'Shall I go on?'))
  await lost.waitFor({ state: 'detached' })

  clock.advance(SECOND)
  await ann
    .getByRole('button', { name: /^Close/ })
    .first()
    .click()
  await ann.getByText('Control was handed back').waitFor()
  expect(page.holder(carol.psid, clock.now())).toBeNull()
  clock.advance(SECOND)
  await carol.says('Thank you both')
  await ben.locator('[data-chat-row]').filter({ hasText: 'Thank you both' }).click()
  await ben.getByText('A bot holds this conversation').waitFor()

  // By keyboard; the page now has us as its default app, so that control can be taken from the bot.
  page.defaultApp = graph.world.appId
  page.setHolder(carol.psid, botApp, clock.now())
  await ben.keyboard.press('c')
  await ben.locator('main textarea').waitFor()
  await ben.getByText('Control taken by you').waitFor()
  expect(page.holder(carol.psid, clock.now())).toBe(graph.world.appId)
})

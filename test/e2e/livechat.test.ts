// A LiveChat licence on screen: the channel is set up by a sign-in with the browser, a customer writes, an agent takes the chat, answers,
// sends a file and leaves a note, a colleague on LiveChat's own screens tags, takes it and hands it back, and it is closed.
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { createLiveChatConnector } from '../../main/channels/livechat/connector.ts'
import { reply } from '../kit/desk.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { screensOf } from '../kit/house-screens.ts'
import { account, LiveChatEmulator } from '../kit/livechat-emulator/livechat-emulator.ts'
import { anOpenHouse } from '../kit/open-house.ts'
import { shown } from '../kit/shown.ts'
import { tinyPng } from '../kit/telegram-emulator/world/sample-files.ts'
import { until } from '../kit/until.ts'

const rendererDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

test('a licence is joined by a sign-in, and a chat goes from the first message over a transfer to its end', async () => {
  const clock = new HandClock()
  const livechat = new LiveChatEmulator(clock)
  await livechat.start()
  onTestFinished(() => livechat.stop())
  const house = await anOpenHouse({ rendererDir, clock, connectors: [createLiveChatConnector()] })
  livechat.app.redirectUris.push(`${house.url}/hooks/livechat`)
  await house.session('ben', 'CanManageChats', 'CanSeeAllChats')
  await house.session('ann')
  const open = await screensOf(house)

  const settings = await open('ben', '#settings/channels/new-livechat')
  const field = (name: string) => settings.getByRole('textbox', { name })
  await field('Client ID of your app').waitFor()
  await settings.getByRole('button', { name: 'Sign in with LiveChat' }).click()
  await settings.getByText('Enter the client ID of your app in LiveChat’s console.').first().waitFor()
  await settings.getByText('Advanced').click()
  await field('Client ID of your app').fill(livechat.app.clientId)
  await field('API root').fill(livechat.apiRoot)
  await field('Root of the sign-in service').fill(livechat.accountsRoot)
  const opened = settings.context().waitForEvent('page')
  await settings.getByRole('button', { name: 'Sign in with LiveChat' }).click()
  const browser = await opened
  await settings.getByText(/Go on in your browser/).waitFor()
  await shown(settings, 'livechat-sign-in')
  await browser.getByRole('link', { name: 'Allow' }).click()
  await browser.getByText('Signed in. Go back to Parley').waitFor()
  await settings.getByText('Signed in. Save to keep it.').waitFor()
  await settings.getByRole('button', { name: 'Test' }).click()
  await settings.getByText(/It works: the network knows it as Lampion Support, .*licence 104130623/).waitFor()
  await settings
    .getByRole('button', { name: /^(Save|Add)/ })
    .last()
    .click()
  await until('chats to be taken', () => livechat.licence.agents.get(account)?.status === 'accepting_chats')
  await settings.getByRole('button', { name: 'Sign in with LiveChat again' }).waitFor()
  await shown(settings, 'livechat-saved')

  const ann = await open('ann')
  const dave = livechat.colleague('Dave')
  const carol = livechat.customer('Carol Ngata')
  carol.says('Where is my parcel?')
  const accept = ann.getByRole('button', { name: /^Accept / }).first()
  await accept.click()
  await reply(ann, 'I am looking for it.')
  await until('the answer', () => carol.sees.includes('I am looking for it.'))
  await ann
    .locator('[data-attach]')
    .setInputFiles({ name: 'Label.png', mimeType: 'image/png', buffer: Buffer.from(tinyPng) })
  const send = ann.getByRole('button', { name: /^Send/ })
  await until('the file to be ready', () => send.isEnabled())
  await send.click()
  await until('the file', () => carol.sees.includes('Label.png'))
  dave.notes('She has waited for a week', carol)
  await ann.getByText('She has waited for a week').first().waitFor()
  dave.tags('parcel', carol)
  carol.sendsFile('Receipt.png', 'image/png', tinyPng)
  carol.types('And another thing')
  await ann.locator('main img').first().waitFor()
  await shown(ann, 'livechat-chat')

  dave.takes(carol)
  await ann.getByText('Dave has this chat now').first().waitFor()
  dave.says('It is at the wrong depot.', carol)
  dave.handsTo(account, carol)
  await accept.click()
  await ann.getByText('It is at the wrong depot.').first().waitFor()
  await reply(ann, 'It comes tomorrow.')
  await until('the last answer', () => carol.sees.includes('It comes tomorrow.'))
  await ann.getByRole('button', { name: 'Close', exact: true }).first().click()
  await until('the thread to end', () => carol.thread?.active === false)
  expect(await house.office.store.chats.openRows(10)).toEqual([])
})

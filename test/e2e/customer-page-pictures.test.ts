// Pictures of the customer's page in its states, for people to look at; and in each, nothing may stick out.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../kit/browser.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { buildPage } from '../kit/web/built-page.ts'
import { type CustomerHouse, type OpenChannel, startCustomerHouse } from '../kit/web/customer-house.ts'

const album = fileURLToPath(new URL('../output/customer-page', import.meta.url))
let browser: Browser
let built: string
let picture: Buffer

beforeAll(async () => {
  built = await mkdtemp(path.join(tmpdir(), 'parley-page-'))
  await buildPage(built)
  await mkdir(album, { recursive: true })
  const { executablePath, args, env } = await findBrowser()
  browser = await chromium.launch({
    executablePath,
    args: [...args],
    env: { ...process.env, ...env } as Record<string, string>,
  })
  picture = await aPhoto()
})
afterAll(async () => {
  await browser?.close()
  await rm(built, { recursive: true, force: true })
})

const aPhoto = async () => {
  const page = await browser.newPage({ viewport: { width: 480, height: 320 } })
  await page.setContent('<body style="background:linear-gradient(135deg,#f6c56f,#c9553d)">')
  const bytes = await page.screenshot()
  await page.close()
  return bytes
}

const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).click()
const write = async (page: Page, text: string) => {
  await page.getByLabel('Your message').fill(text)
  await send(page)
  await page.getByText(text).waitFor()
}

const states: Record<string, (page: Page, website: OpenChannel, house: CustomerHouse) => Promise<void>> = {
  async empty(page, _website, house) {
    await page.goto(`${house.url}/chat`)
    await page.getByText('Hello! How can we help?').waitFor()
  },
  async nobody(page, { door }, house) {
    door.agents = 0
    await page.goto(`${house.url}/chat`)
    await page.getByText('Nobody is here right now. Write anyway').waitFor()
  },
  async busy(page, { door, link }, house) {
    await page.goto(`${house.url}/chat`)
    await page.getByText('Hello! How can we help?').waitFor()
    await write(page, 'Good morning, my lamp arrived with a crack in the shade.')
    await write(page, 'Order 55-20817. What can be done?')
    await expect.poll(() => door.said.length).toBe(2)
    const { address, externalId } = door.said[1] ?? { address: '', externalId: '' }
    const answer = async (text: string, file?: Parameters<typeof door.reply>[2]) =>
      link.send(await door.reply(address, text, file), new AbortController().signal)
    link.notify?.(address, { type: 'accepted', agentName: 'Mira' })
    link.markRead?.(address, externalId)
    await answer('Good morning! I am sorry to hear that. Could you send a picture of it?')
    await answer('How to pack it: https://lampion.example/returns (two minutes to read).')
    await page.getByText('two minutes').first().waitFor()
    await page.getByLabel('Attach a file').setInputFiles({ name: 'crack.png', mimeType: 'image/png', buffer: picture })
    await send(page)
    await page.getByRole('article', { name: 'You' }).getByRole('img').waitFor()
    await expect.poll(() => door.said.length).toBe(3)
    const label = { name: 'return-label-55-20817.pdf', mime: 'application/pdf', bytes: new Uint8Array(219_136) }
    await answer('Thank you. Here is the label for the way back.', label)
    await answer('شكراً لك، سنرسل لك مصباحاً جديداً غداً.')
    link.sendTyping?.(address, 'Mira')
    await page.getByText('Mira is typing…').waitFor()
    await page.getByLabel('Your message').fill('Perfect, thank you. Shall I')
  },
  async refused(page, _website, house) {
    await page.addInitScript(() => localStorage.setItem('parley:website:token', 'forged.pass'))
    await page.goto(`${house.url}/chat`)
    await page.getByRole('button', { name: 'Start a new conversation' }).waitFor()
  },
  async offline(page, _website, house) {
    await page.goto(`${house.url}/chat`)
    await page.getByText('Hello! How can we help?').waitFor()
    await page.context().setOffline(true)
    house.cutLines()
    await page.getByText('No connection').waitFor()
    await write(page, 'Is anybody there?')
  },
  async form(page, _website, house) {
    await page.goto(`${house.url}/chat`)
    await page.getByRole('button', { name: 'Tell us who you are' }).click()
    await page.getByLabel('E-mail', { exact: true }).fill('amara@')
    await page.getByRole('button', { name: 'Save' }).click()
  },
}

describe.each([
  [1280, 'light'],
  [1280, 'dark'],
  [380, 'light'],
  [380, 'dark'],
] as const)('%i pixels wide, %s', (width, colorScheme) => {
  test.each(Object.keys(states))('%s', async state => {
    await using house = await startCustomerHouse(new HandClock(Date.now()), { assetsDir: built })
    const website = house.open('website', { title: 'Lampion support' })
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await states[state]?.(page, website, house)
    await page.screenshot({ path: path.join(album, `${state}-${width}-${colorScheme}.png`) })
    const lefts = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(lefts).toBe(0)
    await context.close()
  })
})

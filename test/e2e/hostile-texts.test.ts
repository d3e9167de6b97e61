// Customers who write to do harm: in names, texts, file names and links, through every channel that is open to strangers, what
// they write is shown as text, to the agent in a real browser and to the customer on the page.
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrowser } from '../kit/browser.ts'
import { hostileNames, hostileTexts } from '../kit/hostile-texts.ts'
import { adminPassword, HubProcess } from '../kit/hub-process.ts'
import { TelegramEmulator } from '../kit/telegram-emulator/telegram-emulator.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'
import { type Watched, watch } from '../kit/watched-page.ts'
import { WebVisitor } from '../kit/web/web-visitor.ts'

interface Summary {
  readonly id: string
  readonly contact: { readonly name: string }
}

let browser: Browser
let hub: HubProcess
let token: string
let channelId: string

beforeAll(async () => {
  const { executablePath, args, env } = await findBrowser()
  browser = await chromium.launch({
    executablePath,
    args: [...args],
    env: { ...process.env, ...env } as Record<string, string>,
  })
  hub = await HubProcess.start(tempDir())
  token = await hub.signIn()
  channelId = (await hub.must<{ channels: { id: string }[] }>('channels/list', {}, token)).channels[0]?.id ?? ''
  await hub.must('settings/set', { SimultaneousChats: 0 }, token)
  await hub.must('presence/set', { status: 'active' }, token)
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const chats = async () => (await hub.must<{ chats: Summary[] }>('chatService/getChats', { all: true }, token)).chats
const chatOf = (name: RegExp) =>
  until(`a chat of ${name}`, async () => (await chats()).find(chat => name.test(chat.contact.name)))

const writes = (address: string, name: string, text: string, externalId: string = crypto.randomUUID()) =>
  hub.must('messageManager/receive', { channelId, message: { externalId, address, sender: { name }, text } }, token)

const panel = async (): Promise<Watched> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.grantPermissions(['notifications'], { origin: hub.url })
  const watched = await watch(await context.newPage())
  const { page } = watched
  await page.goto(hub.url)
  await page.getByRole('textbox', { name: 'Login' }).fill('admin')
  await page.getByRole('textbox', { name: 'Password' }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('button', { name: /^My presence/ })
    .first()
    .waitFor()
  return watched
}

/** Everything written in the conversation, as somebody reads it who scrolls up screen by screen, and once more if need be. */
const readAll = async ({ page }: Watched, count: number): Promise<Map<string, string>> => {
  const read = new Map<string, string>()
  await page.locator('[data-message]').first().waitFor()
  const conversation = page.getByRole('region', { name: 'Messages', exact: true })
  await until(
    `${count} messages on screen, one screen after the other`,
    async () => {
      const seen = await conversation.evaluate(scroller => {
        const isAtTop = scroller.scrollTop <= 0
        scroller.scrollTop = isAtTop ? scroller.scrollHeight : scroller.scrollTop - scroller.clientHeight * 0.8
        return [...scroller.querySelectorAll<HTMLElement>('[data-message]')].map(
          one => [one.dataset.message ?? '', one.textContent ?? ''] as const,
        )
      })
      for (const [id, text] of seen) read.set(id, text)
      return read.size >= count
    },
    60_000,
  )
  return read
}

/** As it is kept: without what no text can hold. */
const kept = (text: string): string => text.toWellFormed().replaceAll('\u0000', '').trim()

test('texts are shown as they were written, in the conversation, the list and the search, and nothing of them runs', async () => {
  const watched = await panel()
  const { page } = watched
  // Somebody new at each try, since the hub remembers the last.
  const carol = `Carol ${crypto.randomUUID()}`
  for (const text of hostileTexts) await writes(carol, carol, text.toWellFormed())
  const { id } = await chatOf(new RegExp(`^${carol}$`))
  await hub.must('chatService/acceptChat', { chatId: id }, token)
  const { messages } = await hub.must<{ messages: { id: string; text: string; direction: string }[] }>(
    'messageManager/getMessagesByChatId',
    { chatId: id },
    token,
  )
  expect(messages.filter(one => one.direction === 'in').map(one => one.text)).toEqual(hostileTexts.map(kept))

  await page.goto(`${hub.url}/#panel/chat/${id}`)
  const read = await readAll(watched, hostileTexts.length)
  for (const message of messages.filter(one => one.direction === 'in'))
    expect(read.get(message.id)).toContain(message.text)
  const links = await page.evaluate(() =>
    [...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href')),
  )
  expect(links.filter(href => !/^(https?:\/\/|#|\.?\/|mailto:|tel:)/.test(href ?? ''))).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  await page.goto(`${hub.url}/#panel/search`)
  for (const query of [
    'pwned',
    '<script>',
    '<img src=x onerror="window.pwned=1">',
    '"\' OR 1=1 --',
    '%',
    '*',
    '\u202E',
  ]) {
    await page.locator('[data-search]').fill(query)
    if (query === 'pwned') await page.getByText('onerror=', { exact: false }).first().waitFor()
    else await page.waitForFunction(() => document.querySelector('[data-hits], [data-search]') !== null)
  }
  await page.locator('[data-search]').fill('pwned')
  await page.locator('[data-hit]').first().waitFor()
  expect(await watched.harm()).toEqual([])
  await page.context().close()
})

test('names are shown as one line of text in the list, the notifications and the header', async () => {
  const watched = await panel()
  const { page } = watched
  for (const [i, name] of hostileNames.entries()) await writes(`name-${i}`, name.toWellFormed(), 'Hello')
  const all = await until('they all ring', async () => {
    const list = await chats()
    return list.length >= hostileNames.length && list
  })
  for (const { contact } of all) {
    expect(contact.name).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
    expect(contact.name.trim()).not.toBe('')
  }
  await page.getByText('<script>window.pwned=1</script>', { exact: true }).first().waitFor()
  const notified = await until(
    'a notification',
    async () => (await watched.notifications()).length > 0 && watched.notifications(),
  )
  const names = new Set(all.map(chat => chat.contact.name))
  expect(notified.every(one => names.has(one.title))).toBe(true)
  for (const wanted of [/^<img src=x onerror="/, /^<svg onload/]) {
    const { id, contact } = await chatOf(wanted)
    await hub.must('chatService/acceptChat', { chatId: id }, token)
    await page.goto(`${hub.url}/#panel/chat/${id}`)
    await page
      .getByRole('heading', { name: contact.name })
      .or(page.getByText(contact.name, { exact: true }))
      .first()
      .waitFor()
  }
  expect(await watched.harm()).toEqual([])
  await page.context().close()
})

test('the website: name, text, file name; and what the agent sends back is text to the customer too', async () => {
  const watched = await panel()
  const name = '<img src=x onerror="window.pwned=1">'
  const visitor = await WebVisitor.connect(hub.url, channelId)
  await visitor.hello({ profile: { name: `Mallory ${name}` } })
  for (const text of hostileTexts.slice(0, 12)) visitor.say(text)
  const upload = await fetch(`${hub.url}/chat/api/files?name=${encodeURIComponent(`${name}\u202Egnp.html`)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${visitor.token}`, 'content-type': 'text/html' },
    body: '<script>window.pwned=1</script>',
  })
  expect(upload.status).toBe(201)
  const stored = (await upload.json()) as { file: string; name: string }
  expect(stored.name).not.toMatch(/[\u202A-\u202E/]/u)
  visitor.say('', crypto.randomUUID(), stored.file)
  const { id } = await chatOf(/^Mallory/)
  await hub.must('chatService/acceptChat', { chatId: id }, token)
  await watched.page.goto(`${hub.url}/#panel/chat/${id}`)
  await watched.page.getByText(stored.name).first().waitFor()

  const customer = await watch(await browser.newPage())
  await customer.page.goto(`${hub.url}/chat`)
  await customer.page.getByRole('textbox', { name: /message/i }).fill('I am the nice one')
  await customer.page.keyboard.press('Enter')
  const mine = await until('it rings', async () => {
    for (const chat of await chats()) {
      const { messages } = await hub.must<{ messages: { text: string }[] }>(
        'messageManager/getMessagesByChatId',
        { chatId: chat.id },
        token,
      )
      if (messages.some(one => one.text === 'I am the nice one')) return chat
    }
    return null
  })
  await hub.must('chatService/acceptChat', { chatId: mine.id }, token)
  for (const text of hostileTexts.filter(one => kept(one).length < 200).slice(0, 40))
    await hub.must('messageManager/send', { chatId: mine.id, text: text.toWellFormed() }, token)
  await customer.page.getByText("';window.pwned=1;//").first().waitFor()
  await customer.page.getByText('<svg onload="window.pwned=1"></svg>').first().waitFor()
  expect(await customer.harm()).toEqual([])
  expect(await watched.harm()).toEqual([])
  await watched.page.context().close()
})

test('Telegram: names, texts and file names of strangers', async () => {
  await using telegram = new TelegramEmulator()
  await telegram.start()
  const watched = await panel()
  const { queues } = await hub.must<{ queues: { id: string }[] }>('queues/list', {}, token)
  const settings = { token: telegram.token, apiRoot: telegram.apiRoot }
  await hub.must(
    'channels/register',
    { kind: 'telegram', name: 'Bot', queueId: queues[0]?.id, active: true, settings },
    token,
  )
  const eve = telegram.customer({
    firstName: 'Eve <script>window.pwned=1</script>',
    lastName: '\u202Egnp',
    username: 'eve_x',
  })
  for (const text of hostileTexts.filter(one => kept(one) !== '')) eve.says(text.toWellFormed())
  eve.sendsDocument(
    '<img src=x onerror="window.pwned=1">.html',
    Buffer.from('<script>window.pwned=1</script>'),
    'text/html',
  )
  const { id, contact } = await chatOf(/^Eve/)
  expect(contact.name).not.toMatch(/[\u202A-\u202E]/u)
  await hub.must('chatService/acceptChat', { chatId: id }, token)
  await watched.page.goto(`${hub.url}/#panel/chat/${id}`)
  await watched.page.getByText('<img src=x onerror="window.pwned=1">.html').first().waitFor()
  await readAll(watched, hostileTexts.length)
  expect(await watched.harm()).toEqual([])
  await watched.page.context().close()
})

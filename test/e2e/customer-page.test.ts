// The customer's page and its widget in a real browser, against the real door, with the inside faked.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBrowser } from '../kit/browser.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { buildPage } from '../kit/web/built-page.ts'
import { type CustomerHouse, type OpenChannel, startCustomerHouse } from '../kit/web/customer-house.ts'

let browser: Browser
let built: string
let clock: HandClock
let house: CustomerHouse
let website: OpenChannel
let context: BrowserContext
let page: Page

beforeAll(async () => {
  built = await mkdtemp(path.join(tmpdir(), 'parley-page-'))
  await buildPage(built)
  const { executablePath, args, env } = await findBrowser()
  browser = await chromium.launch({
    executablePath,
    args: [...args],
    env: { ...process.env, ...env } as Record<string, string>,
  })
})
afterAll(async () => {
  await browser?.close()
  await rm(built, { recursive: true, force: true })
})
beforeEach(async () => {
  clock = new HandClock(Date.now())
  house = await startCustomerHouse(clock, { assetsDir: built })
  website = house.open('website', { title: 'Lampion support' })
  context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  page = await context.newPage()
})
afterEach(async () => {
  await context.close()
  await house[Symbol.asyncDispose]()
})

type Place = Page | Frame

const signal = new AbortController().signal
const visit = async (place: Page = page) => {
  await place.goto(`${house.url}/chat`)
  await place.getByText('Hello! How can we help?').waitFor()
}
const write = async (text: string, place: Place = page) => {
  await place.getByLabel('Your message').fill(text)
  await place.getByRole('button', { name: 'Send', exact: true }).click()
}
const reply = async (text: string, file?: { name: string; mime: string; bytes: Uint8Array }) => {
  const address = website.door.said[0]?.address ?? ''
  await website.link.send(await website.door.reply(address, text, file), signal)
}
const bubbles = (place: Place = page) => place.locator('.bubble:not(.greeting *)').allTextContents()

describe('a conversation', () => {
  test('the visitor writes, the agent reads, types and answers, the visitor reads: each sees it', async () => {
    await visit()
    await page.getByLabel('Your message').pressSequentially('My lamp is cracked')
    await page.keyboard.press('Enter')
    const own = page.getByRole('article', { name: 'You' })
    await own.getByText('sent').waitFor()
    expect(website.door.said).toMatchObject([{ text: 'My lamp is cracked', sender: { language: 'en-GB' } }])
    expect(website.door.updates.some(update => update.type === 'typing')).toBe(true)
    const { address, externalId } = website.door.said[0] ?? { address: '', externalId: '' }
    await page.getByText('We have your message. Somebody will be with you shortly.').waitFor()

    website.link.notify?.(address, { type: 'accepted', agentName: 'Mira' })
    await page.getByText('Mira has joined').waitFor()
    await page.getByText('Mira is here').waitFor()
    website.link.markRead?.(address, externalId)
    await own.getByText('read').waitFor()
    website.link.sendTyping?.(address, 'Mira')
    await page.getByText('Mira is typing…').waitFor()
    await reply('I am sorry. A new one is on its way.')
    await page.getByRole('article', { name: 'Mira' }).getByText('A new one is on its way').waitFor()
    await page.getByText('Mira is typing…').waitFor({ state: 'detached' })
    await expect.poll(() => website.door.stored.at(-1)?.state).toBe('read')
    expect(await page.getByRole('paragraph').filter({ hasText: 'Mira: I am sorry' }).getAttribute('aria-live')).toBe(
      'polite',
    )

    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'End the chat' }).click()
    await page.getByRole('button', { name: 'End it' }).click()
    await page.getByText('The chat was closed. Write again whenever you like.').waitFor()
    expect(website.door.closed).toEqual([address])
  })

  test('Shift+Enter begins a new line, and an empty message is not sent', async () => {
    await visit()
    const box = page.getByLabel('Your message')
    await box.fill('   ')
    await page.keyboard.press('Enter')
    await box.fill('one')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('two')
    await page.keyboard.press('Enter')
    await expect.poll(() => website.door.said.map(message => message.text)).toEqual(['one\ntwo'])
  })

  test('a text that is too long can be seen and not be sent', async () => {
    await visit()
    await page.getByLabel('Your message').fill('x'.repeat(10_002))
    await page.getByText('2 characters too many').waitFor()
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
  })

  test('a returning visitor finds the history, the draft, and older pages on the way up', async () => {
    await visit()
    await write('First')
    await expect.poll(() => website.door.said.length).toBe(1)
    for (let i = 1; i <= 120; i++) await website.door.reply(website.door.said[0]?.address ?? '', `line ${i}`)
    await page.getByLabel('Your message').fill('half a sent')
    await page.close()
    page = await context.newPage()
    await page.goto(`${house.url}/chat`)
    await page.getByText('line 120').waitFor()
    expect(await page.getByLabel('Your message').inputValue()).toBe('half a sent')
    expect(await page.getByText('line 120').isVisible()).toBe(true)
    expect(await bubbles()).toHaveLength(50)
    await page.getByRole('region', { name: 'Conversation' }).focus()
    await page.keyboard.press('Home')
    await page.getByText('line 21', { exact: true }).waitFor()
    // What was being looked at stays where it was.
    await expect.poll(() => page.getByText('line 71', { exact: true }).isVisible()).toBe(true)
    await page.keyboard.press('Home')
    await page.getByText('First').waitFor()
    expect(await bubbles()).toEqual(['First', ...Array.from({ length: 120 }, (_, i) => `line ${i + 1}`)])
    await page.getByRole('button', { name: /To the newest/ }).click()
    await expect.poll(() => page.getByText('line 120').isVisible()).toBe(true)
  })

  test('a chat may be open in two tabs: one visitor, both see everything', async () => {
    const other = await context.newPage()
    await Promise.all([visit(page), visit(other)])
    await write('From one')
    await other.getByText('From one').waitFor()
    await write('From the other', other)
    await page.getByText('From the other').waitFor()
    expect(new Set(website.door.said.map(message => message.address)).size).toBe(1)
  })

  test('name and e-mail: offered, checked, told, changed', async () => {
    website.door.agents = 0
    await visit()
    await page.getByText('Nobody is here right now. Write anyway: we answer as soon as somebody is back.').waitFor()
    await write('Call me')
    await page.getByRole('button', { name: 'Leave us your e-mail' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Amara')
    await page.getByLabel('E-mail', { exact: true }).fill('amara')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('does not look like an e-mail').waitFor()
    await page.getByLabel('E-mail', { exact: true }).fill('amara@nwosu.example')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => website.door.updates.at(-1))
      .toMatchObject({
        type: 'profile',
        sender: { name: 'Amara', email: 'amara@nwosu.example' },
      })
    expect(await page.getByRole('button', { name: 'Leave us your e-mail' }).count()).toBe(0)
    await page.reload()
    await write('Again')
    await expect
      .poll(() => website.door.said.at(-1)?.sender)
      .toMatchObject({ name: 'Amara', email: 'amara@nwosu.example' })
  })
})

describe('a bad line', () => {
  test('a message that was on its way when the line broke is there once', async () => {
    await visit()
    let store = () => {}
    website.door.hold = new Promise<void>(resolve => {
      store = resolve
    })
    await write('Only once')
    await page.getByText('sending').waitFor()
    house.cutLines()
    await page.getByText('No connection. What you write is kept').waitFor()
    store()
    await page.getByText('sent', { exact: false }).last().waitFor()
    await page.getByText('No connection').waitFor({ state: 'detached' })
    await page.getByRole('article', { name: 'You' }).getByText('sent').waitFor()
    expect(await bubbles()).toEqual(['Only once'])
    expect(website.door.stored).toHaveLength(1)
  })

  test('what is written while the host is away is sent once, in order, when it is back', async () => {
    await visit()
    await write('Before')
    await expect.poll(() => website.door.stored.length).toBe(1)
    const { door } = website
    const { port } = new URL(house.url)
    await house[Symbol.asyncDispose]()
    await page.getByText('No connection').waitFor()
    for (const text of ['While away 1', 'While away 2', 'While away 3']) await write(text)
    expect(await page.getByText('waits for the connection').count()).toBe(3)
    house = await startCustomerHouse(clock, { assetsDir: built, port: Number(port) })
    website = house.open('website', {}, door)
    await expect
      .poll(() => door.said.map(message => message.text), { timeout: 20_000 })
      .toEqual(['Before', 'While away 1', 'While away 2', 'While away 3'])
    await page.getByText('waits for the connection').first().waitFor({ state: 'detached' })
    expect(await bubbles()).toEqual(['Before', 'While away 1', 'While away 2', 'While away 3'])
  })

  test('what our disk refused is kept over a reload, and sent when the disk is well', async () => {
    await visit()
    website.door.broken = new Error('disk full')
    await write('Do not lose me')
    await page.getByText('sending').waitFor()
    await page.goto('about:blank')
    website.door.broken = null
    await page.goto(`${house.url}/chat`)
    await page.getByRole('article', { name: 'You' }).getByText('sent').waitFor()
    expect(website.door.said.map(message => message.text)).toEqual(['Do not lose me'])
  })

  test('one who writes too fast loses nothing', async () => {
    await visit()
    for (let i = 1; i <= 25; i++) await write(`line ${i}`)
    await expect.poll(() => website.door.said.length).toBe(20)
    // The clock of the house stands still: the last five wait for it.
    clock.advance(10_000)
    await expect
      .poll(() => website.door.said.map(message => message.text))
      .toEqual(Array.from({ length: 25 }, (_, i) => `line ${i + 1}`))
  })

  test('a pass that is not ours is refused in words, and the visitor can begin anew', async () => {
    await page.addInitScript(() => {
      if (!sessionStorage.getItem('done')) localStorage.setItem('parley:website:token', 'forged.pass')
      sessionStorage.setItem('done', 'yes')
    })
    await page.goto(`${house.url}/chat`)
    await page.getByText('a visitor pass that we did not issue').waitFor()
    await page.getByRole('button', { name: 'Start a new conversation' }).click()
    await write('Here I am')
    await page.getByRole('article', { name: 'You' }).getByText('sent').waitFor()
    await page.reload()
    await page.getByText('Here I am').waitFor()
  })

  test('a channel that is switched off says so, on the open page and on the next', async () => {
    await visit()
    await website.stop()
    await page.getByText('This chat is switched off at the moment').waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'The chat is closed' }).waitFor()
  })
})

describe('hostile words', () => {
  const corpus = [
    '<script>window.pwned = 1</script>',
    '<img src=x onerror="window.pwned = 1">',
    '"><svg onload=window.pwned=1>',
    'javascript:window.pwned=1',
    '[click](javascript:window.pwned=1)',
    'data:text/html,<script>window.pwned=1</script>',
    'https://evil.example/"onmouseover="window.pwned=1',
    "https://evil.example/'><img src=x onerror=window.pwned=1>",
    '{{constructor.constructor("window.pwned=1")()}}',
    '<a href="vbscript:x">x</a>',
    '\u202egpj.exe \u0000 \ud800',
    '&lt;b&gt; &amp; <b>bold</b>',
  ]

  test('show as text, from the visitor, the agent, names, files and settings', async () => {
    await website.stop()
    website = house.open('website', { title: corpus[0], greeting: corpus[1] })
    await page.goto(`${house.url}/chat`)
    await page.getByRole('heading', { name: corpus[0] ?? '' }).waitFor()
    await page.getByText(corpus[1] ?? '').waitFor()
    for (const text of corpus) await write(text)
    await expect.poll(() => website.door.said.length).toBe(corpus.length)
    const address = website.door.said[0]?.address ?? ''
    for (const text of corpus) {
      const file = { name: `${text}.html`, mime: 'text/html', bytes: new TextEncoder().encode(text) }
      const message = await website.door.reply(address, text, file)
      await website.link.send({ ...message, authorName: text }, signal)
      website.link.notify?.(address, { type: 'accepted', agentName: text })
    }
    await expect.poll(async () => (await bubbles()).length).toBe(corpus.length * 2)
    const shown = (text: string) => text.replaceAll('\u0000', '').toWellFormed().trim()
    expect((await bubbles()).slice(0, corpus.length).map(shown)).toEqual(corpus.map(shown))
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
    const page_ = page.locator('#chat')
    expect(await page_.locator('script, img, svg[onload], [onerror], [onload], [onmouseover], b').count()).toBe(0)
    const links = await page_
      .locator('a')
      .evaluateAll(all => all.map(one => [one.getAttribute('href'), one.getAttribute('rel')]))
    expect(new Set(links.map(([, rel]) => rel))).toEqual(new Set(['noopener noreferrer nofollow']))
    for (const [href] of links) expect(href).toMatch(/^https:\/\/evil\.example\/$/)
  })

  test('a saved file of a stranger never opens at our address', async () => {
    await visit()
    await write('Hi')
    await expect.poll(() => website.door.said.length).toBe(1)
    await reply('', { name: 'evil.html', mime: 'text/html', bytes: new TextEncoder().encode('<script>1</script>') })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save evil.html' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('evil.html')
    expect(context.pages()).toHaveLength(1)
  })
})

describe('files', () => {
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAFElEQVR42mNk+M9QzwAEjDAGNgEAGBAB/xz1FfkAAAAASUVORK5CYII=',
    'base64',
  )

  test('a picture is chosen, sent with words, shown, enlarged, and still there on return', async () => {
    await visit()
    await page.getByLabel('Attach a file').setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: picture })
    await page.getByRole('button', { name: 'Remove lamp.png' }).waitFor()
    await write('The crack')
    const shown = page.getByRole('button', { name: 'Show lamp.png in full' })
    await shown.getByRole('img').waitFor()
    await page.getByRole('article', { name: 'You' }).getByText('sent').waitFor()
    expect(website.door.said).toMatchObject([
      { kind: 'photo', text: 'The crack', attachments: [{ name: 'lamp.png', mime: 'image/png' }] },
    ])
    await page.reload()
    await shown.getByRole('img').waitFor()
    await shown.click()
    await page.getByRole('dialog', { name: 'lamp.png' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'lamp.png' }).waitFor({ state: 'hidden' })
  })

  test('files can be pasted and dropped', async () => {
    await visit()
    const hand = async (selector: string, type: 'paste' | 'drop', name: string) =>
      page.evaluate(
        ([selector, type, name]) => {
          const data = new DataTransfer()
          data.items.add(new File(['bytes'], name ?? '', { type: 'text/plain' }))
          const init = { bubbles: true, cancelable: true }
          const event =
            type === 'paste'
              ? new ClipboardEvent('paste', { ...init, clipboardData: data })
              : new DragEvent('drop', { ...init, dataTransfer: data })
          document.querySelector(selector ?? '')?.dispatchEvent(event)
        },
        [selector, type, name],
      )
    await hand('#message', 'paste', 'pasted.txt')
    await hand('.timeline', 'drop', 'dropped.txt')
    await page.getByRole('button', { name: 'Remove pasted.txt' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect
      .poll(() => website.door.said)
      .toMatchObject([{ kind: 'document', attachments: [{ name: 'dropped.txt' }] }])
  })

  test('one that is too large is refused in words before it is sent', async () => {
    await website.stop()
    website = house.open('website', { maxFileMb: 1 })
    await visit()
    const buffer = Buffer.alloc(1024 * 1024 + 1)
    await page.getByLabel('Attach a file').setInputFiles({ name: 'film.mp4', mimeType: 'video/mp4', buffer })
    await page.getByText('film.mp4 is larger than 1 MB, so it cannot be sent.').waitFor()
  })

  test('a file that our disk refused is sent when the disk is well', async () => {
    await visit()
    website.door.broken = new Error('disk full')
    await page
      .getByLabel('Attach a file')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect.poll(() => website.door.logged.some(line => line.includes('could not be kept'))).toBe(true)
    website.door.broken = null
    await page.getByRole('article', { name: 'You' }).getByText('sent').waitFor()
    expect(website.door.said).toMatchObject([{ attachments: [{ name: 'a.txt' }] }])
  })
})

describe('for everybody', () => {
  test.each(['light', 'dark'] as const)('axe finds nothing serious, %s, in every state', async colorScheme => {
    await context.close()
    context = await browser.newContext({ viewport: { width: 380, height: 800 }, colorScheme, reducedMotion: 'reduce' })
    page = await context.newPage()
    const check = async (state: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [state, id, nodes.map(node => node.html)])).toEqual([])
    }
    website.door.agents = 0
    await visit()
    await check('nobody here')
    await write('Hello https://lampion.example/ there')
    await expect.poll(() => website.door.said.length).toBe(1)
    await reply('Here it is', { name: 'label.pdf', mime: 'application/pdf', bytes: new Uint8Array(3) })
    await page.getByText('label.pdf').waitFor()
    website.link.sendTyping?.(website.door.said[0]?.address ?? '', 'Mira')
    await page.getByText('Mira is typing…').waitFor()
    await check('busy')
    await page.getByRole('button', { name: 'More' }).click()
    await check('menu')
    await page.getByRole('button', { name: 'Your name and e-mail' }).click()
    await check('form')
    await page.keyboard.press('Escape')
    house.cutLines()
    await page.getByText('No connection').waitFor()
    await check('no connection')
    await page.goto(`${house.url}/chat?channel=nowhere`)
    await check('words')
  })

  test("on a phone's width nothing sticks out, whatever is said", async () => {
    await page.setViewportSize({ width: 380, height: 800 })
    await visit()
    await write(`${'W'.repeat(300)} https://lampion.example/${'a'.repeat(300)}`)
    await expect.poll(() => website.door.said.length).toBe(1)
    await reply('x', { name: `${'long-name-'.repeat(12)}.pdf`, mime: 'application/pdf', bytes: new Uint8Array(1) })
    await page.getByText('long-name').first().waitFor()
    const widest = await page.evaluate(() =>
      Math.max(...[...document.querySelectorAll('body *')].map(one => one.getBoundingClientRect().right)),
    )
    expect(widest).toBeLessThanOrEqual(380)
    expect(await page.evaluate(() => document.querySelector('.timeline')?.scrollWidth)).toBe(380)
  })

  test('the whole of it by keyboard alone', async () => {
    await visit()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('More')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Amara')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    for (let i = 0; i < 8; i++) {
      if ((await page.evaluate(() => document.activeElement?.id)) === 'message') break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type('By keyboard')
    await page.keyboard.press('Enter')
    await expect.poll(() => website.door.said).toMatchObject([{ text: 'By keyboard', sender: { name: 'Amara' } }])
  })

  test('right to left words stand right to left', async () => {
    await visit()
    await write('مرحباً، أين طلبي؟')
    await page.getByText('أين طلبي').waitFor()
    expect(await page.getByText('أين طلبي').evaluate(one => getComputedStyle(one).direction)).toBe('rtl')
  })

  test('the page asks nobody but us for anything, and breaks none of its own rules', async () => {
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', request => asked.push(request.url()))
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await visit()
    await write('Hi')
    await page.getByText('sent').waitFor()
    expect(asked.filter(address => !address.startsWith(house.url) && !address.startsWith('data:'))).toEqual([])
    expect(complaints).toEqual([])
  })
})

describe('the widget on another site', () => {
  let shop: string
  let stop: () => void

  beforeEach(async () => {
    const script = () =>
      `<script src="${house.url}/widget.js" data-channel="website" data-color="#ffd84d" data-side="left" async></script>`
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.setHeader(
        'Content-Security-Policy',
        `default-src 'none'; script-src ${house.url}; frame-src ${house.url}`,
      )
      response.end(`<!doctype html><meta charset="utf-8"><title>Shop</title><h1>Lamps</h1>${script()}`)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    shop = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    stop = () => {
      server.closeAllConnections()
      server.close()
    }
  })
  afterEach(() => stop())

  const inside = async () => {
    await expect.poll(() => page.frames().length).toBe(2)
    return page.frames()[1] as Frame
  }

  test('opens by keyboard, talks, closes with Escape, counts what comes while it is closed, and is open again on the next page', async () => {
    await page.goto(shop)
    const button = page.getByRole('button', { name: 'Open the chat' })
    await button.focus()
    await page.keyboard.press('Enter')
    const frame = await inside()
    await frame.getByText('Hello! How can we help?').waitFor()
    await expect.poll(() => frame.evaluate(() => document.activeElement?.id)).toBe('message')
    await page.keyboard.type('Do you have blue ones?')
    await page.keyboard.press('Enter')
    await frame.getByRole('article', { name: 'You' }).getByText('sent').waitFor()
    await page.keyboard.press('Escape')
    await button.waitFor()
    expect(await button.evaluate(one => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)

    await reply('We do')
    await page.getByRole('button', { name: 'Open the chat: 1 new message' }).waitFor()
    expect(website.door.stored.at(-1)?.state).not.toBe('read')
    await page.goto(shop)
    await page.getByRole('button', { name: 'Open the chat: 1 new message' }).click()
    await (await inside()).getByText('We do').waitFor()
    await expect.poll(() => website.door.stored.at(-1)?.state).toBe('read')
    await page.goto(shop)
    await page.getByRole('button', { name: 'Close the chat' }).waitFor()
    await (await inside()).getByText('We do').waitFor()
  })

  test('one who never opens it costs nothing: no frame, no visitor', async () => {
    await page.goto(shop)
    await page.getByRole('button', { name: 'Open the chat' }).waitFor()
    expect(page.frames()).toHaveLength(1)
  })

  test('a channel that names its sites is not shown on others', async () => {
    await website.stop()
    website = house.open('website', { allowedOrigins: ['https://lampion.example'] })
    await page.goto(shop)
    await page.getByRole('button', { name: 'Open the chat' }).click()
    const frame = await inside()
    await expect.poll(() => frame.evaluate(() => document.querySelector('#chat')).catch(() => null)).toBe(null)
  })
})

// What the customer's door answers to a browser: the page, the words when there is none, and what each may do.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inkOn } from '../../../main/channels/web/door/page-html.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { type CustomerHouse, startCustomerHouse } from '../../kit/web/customer-house.ts'

let house: CustomerHouse
let built: string

beforeEach(async () => {
  built = await mkdtemp(path.join(tmpdir(), 'parley-page-'))
  for (const name of ['chat.js', 'chat.css', 'widget.js']) await writeFile(path.join(built, name), `/* ${name} */`)
  house = await startCustomerHouse(new HandClock(), { assetsDir: built })
})
afterEach(async () => {
  await house[Symbol.asyncDispose]()
  await rm(built, { recursive: true })
})

const get = async (address: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${house.url}${address}`, { headers })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

describe('/chat', () => {
  test('is the first active channel, and stays it when another one restarts', async () => {
    const first = house.open('one', { title: 'One' })
    house.open('two', { title: 'Two' })
    expect((await get('/chat')).text).toContain('data-channel="one"')
    await first.stop()
    expect((await get('/chat')).text).toContain('data-channel="two"')
    house.open('one', { title: 'One again' })
    expect((await get('/chat')).text).toContain('<title>One again</title>')
    expect((await get('/chat?channel=two')).text).toContain('<title>Two</title>')
  })

  test('says in words that there is no chat, or that it is switched off', async () => {
    expect(await get('/chat')).toMatchObject({
      status: 503,
      text: expect.stringContaining('switched off at the moment'),
    })
    expect(await get('/chat?channel=nowhere')).toMatchObject({
      status: 404,
      text: expect.stringContaining('no chat at this address'),
    })
    await house.open('one').stop()
    expect(await get('/chat?channel=one')).toMatchObject({
      status: 503,
      text: expect.stringContaining('Please come back later'),
    })
  })

  test('says in words that it was not built', async () => {
    house.open('one')
    await rm(path.join(built, 'chat.js'))
    expect(await get('/chat')).toMatchObject({ status: 503, text: expect.stringContaining('npm run build') })
  })

  test('shows the words of the settings as text, whatever they are', async () => {
    house.open('one', { title: '"><script>alert(1)</script>' })
    const { text } = await get('/chat')
    expect(text).not.toContain('<script>alert')
    expect(text).toContain('&quot;&gt;&lt;script&gt;')
  })

  test('runs nothing that is not ours, and may be framed by anybody or by whom the channel names', async () => {
    house.open('any')
    const policy = (await get('/chat?channel=any')).headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain('frame-ancestors *')
    house.open('shop', { allowedOrigins: ['https://shop.example', 'https://*.shop.example'] })
    const shop = (await get('/chat?channel=shop')).headers.get('Content-Security-Policy')
    expect(shop).toContain("frame-ancestors 'self' https://shop.example https://*.shop.example")
  })

  test('takes the colour of the widget, and nothing that is no colour', async () => {
    house.open('one', { color: '#112233' })
    expect((await get('/chat')).text).toContain('theme.css?color=112233')
    expect((await get('/chat?color=ff0000')).text).toContain('theme.css?color=ff0000')
    expect((await get('/chat?color=red;}')).text).toContain('theme.css?color=112233')
    expect((await get('/chat/theme.css?color=112233')).text).toBe(':root{--accent:#112233;--accent-ink:#ffffff}\n')
    expect((await get('/chat/theme.css?color=%7D')).status).toBe(404)
  })
})

test('ink can be read on every colour', () => {
  const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  for (let i = 0; i < 4096; i++) {
    const parts = [i >> 8, (i >> 4) & 15, i & 15].map(part => part * 17)
    const [r = 0, g = 0, b = 0] = parts.map(part => linear(part / 255))
    const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b
    const ink = inkOn(parts.map(part => part.toString(16).padStart(2, '0')).join(''))
    const contrast = ink === '#000000' ? (luminance + 0.05) / 0.05 : 1.05 / (luminance + 0.05)
    expect(contrast).toBeGreaterThanOrEqual(4.5)
  }
})

describe('its files', () => {
  test('are kept by browsers for good, under an address that changes with the contents', async () => {
    house.open('one')
    const script = /chat\/assets\/chat\.js\?v=[\w-]+/.exec((await get('/chat')).text)?.[0]
    const asset = await get(`/${script}`)
    expect(asset).toMatchObject({ status: 200, text: '/* chat.js */' })
    expect(asset.headers.get('Cache-Control')).toContain('immutable')
    expect(asset.headers.get('Content-Type')).toContain('text/javascript')
    expect((await get('/chat/assets/..%2f..%2fpackage.json')).status).toBe(404)
    expect((await get('/chat/assets/constructor')).status).toBe(404)
  })

  test('the widget may be used by any site and is asked for anew after minutes', async () => {
    const widget = await get('/widget.js')
    expect(widget.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(widget.headers.get('Cache-Control')).toBe('public, max-age=300')
    const again = await get('/widget.js', { 'If-None-Match': widget.headers.get('ETag') ?? '' })
    expect(again.status).toBe(304)
  })

  test.each(['/widget.js', '/chat/assets/chat.js', '/chat/theme.css?color=112233', '/chat/api/files/1'])(
    '%s may not be framed',
    async address => {
      expect((await get(address)).headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
    },
  )
})

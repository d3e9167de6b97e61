// How pages are served and kept in under the test host: own schemes, policies, denied ways out.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LaunchedApp } from '../kit/launched-app.ts'
import { until } from '../kit/until.ts'
import { launchFixture, loadedWindow, received } from './fixture/launch-fixture.ts'

let app: LaunchedApp
let page: Page

beforeAll(async () => {
  app = await launchFixture()
  page = await loadedWindow(app)
})
afterAll(() => app?.close())

describe('a page under a custom scheme', () => {
  it('has its address, in a secure context, where modules run', async () => {
    expect(app.urlOf(page)).toBe('app://bundle/index.html')
    expect(await page.evaluate(() => [isSecureContext, window.moduleRan])).toEqual([true, true])
  })

  it('speaks the language that the program is told', async () => {
    const locale = await app.evaluate(({ app }) => app.getLocale())
    expect(await page.evaluate(() => [navigator.language, ...navigator.languages])).toEqual([locale, locale])
  })

  it('is held to its policy: inline scripts do not run', async () => {
    expect(await page.evaluate(() => 'inlineRan' in window)).toBe(false)
  })

  it('gets the headers, the status and the address of its handler', async () => {
    const seen = await page.evaluate(async () => {
      const [index, missing, address] = await Promise.all([
        fetch('/index.html'),
        fetch('/nothing'),
        fetch('/address?q=1'),
      ])
      return [index.headers.get('x-fixture'), missing.status, await address.text()]
    })
    expect(seen).toEqual(['kept', 404, 'app://bundle/address?q=1'])
  })

  it('sends bodies of bytes, blobs and forms', async () => {
    const echoed = await page.evaluate(async () => {
      const echo = async (body: BodyInit) => {
        const response = await fetch('/echo', { method: 'POST', body })
        return [...new Uint8Array(await response.arrayBuffer())]
      }
      const form = new FormData()
      form.append('file', new File([new Uint8Array([1, 255])], 'a.bin'))
      const bytes = await echo(new Uint8Array([0, 254]))
      const blob = await echo(new Blob([new Uint8Array([3, 253])]))
      return [bytes, blob, (await echo(form)).includes(255)]
    })
    expect(echoed).toEqual([[0, 254], [3, 253], true])
  })

  it('sees a failing handler as a failed request, and the program can read why', async () => {
    expect(await page.evaluate(() => fetch('/broken').catch((error: Error) => error.message))).toBe('Failed to fetch')
    expect(app.output()).toContain('broken on purpose')
  })

  it('reads blob: and data: addresses, and pictures by their full app: address', async () => {
    const read = await page.evaluate(async () => {
      const text = async (url: string) => (await fetch(url)).text()
      const picture = new Image()
      picture.src = 'app://bundle/dot.svg'
      await picture.decode()
      return [await text(URL.createObjectURL(new Blob(['from a blob']))), await text('data:,data'), picture.width]
    })
    expect(read).toEqual(['from a blob', 'data', 7])
  })

  it('plays sound without a gesture', async () => {
    // Its script has tried while loading: whatever a test does in a page counts as a gesture.
    await page.waitForFunction(() => window.played)
    expect(await page.evaluate(() => window.played)).toBe('plays')
  })

  it('has the permissions that the program grants, and no others', async () => {
    const states = await page.evaluate(async () => {
      await navigator.clipboard.writeText('copied')
      const ask = async (name: PermissionName) => (await navigator.permissions.query({ name })).state
      return [await ask('geolocation'), await ask('notifications')]
    })
    expect(states).toEqual(['denied', 'granted'])
  })
})

describe('a page without a policy', () => {
  let lax: Page

  beforeAll(async () => {
    await app.evaluate(() => {
      Reflect.get(globalThis, 'openWindow')('lax')
    })
    lax = await loadedWindow(app, 'lax')
  })

  it('runs inline scripts, so that the test above means something', async () => {
    expect(await lax.evaluate(() => window.inlineRan)).toBe(true)
  })

  it('reaches nothing beyond this machine', async () => {
    const reached = await lax.evaluate(async () => {
      const fetched = await fetch('https://example.org/', { mode: 'no-cors' }).then(String, error => error.message)
      const socket = new WebSocket('wss://example.org/')
      const opened = await new Promise(resolve => {
        socket.onopen = () => resolve('open')
        socket.onerror = () => resolve('refused')
      })
      return [fetched, opened]
    })
    expect(reached).toEqual(['Failed to fetch', 'refused'])
  })

  it('reaches a server on this machine', async () => {
    const server = createServer((_, response) => response.setHeader('access-control-allow-origin', '*').end('local'))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await lax.evaluate(async url => (await fetch(url)).text(), `http://127.0.0.1:${port}/`)).toBe('local')
    server.close()
    server.closeAllConnections()
  })
})

describe('a page that wants to leave', () => {
  it('asks, and stays when told so', async () => {
    await page.locator('#away').click()
    await until('will-navigate', async () => (await received(app)).find(({ url }) => url === 'https://example.org/'))
    // A second question proves that the first navigation is over and done with.
    await page.evaluate(() => location.assign('mailto:ada@example.org'))
    await until('will-navigate', async () => (await received(app)).find(({ url }) => url === 'mailto:ada@example.org'))
    expect(app.urlOf(page)).toBe('app://bundle/index.html')
    expect(await page.evaluate(() => window.fixture.add(1, 1))).toBe(2)
  })

  it('opens no window, and its link goes where the program sends it', async () => {
    await page.locator('#out').click()
    const opened = await page.evaluate(() => window.open('https://example.org/scripted', 'name', 'width=100'))
    expect(opened).toBeNull()
    const links = await until('two links', async () => {
      const { opened } = await app.evaluate(({ shell }) => shell.recorded)
      return opened.length >= 2 && opened
    })
    expect(links).toEqual(['https://example.org/new', 'https://example.org/scripted'])
    expect(page.context().pages()).toHaveLength(2)
  })
})

// Windows under the test host: what they are asked and what they tell.
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LaunchedApp } from '../kit/launched-app.ts'
import { until } from '../kit/until.ts'
import { launchFixture, loadedWindow } from './fixture/launch-fixture.ts'

let app: LaunchedApp
let page: Page

beforeAll(async () => {
  app = await launchFixture()
  page = await loadedWindow(app)
})
afterAll(() => app?.close())

/** Opens a second window, and tells what happens to it in order. */
async function openSecond(name: string): Promise<Page> {
  await app.evaluate(({ BrowserWindow }, name) => {
    Reflect.get(globalThis, 'openWindow')(name)
    const window = BrowserWindow.getAllWindows().at(-1)
    const heard: string[] = []
    Reflect.set(globalThis, 'heard', heard)
    for (const event of ['show', 'hide', 'focus', 'blur', 'minimize', 'restore', 'resize', 'close', 'closed']) {
      window?.on(event, () => heard.push(event))
    }
  }, name)
  return loadedWindow(app, name)
}

const heard = () => app.evaluate(() => (Reflect.get(globalThis, 'heard') as string[]).splice(0))

const count = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

describe('a window', () => {
  it('has the size it was given, and the page in it too', async () => {
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([380, 520])
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 3, width: 700 }))
    await page.waitForFunction(() => innerWidth === 700)
    const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
    expect(bounds).toEqual({ x: 3, y: 280, width: 700, height: 520 })
  })

  it('takes the title of its page', async () => {
    await page.evaluate(() => {
      document.title = '(3) Fixture'
    })
    await until('the title', () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() === '(3) Fixture'),
    )
  })

  it('is one of several, each with its own messages', async () => {
    const second = await openSecond('two')
    expect(await count()).toBe(2)
    await app.evaluate(({ BrowserWindow }) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send('frame', `for ${webContents.id}`)
    })
    await page.getByText('for 1').waitFor()
    await second.getByText('for 2').waitFor()
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[1]?.close())
    expect(await heard()).toEqual(['close', 'closed'])
    expect(await count()).toBe(1)
    await until('the page to close', () => second.isClosed())
  })

  it('tells its page what becomes of it', async () => {
    const second = await openSecond('three')
    const state = () => second.evaluate(() => [document.visibilityState, document.hasFocus()])
    await second.evaluate(() => {
      const noted: string[] = []
      Object.assign(window, { noted })
      document.addEventListener('visibilitychange', () => noted.push(document.visibilityState))
      window.addEventListener('blur', () => noted.push('blur'))
      window.addEventListener('focus', () => noted.push('focus'))
    })
    expect(await state()).toEqual(['visible', true])

    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus())
    await second.waitForFunction(() => !document.hasFocus())
    expect(await state()).toEqual(['visible', false])

    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[1]?.hide())
    await second.waitForFunction(() => document.hidden)

    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[1]?.show())
    await second.waitForFunction(() => document.hasFocus())
    expect(await second.evaluate(() => Reflect.get(window, 'noted'))).toEqual(['blur', 'hidden', 'visible', 'focus'])
    expect(await heard()).toEqual(['blur', 'hide', 'show', 'focus'])
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[1]?.destroy())
    expect(await heard()).toEqual(['closed'])
  })

  it('minimizes and comes back', async () => {
    const states = await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]
      window?.minimize()
      const before = [window?.isMinimized(), window?.isFocused()]
      window?.restore()
      return [...before, window?.isMinimized(), window?.isFocused()]
    })
    expect(states).toEqual([true, false, false, true])
  })

  it('stays when its program says so, and is refused to nobody afterwards', async () => {
    await openSecond('four')
    const left = await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[1]
      window?.once('close', event => event.preventDefault())
      window?.close()
      const afterRefusal = BrowserWindow.getAllWindows().length
      window?.close()
      return [afterRefusal, BrowserWindow.getAllWindows().length]
    })
    expect(left).toEqual([2, 1])
  })

  it('is closed by its own page', async () => {
    const second = await openSecond('five')
    await second.close()
    await until('the window to close', async () => (await count()) === 1)
    expect(await heard()).toEqual(['closed'])
  })

  it('refuses every use after its end', async () => {
    await openSecond('six')
    const refusal = await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[1]
      const contents = window?.webContents
      window?.destroy()
      const attempts = [() => window?.show(), () => contents?.send('frame', 'late'), () => window?.webContents]
      const why = attempts.map(attempt => {
        try {
          return String(attempt())
        } catch (error) {
          return (error as Error).message
        }
      })
      return [window?.isDestroyed(), ...why]
    })
    expect(refusal).toEqual([true, ...Array(3).fill('Object has been destroyed')])
  })

  it('is refused where it could not be had as asked', async () => {
    const refusal = await app.evaluate(({ BrowserWindow }) => {
      try {
        return String(new BrowserWindow({ webPreferences: { nodeIntegration: true } }))
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(refusal).toContain('only sandboxed, isolated pages')
  })

  it('tells when its preload script fails', async () => {
    const told = await app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload } })
        const failed = new Promise(resolve => {
          window.webContents.on('preload-error', (_, path, error) => resolve([path === preload, String(error)]))
        })
        await window.loadURL('app://bundle/index.html')
        const told = await failed
        window.destroy()
        return told
      },
      fileURLToPath(new URL('fixture/broken-preload.cjs', import.meta.url)),
    )
    expect(told).toEqual([true, 'RangeError: broken preload'])
  })

  it('names what the host cannot do with it', async () => {
    const refusals = await app.evaluate(electron => {
      const window = electron.BrowserWindow.getAllWindows()[0]
      const attempts = [
        () => Reflect.get(window ?? {}, 'setVibrancy'),
        () => Reflect.get(electron, 'autoUpdater'),
        () => window?.on('swipe', () => {}),
      ]
      return attempts.map(attempt => {
        try {
          return String(attempt())
        } catch (error) {
          return (error as Error).message
        }
      })
    })
    expect(refusals).toEqual([
      'electron-host: BrowserWindow.setVibrancy is not implemented',
      'electron-host: electron.autoUpdater is not implemented',
      "electron-host: BrowserWindow never emits 'swipe'",
    ])
  })
})

it('a theme reaches every page', async () => {
  const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  expect(await isDark()).toBe(false)
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark'
  })
  await until('dark', isDark)
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
})

it('a page that crashes is reported, and comes back with its bridge when reloaded', async () => {
  const reason = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return new Promise<string>(resolve => {
      contents?.once('render-process-gone', (_, { reason }) => {
        contents.reload()
        contents.once('did-finish-load', () => resolve(reason))
      })
      contents?.forcefullyCrashRenderer()
    })
  })
  expect(reason).toBe('crashed')
  const sum = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('fixture.add(1, 2)'),
  )
  expect(sum).toBe(3)
})

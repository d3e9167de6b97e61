// The bridge under the test host: contextBridge, preload scripts and messages behave as Electron's do.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LaunchedApp } from '../kit/launched-app.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { launchFixture, loadedWindow, received } from './fixture/launch-fixture.ts'

let app: LaunchedApp
let page: Page

beforeAll(async () => {
  app = await launchFixture()
  page = await loadedWindow(app)
})
afterAll(() => app?.close())

describe('contextBridge', () => {
  it('answers synchronously', async () => {
    expect(await page.evaluate(() => window.fixture.add(2, 3))).toBe(5)
  })

  it('throws synchronously', async () => {
    const thrown = await page.evaluate(() => {
      try {
        return window.fixture.throws()
      } catch (error) {
        return error instanceof Error && error.message
      }
    })
    expect(thrown).toBe('too far')
  })

  it('carries promises, kept and broken', async () => {
    expect(await page.evaluate(() => window.fixture.later('much'))).toBe('much later')
    expect(await page.evaluate(() => window.fixture.never().catch((error: Error) => error.message))).toBe('never')
  })

  it('calls back into the page while the page is calling', async () => {
    expect(await page.evaluate(() => window.fixture.twice(value => window.fixture.add(value, 10), 1))).toBe(21)
  })

  it('copies what a structured clone copies, and files', async () => {
    const kinds = await page.evaluate(() => {
      const given = {
        at: new Date(5),
        map: new Map([[1, new Set([2n])]]),
        none: undefined,
        file: new File(['a'], 'a.txt'),
      }
      const got = window.fixture.mirror(given)
      return [got !== given, got.at.getTime(), got.map.get(1)?.has(2n), 'none' in got, got.file.name]
    })
    expect(kinds).toEqual([true, 5, true, true, 'a.txt'])
  })

  it('refuses what cannot be copied', async () => {
    const refusal = await page.evaluate(() => {
      try {
        return String(window.fixture.mirror(document.body))
      } catch (error) {
        return String(error)
      }
    })
    expect(refusal).toBe('Error: An object could not be cloned.')
  })

  it('exposes a frozen object, all the way down, under a name that cannot be taken again', async () => {
    const frozen = await page.evaluate(() => {
      const { fixture } = window
      Reflect.set(window, 'fixture', 'mine')
      Reflect.set(fixture.nested.list[1], 'deep', false)
      return [window.fixture === fixture, Object.isFrozen(fixture), fixture.nested.list[1].deep]
    })
    expect(frozen).toEqual([true, true, true])
    expect(await page.evaluate(() => window.fixture.exposeAgain())).toBe(
      'Cannot bind an API on top of an existing property on the window object',
    )
  })

  it('keeps the two worlds apart', async () => {
    const seen = await page.evaluate(() => [
      'preloadSecret' in window,
      'require' in window,
      Object.getOwnPropertyNames(window).filter(name => /electron/i.test(name)),
    ])
    expect(seen).toEqual([false, false, []])
  })
})

describe('a preload script', () => {
  it('sees its arguments, and no module but electron', async () => {
    expect(await page.evaluate(() => window.fixture.argv)).toEqual(['--flavour=mint'])
    expect(await page.evaluate(() => window.fixture.requireNode())).toBe('module not found: node:fs')
  })

  it('is told by name what the host lacks', async () => {
    expect(await page.evaluate(() => window.fixture.gap())).toBe(
      'electron-host: ipcRenderer.sendSync is not implemented',
    )
  })

  it('learns the path of a file that was chosen, and none of one that was made', async () => {
    const file = path.join(tempDir(), 'chosen.txt')
    writeFileSync(file, 'x')
    await page.locator('input').setInputFiles(file)
    const paths = await page.evaluate(() => {
      const chosen = document.querySelector('input')?.files?.[0] ?? new File([], 'no file')
      return [window.fixture.pathOf(chosen), window.fixture.pathOf(new File(['a'], 'a.txt'))]
    })
    expect(paths).toEqual([file, ''])
  })
})

describe('messages', () => {
  it('go to the main process with the address of their frame, and come back', async () => {
    await page.locator('#send').click()
    await page.getByText('heard clicked').waitFor()
    expect(await received(app)).toContainEqual({
      kind: 'frame',
      text: 'clicked',
      from: 'app://bundle/index.html',
      isMain: true,
      id: 1,
    })
  })

  it('arrive all, and in order', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      for (let n = 0; n < 1000; n += 1) BrowserWindow.getAllWindows()[0]?.webContents.send('frame', `no ${n}`)
    })
    await page.getByText('no 999').waitFor()
    const heard = await page.evaluate(() => window.heard.filter(text => text.startsWith('no ')))
    expect(heard).toEqual(Array.from({ length: 1000 }, (_, n) => `no ${n}`))
  })

  it('may be long', async () => {
    const size = await page.evaluate(async () => {
      const text = await window.fixture.invoke('echo', 'ß'.repeat(1_000_000))
      return String(text).length
    })
    expect(size).toBe(1_000_000)
  })

  it('refuse functions', async () => {
    expect(await page.evaluate(() => window.fixture.sendFunction())).toBe('An object could not be cloned.')
  })

  it('are calls as well, whose failures carry their cause', async () => {
    expect(await page.evaluate(() => window.fixture.invoke('add', 1, 2))).toBe(3)
    const refusals = await page.evaluate(() => {
      const why = (channel: string) => window.fixture.invoke(channel).catch((error: Error) => error.message)
      return Promise.all([why('refuse'), why('nobody')])
    })
    expect(refusals).toEqual([
      "Error invoking remote method 'refuse': TypeError: nope",
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    ])
  })

  it('stop when their listener is taken off', async () => {
    await page.evaluate(() => {
      window.heard = []
      const off = window.fixture.onMessage(text => window.heard.push(`second ${text}`))
      off()
    })
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('frame', 'last'))
    await page.waitForFunction(() => window.heard.includes('last'))
    expect(await page.evaluate(() => window.heard)).toEqual(['last'])
  })
})

it('a reload keeps the bridge, both ways', async () => {
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.once('did-navigate', () => contents.send('early', 'between two pages'))
  })
  await page.evaluate(() => Object.assign(window, { isOld: true }))
  await page.reload()
  await page.waitForFunction(() => window.moduleRan && !('isOld' in window))
  expect(await page.evaluate(() => window.fixture.add(4, 5))).toBe(9)
  await page.waitForFunction(() => window.fixture.early().length > 0)
  expect(await page.evaluate(() => window.fixture.early())).toEqual(['between two pages'])
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('frame', 'welcome back'))
  await page.getByText('welcome back').waitFor()
})

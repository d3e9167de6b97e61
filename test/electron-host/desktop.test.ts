// What the operating system has around a program, as the test host plays it: tray, toasts, menus, clipboard, dialogs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LaunchedApp } from '../kit/launched-app.ts'
import { until } from '../kit/until.ts'
import { launchFixture, loadedWindow, received } from './fixture/launch-fixture.ts'

let app: LaunchedApp

beforeAll(async () => {
  app = await launchFixture()
  await loadedWindow(app)
})
afterAll(() => app?.close())

it('a notification is recorded as shown, and clicked by the test', async () => {
  const shown = await app.evaluate(({ Notification }) =>
    Notification.shown.map(({ title, body, actions }) => [title, body, actions[0]?.text]),
  )
  expect(shown).toEqual([['New chat', 'Ada', 'Accept']])
  await app.evaluate(({ Notification }) => {
    Notification.shown[0]?.emit('click', {})
    Notification.shown[0]?.emit('action', { actionIndex: 0 }, 0)
  })
  const notes = await until('both', async () => {
    const notes = (await received(app)).filter(({ kind }) => kind === 'note')
    return notes.length === 2 && notes
  })
  expect(notes.map(({ action }) => action)).toEqual(['click', 0])
})

it('a tray shows what it was given, and its menu can be chosen from', async () => {
  const seen = await app.evaluate(({ Menu, Tray, nativeImage }) => {
    const chosen: string[] = []
    const tray = new Tray(nativeImage.createEmpty())
    tray.setToolTip('3 unread')
    tray.on('click', () => chosen.push('tray'))
    const submenu = [{ id: 'away', label: 'Away', type: 'checkbox' as const, click: () => chosen.push('away') }]
    tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Presence', submenu }, { role: 'quit' }]))
    const made = Tray.created[0]
    made?.emit('click')
    const away = made?.menu?.getMenuItemById('away')
    away?.click()
    return [made?.toolTip, chosen, away?.checked]
  })
  expect(seen).toEqual(['3 unread', ['tray', 'away'], true])
})

it('dialogs are answered beforehand, and never hang', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, dialog }) => {
    dialog.answer('showOpenDialog', { canceled: false, filePaths: ['/ring.mp3'] })
    const window = BrowserWindow.getAllWindows()[0] ?? {}
    const { filePaths } = await dialog.showOpenDialog(window, { title: 'A sound' })
    const refusal = await dialog.showMessageBox({ message: 'Sure?' }).catch(error => (error as Error).message)
    dialog.showErrorBox('Parley', 'No disk')
    return [filePaths, refusal, dialog.shown.map(({ kind }) => kind)]
  })
  expect(seen).toEqual([
    ['/ring.mp3'],
    'electron-host: dialog.showMessageBox has no answer; lay one down with dialog.answer()',
    ['showOpenDialog', 'showMessageBox', 'showErrorBox'],
  ])
})

it('shortcuts are pressed by the test', async () => {
  const seen = await app.evaluate(({ globalShortcut }) => {
    let pressed = 0
    const isNew = [1, 2].map(() => globalShortcut.register('CommandOrControl+Shift+A', () => (pressed += 1)))
    globalShortcut.press('commandorcontrol+shift+a')
    globalShortcut.unregisterAll()
    return [isNew, globalShortcut.press('CommandOrControl+Shift+A'), pressed]
  })
  expect(seen).toEqual([[true, false], false, 1])
})

it('the machine sleeps, locks and idles as the test says', async () => {
  const seen = await app.evaluate(({ powerMonitor }) => {
    const heard: string[] = []
    powerMonitor.on('suspend', () => heard.push('suspend'))
    powerMonitor.emit('suspend')
    powerMonitor.idleSeconds = 600
    const idle = [powerMonitor.getSystemIdleTime(), powerMonitor.getSystemIdleState(300)]
    powerMonitor.emit('lock-screen')
    return [heard, ...idle, powerMonitor.getSystemIdleState(300)]
  })
  expect(seen).toEqual([['suspend'], 600, 'idle', 'locked'])
})

it('pictures keep their bytes, and know their size', async () => {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAD0lEQVR4nGP4z8DAAMYACgAB/xXhVfUAAAAASUVORK5CYII='
  const seen = await app.evaluate(({ nativeImage }, png) => {
    const image = nativeImage.createFromDataURL(`data:image/png;base64,${png}`)
    return [image.getSize(), image.toPNG().toString('base64') === png, nativeImage.createEmpty().isEmpty()]
  }, png)
  expect(seen).toEqual([{ width: 2, height: 3 }, true, true])
})

describe('the program knows', () => {
  it('its name and version, from its package', async () => {
    expect(await app.evaluate(({ app }) => [app.getName(), app.getVersion(), app.dock])).toEqual([
      'Fixture',
      '3.2.1',
      undefined,
    ])
  })

  it('its badge, its clipboard and what it opened elsewhere', async () => {
    const seen = await app.evaluate(async ({ app, clipboard, shell }) => {
      app.setBadgeCount(4)
      clipboard.writeText('copied')
      await shell.openExternal('https://example.org/')
      return [app.badgeCount, clipboard.readText(), shell.recorded.opened]
    })
    expect(seen).toEqual([4, 'copied', ['https://example.org/']])
  })

  it('its own files and addresses through net.fetch', async () => {
    const seen = await app.evaluate(async ({ app, net }) => {
      const { pathToFileURL } = process.getBuiltinModule('node:url')
      const file = await net.fetch(pathToFileURL(`${app.getAppPath()}/package.json`).href)
      const own = await net.fetch('app://bundle/address')
      return [file.headers.get('content-type'), (await file.json()).version, await own.text()]
    })
    expect(seen).toEqual(['application/json', '3.2.1', 'app://bundle/address'])
  })

  it('that it runs in Electron, and of no way to the test', async () => {
    const seen = await app.evaluate(() => [Reflect.get(process, 'type'), process.send, process.env.VITEST])
    expect(seen).toEqual(['browser', undefined, undefined])
    expect(await app.evaluate(() => process.versions.electron)).toMatch(/^\d+\.\d+\.\d+$/)
  })
})

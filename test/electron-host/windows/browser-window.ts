// BrowserWindow: a frame with a page in it.
import type { BrowserWindowConstructorOptions, BrowserWindow as ElectronBrowserWindow } from 'electron'
import { app } from '../app/app.ts'
import { runningBrowser } from '../browser/running-browser.ts'
import { nativeTheme } from '../desktop/native-theme.ts'
import { type HostEvent, hostEvent, loud } from '../loud.ts'
import type { Presence } from '../page/presence.ts'
import { BaseWindow } from './base-window.ts'
import { addWindow, type OpenWindow, openWindows, removeWindow } from './open-windows.ts'
import { WebContents } from './web-contents.ts'

const events = {
  emitted: [
    'ready-to-show',
    'show',
    'hide',
    'focus',
    'blur',
    'minimize',
    'maximize',
    'unmaximize',
    'restore',
    'resize',
    'move',
    'close',
    'closed',
    'always-on-top-changed',
    'page-title-updated',
  ],
  byHand: ['unresponsive', 'responsive', 'session-end', 'query-session-end', 'system-context-menu', 'app-command'],
}

type Implemented = 'id' | 'loadURL' | 'reload' | 'close' | 'destroy' | 'isDestroyed'

const byContents = new WeakMap<WebContents, BrowserWindow>()
let lastId = 0

export class BrowserWindow extends BaseWindow implements Pick<ElectronBrowserWindow, Implemented> {
  readonly id: number
  readonly webContents: WebContents
  protected readonly place: OpenWindow
  #isDestroyed = false

  static getAllWindows(): BrowserWindow[] {
    return openWindows().map(({ face }) => face as BrowserWindow)
  }

  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find(window => window.id === id) ?? null
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return byContents.get(contents) ?? null
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find(window => window.isFocused()) ?? null
  }

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', events, { title: app.name, ...options })
    const browser = runningBrowser('Cannot create BrowserWindow')
    const { preload, additionalArguments: args = [] } = acceptable(options.webPreferences)
    lastId += 1
    this.id = lastId
    this.webContents = WebContents.create(browser, { preload, args })
    const face = loud('BrowserWindow', this, () => this.#isDestroyed)
    byContents.set(this.webContents, face)
    this.place = {
      face,
      focusChanged: isFocused => this.focusChanged(isFocused),
      themeChanged: isDark => this.webContents.setTheme(isDark),
      askToClose: () => {
        this.close()
        return this.#isDestroyed
      },
      destroy: () => this.destroy(),
    }
    addWindow(this.place)
    this.#followPage()
    const { width, height } = this.getBounds()
    this.sizeChanged(width, height)
    this.webContents.setTheme(nativeTheme.shouldUseDarkColors)
    app.emit('browser-window-created', hostEvent(), face)
    app.emit('web-contents-created', hostEvent(), this.webContents)
    if (options.show !== false) this.show()
    // biome-ignore lint/correctness/noConstructorReturn: a program must only ever hold the guarded face
    return face
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  reload(): void {
    this.webContents.reload()
  }

  close(): void {
    const event = hostEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (!this.#isDestroyed) this.webContents.close()
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  protected override focusChanged(isFocused: boolean): void {
    super.focusChanged(isFocused)
    app.emit(isFocused ? 'browser-window-focus' : 'browser-window-blur', hostEvent(), this.place.face)
  }

  protected sizeChanged(width: number, height: number): void {
    this.webContents.resize(width, height)
  }

  protected presenceChanged(presence: Presence): void {
    this.webContents.setPresence(presence)
  }

  #followPage(): void {
    const { webContents } = this
    webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    webContents.on('page-title-updated', (_: HostEvent, title: string, isExplicit: boolean) => {
      const event = hostEvent()
      this.emit('page-title-updated', event, title, isExplicit)
      if (!event.defaultPrevented) this.setTitle(title)
    })
    webContents.on('render-process-gone', (_: HostEvent, details: object) => {
      app.emit('render-process-gone', hostEvent(), webContents, details)
    })
    webContents.once('destroyed', () => {
      this.#isDestroyed = true
      removeWindow(this.place)
      this.emit('closed')
      app.windowClosed()
    })
  }
}

/** What the host cannot give, and a careful program does not want. */
function acceptable(preferences: Electron.WebPreferences = {}): Electron.WebPreferences {
  const { sandbox = true, contextIsolation = true, nodeIntegration = false, webviewTag = false } = preferences
  if (!sandbox || !contextIsolation || nodeIntegration || webviewTag) {
    throw new Error('electron-host: only sandboxed, isolated pages without Node and webviews are implemented')
  }
  return preferences
}

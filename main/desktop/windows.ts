// The two windows, the communication panel and settings, and what no page of ours may do: navigate away, open others, get rights.
import { join } from 'node:path'
import { app, BrowserWindow, session, shell, type WebContents } from 'electron'
import { appOrigin } from './app-scheme.ts'

type Screen = 'panel' | 'settings'

const sizes = {
  panel: { width: 1280, height: 800, minWidth: 380, minHeight: 480 },
  settings: { width: 1100, height: 760, minWidth: 380, minHeight: 480 },
} as const

export interface Windows {
  /** Shows the panel, made if need be; with a chat, opens it there. */
  showPanel(chatId?: string): void
  showSettings(): void
  panel(): BrowserWindow | null
}

export const createWindows = (parts: {
  readonly outDir: string
  /** Asked each time somebody wants the settings window. */
  readonly maySeeSettings: () => Promise<boolean>
  /** True while closing the panel only hides it: Parley goes on ringing from the tray. */
  readonly staysInTray: () => boolean
}): Windows => {
  const open = new Map<Screen, BrowserWindow>()

  const show = (screen: Screen, chatId?: string): void => {
    const known = open.get(screen)
    if (known !== undefined && !known.isDestroyed()) {
      if (known.isMinimized()) known.restore()
      known.show()
      known.focus()
      if (chatId !== undefined) askFor(chatId, known.webContents)
      return
    }
    const window = new BrowserWindow({
      ...sizes[screen],
      show: false,
      title: screen === 'panel' ? 'Parley' : 'Parley settings',
      backgroundColor: '#f6f7f9',
      autoHideMenuBar: true,
      webPreferences: {
        preload: join(parts.outDir, 'preload.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: true,
        backgroundThrottling: false,
      },
    })
    open.set(screen, window)
    window.once('ready-to-show', () => window.show())
    window.on('close', event => {
      if (screen === 'panel' && parts.staysInTray()) {
        event.preventDefault()
        window.hide()
      }
    })
    window.on('closed', () => open.delete(screen))
    window.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason !== 'clean-exit' && !window.isDestroyed()) void window.loadURL(addressOf(screen))
    })
    void window.loadURL(addressOf(screen, chatId))
  }

  const showSettings = () => {
    void parts.maySeeSettings().then(may => {
      if (may) show('settings')
    })
  }

  guard(showSettings)
  return {
    showPanel: chatId => show('panel', chatId),
    showSettings,
    panel: () => open.get('panel') ?? null,
  }
}

const addressOf = (screen: Screen, chatId?: string): string =>
  `${appOrigin}/index.html#${screen}${chatId === undefined ? '' : `/chat/${encodeURIComponent(chatId)}`}`

/** A page that is still on its way has nobody yet who would hear it. */
const askFor = (chatId: string, contents: WebContents): void => {
  const ask = () => contents.send('parley:command', JSON.stringify({ type: 'openChat', chatId }))
  if (contents.isLoading()) contents.once('did-finish-load', ask)
  else ask()
}

/** Denies navigation, new windows and permissions; links to the web open in the browser, "#settings" in our own window. */
const guard = (showSettings: () => void): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!url.startsWith(`${appOrigin}/`)) event.preventDefault()
    })
    contents.setWindowOpenHandler(({ url }) => {
      if (url.startsWith(`${appOrigin}/`) && url.includes('#settings')) showSettings()
      else if (/^https?:\/\//.test(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
  const allowed = new Set(['clipboard-sanitized-write', 'notifications'])
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)))
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
}

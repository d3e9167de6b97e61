// The module `electron` of the test host: what a main process imports when there is no Electron to be had. Electron's
// documentation is the specification; what is missing here throws by name.
import { createRequire } from 'node:module'
import path from 'node:path'
import { app } from './app/app.ts'
import { appendedSwitches } from './app/command-line.ts'
import { safeStorage } from './app/safe-storage.ts'
import { startBrowser } from './browser/running-browser.ts'
import { clipboard } from './desktop/clipboard.ts'
import { dialog } from './desktop/dialog.ts'
import { globalShortcut } from './desktop/global-shortcut.ts'
import { Menu, MenuItem } from './desktop/menu.ts'
import { nativeImage } from './desktop/native-image.ts'
import { nativeTheme } from './desktop/native-theme.ts'
import { Notification } from './desktop/notification.ts'
import { powerMonitor } from './desktop/power-monitor.ts'
import { screen } from './desktop/screen.ts'
import { shell } from './desktop/shell.ts'
import { Tray } from './desktop/tray.ts'
import { linkToLauncher } from './launcher-link.ts'
import { failLoudly, loud } from './loud.ts'
import { net } from './net/net-fetch.ts'
import { closeRegistration, protocol } from './net/schemes.ts'
import { session } from './net/session.ts'
import { BrowserWindow } from './windows/browser-window.ts'
import { ipcMain } from './windows/ipc-main.ts'

const implemented = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
}

export type HostElectron = typeof implemented

const electron = loud('electron', implemented)

const link = linkToLauncher()

async function start(): Promise<void> {
  if (app.isQuitting) return
  const extra = JSON.parse(process.env.ELECTRON_HOST_CHROMIUM_ARGS ?? '[]') as string[]
  const browser = await startBrowser([...extra, ...appendedSwitches()])
  browser.gone.then(() => app.exit(1))
  await browser.send('Target.setDiscoverTargets', { discover: true })
  closeRegistration()
  link.ready(browser)
  app.becomeReady()
}

// After the main script: it may still quit at once, or append switches.
setImmediate(() => start().catch(failLoudly))
link.serve(electron, app)
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())

// A few programs and libraries look here for where they run.
Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process, 'resourcesPath', { value: path.dirname(app.getAppPath()) })
const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: version } })

export default electron
export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
}

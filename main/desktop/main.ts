// The desktop's main process: one instance, one desk, and a clean stop.
import { mkdirSync } from 'node:fs'
import { app, dialog } from 'electron'
import { registerAppScheme } from './app-scheme.ts'
import { desktopOptions } from './command-line.ts'
import { type Desk, openDesk } from './desk.ts'

const options = desktopOptions(process.argv.slice(1))
app.setName('Parley')
app.setAppUserModelId('example.parley.workstation')
if (options.dataDir !== null) {
  mkdirSync(options.dataDir, { recursive: true })
  app.setPath('userData', options.dataDir)
}
registerAppScheme()

let desk: Desk | null = null
let isStopped = false

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => desk?.show())
  app.on('activate', () => desk?.show())
  app.on('window-all-closed', () => {
    // Closing a window is no reason to stop ringing where there is a tray; without one, the last window is the end.
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', event => {
    if (isStopped) return
    event.preventDefault()
    const stopping = desk?.stop() ?? Promise.resolve()
    void stopping.finally(() => {
      isStopped = true
      app.quit()
    })
  })
  app
    .whenReady()
    .then(() => openDesk(options, __dirname))
    .then(opened => {
      desk = opened
    })
    .catch(error => {
      dialog.showErrorBox('Parley cannot start', error instanceof Error ? error.message : String(error))
      app.exit(1)
    })
} else {
  app.quit()
}

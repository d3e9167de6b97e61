// app: the life of the program, from its first line to its last.
import type { App as ElectronApp } from 'electron'
import { hostEvent, loud } from '../loud.ts'
import { openWindows } from '../windows/open-windows.ts'
import { AppIdentity } from './app-identity.ts'
import { SingleInstance } from './single-instance.ts'

const events = {
  emitted: [
    'will-finish-launching',
    'ready',
    'before-quit',
    'will-quit',
    'quit',
    'window-all-closed',
    'second-instance',
    'browser-window-created',
    'browser-window-focus',
    'browser-window-blur',
    'web-contents-created',
    'render-process-gone',
  ],
  byHand: ['activate', 'open-url', 'open-file', 'child-process-gone', 'certificate-error', 'gpu-info-update'],
}

type Implemented =
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'

class App extends AppIdentity implements Pick<ElectronApp, Implemented> {
  readonly #instance: SingleInstance
  readonly #ready = Promise.withResolvers<void>()
  #isReady = false
  #isQuitting = false

  constructor() {
    super(events)
    this.#instance = new SingleInstance(this.getPath('userData'), second => {
      const { argv, workingDirectory, additionalData } = second
      this.emit('second-instance', hostEvent(), argv, workingDirectory, additionalData)
    })
    process.once('exit', () => this.#instance.release())
  }

  /** For the host: Chromium is there. */
  becomeReady(): void {
    this.#isReady = true
    this.emit('will-finish-launching')
    this.emit('ready', hostEvent(), {})
    this.#ready.resolve()
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  isReady(): boolean {
    return this.#isReady
  }

  /** For the host: a program that quits while it starts needs no Chromium. */
  get isQuitting(): boolean {
    return this.#isQuitting
  }

  /** before-quit, every window's close, will-quit: each may say no, and then the program goes on. */
  quit(): void {
    if (this.#isQuitting) return
    this.#isQuitting = this.#mayQuit()
    if (this.#isQuitting) this.exit(0)
  }

  exit(code = 0): void {
    this.#isQuitting = true
    for (const window of openWindows()) window.destroy()
    this.emit('quit', hostEvent(), code)
    process.exit(code)
  }

  #mayQuit(): boolean {
    this.#isQuitting = true // what follows closes windows, and must not start all over
    const beforeQuit = hostEvent()
    this.emit('before-quit', beforeQuit)
    if (beforeQuit.defaultPrevented) return false
    if (!openWindows().every(window => window.askToClose())) return false
    const willQuit = hostEvent()
    this.emit('will-quit', willQuit)
    return !willQuit.defaultPrevented
  }

  /** For the host: a window is gone. Nobody minding the last one, the program quits. */
  windowClosed(): void {
    if (openWindows().length > 0 || this.#isQuitting) return
    if (!this.emit('window-all-closed')) this.quit()
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    return this.#instance.acquire(additionalData)
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.isHeld
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release()
  }

  /** Every page of the host is sandboxed and drawn without a graphics card. */
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
}

export const app = loud('app', new App())

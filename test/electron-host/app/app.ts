// app: the life of the program, from its first line to its last, and what it says of itself to the desktop.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { App as ElectronApp, LoginItemSettings, Settings } from 'electron'
import { HostEmitter, hostEvent, loud } from '../loud.ts'
import { openWindows } from '../windows/open-windows.ts'
import { commandLine } from './command-line.ts'
import { programOf, standardPaths, userDataOf } from './program.ts'
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
  | 'getPath'
  | 'getAppPath'
  | 'getName'
  | 'getVersion'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'setBadgeCount'
  | 'getBadgeCount'
  | 'setAppUserModelId'
  | 'setLoginItemSettings'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'

class App extends HostEmitter implements Pick<ElectronApp, Implemented> {
  readonly commandLine = commandLine
  /** Only macOS has one. */
  readonly dock = undefined
  readonly isPackaged = process.env.ELECTRON_HOST_PACKAGED === '1'
  name: string
  badgeCount = 0
  /** What setAppUserModelId was told, for tests. */
  userModelId: string | undefined
  readonly #program = programOf(process.argv[1] ?? process.cwd())
  readonly #paths: Map<string, string>
  readonly #instance: SingleInstance
  readonly #ready = Promise.withResolvers<void>()
  #loginItem: Settings = {}
  #isReady = false
  #isQuitting = false

  constructor() {
    super('app', events)
    this.name = this.#program.name
    const userData = userDataOf(process.argv)
    mkdirSync(userData, { recursive: true })
    this.#paths = standardPaths(userData, this.#program)
    this.#instance = new SingleInstance(userData, second => {
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

  getPath(name: string): string {
    const found = this.#paths.get(name)
    if (!found) throw new Error(`Failed to get '${name}' path`)
    return found
  }

  setPath(name: string, to: string): void {
    if (!path.isAbsolute(to)) throw new Error('Path must be absolute')
    this.#paths.set(name, to)
  }

  getAppPath(): string {
    return this.#program.root
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.name = name
  }

  getVersion(): string {
    return this.#program.version
  }

  getLocale(): string {
    return 'en-US'
  }

  getSystemLocale(): string {
    return 'en-US'
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US']
  }

  setBadgeCount(count = 0): boolean {
    this.badgeCount = count
    return true
  }

  getBadgeCount(): number {
    return this.badgeCount
  }

  setAppUserModelId(id: string): void {
    this.userModelId = id
  }

  setLoginItemSettings(settings: Settings): void {
    this.#loginItem = settings
  }

  getLoginItemSettings(): Pick<LoginItemSettings, 'openAtLogin'> {
    return { openAtLogin: this.#loginItem.openAtLogin ?? false }
  }

  /** Every page of the host is sandboxed and drawn without a graphics card. */
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
}

export const app = loud('app', new App())

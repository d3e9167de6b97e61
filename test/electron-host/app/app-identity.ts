// What the program is called and where it keeps things, and what it tells the desktop of itself.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { App as ElectronApp, LoginItemSettings, Settings } from 'electron'
import { type EventNames, HostEmitter } from '../loud.ts'
import { commandLine } from './command-line.ts'
import { programOf, standardPaths, userDataOf } from './program.ts'

type Implemented =
  | 'getPath'
  | 'getAppPath'
  | 'getName'
  | 'getVersion'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'setBadgeCount'
  | 'getBadgeCount'
  | 'setAppUserModelId'
  | 'setLoginItemSettings'

export class AppIdentity extends HostEmitter implements Pick<ElectronApp, Implemented> {
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
  #loginItem: Settings = {}

  constructor(events: EventNames) {
    super('app', events)
    this.name = this.#program.name
    const userData = userDataOf(process.argv)
    mkdirSync(userData, { recursive: true })
    this.#paths = standardPaths(userData, this.#program)
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
}

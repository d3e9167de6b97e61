// A program under test: how it is to be started, and what a test can do with it, in Electron and in the host alike.
import type { ChildProcess } from 'node:child_process'
import type { Page } from 'playwright-core'
import type { HostElectron } from '../electron-host/electron.ts'

export interface LaunchOptions {
  /** Each running program needs its own. */
  readonly userData: string
  /** The folder the program is started in. Default: that of the test. */
  readonly root?: string
  /** The main script, below `root`. Default: out/main.cjs. */
  readonly main?: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Without it Chromium is muted: nobody wants to hear tests ring. */
  readonly sound?: boolean
  readonly chromiumArgs?: readonly string[]
  /** The program is told that it is a package: `app.isPackaged`. In Electron it knows by itself. */
  readonly packaged?: boolean
  /** How long to wait for whatever is awaited. Default: 30 s. */
  readonly timeoutMs?: number
}

export interface LaunchedApp extends AsyncDisposable {
  readonly kind: 'electron' | 'host'
  /** The first window that has left about:blank. */
  firstWindow(): Promise<Page>
  windows(): Page[]
  window(predicate: (page: Page) => boolean): Promise<Page>
  /** The page's address as the program knows it: `app://...`. */
  urlOf(page: Page): string
  /**
   * Runs `run` in the main process; it can see its arguments and nothing of the test around it. Arguments and result are
   * copied.
   */
  evaluate<Result>(run: (electron: HostElectron) => Result | Promise<Result>): Promise<Result>
  evaluate<Result, Arg>(run: (electron: HostElectron, arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>
  process(): ChildProcess
  /** All that the main process has written to its standard output and error so far. */
  output(): string
  /** Quits as a user would. Rejects, and kills, if the program does not go. */
  close(): Promise<void>
  /** SIGKILL, as a power cut for the program. */
  kill(): Promise<void>
}

// Runs a main process in Electron itself, through Playwright. What the host records by itself is recorded here by
// patching, so that the same test reads both.
import { _electron, type ElectronApplication } from 'playwright-core'
import type { HostElectron } from '../electron-host/electron.ts'
import type { LaunchedApp, LaunchOptions } from './launched-app.ts'
import { programEnv } from './program-env.ts'
import { until } from './until.ts'

export async function launchInElectron(executablePath: string, options: LaunchOptions): Promise<LaunchedApp> {
  const { root = process.cwd(), main = 'out/main.cjs', userData, args = [], timeoutMs = 30_000 } = options
  const switches = [...(options.sound ? [] : ['--mute-audio']), ...(options.chromiumArgs ?? [])]
  if (process.platform === 'linux') switches.push('--no-sandbox')
  const electron = await _electron.launch({
    executablePath,
    cwd: root,
    args: [main, `--user-data-dir=${userData}`, ...switches, ...args],
    env: { ...programEnv(), ...options.env },
    timeout: timeoutMs,
  })
  await recordNotifications(electron)
  let said = ''
  for (const stream of [electron.process().stdout, electron.process().stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const gone = new Promise<void>(resolve => electron.once('close', () => resolve()))
  const windows = () => electron.windows().filter(page => page.url() !== 'about:blank')
  const app: LaunchedApp = {
    kind: 'electron',
    windows,
    firstWindow: () => app.window(() => true),
    window: predicate => until('no such window', () => windows().find(predicate), timeoutMs),
    urlOf: page => page.url(),
    evaluate: (run: (electron: HostElectron, arg: never) => unknown, arg?: unknown) =>
      electron.evaluate(run as never, arg) as Promise<never>,
    process: () => electron.process(),
    output: () => said,
    close: () => electron.close(),
    async kill() {
      electron.process().kill('SIGKILL')
      await gone
    },
    async [Symbol.asyncDispose]() {
      await app.close()
    },
  }
  return app
}

/** Gives Electron the host's `Notification.shown`. */
function recordNotifications(electron: ElectronApplication): Promise<void> {
  return electron.evaluate(({ Notification }) => {
    const shown: unknown[] = []
    const { show } = Notification.prototype
    Notification.prototype.show = function (this: Electron.Notification) {
      if (!shown.includes(this)) shown.push(this)
      show.call(this)
    }
    Object.assign(Notification, { shown })
  })
}

// Runs a main process under the test host, with the Node that runs the test, and drives its windows through Playwright.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { HostElectron } from '../electron-host/electron.ts'
import type { ToHost, ToLauncher } from '../electron-host/launcher-link.ts'
import { createCodec } from '../electron-host/page/codec.ts'
import { findBrowser, type TestBrowser } from './browser.ts'
import type { LaunchedApp, LaunchOptions } from './launched-app.ts'
import { programEnv } from './program-env.ts'
import { until } from './until.ts'

const register = fileURLToPath(new URL('../electron-host/register.cjs', import.meta.url))
const codec = createCodec()

export async function launchInHost(options: LaunchOptions): Promise<LaunchedApp> {
  const found = await findBrowser()
  const { timeoutMs = 30_000 } = options
  const child = start(options, found)
  const output = collect(child)
  const endpoint = await ready(child, output, timeoutMs)
  const browser = await chromium.connectOverCDP(endpoint, { isLocal: true })
  const browserGone = new Promise<void>(resolve => browser.once('disconnected', () => resolve()))
  const gone = Promise.all([child.exitCode ?? child.signalCode ?? once(child, 'exit'), browserGone])

  const app: LaunchedApp = {
    kind: 'host',
    windows: () => pagesOf(browser),
    firstWindow: () => app.window(() => true),
    window: predicate => until('no such window', () => pagesOf(browser).find(predicate), timeoutMs),
    urlOf: page => page.url().replace(/^https:\/\/([\w.-]+)\.([a-z][\w+-]*)\.ehost\.invalid/, '$2://$1'),
    evaluate: (run: (electron: HostElectron, arg: never) => unknown, arg?: unknown) =>
      evaluate(child, output, run, arg),
    process: () => child,
    output,
    async close() {
      if (child.connected) say(child, { kind: 'quit' })
      const left = await Promise.race([gone, once(AbortSignal.timeout(timeoutMs), 'abort').then(() => undefined)])
      if (left) return
      await app.kill()
      throw new Error(`The program did not quit in ${timeoutMs} ms. It said:\n${output()}`)
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async [Symbol.asyncDispose]() {
      await app.close()
    },
  }
  return app
}

function start(options: LaunchOptions, browser: TestBrowser): ChildProcess {
  const { root = process.cwd(), main = 'out/main.cjs', userData, args = [] } = options
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 14)) throw new Error(`Node ${process.version} is too old: 22.14 is needed`)
  const chromiumArgs = [...(options.sound ? [] : ['--mute-audio']), ...(options.chromiumArgs ?? [])]
  return fork(path.resolve(root, main), [`--user-data-dir=${userData}`, ...args], {
    cwd: root,
    // Node strips types by itself since 22.18; the flag does no harm there.
    execArgv: ['--experimental-strip-types', '--require', register],
    env: {
      ...programEnv(),
      ...options.env,
      ...(options.packaged ? { ELECTRON_HOST_PACKAGED: '1' } : {}),
      ELECTRON_HOST_BROWSER: JSON.stringify(browser),
      ELECTRON_HOST_CHROMIUM_ARGS: JSON.stringify(chromiumArgs),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

/** Also passes everything on when PARLEY_TEST_VERBOSE is set. */
function collect(child: ChildProcess): () => string {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (process.env.PARLEY_TEST_VERBOSE) process.stderr.write(text)
    })
  }
  return () => said
}

function ready(child: ChildProcess, output: () => string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The program was not ready in ${timeoutMs} ms. It said:\n${output()}`))
    }, timeoutMs)
    child.on('message', (message: ToLauncher) => {
      if (message.kind !== 'ready') return
      clearTimeout(giveUp)
      resolve(message.endpoint)
    })
    // 'close' and not 'exit': by then all it said has arrived.
    child.once('close', (code, signal) => {
      clearTimeout(giveUp)
      reject(new Error(`The program ended (${signal ?? `code ${code}`}) before it was ready. It said:\n${output()}`))
    })
  })
}

const pagesOf = (browser: Browser): Page[] =>
  browser.contexts().flatMap(context => context.pages().filter(page => page.url() !== 'about:blank'))

const say = (child: ChildProcess, message: ToHost) => child.send(message)

let lastId = 0

function evaluate<Result>(
  child: ChildProcess,
  output: () => string,
  run: (electron: never, arg: never) => unknown,
  arg: unknown,
) {
  return new Promise<Result>((resolve, reject) => {
    lastId += 1
    const id = lastId
    const settle = (act: () => void) => {
      child.off('message', hear)
      child.off('close', leave)
      act()
    }
    const hear = (message: ToLauncher) => {
      if (message.kind !== 'evaluated' || message.id !== id) return
      const value = codec.unpack(message.value)
      settle(() => (message.ok ? resolve(value as Result) : reject(value)))
    }
    const leave = () => settle(() => reject(new Error(`The program has ended. It said:\n${output()}`)))
    if (!child.connected) return leave()
    child.on('message', hear)
    child.once('close', leave) // by then all it said has arrived
    say(child, { kind: 'evaluate', id, source: String(run), arg: codec.pack(arg) })
  })
}

// npm start: the desktop where Electron is installed, otherwise the same workstation from a loopback hub in the browser.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Hub } from './hub/hub.ts'
import { startHub } from './hub/start-up.ts'
import { openLog } from './machine/log.ts'
import { giveUp, stopOnSignals } from './machine/program.ts'
import { CannotStart } from './machine/starting.ts'

/** Asked for first, so that the address stays the same from start to start. */
const usualPort = 7421

const root = join(__dirname, '..')
const args = process.argv.slice(2)

const start = async (): Promise<void> => {
  const program = electron()
  if (typeof program === 'string') {
    const desktop = spawn(program, [root, ...args], { stdio: 'inherit' })
    desktop.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)))
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => desktop.kill(signal))
    return
  }
  const options = readOptions()
  if (typeof options === 'string') return giveUp(options)
  process.stdout.write(`${program.why}, so Parley opens in the browser instead.\n`)
  const hub = await open(options)
  if (hub === null) return
  stopOnSignals(hub)
  const [opened, printed] = [await hub.oneTimeUrl(), await hub.oneTimeUrl()]
  openBrowser(opened)
  process.stdout.write(`Parley runs at ${hub.url} until Ctrl+C. Open ${printed} to be signed in (works once).\n`)
}

/** Electron's program without asking its package, which would download it; or why there is none to run. */
const electron = (): string | { readonly why: string } => {
  const folder = join(root, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : ''
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist')
  const program = join(dist, name)
  if (name === '' || !existsSync(program)) return { why: 'Electron is not installed here' }
  if (process.platform === 'linux' && process.getuid?.() === 0) return { why: 'Electron does not run as root' }
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return { why: 'There is no display for Electron' }
  return program
}

interface StartOptions {
  readonly dataDir: string
  readonly demo: boolean
  readonly port: number | null
}

/** The options, or one line that names the flag and the remedy. */
const readOptions = (): StartOptions | string => {
  let dataDir = usualDataDir()
  let port: number | null = null
  const rest = args.flatMap(arg =>
    /^--\w+=/.test(arg) ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg],
  )
  while (rest.length > 0) {
    const flag = rest.shift() ?? ''
    if (flag === '--demo') continue
    const value = rest.shift() ?? ''
    if (flag !== '--data' && flag !== '--port') return `${flag}: is not known here. Use --demo, --data or --port.`
    if (value === '' || value.startsWith('--')) return `${flag}: has no value. Write it behind.`
    if (flag === '--data') dataDir = value
    else if (/^\d{1,5}$/.test(value) && Number(value) < 65_536) port = Number(value)
    else return `--port: ${JSON.stringify(value)} is not a port. Give a whole number from 0 to 65535.`
  }
  return { dataDir, demo: args.includes('--demo'), port }
}

/** Apart from the desktop's own: its secrets are sealed by the system's keychain, these by a key file. */
const usualDataDir = (): string => {
  const { APPDATA, XDG_DATA_HOME } = process.env
  switch (process.platform) {
    case 'win32':
      return join(APPDATA ?? join(homedir(), 'AppData/Roaming'), 'Parley in the browser')
    case 'darwin':
      return join(homedir(), 'Library/Application Support/Parley in the browser')
    default:
      return join(XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'parley-in-the-browser')
  }
}

const open = async ({ dataDir, demo, port }: StartOptions): Promise<Hub | null> => {
  const log = openLog('error')
  const from = (wanted: number) =>
    startHub({ dataDir, demo, port: wanted, host: '127.0.0.1', password: null }, __dirname, log)
  try {
    return await from(port ?? usualPort).catch(error => {
      if (port === null && error instanceof CannotStart && error.message.startsWith('--port')) return from(0)
      throw error
    })
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    giveUp(error.message)
    return null
  }
}

/** Best effort: the address is printed all the same. */
const openBrowser = (url: string): void => {
  const [program, ...first] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""']
        : ['xdg-open']
  if (program === undefined || process.env.PARLEY_NO_BROWSER) return
  const browser = spawn(program, [...first, url], { stdio: 'ignore', detached: true })
  browser.on('error', () => {})
  browser.unref()
}

void start()

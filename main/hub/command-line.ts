// The hub's command line, read strictly: anything that is not understood is one line that names the flag and the remedy.
import { resolve } from 'node:path'

export interface HubOptions {
  readonly dataDir: string
  readonly port: number
  readonly host: string
  readonly demo: boolean
  /** Of the first agent, on the first start of the data folder; null: one is made up and printed. */
  readonly password: string | null
  readonly logLevel: LogLevel
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export type CommandLine =
  | { readonly kind: 'run'; readonly options: HubOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly line: string }

export const usage = `Parley's hub: the workstation for a team, without a screen of its own.

  npm run hub -- --data DIR --port N [--host 127.0.0.1] [--demo]

  --data DIR   folder of the data; made on the first start
  --port N     port to listen on, 0 to 65535; 0 takes a free one
  --host HOST  address to listen on; without it only this machine can connect
  --demo       adds the rehearsal network: customers by a script

  PARLEY_ADMIN_PASSWORD  password of "admin" on the first start; without it one is made up and printed
  PARLEY_LOG_LEVEL       error, warn, info (usual) or debug; the log goes to standard error
`

const withValue = new Set(['--data', '--port', '--host'])

export const readCommandLine = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine => {
  const given = new Map<string, string>()
  const rest = args.flatMap(splitEquals)
  while (rest.length > 0) {
    const flag = rest.shift() ?? ''
    if (flag === '--help' || flag === '-h') return { kind: 'help', text: usage }
    if (given.has(flag)) return wrong(`${flag}: is given twice. Give it once.`)
    if (flag === '--demo') {
      given.set(flag, '')
      continue
    }
    if (!withValue.has(flag)) return wrong(`${flag}: is not known here. Use --data, --port, --host or --demo.`)
    const value = rest.shift()
    if (value === undefined || value === '' || value.startsWith('--'))
      return wrong(`${flag}: has no value. Write it behind, as in "${flag} ${examples[flag]}".`)
    given.set(flag, value)
  }
  const dataDir = given.get('--data')
  if (dataDir === undefined) return wrong('--data: is missing. Name the folder of the data, as in "--data ./data".')
  const port = given.get('--port')
  if (port === undefined) return wrong('--port: is missing. Name the port to listen on, as in "--port 7400".')
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return wrong(`--port: ${quoted(port)} is not a port. Give a whole number from 0 to 65535.`)
  const host = given.get('--host') ?? '127.0.0.1'
  if (!/^[\w.:-]+$/.test(host))
    return wrong(`--host: ${quoted(host)} is not an address. Give one of this machine, such as 127.0.0.1 or 0.0.0.0.`)
  const password = env.PARLEY_ADMIN_PASSWORD
  const bad = password === undefined ? null : badPassword(password)
  if (bad !== null) return wrong(`PARLEY_ADMIN_PASSWORD: ${bad}`)
  const wanted = env.PARLEY_LOG_LEVEL ?? 'info'
  const logLevel = logLevels.find(level => level === wanted)
  if (logLevel === undefined)
    return wrong(`PARLEY_LOG_LEVEL: ${quoted(wanted)} is not a level. Use one of: ${logLevels.join(', ')}.`)
  return {
    kind: 'run',
    options: {
      dataDir: resolve(dataDir),
      port: Number(port),
      host,
      demo: given.has('--demo'),
      password: password ?? null,
      logLevel,
    },
  }
}

const examples: Readonly<Record<string, string>> = { '--data': './data', '--port': '7400', '--host': '127.0.0.1' }

const splitEquals = (arg: string): string[] => {
  const at = arg.indexOf('=')
  return arg.startsWith('--') && at > 0 ? [arg.slice(0, at), arg.slice(at + 1)] : [arg]
}

/** As strict as session/changePassword. */
const badPassword = (password: string): string | null => {
  if (password.length < 8) return 'must have at least 8 characters. Choose a longer one, or leave it out.'
  return password.length > 1_000 ? 'must have at most 1000 characters. Choose a shorter one.' : null
}

const quoted = (value: string): string => JSON.stringify(value.slice(0, 80))
const wrong = (line: string): CommandLine => ({ kind: 'wrong', line: line.replace(/[\r\n]+/g, ' ') })

// The hub's command line, read strictly: anything that is not understood is one line that names the flag and the remedy.
import {
  isWrong,
  type LogLevel,
  readDataDir,
  readFlags,
  readHost,
  readLogLevel,
  readPort,
  type Wrong,
  wrong,
} from '../machine/flags.ts'

export interface HubOptions {
  readonly dataDir: string
  readonly port: number
  readonly host: string
  readonly demo: boolean
  /** Of the first agent, on the first start of the data folder; null: one is made up and printed. */
  readonly password: string | null
  readonly logLevel: LogLevel
}

export type CommandLine =
  | { readonly kind: 'run'; readonly options: HubOptions }
  | { readonly kind: 'help'; readonly text: string }
  | Wrong

export const usage = `Parley's hub: the workstation for a team, without a screen of its own.

  npm run hub -- --data DIR --port N [--host 127.0.0.1] [--demo]

  --data DIR   folder of the data; made on the first start
  --port N     port to listen on, 0 to 65535; 0 takes a free one
  --host HOST  address to listen on; without it only this machine can connect
  --demo       adds the rehearsal network: customers by a script

  PARLEY_ADMIN_PASSWORD  password of "admin" on the first start; without it one is made up and printed
  PARLEY_LOG_LEVEL       error, warn, info (usual) or debug; the log goes to standard error
`

export const readCommandLine = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine => {
  const flags = readFlags(args, examples, ['--demo'])
  if (flags.kind === 'help') return { kind: 'help', text: usage }
  if (flags.kind === 'wrong') return flags
  const dataDir = readDataDir(flags.values)
  if (isWrong(dataDir)) return dataDir
  const port = readPort(flags.values, '7400')
  if (isWrong(port)) return port
  const host = readHost(flags.values)
  if (isWrong(host)) return host
  const password = env.PARLEY_ADMIN_PASSWORD
  const bad = password === undefined ? null : badPassword(password)
  if (bad !== null) return wrong(`PARLEY_ADMIN_PASSWORD: ${bad}`)
  const logLevel = readLogLevel(env)
  if (isWrong(logLevel)) return logLevel
  const options = { dataDir, port, host, demo: flags.values.has('--demo'), password: password ?? null, logLevel }
  return { kind: 'run', options }
}

const examples = { '--data': './data', '--port': '7400', '--host': '127.0.0.1' }

/** As strict as session/changePassword. */
const badPassword = (password: string): string | null => {
  if (password.length < 8) return 'must have at least 8 characters. Choose a longer one, or leave it out.'
  return password.length > 1_000 ? 'must have at most 1000 characters. Choose a shorter one.' : null
}

// The relay's command line, read strictly: anything that is not understood is one line that names the flag and the remedy.
import { DAY } from '../domain/clock.ts'
import {
  isWrong,
  type LogLevel,
  quoted,
  readDataDir,
  readFlags,
  readHost,
  readLogLevel,
  readPort,
  type Wrong,
  wrong,
} from '../machine/flags.ts'
import { type FacebookRoots, officialRoots } from './facebook/roots.ts'

/** The Meta app whose calls come here; its secret stays here. */
export interface FacebookApp {
  readonly appId: string
  readonly appSecret: string
  readonly verifyToken: string
}

export interface RelayOptions {
  readonly dataDir: string
  readonly port: number
  readonly host: string
  /** By which networks and workstations reach the relay; without a slash at its end. */
  readonly publicUrl: string
  /** How long anything is kept. */
  readonly keepMs: number
  readonly maxBytes: number
  readonly facebook: FacebookApp | null
  readonly facebookRoots: FacebookRoots
  readonly logLevel: LogLevel
}

export type CommandLine =
  | { readonly kind: 'run'; readonly options: RelayOptions }
  | { readonly kind: 'newCode'; readonly dataDir: string }
  | { readonly kind: 'help'; readonly text: string }
  | Wrong

export const usage = `Parley's relay: takes webhooks for workstations that are away or cannot be reached.

  npm run relay -- --data DIR --port N --public-url URL [--host 127.0.0.1] [--keep-days 7] [--max-mb 1024]
  npm run relay -- --data DIR --new-code

  --data DIR        folder of the data; made on the first start
  --port N          port to listen on, 0 to 65535; 0 takes a free one
  --public-url URL  address by which the internet reaches this relay; networks sign it
  --host HOST       address to listen on; without it only this machine can connect, such as a proxy with a certificate
  --keep-days N     how long calls are kept for a workstation that does not fetch them, 1 to 365 days
  --max-mb N        how much is kept; from 80 % on there is an alarm, and when it is full calls are turned away
  --new-code        prints another one-time code for pairing a workstation, good for an hour; the relay may run meanwhile

  FACEBOOK_APP_ID, FACEBOOK_APP_SECRET, FACEBOOK_VERIFY_TOKEN  the Meta app whose webhooks come here; all three or none
  FACEBOOK_GRAPH_ROOT, FACEBOOK_DIALOG_ROOT  test servers that stand in for Facebook
  PARLEY_LOG_LEVEL  error, warn, info (usual) or debug; the log goes to standard error
`

type Env = Readonly<Record<string, string | undefined>>

export const readCommandLine = (args: readonly string[], env: Env): CommandLine => {
  const flags = readFlags(args, examples, ['--new-code'])
  if (flags.kind === 'help') return { kind: 'help', text: usage }
  if (flags.kind === 'wrong') return flags
  const { values } = flags
  const dataDir = readDataDir(values)
  if (isWrong(dataDir)) return dataDir
  if (values.has('--new-code')) {
    const other = [...values.keys()].find(flag => flag !== '--data' && flag !== '--new-code')
    return other === undefined
      ? { kind: 'newCode', dataDir }
      : wrong(`${other}: does not go with --new-code. Give --data only.`)
  }
  const port = readPort(values, examples['--port'])
  if (isWrong(port)) return port
  const host = readHost(values)
  if (isWrong(host)) return host
  const publicUrl = readPublicUrl(values.get('--public-url'))
  if (isWrong(publicUrl)) return publicUrl
  const keepDays = readWhole('--keep-days', values.get('--keep-days') ?? '7', 365)
  if (isWrong(keepDays)) return keepDays
  const maxMb = readWhole('--max-mb', values.get('--max-mb') ?? '1024', 1_000_000)
  if (isWrong(maxMb)) return maxMb
  const facebook = readFacebookApp(env)
  if (isWrong(facebook)) return facebook
  const facebookRoots = readRoots(env)
  if (isWrong(facebookRoots)) return facebookRoots
  const logLevel = readLogLevel(env)
  if (isWrong(logLevel)) return logLevel
  const keepMs = keepDays * DAY
  const maxBytes = maxMb * 1024 * 1024
  return {
    kind: 'run',
    options: { dataDir, port, host, publicUrl, keepMs, maxBytes, facebook, facebookRoots, logLevel },
  }
}

const examples = {
  '--data': './relay-data',
  '--port': '7430',
  '--public-url': 'https://relay.example.com',
  '--host': '127.0.0.1',
  '--keep-days': '7',
  '--max-mb': '1024',
}

const readPublicUrl = (given: string | undefined): string | Wrong => {
  const example = examples['--public-url']
  if (given === undefined)
    return wrong(
      `--public-url: is missing. Give the address by which the internet reaches the relay, as in "${example}".`,
    )
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    return wrong(`--public-url: ${quoted(given)} is not a web address. Give one such as ${example}.`)
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    return wrong(`--public-url: ${quoted(given)} has more than a name and a path. Give one such as ${example}.`)
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

const readWhole = (flag: string, given: string, most: number): number | Wrong =>
  /^\d{1,7}$/.test(given) && Number(given) >= 1 && Number(given) <= most
    ? Number(given)
    : wrong(`${flag}: ${quoted(given)} does not fit. Give a whole number from 1 to ${most}.`)

const readRoots = (env: Env): FacebookRoots | Wrong => {
  const { FACEBOOK_GRAPH_ROOT: graph = '', FACEBOOK_DIALOG_ROOT: dialog = '' } = env
  for (const [name, given] of Object.entries({ FACEBOOK_GRAPH_ROOT: graph, FACEBOOK_DIALOG_ROOT: dialog }))
    if (given !== '' && !/^https?:\/\/[^/?#]+$/.test(given))
      return wrong(`${name}: ${quoted(given)} is not the address of a server, such as ${officialRoots.graph}.`)
  return { graph: graph || officialRoots.graph, dialog: dialog || officialRoots.dialog }
}

const readFacebookApp = (env: Env): FacebookApp | null | Wrong => {
  const names = ['FACEBOOK_APP_ID', 'FACEBOOK_APP_SECRET', 'FACEBOOK_VERIFY_TOKEN'] as const
  const missing = names.find(name => (env[name] ?? '') === '')
  const [appId = '', appSecret = '', verifyToken = ''] = names.map(name => env[name])
  if (missing !== undefined)
    return appId + appSecret + verifyToken === ''
      ? null
      : wrong(`${missing}: is missing. Set all of ${names.join(', ')}, or none of them.`)
  if (!/^\d{1,30}$/.test(appId))
    return wrong(`FACEBOOK_APP_ID: ${quoted(appId)} is not an app's number. It has digits only.`)
  return { appId, appSecret, verifyToken }
}

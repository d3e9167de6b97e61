// A command line, read strictly: anything that is not understood is one line that names the flag and the remedy.
import { resolve } from 'node:path'

export type Flags =
  | { readonly kind: 'given'; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'help' }
  | Wrong

export interface Wrong {
  readonly kind: 'wrong'
  readonly line: string
}

/** `withValue`: the flags that take a value, with an example of each; `alone`: those that take none. */
export const readFlags = (
  args: readonly string[],
  withValue: Readonly<Record<string, string>>,
  alone: readonly string[],
): Flags => {
  const values = new Map<string, string>()
  const rest = args.flatMap(splitEquals)
  while (rest.length > 0) {
    const flag = rest.shift() ?? ''
    if (flag === '--help' || flag === '-h') return { kind: 'help' }
    if (values.has(flag)) return wrong(`${flag}: is given twice. Give it once.`)
    if (alone.includes(flag)) {
      values.set(flag, '')
      continue
    }
    const example = Object.hasOwn(withValue, flag) ? withValue[flag] : undefined
    if (example === undefined)
      return wrong(`${flag}: is not known here. Use ${anyOf([...Object.keys(withValue), ...alone])}.`)
    const value = rest.shift()
    if (value === undefined || value === '' || value.startsWith('--'))
      return wrong(`${flag}: has no value. Write it behind, as in "${flag} ${example}".`)
    values.set(flag, value)
  }
  return { kind: 'given', values }
}

export const readDataDir = (values: ReadonlyMap<string, string>): string | Wrong => {
  const dir = values.get('--data')
  return dir === undefined
    ? wrong('--data: is missing. Name the folder of the data, as in "--data ./data".')
    : resolve(dir)
}

export const readPort = (values: ReadonlyMap<string, string>, example: string): number | Wrong => {
  const port = values.get('--port')
  if (port === undefined) return wrong(`--port: is missing. Name the port to listen on, as in "--port ${example}".`)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return wrong(`--port: ${quoted(port)} is not a port. Give a whole number from 0 to 65535.`)
  return Number(port)
}

/** Without it only this machine can connect. */
export const readHost = (values: ReadonlyMap<string, string>): string | Wrong => {
  const host = values.get('--host') ?? '127.0.0.1'
  return /^[\w.:-]+$/.test(host)
    ? host
    : wrong(`--host: ${quoted(host)} is not an address. Give one of this machine, such as 127.0.0.1 or 0.0.0.0.`)
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export const readLogLevel = (env: Readonly<Record<string, string | undefined>>): LogLevel | Wrong => {
  const wanted = env.PARLEY_LOG_LEVEL ?? 'info'
  const level = logLevels.find(one => one === wanted)
  return level ?? wrong(`PARLEY_LOG_LEVEL: ${quoted(wanted)} is not a level. Use one of: ${logLevels.join(', ')}.`)
}

export const isWrong = <T>(read: T | Wrong): read is Wrong =>
  typeof read === 'object' && read !== null && 'kind' in read && read.kind === 'wrong'

export const wrong = (line: string): Wrong => ({ kind: 'wrong', line: line.replace(/[\r\n]+/g, ' ') })
export const quoted = (value: string): string => JSON.stringify(value.slice(0, 80))

const splitEquals = (arg: string): string[] => {
  const at = arg.indexOf('=')
  return arg.startsWith('--') && at > 0 ? [arg.slice(0, at), arg.slice(at + 1)] : [arg]
}

const anyOf = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

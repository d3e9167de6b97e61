// Lets nothing leave the machine: known hosts are led to a front of ours, every other one fails the test that dialled it.
import { Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * From now until the test ends every TCP connection of this thread goes to this machine or nowhere: `hosts` at port 443 are
 * reached at `front`, whatever the program that dials them believes. Returns what was dialled in vain, as "host:port".
 */
export const sealNetwork = (hosts: readonly string[], front: { readonly port: number }): readonly string[] => {
  const inVain: string[] = []
  const led = new Set(hosts)
  const { connect } = Socket.prototype
  const sealed = function (this: Socket, ...args: unknown[]): Socket {
    const { options, ready } = asked(args)
    if (options.path != null || isHere(options.host)) return Reflect.apply(connect, this, args)
    if (led.has(options.host ?? '') && Number(options.port) === 443)
      return Reflect.apply(connect, this, [{ ...options, host: '127.0.0.1', port: front.port }, ready])
    const target = `${options.host}:${options.port}`
    inVain.push(target)
    throw new Error(`A test tried to leave the machine, to ${target}`)
  }
  Object.assign(Socket.prototype, { connect: sealed })
  onTestFinished(() => {
    Object.assign(Socket.prototype, { connect })
    if (inVain.length > 0) throw new Error(`Something tried to leave the machine, to ${inVain.join(', ')}`)
  })
  return inVain
}

interface Asked {
  readonly host?: string | undefined
  readonly port?: number | string | undefined
  readonly path?: string | null | undefined
}

/** Node's own modules hand over one list that holds the options and the listener; programs call with either form. */
const asked = (args: readonly unknown[]): { readonly options: Asked; readonly ready: unknown } => {
  const [first, second, third] = Array.isArray(args[0]) ? args[0] : args
  if (typeof first === 'object' && first !== null) return { options: first, ready: second ?? undefined }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { options: { path: first }, ready: second }
  const host = typeof second === 'string' ? second : undefined
  return { options: { port: Number(first), host }, ready: host === undefined ? second : third }
}

const isHere = (host: string | undefined): boolean =>
  host === undefined || host === 'localhost' || host === '::1' || host.startsWith('127.')

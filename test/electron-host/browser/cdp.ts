// Speaks the Chrome DevTools Protocol over the two pipes of a child process: JSON messages, each ended by a zero byte.
import type { Readable, Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { CDPSession } from 'playwright-core'

/** A typed door to one target, or to the browser itself. The types are Playwright's; the transport is ours. */
export type Session = Pick<CDPSession, 'send' | 'on'>

interface Incoming {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Waiting {
  readonly method: string
  resolve(result: unknown): void
  reject(error: Error): void
}

export interface Connection {
  /** Without an id: the browser's own session. */
  session(id?: string): Session
}

/** Messages of one pipe arrive, and are handled, in the order they were sent. */
export function connect(toBrowser: Writable, fromBrowser: Readable): Connection {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, ((params: never) => void)[]>()
  let lastId = 0
  let isClosed = false

  const receive = (message: Incoming) => {
    if (message.id === undefined) {
      for (const listener of listeners.get(`${message.sessionId ?? ''} ${message.method}`) ?? []) {
        listener(message.params as never)
      }
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) asked?.reject(new Error(`${asked.method}: ${message.error.message}`))
    else asked?.resolve(message.result)
  }

  const send = (sessionId: string | undefined, method: string, params: object = {}) =>
    new Promise<unknown>((resolve, reject) => {
      if (isClosed) return reject(new Error(`${method}: the browser is gone`))
      lastId += 1
      waiting.set(lastId, { method, resolve, reject })
      toBrowser.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`)
    })

  let pieces: string[] = []
  const decoder = new StringDecoder('utf8')
  fromBrowser.on('data', (chunk: Buffer) => {
    const parts = decoder.write(chunk).split('\0')
    const rest = parts.pop() ?? ''
    for (const part of parts) {
      const text = pieces.join('') + part
      pieces = []
      receive(JSON.parse(text) as Incoming)
    }
    pieces.push(rest)
  })
  fromBrowser.on('close', () => {
    isClosed = true
    for (const asked of waiting.values()) asked.reject(new Error(`${asked.method}: the browser is gone`))
    waiting.clear()
  })
  // The browser may die with a message on its way to it; 'close' above is what tells.
  toBrowser.on('error', () => {})
  fromBrowser.on('error', () => {})

  return {
    session: id => ({
      send: ((method: string, params?: object) => send(id, method, params)) as Session['send'],
      on: ((event: string, listener: (params: never) => void) => {
        const key = `${id ?? ''} ${event}`
        listeners.set(key, [...(listeners.get(key) ?? []), listener])
      }) as unknown as Session['on'],
    }),
  }
}

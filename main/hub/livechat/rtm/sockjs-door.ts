// Agents' RTM over SockJS, by which LiveChat's chat-sdk comes (websocket, else xhr-polling): framing by the library, talk by whoever opens.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Connection, createServer as createSockJs } from 'sockjs'
import type { Log } from '../../../channels/channel.ts'
import { type Clock, SECOND } from '../../../domain/clock.ts'
import { largestFrame } from '../envelope.ts'
import { boundedTransport, type Line } from './bounded-transport.ts'
import { type Attended, type RtmAddress, rtmAddressOf } from './rtm-door.ts'
import type { Transport } from './rtm-session.ts'

export interface SockJsDoor {
  /** False when the path is not of this door; nothing was touched then. */
  request(request: IncomingMessage, response: ServerResponse): boolean
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Ends every line; resolves when all are gone, after a second at most. */
  close(): Promise<void>
}

// Only what needs no page of ours: the library's other transports would run a script of a foreign host under our name.
const base = String.raw`/v3\.[4-7]/agent/rtm/sjs`
const overHttp = new RegExp(`^${base}(/info|/[^/.]+/[^/.]+/(xhr|xhr_send|xhr_streaming))?/?$`)
const isPoll = /\/xhr(_streaming)?\/?$/
const overSocket = new RegExp(`^${base}/[^/.]+/[^/.]+/websocket/?$`)

export const createSockJsDoor = (parts: {
  readonly clock: Clock
  readonly log: Log
  attend(transport: Transport, address: RtmAddress): Attended
}): SockJsDoor => {
  const { clock, log } = parts
  const closers = new Set<() => void>()
  const sockets = new Set<Duplex>()
  /** Of sessions that are polled for: bytes said since the last poll, which took all there were. */
  const unpolled = new Map<string, number>()
  // The library hangs itself on a server; this one never listens, and is told what is meant for it.
  const porch = createServer()
  const options = {
    prefix: base,
    log: (severity: string, message: string) => {
      if (severity === 'error') log.warn('The SockJS door failed', { message })
    },
    faye_server_options: { maxLength: largestFrame },
  }
  const sockJs = createSockJs(options)
  sockJs.installHandlers(porch)

  const lineOf = (connection: Connection, close: () => void): Line => {
    const session = sessionOf(connection.url)
    const isOurs = (one: Duplex) =>
      one instanceof Socket &&
      one.remotePort === connection.remotePort &&
      one.remoteAddress === connection.remoteAddress
    const socket = [...sockets].find(isOurs)
    const isPolled = connection.protocol !== 'websocket' || socket === undefined
    return {
      isOpen: () => connection.writable,
      unread: () => (isPolled ? (unpolled.get(session) ?? 0) : socket.writableLength),
      send(text) {
        connection.write(text)
        if (isPolled) unpolled.set(session, (unpolled.get(session) ?? 0) + Buffer.byteLength(text))
      },
      close,
      cut: () => (isPolled ? close() : void socket.destroy()),
    }
  }

  sockJs.on('connection', connection => {
    // A session that was over before it began.
    if (connection === null) return
    const close = () => void connection.close()
    const address = addressOf(connection.pathname)
    if (address === null) return close()
    const attended = parts.attend(boundedTransport(lineOf(connection, close)), address)
    // SockJS looks after its lines itself (heartbeats over sockets, polls that come back), so silence here is no sign of death.
    const heartbeat = () => {
      attended.alive()
      stopHeartbeat = clock.wakeAt(clock.now() + 10 * SECOND, heartbeat)
    }
    let stopHeartbeat = clock.wakeAt(clock.now() + 10 * SECOND, heartbeat)
    closers.add(close)
    connection.on('data', (message: unknown) => {
      if (typeof message === 'string') attended.message(message)
    })
    connection.on('close', () => {
      unpolled.delete(sessionOf(connection.url))
      stopHeartbeat()
      closers.delete(close)
      attended.closed()
    })
  })

  return {
    request(request, response) {
      if (!overHttp.test(pathOf(request))) return false
      // The library would gather a body of any size; who does not announce it is hung up on.
      if (Number(request.headers['content-length'] ?? 0) > largestFrame) {
        response.writeHead(413, { Connection: 'close' }).end('Frames may have 1 MB.')
        return true
      }
      if (isPoll.test(pathOf(request))) unpolled.delete(sessionOf(request.url ?? ''))
      let length = 0
      request.on('data', (chunk: Buffer | string) => {
        length += chunk.length
        if (length > largestFrame) request.destroy()
      })
      porch.emit('request', request, response)
      return true
    },
    upgrade(request, socket, head) {
      if (!overSocket.test(pathOf(request))) return false
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      porch.emit('upgrade', request, socket, head)
      return true
    },
    async close() {
      for (const close of closers) close()
      const gone = Promise.all([...sockets].map(socket => new Promise(resolve => socket.once('close', resolve))))
      const cancel = clock.wakeAt(clock.now() + SECOND, () => {
        for (const socket of sockets) socket.destroy()
      })
      await gone
      cancel()
    },
  }
}

/** As its client names it in every address, whatever follows. */
const sessionOf = (url: string): string => /\/sjs\/([^/]+\/[^/]+)\//.exec(url)?.[1] ?? ''

/** As of a plain socket, without the server and session that SockJS puts behind. */
const addressOf = (path: string): RtmAddress | null => rtmAddressOf(path.replace(/(\/sjs)\/.*$/, '$1'), 'sjs')

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?')[0] ?? ''

// The visitors' WebSocket: takes the host's upgrades, counts sockets, finds dead ones, and gives each page its session.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { SECOND } from '../../../domain/clock.ts'
import { refuse } from '../../../domain/refusal.ts'
import { closeCodes } from '../close-codes.ts'
import type { PageFrame } from '../wire.ts'
import type { Reception } from './reception.ts'
import { VisitorSession } from './visitor-session.ts'

export const socketPath = '/chat/socket'

/** Large enough that a text of a million characters is refused with a sentence; what is larger is cut off by the protocol. */
const maxPayloadBytes = 4 * 1024 * 1024
/** A page that does not read what it asked for is let go. */
const maxUnreadBytes = 4 * 1024 * 1024
const helloWithinMs = 15 * SECOND
const heartbeatMs = 30 * SECOND
/** How long a page that was sent away has to say goodbye. */
const goodbyeMs = 2 * SECOND

export class SocketDoor {
  readonly #reception: Reception
  readonly #networkOf: (request: IncomingMessage) => string | null
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: maxPayloadBytes, perMessageDeflate: false })
  readonly #perNetwork = new Map<string, number>()
  readonly #silent = new Set<WebSocket>()
  #closing = false
  #stopHeartbeat: (() => void) | null = null

  constructor(reception: Reception, networkOf: (request: IncomingMessage) => string | null) {
    this.#reception = reception
    this.#networkOf = networkOf
  }

  /** For the host's 'upgrade' event. False: the path is not ours and nothing was touched. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (request.url?.split('?')[0] !== socketPath) return false
    const network = this.#networkOf(request)
    if (this.#closing) deny(socket, '503 Service Unavailable')
    else if (!this.#hasRoomFor(network)) deny(socket, '429 Too Many Requests')
    else this.#server.handleUpgrade(request, socket, head, page => this.#attend(page, network))
    return true
  }

  /** Says goodbye to every page. Those who do not answer in time are cut off. */
  async close(): Promise<void> {
    this.#closing = true
    this.#stopHeartbeat?.()
    for (const page of this.#server.clients) {
      if (page.isPaused) page.terminate()
      else page.close(closeCodes.stopping, 'We are restarting')
    }
    const { clock } = this.#reception
    const cancel = clock.wakeAt(clock.now() + goodbyeMs, () =>
      this.#server.clients.forEach(page => void page.terminate()),
    )
    await new Promise<void>(resolve => this.#server.close(() => resolve()))
    cancel()
  }

  #attend(page: WebSocket, network: string | null): void {
    this.#count(network, 1)
    const session = new VisitorSession(
      {
        tell: frame => tell(page, frame),
        close: (code, reason) => this.#sayGoodbye(page, code, reason),
        shut: (code, reason) => {
          this.#sayGoodbye(page, code, reason)
          page.pause()
        },
      },
      network,
      this.#reception,
    )
    const { clock } = this.#reception
    const forgetHello = clock.wakeAt(clock.now() + helloWithinMs, () => {
      const sentence = 'This page did not say who it is.'
      if (!session.isKnown) session.dismiss(closeCodes.silent, refuse('notSignedIn', sentence))
    })
    page.on('message', (data, isBinary) => {
      this.#silent.delete(page)
      session.hear(isBinary ? null : data.toString())
    })
    page.on('pong', () => this.#silent.delete(page))
    // What the protocol itself forbids (too large, not UTF-8): ws closes with the right code; 'close' follows.
    page.on('error', () => {})
    page.on('close', () => {
      forgetHello()
      this.#silent.delete(page)
      this.#count(network, -1)
      session.end()
    })
    this.#beat()
  }

  /** Asks every page for a sign of life; who gave none since the last time has gone without a word. */
  #beat(): void {
    if (this.#stopHeartbeat || this.#closing) return
    const { clock } = this.#reception
    this.#stopHeartbeat = clock.wakeAt(clock.now() + heartbeatMs, () => {
      this.#stopHeartbeat = null
      for (const page of this.#server.clients) {
        if (this.#silent.has(page)) page.terminate()
        else {
          this.#silent.add(page)
          page.ping()
        }
      }
      if (this.#server.clients.size > 0) this.#beat()
    })
  }

  #sayGoodbye(page: WebSocket, code: number, reason: string): void {
    page.close(code, cut(reason))
    const { clock } = this.#reception
    const cancel = clock.wakeAt(clock.now() + goodbyeMs, () => page.terminate())
    page.once('close', cancel)
  }

  #hasRoomFor(network: string | null): boolean {
    return network === null || (this.#perNetwork.get(network) ?? 0) < this.#reception.limits.socketsPerNetwork
  }

  #count(network: string | null, by: 1 | -1): void {
    if (network === null) return
    const left = (this.#perNetwork.get(network) ?? 0) + by
    if (left > 0) this.#perNetwork.set(network, left)
    else this.#perNetwork.delete(network)
  }
}

const tell = (page: WebSocket, frame: PageFrame): void => {
  if (page.readyState !== page.OPEN) return
  if (page.bufferedAmount > maxUnreadBytes) page.terminate()
  else page.send(JSON.stringify(frame))
}

const deny = (socket: Duplex, status: string): void => {
  socket.on('error', () => {})
  // Whoever does not close their half would hold the other for ever.
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** The protocol allows 123 bytes. */
const cut = (reason: string) => (Buffer.byteLength(reason) <= 120 ? reason : 'See the sentence before')

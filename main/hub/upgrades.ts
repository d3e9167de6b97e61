// The hub's WebSockets: agents' screens and programs at /ws, customers at their own door, everybody else turned away in words.
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { closeCodes, socketPath } from '../../preload/line.ts'
import type { CustomerDoor } from '../channels/web/door/customer-door.ts'
import type { Clock } from '../domain/clock.ts'
import type { Services } from '../services/verbs.ts'
import { largestFrame, serveSocket } from '../wire/carriers/socket.ts'
import type { Wire } from '../wire/wire.ts'
import { credentialsOf } from './credentials.ts'
import type { LiveChatDoor } from './livechat/livechat-door.ts'
import type { SameSite } from './same-site.ts'

export interface Upgrades {
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends every socket of agents; resolves when they are gone. */
  close(): Promise<void>
}

export const createUpgrades = (parts: {
  readonly services: Services
  readonly wire: Wire
  readonly clock: Clock
  readonly site: SameSite
  readonly customer: Pick<CustomerDoor, 'handleUpgrade'>
  readonly livechat: Pick<LiveChatDoor, 'handleUpgrade'>
  port(): number
}): Upgrades => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame })

  const agent = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const { headers } = request
    // A browser names the page's origin and sends its cookie to whoever asks; a program has its token and names none.
    if (!(await parts.site.isOurs(headers, true)))
      return refuse(socket, 403, 'This page is not ours. Open Parley itself.')
    const { token } = credentialsOf(headers, parts.port())
    const actor = token === null ? null : await parts.services.sessions.actorOf(token)
    if (socket.destroyed) return
    sockets.handleUpgrade(request, socket, head, accepted => {
      // A browser learns why only from a socket that was opened.
      if (token === null || actor === null) return accepted.close(closeCodes.signedOut, 'Sign in first')
      const address = request.socket.remoteAddress ?? 'unknown'
      serveSocket(parts.wire, parts.clock, accepted, { token, address })
    })
  }

  return {
    handle(request, socket, head) {
      socket.on('error', () => socket.destroy())
      void (async () => {
        // Under whatever name: these prove by a token whose they are.
        if (parts.livechat.handleUpgrade(request, socket, head)) return
        const wrong = await parts.site.wrongName(request.headers)
        if (wrong !== null) return refuse(socket, 421, wrong)
        if (parts.customer.handleUpgrade(request, socket, head)) return
        const path = (request.url ?? '').split('?')[0]
        if (path !== `/${socketPath}`)
          return refuse(socket, 404, `There is no socket here. Agents connect at /${socketPath}.`)
        await agent(request, socket, head)
      })().catch(() => socket.destroy())
    },
    async close() {
      for (const socket of sockets.clients) socket.close(closeCodes.stopping, 'Stopping')
      const gone = new Promise<void>(resolve => sockets.close(() => resolve()))
      const cancel = parts.clock.wakeAt(parts.clock.now() + 1_000, () => {
        for (const socket of sockets.clients) socket.terminate()
      })
      await gone
      cancel()
    },
  }
}

const refuse = (socket: Duplex, status: number, sentence: string): void => {
  // The server keeps half of a connection open for whoever does not close theirs; and nobody else would ever end this one.
  socket.once('finish', () => socket.destroy())
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain; charset=utf-8\r\n`
  socket.end(`${head}Content-Length: ${Buffer.byteLength(sentence)}\r\nConnection: close\r\n\r\n${sentence}`)
}

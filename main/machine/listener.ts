// Takes the port first and the data later: a port that is taken must be known before anything is made or changed.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export interface Listener {
  readonly url: string
  readonly port: number
  /** From now on requests are answered by these; before, they are asked to come again. */
  answerWith(request: RequestListener, upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): void
  /** Takes no more connections and lets what is being answered finish, for as long as `patience`. */
  close(patience: Promise<void>): Promise<void>
}

/** Rejects with the system's error: EADDRINUSE, EADDRNOTAVAIL, EACCES, ENOTFOUND. */
export const listen = async (host: string, port: number): Promise<Listener> => {
  let onRequest: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1', 'content-type': 'application/json' })
    response.end(JSON.stringify({ defined: false, code: 'UNAVAILABLE', status: 503, message: 'Parley is starting.' }))
  }
  let onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void = (_request, socket) =>
    socket.destroy()
  const server = createServer((request, response) => onRequest(request, response))
  server.on('upgrade', (request, socket, head) => onUpgrade(request, socket, head))
  await listening(server, host, port)
  const address = server.address() as AddressInfo
  const name = reachable(address)
  return {
    url: `http://${name}:${address.port}`,
    port: address.port,
    answerWith(request, upgrade) {
      onRequest = request
      onUpgrade = upgrade
    },
    async close(patience) {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeIdleConnections()
      void patience.then(() => server.closeAllConnections())
      await closed
    },
  }
}

const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })

/** "Every address of this machine" is no address that one can connect to. */
const reachable = ({ address, family }: AddressInfo): string => {
  if (address === '0.0.0.0' || address === '::') return '127.0.0.1'
  return family === 'IPv6' ? `[${address}]` : address
}

// The doors of a desktop on the loopback address, so that it needs no hub: /chat and /widget.js for customers, /hooks for
// networks that a proxy or tunnel of the owner's lets in.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { CustomerDoor } from '../channels/web/door/customer-door.ts'

/** Asked for first, so that the address stays the same from start to start. */
export const usualPort = 7420

export interface CustomerServer {
  /** http://127.0.0.1:7420 */
  readonly url: string
  close(): Promise<void>
}

/** Listens on the usual port, or on any that is free when somebody else has it. */
export const serveCustomers = async (
  door: CustomerDoor,
  hooks: (request: Request) => Promise<Response>,
  port = usualPort,
): Promise<CustomerServer> => {
  const server = createServer(
    getRequestListener(request =>
      new URL(request.url).pathname.startsWith('/hooks/') ? hooks(request) : door.app.fetch(request),
    ),
  )
  server.on('upgrade', (request, socket, head) => {
    if (!door.handleUpgrade(request, socket, head)) socket.destroy()
  })
  const listen = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(wanted, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(port).catch(() => listen(0))
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    async close() {
      await door.close()
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

// TLS in front of a hub, since LiveChat's SDKs speak nothing else: passes every byte on, and is trusted in this process alone.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { generate } from 'selfsigned'
import { onTestFinished } from 'vitest'

export interface TlsFront {
  /** What an SDK takes as `apiUrl`: host and port, no scheme. */
  readonly host: string
  readonly port: number
}

/** The names of LiveChat's own servers that SDKs have built in; who redirects them here finds them in the certificate. */
export const liveChatHosts = [
  'api.livechatinc.com',
  'api-fra.livechatinc.com',
  'accounts.livechatinc.com',
  'accounts.livechat.com',
] as const

/** Stops when the test ends; in a hook, call `close` yourself. */
export const aTlsFront = async (hub: { readonly port: number }): Promise<TlsFront> => {
  const front = await openTlsFront(hub)
  onTestFinished(front.close)
  return front
}

export const openTlsFront = async (hub: {
  readonly port: number
}): Promise<TlsFront & { readonly close: () => Promise<void> }> => {
  const { key, cert } = await identity()
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }
  const server = createServer({ key, cert }, outside => {
    const inside = connect(hub.port, '127.0.0.1')
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      keep(one)
      one.setNoDelay(true)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A port was asked for')
  return {
    host: `127.0.0.1:${address.port}`,
    port: address.port,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

interface Identity {
  readonly key: string
  readonly cert: string
}

let made: Promise<Identity> | null = null

const identity = (): Promise<Identity> => {
  made ??= makeIdentity()
  return made
}

/** One certificate for all fronts of this process, which its TLS clients take besides those of the world. */
const makeIdentity = async (): Promise<Identity> => {
  const pem = await generate([{ name: 'commonName', value: 'Front of a test hub' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
          ...liveChatHosts.map(value => ({ type: 2 as const, value })),
        ],
      },
    ],
  })
  setDefaultCACertificates([...getCACertificates('default'), pem.cert])
  return { key: pem.private, cert: pem.cert }
}

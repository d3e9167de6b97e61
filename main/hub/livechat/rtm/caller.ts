// From where a program calls, as the connection itself says it: what of it can be known without believing anybody.
import type { IncomingMessage } from 'node:http'

export interface Caller {
  /** Of the other end of the socket, which may be a proxy; '' when it is not known. */
  readonly ip: string
  /** '' when it says none. */
  readonly userAgent: string
}

export const unknownCaller: Caller = { ip: '', userAgent: '' }

const longestUserAgent = 500

export const callerOf = (
  request: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } },
): Caller => ({
  ip: (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, ''),
  userAgent: (request.headers['user-agent'] ?? '').slice(0, longestUserAgent).toWellFormed(),
})

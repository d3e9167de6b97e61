// Where workstations connect: only with a pairing that is known, and told in words why not.
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, WebSocketServer } from 'ws'
import type { Log } from '../../channels/channel.ts'
import { largestFrame, linePath } from '../protocol.ts'
import type { Desk, Desks } from '../store/desks.ts'
import type { Lines } from './lines.ts'
import type { LineParts } from './open-line.ts'

export interface LineDoor {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends every line; resolves when they are gone. */
  close(): Promise<void>
}

export const createLineDoor = (parts: {
  readonly lines: Lines
  readonly desks: Desks
  readonly log: Log
  /** What a path is below the relay's public address. */
  below(url: string): string
  lineOf(desk: Desk): Omit<LineParts, 'socket' | 'deskId'>
}): LineDoor => {
  const { lines, desks, log } = parts
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame })
  const seen = (deskId: string) =>
    desks.seen([deskId]).catch(error => log.error('A connection could not be noted', { error: String(error) }))

  /** Nobody else would catch what is thrown while a connection is taken. */
  const deskOf = (token: string): Desk | null | 'unknowable' => {
    try {
      return desks.withToken(token)
    } catch (error) {
      log.error('A pairing could not be looked up', { error: String(error) })
      return 'unknowable'
    }
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy())
      if (parts.below(request.url ?? '').split('?')[0] !== linePath)
        return refuse(socket, 404, `There is no socket here. Workstations connect at ${linePath}.`)
      const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
      const desk = deskOf(token)
      if (desk === 'unknowable') return refuse(socket, 503, 'The relay cannot use its disk now.')
      if (desk === null) return refuse(socket, 401, 'This pairing is not known. Pair the workstation anew.')
      sockets.handleUpgrade(request, socket, head, accepted => {
        const { deskId } = desk
        const line = lines.open({ ...parts.lineOf(desk), deskId, socket: accepted })
        log.info('A workstation is connected', { deskId })
        void seen(deskId)
        accepted.on('message', (data, isBinary) => line.receive(isBinary ? null : textOf(data)))
        accepted.on('pong', () => line.heard())
        accepted.on('error', () => accepted.terminate())
        accepted.on('close', code => {
          lines.gone(deskId, line)
          log.info('A workstation is away', { deskId, code })
          void seen(deskId)
        })
      })
    },
    async close() {
      lines.end()
      await new Promise<void>(resolve => sockets.close(() => resolve()))
    },
  }
}

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8')

const refuse = (socket: Duplex, status: number, sentence: string): void => {
  // The server keeps half of a connection open for whoever does not close theirs; and nobody else would ever end this one.
  socket.once('finish', () => socket.destroy())
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain; charset=utf-8\r\n`
  socket.end(`${head}Content-Length: ${Buffer.byteLength(sentence)}\r\nConnection: close\r\n\r\n${sentence}`)
}

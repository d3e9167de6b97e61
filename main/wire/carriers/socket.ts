// Carries calls over one WebSocket: frames both ways, a pulse that says "still here", and no more than the other side can take.
import { WebSocket } from 'ws'
import { closeCodes, pulse, pulseEveryMs } from '../../../preload/line.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Wire } from '../wire.ts'

const MB = 1024 * 1024
/** Streams wait while more than this is on its way; a screen that lets much more pile up is cut off and catches up later. */
const enoughUnderWay = MB
const tooMuchUnderWay = 128 * MB
/** An upload of 50 MB in base64, and its wrapping. */
export const largestFrame = 76 * MB

/** The session of `token` is known to be good. Returns when the socket is being served; everything ends with the socket. */
export const serveSocket = (
  wire: Pick<Wire, 'serveFrames' | 'standing'>,
  clock: Clock,
  socket: WebSocket,
  { token, address }: { readonly token: string; readonly address: string },
): void => {
  let waiting: (() => void)[] = []
  let heard = true
  let cancelBeat = () => {}

  const release = (): void => {
    const released = waiting
    waiting = []
    for (const resolve of released) resolve()
  }
  const send = (frame: string): void => {
    if (socket.readyState !== WebSocket.OPEN) return
    if (socket.bufferedAmount > tooMuchUnderWay) {
      socket.close(closeCodes.tooSlow, 'Too slow')
      return
    }
    socket.send(frame, () => {
      if (socket.bufferedAmount <= enoughUnderWay) release()
    })
  }
  const ready = (): Promise<void> =>
    socket.bufferedAmount <= enoughUnderWay || socket.readyState !== WebSocket.OPEN
      ? Promise.resolve()
      : new Promise(resolve => waiting.push(resolve))

  const beat = (): void => {
    if (!heard) {
      socket.terminate()
      return
    }
    heard = false
    socket.ping()
    send(pulse)
    cancelBeat = clock.wakeAt(clock.now() + pulseEveryMs, beat)
  }

  const listeners = new Set<(event: { data: string }) => void>()
  const end = wire.serveFrames(
    { postMessage: send, addEventListener: (_type, listener) => void listeners.add(listener) },
    { token, carrier: 'socket', address, ready },
  )
  // The answer to the call that ended it goes out first.
  const forget = wire.standing.keep(token, why => void setImmediate(() => socket.close(closeCodes[why], why)))

  socket.on('message', (data, isBinary) => {
    heard = true
    if (isBinary || data.toString() === pulse) return
    const frame = { data: data.toString() }
    for (const listener of listeners) listener(frame)
  })
  socket.on('pong', () => {
    heard = true
  })
  // 'close' follows.
  socket.on('error', () => {})
  socket.on('close', () => {
    cancelBeat()
    forget()
    end()
    release()
  })
  beat()
}

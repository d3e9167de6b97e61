// Whoever does not read what they asked for is let go, before it fills our memory.
import type { WebSocket } from 'ws'
import type { Transport } from './rtm-session.ts'

/** Besides the largest frame of those that wait, since one frame alone may be a whole long chat. */
const maxUnreadBytes = 8 * 1024 * 1024

/** The line below, as far as it takes to hold it to that. */
export interface Line {
  isOpen(): boolean
  /** Bytes that were said and not taken yet. */
  unread(): number
  send(text: string): void
  close(): void
  /** Without waiting for anything to be read. */
  cut(): void
}

export const boundedTransport = (line: Line): Transport => {
  let largest = 0
  return {
    send(text) {
      if (!line.isOpen()) return
      const unread = line.unread()
      if (unread === 0) largest = 0
      if (unread > maxUnreadBytes + largest) return line.cut()
      largest = Math.max(largest, Buffer.byteLength(text))
      line.send(text)
    },
    close: () => line.close(),
  }
}

export const socketTransport = (
  socket: Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount' | 'send' | 'close' | 'terminate'>,
): Transport =>
  boundedTransport({
    isOpen: () => socket.readyState === socket.OPEN,
    unread: () => socket.bufferedAmount,
    send: text => socket.send(text),
    close: () => socket.close(1000),
    cut: () => socket.terminate(),
  })

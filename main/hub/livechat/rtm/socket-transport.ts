// A WebSocket as a session writes to it: whoever does not read what they asked for is let go, before it fills our memory.
import type { WebSocket } from 'ws'
import type { Transport } from './rtm-session.ts'

/** Besides the largest frame of those that wait, since one frame alone may be a whole long chat. */
const maxUnreadBytes = 8 * 1024 * 1024

export const socketTransport = (
  socket: Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount' | 'send' | 'close' | 'terminate'>,
): Transport => {
  let largest = 0
  return {
    send(text) {
      if (socket.readyState !== socket.OPEN) return
      const unread = socket.bufferedAmount
      if (unread === 0) largest = 0
      if (unread > maxUnreadBytes + largest) return socket.terminate()
      largest = Math.max(largest, Buffer.byteLength(text))
      socket.send(text)
    },
    close: () => socket.close(1000),
  }
}

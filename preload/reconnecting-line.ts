// A WebSocket that comes back: tries again with growing pauses, at once when the network is back, and notices a dead line.
import { type Clock, SECOND } from '../main/domain/clock.ts'
import { closeCodes, pulse, silenceMs } from './line.ts'

const firstPauseMs = 250
const longestPauseMs = 10 * SECOND

export interface LineOptions {
  readonly open: () => WebSocket
  readonly clock: Clock
  /** From 0 up to 1: spreads the screens of a hub that was restarted. */
  readonly random: () => number
  readonly onOpen: (send: (frame: string) => void) => void
  readonly onFrame: (frame: string) => void
  /** `retryAt`: when it is tried again; null: never, the session is over. */
  readonly onLost: (retryAt: number | null) => void
}

export interface Line {
  /** Do not wait for the next try. */
  tryNow(): void
  close(): void
}

export const reconnectingLine = (options: LineOptions): Line => {
  const { clock } = options
  let socket: WebSocket | null = null
  let failures = 0
  let known = false
  let heardAt = clock.now()
  let cancelWake = () => {}
  let ended = false

  const connect = (): void => {
    cancelWake()
    const mine = options.open()
    socket = mine
    known = false
    heardAt = clock.now()
    listenForSilence()
    mine.addEventListener('message', ({ data }) => {
      if (socket !== mine || typeof data !== 'string') return
      heardAt = clock.now()
      if (data !== pulse) return options.onFrame(data)
      if (known) return
      // The first pulse says that the hub knows who we are.
      known = true
      failures = 0
      options.onOpen(frame => mine.send(frame))
    })
    mine.addEventListener('close', ({ code }) => {
      if (socket === mine) lost(code === closeCodes.signedOut)
    })
  }

  const lost = (signedOut: boolean): void => {
    const gone = socket
    socket = null
    gone?.close()
    cancelWake()
    if (ended) return
    if (signedOut) {
      ended = true
      options.onLost(null)
      return
    }
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** failures)
    failures += 1
    const retryAt = clock.now() + Math.round(pause * (0.5 + options.random() / 2))
    cancelWake = clock.wakeAt(retryAt, connect)
    options.onLost(retryAt)
  }

  const listenForSilence = (): void => {
    cancelWake = clock.wakeAt(heardAt + silenceMs, () => {
      if (clock.now() - heardAt >= silenceMs) lost(false)
      else listenForSilence()
    })
  }

  connect()
  return {
    tryNow() {
      if (ended) return
      if (socket === null) connect()
      else if (clock.now() - heardAt >= silenceMs) lost(false)
    },
    close() {
      ended = true
      cancelWake()
      socket?.close()
      socket = null
    },
  }
}

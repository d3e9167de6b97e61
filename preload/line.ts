// What both ends of the WebSocket line agree on besides the frames of the contract.
import { SECOND } from '../main/domain/clock.ts'

/** Where the hub takes sockets, relative to the page. */
export const socketPath = 'ws'

/** An empty frame: "I am still here". The hub sends it, because a browser cannot see the pings of the protocol. */
export const pulse = ''
export const pulseEveryMs = 15 * SECOND
/** A screen that heard nothing for so long takes the line for dead, e.g. after the machine slept. */
export const silenceMs = 40 * SECOND

export const closeCodes = {
  /** The hub stops; it may be back soon. */
  stopping: 1001,
  /** No session, or one that ended: sign in, then open a new door. */
  signedOut: 4401,
  /** The screen does not keep up with what it is sent; it may come back and catch up. */
  tooSlow: 4408,
} as const

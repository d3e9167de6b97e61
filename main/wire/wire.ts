// The door's inside, made once per host: every carrier calls the same handlers through the same gate.
import type { Log } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { Services } from '../services/verbs.ts'
import type { Call, Caller, HostFacts } from './call.ts'
import { type FramePort, type FrameServer, frameServer } from './carriers/frames.ts'
import { type HttpDoor, httpDoor } from './carriers/http.ts'
import { SignInThrottle } from './sign-in-throttle.ts'
import { Standing } from './standing.ts'

export interface Wire {
  /** Serves one page or program over a pair of string channels, until the returned function is called. */
  serveFrames(port: FramePort, caller: Caller): () => void
  readonly http: HttpDoor
  /** What stands open for sessions: sockets join it, so that signing out closes them. */
  readonly standing: Standing
  /** Ends every stream and socket: the host stops. */
  close(): void
}

export const createWire = (parts: {
  readonly services: Services
  readonly clock: Clock
  readonly log: Log
  readonly host: HostFacts
}): Wire => {
  const { services, clock, log, host } = parts
  const standing = new Standing(services.sessions, clock)
  const stopHearing = services.sessions.onEnded(() => void standing.check())
  const house = { services, host, clock, log, standing, throttle: new SignInThrottle(clock) }
  const callOf = (caller: Caller): Call => ({ ...caller, ...house })
  const frames: FrameServer = frameServer(log)
  return {
    serveFrames: (port, caller) => frames(port, callOf(caller)),
    http: httpDoor(services, log, callOf),
    standing,
    close: () => {
      stopHearing()
      standing.endAll()
    },
  }
}

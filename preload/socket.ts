// The door to the workstation for every screen: through the desktop's bridge where there is one, over WebSocket otherwise.
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Clock } from '../main/domain/clock.ts'
import type { Contract } from './contract.ts'
import { ConnectionLost, type FrameLink, frameLink } from './frame-link.ts'
import { socketPath } from './line.ts'
import { reconnectingLine } from './reconnecting-line.ts'

export type DoorState = 'connected' | 'reconnecting' | 'signedOut'

export interface Door {
  /** Calls end with ConnectionLost while there is no connection; refusals carry `code`, `message` and `data`. */
  readonly client: ContractRouterClient<Contract>
  /** Tells the present state at once if it is known, then every change. Returns how to stop listening. */
  onState(listener: (state: DoorState, retryAt?: number) => void): () => void
  close(): void
}

/** What the desktop's preload exposes as `window.parley`. */
export interface Bridge {
  send(frame: string): void
  /** Returns how to stop listening. */
  onFrame(listener: (frame: string) => void): () => void
  /** What the desktop asks of the screen, as JSON: `{ "type": "openChat", "chatId": "..." }`. */
  onCommand?(listener: (command: string) => void): () => void
}

declare global {
  interface Window {
    readonly parley?: Bridge
  }
}

export const openDoor = (): Door =>
  window.parley === undefined ? openSocketDoor({ open: browserSocket, ...browser }) : openBridgeDoor(window.parley)

/** The main process is always there: connected from the start until closed. */
export const openBridgeDoor = (bridge: Bridge): Door => {
  const link = frameLink(frame => bridge.send(frame))
  const stop = bridge.onFrame(frame => link.take(frame))
  return {
    client: createORPCClient(link),
    onState(listener) {
      listener('connected')
      return () => {}
    },
    close() {
      stop()
      link.lose()
    },
  }
}

export interface SocketDoorOptions {
  readonly open: () => WebSocket
  readonly clock: Clock
  readonly random: () => number
  /** Calls back when trying at once is worth it. Returns how to stop. */
  readonly onHope?: (listener: () => void) => () => void
}

export const openSocketDoor = ({ open, clock, random, onHope }: SocketDoorOptions): Door => {
  const listeners = new Set<(state: DoorState, retryAt?: number) => void>()
  let link: FrameLink | null = null
  let now: [state: DoorState, retryAt?: number] | null = null
  const tell = (...state: [DoorState, number?]): void => {
    now = state
    for (const listener of [...listeners]) listener(...state)
  }

  const line = reconnectingLine({
    open,
    clock,
    random,
    onOpen(send) {
      link = frameLink(send)
      tell('connected')
    },
    onFrame: frame => link?.take(frame),
    onLost(retryAt) {
      link?.lose()
      link = null
      if (retryAt === null) tell('signedOut')
      else tell('reconnecting', retryAt)
    },
  })
  const stopHoping = onHope?.(() => line.tryNow())

  return {
    client: createORPCClient({
      call(path, input, options) {
        return link === null ? Promise.reject(new ConnectionLost()) : link.call(path, input, options)
      },
    }),
    onState(listener) {
      listeners.add(listener)
      if (now !== null) listener(...now)
      return () => void listeners.delete(listener)
    },
    close() {
      listeners.clear()
      stopHoping?.()
      line.close()
      link?.lose()
      link = null
    },
  }
}

/**
 * Signs this browser in: the hub answers with a cookie that scripts cannot read. Throws an Error with `code`, `message`, `data`;
 * with the field `code` when the second factor is asked for.
 */
export const signIn = async (login: string, password: string, code?: string): Promise<void> => {
  await post('session/signIn', { login, password, ...(code === undefined ? {} : { code }) })
}

export interface SeenInvite {
  readonly name: string
  readonly login: string
  readonly purpose: 'welcome' | 'reset'
  readonly expiresAt: number
  readonly asksCode: boolean
}

/** Whom a one-time link is for. Throws as `signIn` does. */
export const seeInvite = async (token: string): Promise<SeenInvite> =>
  (await post('session/seeInvite', { token })) as SeenInvite

/** Chooses name and password, and signs this browser in. Throws as `signIn` does. */
export const acceptInvite = async (input: {
  readonly token: string
  readonly name: string
  readonly password: string
  readonly code?: string
}): Promise<void> => {
  await post('session/acceptInvite', input)
}

/** For what is asked before there is a session, and so no socket. */
const post = async (procedure: string, input: object): Promise<unknown> => {
  const answer = await fetch(new URL(`api/${procedure}`, document.baseURI), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch(() => {
    throw new ConnectionLost()
  })
  const said: unknown = await answer.json().catch(() => null)
  if (answer.ok) return said
  const sentence = isSaid(said) ? said.message : `The workstation answered ${answer.status}. Try again in a moment.`
  throw Object.assign(new Error(sentence), isSaid(said) ? { code: said.code, data: said.data } : {})
}

const isSaid = (said: unknown): said is { code: string; message: string; data?: unknown } =>
  typeof said === 'object' && said !== null && 'code' in said && 'message' in said && typeof said.message === 'string'

const browserSocket = (): WebSocket => {
  const url = new URL(socketPath, document.baseURI)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(url)
}

const browser = {
  clock: {
    now: () => Date.now(),
    wakeAt(at: number, ring: () => void) {
      const timer = setTimeout(ring, Math.max(0, at - Date.now()))
      return () => clearTimeout(timer)
    },
  },
  random: () => Math.random(),
  onHope(listener: () => void) {
    const whenVisible = () => document.visibilityState === 'visible' && listener()
    window.addEventListener('online', listener)
    document.addEventListener('visibilitychange', whenVisible)
    return () => {
      window.removeEventListener('online', listener)
      document.removeEventListener('visibilitychange', whenVisible)
    }
  },
}

// How much one stranger may ask of the protocol's doors. Who shares a limit: a customer, or an address of the internet.
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { Buckets, networkOf, type Rate } from '../../channels/web/door/limits.ts'
import type { Clock } from '../../domain/clock.ts'
import { fail, type ProtocolError } from './protocol-error.ts'
import { type Caller, callerOf, unknownCaller } from './rtm/caller.ts'

export interface ProtocolLimits {
  /** Requests of one customer, over RTM and Web together. */
  readonly calls: Rate
  /** Requests of all programs of one agent together. */
  readonly agentCalls: Rate
  /** Messages among programs of one agent: each may go to everybody. */
  readonly multicasts: Rate
  /** Files of one customer or agent. */
  readonly uploads: Rate
  /** Files of customers of one network: tokens cost nothing. */
  readonly uploadsOfNetwork: Rate
  /** Files on their way at the same time, of all: each is held in memory until it is whole. */
  readonly uploadsAtOnce: number
  /** Tokens given to one network. */
  readonly tokens: Rate
  /** Connections of customers from one network. */
  readonly connectionsPerNetwork: number
}

export const usualLimits: ProtocolLimits = {
  calls: { burst: 500, perSecond: 20 },
  agentCalls: { burst: 1_000, perSecond: 50 },
  multicasts: { burst: 60, perSecond: 2 },
  uploads: { burst: 20, perSecond: 0.2 },
  uploadsOfNetwork: { burst: 60, perSecond: 0.5 },
  uploadsAtOnce: 8,
  tokens: { burst: 60, perSecond: 0.5 },
  connectionsPerNetwork: 200,
}

export class Throttle {
  readonly #buckets: Buckets

  constructor(rate: Rate, clock: Clock) {
    this.#buckets = new Buckets(rate, clock)
  }

  /** Null: go on. `key` null: nobody is counted together with this one. */
  take(key: string | null): ProtocolError | null {
    const waitMs = key === null ? 0 : this.#buckets.take(key)
    if (waitMs === 0) return null
    const seconds = Math.ceil(waitMs / 1_000)
    return fail('too_many_requests', `Too much at once. Go on in ${seconds} s.`, { retry_after: seconds })
  }
}

/** Null: this machine, or a proxy on it, behind which the real address is hidden. */
export const networkOfCall = (c: Context): string | null => {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return networkOf(incoming?.socket.remoteAddress)
}

/** From where a call of the Web API comes. */
export const callerOfCall = (c: Context): Caller => {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return incoming === undefined ? unknownCaller : callerOf(incoming)
}

/** How many are connected from each network. */
export class NetworkCount {
  readonly #most: number
  readonly #counts = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Null: there are too many already; otherwise call what is returned when the connection is gone. */
  enter(network: string | null): (() => void) | null {
    if (network === null) return () => {}
    const count = this.#counts.get(network) ?? 0
    if (count >= this.#most) return null
    this.#counts.set(network, count + 1)
    return () => {
      const left = (this.#counts.get(network) ?? 1) - 1
      if (left > 0) this.#counts.set(network, left)
      else this.#counts.delete(network)
    }
  }
}

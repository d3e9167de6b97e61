// How much one stranger may ask of us. All limits in one place; each can be set by the host.
import type { Clock } from '../../../domain/clock.ts'

/** So many at once, and then so many a second. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

export interface DoorLimits {
  /** Messages of one visitor. */
  readonly says: Rate
  /** Frames of any sort of one visitor, checked before a frame is even parsed. */
  readonly frames: Rate
  /** Files of one visitor. */
  readonly uploads: Rate
  /** Pages opened of one visitor. */
  readonly hellos: Rate
  /** New visitors from one network address. */
  readonly newVisitors: Rate
  /** How many frames over the limit, less those within it, until the page is sent away. */
  readonly patience: number
  /** How long a visitor who was sent away stays away. */
  readonly banMs: number
  readonly pagesPerVisitor: number
  readonly socketsPerNetwork: number
  /** Files on their way at the same time, of all visitors: each is held in memory until it is whole. */
  readonly uploadsAtOnce: number
}

export const usualLimits: DoorLimits = {
  says: { burst: 20, perSecond: 3 },
  frames: { burst: 60, perSecond: 20 },
  uploads: { burst: 10, perSecond: 0.2 },
  hellos: { burst: 20, perSecond: 1 },
  newVisitors: { burst: 30, perSecond: 0.2 },
  patience: 200,
  banMs: 30_000,
  pagesPerVisitor: 20,
  socketsPerNetwork: 100,
  uploadsAtOnce: 4,
}

/** Token buckets by key. Costs one map entry per key that was busy lately. */
export class Buckets {
  readonly #rate: Rate
  readonly #clock: Pick<Clock, 'now'>
  readonly #levels = new Map<string, { level: number; at: number }>()
  #sweepAt = 1_000

  constructor(rate: Rate, clock: Pick<Clock, 'now'>) {
    this.#rate = rate
    this.#clock = clock
  }

  /** 0 when one was taken; otherwise in how many milliseconds there is one again. */
  take(key: string): number {
    const now = this.#clock.now()
    const level = this.#levelOf(key, now)
    if (level < 1) return Math.ceil(((1 - level) / this.#rate.perSecond) * 1_000)
    this.#levels.set(key, { level: level - 1, at: now })
    if (this.#levels.size > this.#sweepAt) this.#sweep(now)
    return 0
  }

  #levelOf(key: string, now: number): number {
    const held = this.#levels.get(key)
    if (!held) return this.#rate.burst
    const refilled = held.level + (Math.max(0, now - held.at) / 1_000) * this.#rate.perSecond
    return Math.min(this.#rate.burst, refilled)
  }

  /** A full bucket is the same as none. */
  #sweep(now: number): void {
    for (const key of this.#levels.keys()) if (this.#levelOf(key, now) >= this.#rate.burst) this.#levels.delete(key)
    this.#sweepAt = Math.max(1_000, this.#levels.size * 2)
  }
}

/** Keys that are shut out until an instant. */
export class Bans {
  readonly #clock: Pick<Clock, 'now'>
  readonly #until = new Map<string, number>()

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  add(key: string, ms: number): void {
    const now = this.#clock.now()
    for (const [other, until] of this.#until) if (until <= now) this.#until.delete(other)
    this.#until.set(key, now + ms)
  }

  /** Milliseconds that are left, 0 for none. */
  left(key: string): number {
    return Math.max(0, (this.#until.get(key) ?? 0) - this.#clock.now())
  }
}

/**
 * Who shares a limit: an IPv4 address, or the half of an IPv6 address that a provider gives to one customer.
 * Null for this machine itself: there the real address is hidden behind a proxy, or the visitor is the host's own user.
 */
export const networkOf = (ip: string | null | undefined): string | null => {
  if (!ip) return null
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (plain === '::1' || plain.startsWith('127.')) return null
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}

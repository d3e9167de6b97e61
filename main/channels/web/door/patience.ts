// How long we listen to one who sends too much: a word once a second, and when it does not stop, the door.
import type { Clock } from '../../../domain/clock.ts'
import type { Buckets } from './limits.ts'

/** `warn`: say so, and that there is room again in so many milliseconds. `ignore`: not a word more. `enough`: out. */
export type Verdict = { readonly say: 'fine' | 'ignore' | 'enough' } | { readonly say: 'warn'; readonly waitMs: number }

export class Patience {
  readonly #frames: Buckets
  readonly #clock: Pick<Clock, 'now'>
  readonly #limit: number
  #excess = 0
  #warnedAt = Number.NEGATIVE_INFINITY

  constructor(frames: Buckets, clock: Pick<Clock, 'now'>, limit: number) {
    this.#frames = frames
    this.#clock = clock
    this.#limit = limit
  }

  /** Cheap, because a flood passes through here ten thousand times a second until it is cut off. */
  judge(key: string): Verdict {
    const waitMs = this.#frames.take(key)
    if (waitMs === 0) {
      this.#excess = Math.max(0, this.#excess - 1)
      return { say: 'fine' }
    }
    if (++this.#excess >= this.#limit) return { say: 'enough' }
    const now = this.#clock.now()
    if (now - this.#warnedAt < 1_000) return { say: 'ignore' }
    this.#warnedAt = now
    return { say: 'warn', waitMs }
  }
}

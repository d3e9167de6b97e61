// A clock that stands still until the test turns it.
import type { Clock } from '../../main/domain/clock.ts'

/** A Tuesday morning, so that dates in failures read well. */
export const morning = Date.UTC(2025, 2, 4, 9, 0, 0)

interface Wake {
  readonly at: number
  readonly order: number
  readonly ring: () => void
}

export class HandClock implements Clock {
  #now: number
  #wakes: Wake[] = []
  #order = 0

  constructor(now: number = morning) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  wakeAt(at: number, ring: () => void): () => void {
    const wake: Wake = { at, order: this.#order++, ring }
    this.#wakes.push(wake)
    // As with a real clock, what is due already rings soon, but never while wakeAt is still running.
    if (at <= this.#now) setImmediate(() => this.#take(wake) && ring())
    return () => void this.#take(wake)
  }

  /** How many wait to be woken: a test of a clean stop expects none. */
  get waiting(): number {
    return this.#wakes.length
  }

  /** The next instant at which somebody wants to be woken. */
  get nextWake(): number | null {
    return this.#next()?.at ?? null
  }

  /** Moves time on by so many milliseconds and rings everything on the way, in order, at its own instant. */
  advance(ms: number): void {
    const until = this.#now + ms
    for (let wake = this.#next(); wake && wake.at <= until; wake = this.#next()) this.#ring(wake)
    this.#now = until
  }

  /** As `advance`, and at each instant waits until what rang has settled, so that it can ask to be woken again on the way. */
  async turn(ms: number): Promise<void> {
    const until = this.#now + ms
    await settled()
    for (let wake = this.#next(); wake && wake.at <= until; wake = this.#next()) {
      this.#ring(wake)
      await settled()
    }
    this.#now = until
    await settled()
  }

  #ring(wake: Wake): void {
    this.#take(wake)
    this.#now = Math.max(this.#now, wake.at)
    wake.ring()
  }

  #next(): Wake | undefined {
    return this.#wakes.toSorted((a, b) => a.at - b.at || a.order - b.order)[0]
  }

  #take(wake: Wake): boolean {
    const there = this.#wakes.includes(wake)
    this.#wakes = this.#wakes.filter(other => other !== wake)
    return there
  }
}

/** Lets everything that waits for nothing but promises and the next turns of the event loop finish. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>(resolve => setImmediate(resolve))
}

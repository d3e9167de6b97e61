// A walk looks for hits from the newest message backwards, one bounded step at a time, so that several can race and none can block.

export interface Walk {
  /** Looks at some more. Must not take more than a few milliseconds. */
  step(): void
  /** Numbers of hits so far, in any order. */
  readonly hits: readonly number[]
  /** Every hit from this number up is known. */
  readonly frontier: number
  /** True when every hit is known. */
  readonly done: boolean
  /** How many messages it has looked at. */
  readonly looked: number
}

/** Where the hits can be: between the two, both left out. */
export interface NumberRange {
  readonly floor: number
  readonly ceiling: number
}

/** Two walks of which each finds a part of the hits. */
export const together = (one: Walk, other: Walk): Walk => ({
  step() {
    // The one that is behind: what the other found below it cannot be told yet.
    const behind = other.done || (!one.done && one.frontier >= other.frontier) ? one : other
    behind.step()
  },
  get hits() {
    return [...new Set([...one.hits, ...other.hits])]
  },
  get frontier() {
    return Math.max(one.done ? 0 : one.frontier, other.done ? 0 : other.frontier)
  },
  get done() {
    return one.done && other.done
  },
  get looked() {
    return one.looked + other.looked
  },
})

/** Hits that no later step can come before, newest first. */
export const settledHits = (walk: Walk): number[] =>
  walk.hits.filter(n => walk.done || n >= walk.frontier).toSorted((a, b) => b - a)

/**
 * Steps the walks in turn until one has as many hits as wanted, or all there are, or they have looked at enough. Returns the one
 * that got furthest. They start one after another: the first mostly finishes at once, and making the others costs something too.
 */
export const race = (ways: readonly (() => Walk | null)[], wanted: number, enough: number): Walk => {
  const toStart = [...ways]
  const running: Walk[] = []
  for (;;) {
    const started = toStart.shift()?.()
    if (started) running.push(started)
    for (const walk of running) {
      walk.step()
      if (walk.done || settledHits(walk).length >= wanted) return walk
    }
    const furthest = running.toSorted((a, b) => a.frontier - b.frontier)[0]
    if (furthest && running.reduce((sum, walk) => sum + walk.looked, 0) >= enough) return furthest
  }
}

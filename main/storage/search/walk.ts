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

/** Before this many messages were looked at, no third way is begun: it is for what the first two do not find soon. */
const patience = 600

/**
 * Lets the walks race until one has as many hits as wanted, or all there are, or they have looked at enough. Returns the one that got
 * furthest. Always the one that has looked least goes on, so that a good way costs at most its double. They begin one after another:
 * the first mostly finishes at once, and beginning the others costs something too.
 */
export const race = (ways: readonly (() => Walk | null)[], wanted: number, enough: number): Walk => {
  const running: Walk[] = []
  let tried = 0
  const looked = () => running.reduce((sum, walk) => sum + walk.looked, 0)
  for (;;) {
    const begun = tried < 2 || looked() >= patience ? ways[tried++]?.() : null
    if (begun) running.push(begun)
    const next = running.toSorted((a, b) => a.looked - b.looked)[0]
    if (!next) throw new Error('A race needs a walk.')
    next.step()
    if (next.done || settledHits(next).length >= wanted) return next
    if (looked() >= enough) return running.toSorted((a, b) => a.frontier - b.frontier)[0] ?? next
  }
}

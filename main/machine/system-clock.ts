// The machine's clock. Timers longer than a browser-like runtime can count are split.
import type { Clock } from '../domain/clock.ts'

/** setTimeout counts in a signed 32-bit number of milliseconds. */
const longestTimer = 2_147_000_000

export const systemClock: Clock = {
  now: () => Date.now(),
  wakeAt(at, ring) {
    let timer: NodeJS.Timeout
    const wind = () => {
      const rest = at - Date.now()
      timer = rest > longestTimer ? setTimeout(wind, longestTimer) : setTimeout(ring, Math.max(0, rest))
    }
    wind()
    return () => clearTimeout(timer)
  },
}

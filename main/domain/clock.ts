// Time as an argument: the only source of "now" and of waking up later. Instants are epoch milliseconds.
export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export interface Clock {
  now(): number
  /** Calls `ring` once, at or after the instant. Returns how to call it off. */
  wakeAt(at: number, ring: () => void): () => void
}

/** Resolves after so many milliseconds of the clock, or at once when the signal aborts. */
export const pause = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve()
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.wakeAt(clock.now() + ms, done)
    signal.addEventListener('abort', done, { once: true })
  })

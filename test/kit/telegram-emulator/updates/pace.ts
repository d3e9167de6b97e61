// The server's own sense of seconds, apart from the injected calendar clock: long polls and conflict delays really pass,
// but a test may make a second short.

export interface Pace {
  /** Seconds since the emulator was made. */
  elapsedS: () => number
  /** Runs after so many seconds; returns how to call it off. */
  afterS: (seconds: number, run: () => void) => () => void
}

/** `secondMs`: how many real milliseconds the server's second lasts. */
export function paceOf(secondMs: number): Pace {
  const startedAt = performance.now()
  return {
    elapsedS: () => (performance.now() - startedAt) / secondMs,
    afterS: (seconds, run) => {
      const timer = setTimeout(run, seconds * secondMs)
      timer.unref() // a parked poll is no reason for a stopped emulator to live on
      return () => clearTimeout(timer)
    },
  }
}

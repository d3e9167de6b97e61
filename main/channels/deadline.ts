// Deadlines by the channel's clock, for calls that a network may never answer.
import type { Clock } from '../domain/clock.ts'

/**
 * A signal that aborts so many milliseconds from now, or `graceMs` after `stop` does, if that is earlier.
 * `done` must be called when the work is over.
 */
export const deadline = (clock: Clock, ms: number, stop: AbortSignal, graceMs = 0) => {
  const abort = new AbortController()
  const end = () => abort.abort()
  const cancels = [clock.wakeAt(clock.now() + ms, end)]
  const onStop = () => (graceMs > 0 ? void cancels.push(clock.wakeAt(clock.now() + graceMs, end)) : end())
  if (stop.aborted) onStop()
  else stop.addEventListener('abort', onStop, { once: true })
  const done = () => {
    for (const cancel of cancels) cancel()
    stop.removeEventListener('abort', onStop)
  }
  return { signal: abort.signal, done }
}

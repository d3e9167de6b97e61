// Follows what happens from the number last seen: after any gap it goes on there, nothing missing and nothing twice.
import type { Followed } from '../../preload/views.ts'

export interface FollowerPorts {
  /** Everything after the number, then what happens. May end or throw at any time. */
  open(since: number, signal: AbortSignal): Promise<AsyncIterable<Followed>>
  /** Called once for each numbered event, in order; and for passing ones (typing) as they come. */
  take(item: Followed): void
  /** After the stream broke: resolves when to try again. `failures` counts since the last event. */
  pause(failures: number, signal: AbortSignal): Promise<void>
}

/** Runs until the signal. `since` is the number that the screen's state already shows. */
export const follow = async (ports: FollowerPorts, since: number, signal: AbortSignal): Promise<void> => {
  let last = since
  let failures = 0
  while (!signal.aborted) {
    try {
      for await (const item of await ports.open(last, signal)) {
        if (signal.aborted) return
        failures = 0
        if (item.seq !== undefined) {
          if (item.seq <= last) continue
          last = item.seq
        }
        ports.take(item)
      }
    } catch {
      // A broken stream is nothing to tell: the bar about the connection says it already.
    }
    if (signal.aborted) return
    failures += 1
    await ports.pause(failures, signal)
  }
}

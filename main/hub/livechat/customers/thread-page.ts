// One page of a chat's threads, and where the pages beside it begin. Pure but for the view of each thread, which is made on the way.
import type { Place } from './pages.ts'

interface Thread {
  readonly id: string
}

/** `all`: newest first. `view` gives what is shown, with its events. */
export const threadPage = async <T extends Thread>(
  all: readonly T[],
  place: Place,
  view: (thread: T) => Promise<Record<string, unknown>>,
): Promise<{
  readonly threads: readonly Record<string, unknown>[]
  readonly next: Place | null
  readonly previous: Place | null
}> => {
  const { order, limit, minEvents, beside } = place
  const sorted = order === 'desc' ? all : all.toReversed()
  const at = beside === null ? -1 : sorted.findIndex(one => one.id === beside.threadId)
  const isBack = beside?.side === 'before' && at >= 0
  const from = isBack ? Math.max(0, at - limit) : at + 1
  const threads: Record<string, unknown>[] = []
  let events = 0
  let end = from
  const most = isBack ? at - from : limit
  while (end < sorted.length) {
    if (minEvents === null || isBack ? threads.length >= most : events >= minEvents) break
    const thread = sorted[end]
    if (thread === undefined) break
    const shown = await view(thread)
    events += Array.isArray(shown.events) ? shown.events.length : 0
    threads.push(shown)
    end += 1
  }
  const [first, last] = [sorted[from], sorted[end - 1]]
  return {
    threads,
    next: end < sorted.length && last !== undefined ? { ...place, beside: { threadId: last.id, side: 'after' } } : null,
    previous: from > 0 && first !== undefined ? { ...place, beside: { threadId: first.id, side: 'before' } } : null,
  }
}

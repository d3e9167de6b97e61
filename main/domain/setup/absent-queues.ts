// Queues that the file would add and that cannot be added: what belongs to one of them cannot come either.
import type { QueueItem } from './plan-item.ts'
import { nameKey, type Setup } from './setup-file.ts'

/** As the file calls them. */
export const absentQueues = (present: Setup, queues: readonly QueueItem[]): ReadonlySet<string> => {
  const known = new Set(present.queues.map(queue => nameKey(queue.name)))
  const absent = queues.filter(({ verdict, name }) => verdict === 'impossible' && !known.has(nameKey(name)))
  return new Set(absent.map(({ name }) => name))
}

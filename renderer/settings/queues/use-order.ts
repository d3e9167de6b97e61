// The order of queues on this screen: shown as it is wished from the first moment, sent, and as the workstation says when it is done.
import { useRef, useState } from 'react'
import type { QueueView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { reload, useSetup } from '../setup.ts'

export interface Order {
  /** Of the queues that are not archived. */
  readonly ids: readonly string[]
  /** As the list shows them; archived ones stay where they are, after the others. */
  readonly sorted: (queues: readonly QueueView[]) => readonly QueueView[]
  readonly put: (ids: readonly string[]) => Promise<void>
}

export const useOrder = (): Order => {
  const queues = useSetup(setup => setup.queues)
  const stored = queues.filter(queue => queue.archivedAt === null).map(queue => queue.id)
  const [wished, setWished] = useState<readonly string[] | null>(null)
  const turn = useRef(0)
  const sent = useRef(Promise.resolve())
  // Queues that came meanwhile stand at the end, those that went are left out.
  const ids =
    wished === null
      ? stored
      : [...wished.filter(id => stored.includes(id)), ...stored.filter(id => !wished.includes(id))]

  const put = async (next: readonly string[]) => {
    const mine = ++turn.current
    setWished(next)
    // One after the other: the last wish must not be overtaken by the one before.
    sent.current = sent.current.then(async () => {
      if (mine !== turn.current) return
      try {
        await ask().queues.reorder({ queueIds: [...next] })
      } catch (error) {
        sayRefusal(error)
      }
      await reload('queues').catch(() => {})
      if (mine === turn.current) setWished(null)
    })
    await sent.current
  }
  const placeOf = ({ id }: QueueView) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
  return { ids, sorted: all => all.toSorted((a, b) => placeOf(a) - placeOf(b)), put }
}

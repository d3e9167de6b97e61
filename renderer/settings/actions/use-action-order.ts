// The order of chat actions on this screen: shown as it is wished from the first moment, then as the workstation says.
import { useRef, useState } from 'react'
import type { ChatActionView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { reload } from '../setup.ts'

export const useActionOrder = (actions: readonly ChatActionView[]) => {
  const stored = actions.map(({ id }) => id)
  const [wished, setWished] = useState<readonly string[] | null>(null)
  const turn = useRef(0)
  const sent = useRef(Promise.resolve())
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
      await ask()
        .chatActions.reorder({ ids: [...next] })
        .catch(sayRefusal)
      await reload('actions').catch(() => {})
      if (mine === turn.current) setWished(null)
    })
    await sent.current
  }
  return { ids, put }
}

// The runs that are shown, kept right by events: a busy minute costs a few answers.
import { useCallback, useEffect, useState } from 'react'
import type { RunView } from '../../../../preload/views.ts'
import { ask } from '../../../stores/door.ts'
import { hear } from '../../../stores/events.ts'
import { refusedBy } from '../../../stores/refused.ts'
import { t } from '../../../words/words.ts'

export type RunStatus = RunView['status']
export const runStatuses = ['failed', 'running', 'finished', 'cancelled'] as const satisfies readonly RunStatus[]

const paceMs = 300

export const useRunList = (processId: string | null, status: RunStatus | null) => {
  const [runs, setRuns] = useState<readonly RunView[] | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [asked, setAsked] = useState(0)
  const refresh = useCallback(() => setAsked(count => count + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is how often it was asked for anew
  useEffect(() => {
    let isGone = false
    ask()
      .processes.listRuns({ ...(processId === null ? {} : { processId }), ...(status === null ? {} : { status }) })
      .then(answer => {
        if (isGone) return
        setRuns(answer.runs)
        setTrouble(null)
      })
      .catch(error => {
        const refused = refusedBy(error)
        if (!isGone) setTrouble(refused.kind === 'refused' ? refused.sentence : t('settings.unanswered'))
      })
    return () => {
      isGone = true
    }
  }, [processId, status, asked])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = hear(item => {
      if (item.type !== 'run.changed') return
      timer ??= setTimeout(() => {
        timer = undefined
        refresh()
      }, paceMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [refresh])
  return { runs, trouble, refresh }
}

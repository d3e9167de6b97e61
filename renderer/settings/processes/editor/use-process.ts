// A process as the workstation has it: asked for, and asked for anew when somebody changes it.
import { useCallback, useEffect, useState } from 'react'
import type { ProcessView } from '../../../../preload/views.ts'
import { ask } from '../../../stores/door.ts'
import { refusedBy } from '../../../stores/refused.ts'
import { t } from '../../../words/words.ts'
import { useSetup } from '../../setup.ts'

export interface StoredProcess {
  readonly process: ProcessView | null
  /** Why there is none. */
  readonly trouble: string | null
  readonly reload: () => Promise<ProcessView | undefined>
  readonly put: (process: ProcessView) => void
}

export const useProcess = (id: string): StoredProcess => {
  const [process, setProcess] = useState<ProcessView | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const listed = useSetup(setup => setup.processes.find(one => one.id === id)?.version)
  const reload = useCallback(async () => {
    try {
      const answer = await ask().processes.get({ id })
      setProcess(held => (held !== null && held.version > answer.version ? held : answer))
      setTrouble(null)
      return answer
    } catch (error) {
      const refused = refusedBy(error)
      setTrouble(refused.kind === 'refused' ? refused.sentence : t('settings.unanswered'))
      return undefined
    }
  }, [id])
  const known = process?.version
  useEffect(() => {
    if (known === undefined || (listed !== undefined && listed > known)) void reload()
  }, [listed, known, reload])
  return { process, trouble, reload, put: setProcess }
}

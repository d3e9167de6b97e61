// What can be done with a process that is open: keep it, publish it, go back, take it away. Says how it ended.
import { useState } from 'react'
import type { ProcessView } from '../../../../preload/views.ts'
import { ask } from '../../../stores/door.ts'
import { refusedBy } from '../../../stores/refused.ts'
import { say, sayRefusal } from '../../../stores/toasts.ts'
import { t } from '../../../words/words.ts'
import { useMeanwhile } from '../../form/use-meanwhile.ts'
import { goOn } from '../../frame/leaving.ts'
import { hashOf } from '../../frame/route.ts'
import { sayWithUndo } from '../../frame/Undo.tsx'
import { reload } from '../../setup.ts'
import type { OpenDrawing } from './use-drawing.ts'
import type { StoredProcess } from './use-process.ts'

export interface Deeds {
  readonly isBusy: boolean
  /** What it was when somebody else changed it under our hands; null: nobody did. */
  readonly overtaken: ProcessView | null
  save(): Promise<boolean>
  publish(): Promise<void>
  discard(): Promise<void>
  remove(): Promise<void>
  takeTheirs(): Promise<void>
  keepMine(): Promise<void>
}

export interface DeedsPlan {
  readonly process: ProcessView
  readonly stored: StoredProcess
  readonly open: OpenDrawing
  readonly name: string
  readonly setName: (name: string) => void
}

export const useProcessDeeds = ({ process, stored, open, name, setName }: DeedsPlan): Deeds => {
  const [isBusy, setBusy] = useState(false)
  const meanwhile = useMeanwhile(process, stored.reload)
  const isDirty = open.isDirty || name.trim() !== process.name
  const overtaken = meanwhile.overtaken(isDirty)

  const guarded = async (deed: () => Promise<void>): Promise<boolean> => {
    if (isBusy) return false
    setBusy(true)
    try {
      await deed()
      return true
    } catch (error) {
      const refused = refusedBy(error)
      if (refused.kind !== 'refused' || refused.code !== 'CONFLICT' || !(await meanwhile.onConflict()))
        sayRefusal(error)
      return false
    } finally {
      setBusy(false)
    }
  }

  const adopt = (saved: ProcessView) => {
    stored.put(saved)
    meanwhile.saved(saved)
    open.setProblems(saved.problems)
    setName(saved.name)
  }

  const keep = async () => {
    const xml = await open.current()
    const version = meanwhile.version()
    const saved = await ask().processes.saveDraft({
      id: process.id,
      xml,
      ...(version === undefined ? {} : { version }),
      ...(name.trim() === process.name ? {} : { name: name.trim() }),
    })
    adopt(saved)
    open.kept(xml)
    return saved
  }

  const save = () =>
    guarded(async () => {
      await keep()
      say(t('process.saved'))
      await reload('processes').catch(() => {})
    })

  const publish = async () => {
    await guarded(async () => {
      const before = isDirty ? await keep() : process
      const wrong = before.problems.find(({ severity }) => severity === 'error')
      if (wrong?.elementId != null) open.drawing?.choose(wrong.elementId)
      const published = await ask().processes.publish({ id: process.id, version: before.version })
      adopt(published)
      say(t('process.published', { number: published.publishedNumber ?? 1 }))
      await reload('processes').catch(() => {})
    })
  }

  const discard = async () => {
    await guarded(async () => {
      const version = meanwhile.version()
      const back = await ask().processes.discardDraft({ id: process.id, ...(version === undefined ? {} : { version }) })
      adopt(back)
      await open.draw(back.xml, true)
      say(t('process.discarded'))
      await reload('processes').catch(() => {})
    })
  }

  const remove = async () => {
    await guarded(async () => {
      const { id } = process
      await ask().processes.remove({ id })
      goOn(hashOf('processes'))
      await reload('processes').catch(() => {})
      sayWithUndo(t('process.removed', { name: process.name }), () => bringBack(id))
    })
  }

  return {
    isBusy,
    overtaken,
    save,
    publish,
    discard,
    remove,
    takeTheirs: async () => {
      meanwhile.accept()
      setName(process.name)
      await open.draw(process.xml, true)
    },
    keepMine: async () => {
      meanwhile.accept()
      await save()
    },
  }
}

const bringBack = async (id: string): Promise<void> => {
  try {
    const { name } = await ask().processes.restore({ id })
    await reload('processes')
    say(t('settings.undone', { name }))
  } catch (error) {
    sayRefusal(error)
  }
}

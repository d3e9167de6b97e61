// Where somebody is with moving a set-up: nothing chosen, a file that is wrong, a preview to look at, or done.
import { useState } from 'react'
import type { SetupPreviewView } from '../../../preload/views.ts'
import { now } from '../../stores/clock.ts'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { saidBy } from '../form/refusal.ts'
import { dayForFile, saveFile } from '../frame/save-file.ts'
import { reloadAll } from '../setup.ts'

export type Stage =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wrong'; readonly name: string; readonly sentence: string }
  | {
      readonly kind: 'preview'
      readonly name: string
      readonly text: string
      readonly preview: SetupPreviewView
      /** Why this is not the preview that was there before. */
      readonly warning: string | null
    }
  | { readonly kind: 'done'; readonly name: string; readonly preview: SetupPreviewView }

const largestFile = 30_000_000

export const useMoving = () => {
  const [stage, setStage] = useState<Stage>({ kind: 'nothing' })
  const [isBusy, setBusy] = useState(false)

  const busily = (work: () => Promise<void>) => () => {
    setBusy(true)
    void work().finally(() => setBusy(false))
  }

  const look = async (name: string, text: string, warning: string | null) => {
    try {
      const preview = await ask().setup.preview({ file: text })
      setStage({ kind: 'preview', name, text, preview, warning })
    } catch (error) {
      setStage({ kind: 'wrong', name, sentence: saidBy(error).sentence ?? t('settings.unanswered') })
    }
  }

  return {
    stage,
    isBusy,
    drop: () => setStage({ kind: 'nothing' }),

    exportSetup: busily(async () => {
      try {
        const { file } = await ask().setup.export({})
        saveFile(`parley-setup-${dayForFile(now())}.json`, 'application/json', file)
        say(t('settings.moving.exported'))
      } catch (error) {
        sayRefusal(error)
      }
    }),

    choose: (file: File) =>
      busily(async () => {
        if (file.size > largestFile)
          return setStage({ kind: 'wrong', name: file.name, sentence: t('settings.moving.tooLarge') })
        await look(file.name, await file.text(), null)
      })(),

    bringIn: busily(async () => {
      if (stage.kind !== 'preview') return
      const { name, text, preview } = stage
      try {
        const done = await ask().setup.import({ file: text, token: preview.token })
        await reloadAll()
        setStage({ kind: 'done', name, preview: done })
        say(t('settings.moving.doneToast'))
      } catch (error) {
        const { sentence, isConflict } = saidBy(error)
        if (isConflict) await look(name, text, sentence)
        else setStage({ kind: 'wrong', name, sentence: sentence ?? t('settings.unanswered') })
      }
    }),
  }
}

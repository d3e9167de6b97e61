// One run in a line: what it is doing or waiting for, or why it failed; and what can be done about it.
import { IconAlertTriangle, IconBolt, IconClock, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { RunView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { Rich } from '../../parts/Rich.tsx'
import { useNow } from '../../stores/clock.ts'
import { ask } from '../../stores/door.ts'
import { refreshRuns } from '../../stores/runs.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './ChatRuns.module.css'
import { runWords } from './run-words.ts'

export const RunLine = ({ run, chatId }: { readonly run: RunView; readonly chatId: string }) => {
  const [isBusy, setBusy] = useState(false)
  const { word, facts, isWaiting } = runWords(run, useNow())
  const hasFailed = run.status === 'failed'
  const act = async (deed: 'retryRun' | 'cancelRun') => {
    setBusy(true)
    try {
      await ask().chatService[deed]({ runId: run.id })
      await refreshRuns(chatId)
    } catch (error) {
      sayRefusal(error)
    }
    setBusy(false)
  }
  const name = run.actionCaption
  const Sign = hasFailed ? IconAlertTriangle : isWaiting ? IconClock : IconBolt
  return (
    <div className={`${classes.run} ${hasFailed ? classes.failed : ''}`} role={hasFailed ? 'alert' : 'status'}>
      <Sign size={15} aria-hidden />
      <span className={classes.words} dir="auto">
        <Rich word={word} facts={facts} marks={{ b: text => <b>{text}</b> }} />
      </span>
      {hasFailed ? (
        <Button small disabled={isBusy} aria-label={t('run.retryOf', { name })} onClick={() => void act('retryRun')}>
          {t('run.retry')}
        </Button>
      ) : null}
      <IconButton name={t('run.cancelOf', { name })} disabled={isBusy} onClick={() => void act('cancelRun')}>
        <IconX size={15} />
      </IconButton>
    </div>
  )
}

// One run: where it stands in its diagram, each step with what it did or why it did not, and Retry and Cancel.
import { IconX } from '@tabler/icons-react'
import { useEffect, useId, useMemo, useState } from 'react'
import type { RunView } from '../../../../preload/views.ts'
import { Button } from '../../../parts/Button.tsx'
import { IconButton } from '../../../parts/IconButton.tsx'
import { ask } from '../../../stores/door.ts'
import { say, sayRefusal } from '../../../stores/toasts.ts'
import { t } from '../../../words/words.ts'
import frame from '../../form/EditorFrame.module.css'
import { Notice } from '../../frame/Notice.tsx'
import { Diagram } from '../canvas/Diagram.tsx'
import { RunSteps } from './RunSteps.tsx'
import classes from './Runs.module.css'
import { runMarks } from './run-marks.ts'

export interface RunDetailsProps {
  readonly run: RunView
  readonly onClose: () => void
  readonly onChanged: () => void
}

export const RunDetails = ({ run, onClose, onChanged }: RunDetailsProps) => {
  const titleId = useId()
  const [xml, setXml] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { processId, versionNumber } = run
  useEffect(() => {
    ask()
      .processes.getVersion({ id: processId, number: versionNumber })
      .then(answer => setXml(answer.xml))
      .catch(sayRefusal)
  }, [processId, versionNumber])
  const { marks, badges } = useMemo(() => runMarks(run.steps), [run.steps])
  const act = async (deed: 'retryRun' | 'cancelRun') => {
    if (isBusy) return
    setBusy(true)
    try {
      await ask().chatService[deed]({ runId: run.id })
      say(t(deed === 'retryRun' ? 'process.runs.retried' : 'process.runs.cancelled', { name: run.actionCaption }))
      onChanged()
    } catch (error) {
      sayRefusal(error)
    }
    setBusy(false)
  }
  return (
    <section className={`${frame.editor} ${classes.details}`} aria-labelledby={titleId}>
      <header className={frame.head}>
        <div className={frame.titles}>
          <h2 id={titleId} className={frame.title}>
            {t('process.runs.one', { name: run.actionCaption, number: run.chatNumber })}
          </h2>
          <div className={frame.subtitle}>
            {t('process.runs.of', { name: run.processName, number: run.versionNumber })} · {run.contactName}
          </div>
        </div>
        <IconButton name={t('settings.editor.close')} onClick={onClose}>
          <IconX size={18} />
        </IconButton>
      </header>
      <div className={frame.fields}>
        {run.reason === null ? null : (
          <Notice tone={run.status === 'failed' ? 'bad' : 'info'} quiet>
            {run.reason}
          </Notice>
        )}
        {run.status === 'failed' || run.status === 'running' ? (
          <div className={classes.deeds}>
            {run.status === 'failed' ? (
              <Button weight="accent" disabled={isBusy} onClick={() => void act('retryRun')}>
                {t('process.runs.retry')}
              </Button>
            ) : null}
            <Button disabled={isBusy} onClick={() => void act('cancelRun')}>
              {t('process.runs.cancel')}
            </Button>
          </div>
        ) : null}
        {xml === null ? null : (
          <div className={classes.diagram}>
            <Diagram name={t('process.canvas', { name: run.processName })} xml={xml} marks={marks} badges={badges} />
          </div>
        )}
        <RunSteps steps={run.steps} />
      </div>
    </section>
  )
}

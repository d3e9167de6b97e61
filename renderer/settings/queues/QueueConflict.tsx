// Somebody else saved this queue while it was being edited: what they changed, and the two ways out. Nothing is overwritten unasked.
import type { QueueView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { Notice } from '../frame/Notice.tsx'
import { useSetup } from '../setup.ts'
import { memberKey } from './members.ts'
import classes from './QueueEditor.module.css'
import { differencesOf } from './queue-difference.ts'
import { queueForm } from './queue-form.ts'

export interface QueueConflictProps {
  readonly before: QueueView
  readonly now: QueueView
  readonly onTakeTheirs: () => void
  readonly onKeepMine: () => void
}

export const QueueConflict = ({ before, now, onTakeTheirs, onKeepMine }: QueueConflictProps) => {
  const { agents, roles } = useSetup()
  const names = new Map([
    ...agents.map(({ id, name }) => [memberKey('agent', id), name] as const),
    ...roles.map(({ id, name }) => [memberKey('role', id), name] as const),
  ])
  const differences = differencesOf(queueForm(before), queueForm(now), member => names.get(member) ?? member)
  return (
    <Notice tone="warn" title={t('settings.queues.conflictTitle')}>
      {differences.length === 0 ? (
        <span>{t('settings.queues.conflictSame')}</span>
      ) : (
        <>
          <span>{t('settings.queues.conflictBody')}</span>
          <ul>
            {differences.map(({ field, before, after }) => (
              <li key={field}>{t('settings.queues.conflictLine', { field, before, after })}</li>
            ))}
          </ul>
        </>
      )}
      <div className={classes.choice}>
        <Button small onClick={onTakeTheirs}>
          {t('settings.queues.takeTheirs')}
        </Button>
        <Button small onClick={onKeepMine}>
          {t('settings.queues.keepMine')}
        </Button>
      </div>
    </Notice>
  )
}

// Somebody else kept another diagram while this one was drawn: whose it is, and the two ways out. Nothing is overwritten unasked.
import type { ProcessView } from '../../../../preload/views.ts'
import { Button } from '../../../parts/Button.tsx'
import { now as clock } from '../../../stores/clock.ts'
import { whenOf } from '../../../words/formats.ts'
import { t } from '../../../words/words.ts'
import { Notice } from '../../frame/Notice.tsx'
import classes from './Editor.module.css'
import type { Deeds } from './use-deeds.ts'

export const Overtaken = ({ now, deeds }: { readonly now: ProcessView; readonly deeds: Deeds }) => (
  <div className={classes.notice}>
    <Notice tone="warn" title={t('process.overtaken.title')}>
      <span>
        {t('process.overtaken.body', {
          name: now.changedByName ?? t('process.byParley'),
          time: whenOf(now.changedAt, clock()),
        })}
      </span>
      <div className={classes.choice}>
        <Button small onClick={() => void deeds.takeTheirs()}>
          {t('settings.meanwhile.takeTheirs')}
        </Button>
        <Button small onClick={() => void deeds.keepMine()}>
          {t('settings.meanwhile.keepMine')}
        </Button>
      </div>
    </Notice>
  </div>
)

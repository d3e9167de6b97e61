// Somebody else saved this while it was being edited: what they changed, and the two ways out. Nothing is overwritten unasked.
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { Notice } from '../frame/Notice.tsx'
import classes from './ChangedMeanwhile.module.css'
import type { Difference } from './differences.ts'

export interface ChangedMeanwhileProps {
  readonly differences: readonly Difference[]
  readonly meanwhile: { accept(): void }
  readonly editor: { takeStored(): void; submit(): void }
}

export const ChangedMeanwhile = ({ differences, meanwhile, editor }: ChangedMeanwhileProps) => (
  <Notice tone="warn" title={t('settings.meanwhile.title')}>
    {differences.length === 0 ? (
      <span>{t('settings.meanwhile.same')}</span>
    ) : (
      <>
        <span>{t('settings.meanwhile.body')}</span>
        <ul className={classes.list}>
          {differences.map(({ caption, before, after }) => (
            <li key={caption}>{t('settings.meanwhile.line', { caption, before, after })}</li>
          ))}
        </ul>
      </>
    )}
    <div className={classes.choice}>
      <Button
        small
        onClick={() => {
          meanwhile.accept()
          editor.takeStored()
        }}
      >
        {t('settings.meanwhile.takeTheirs')}
      </Button>
      <Button
        small
        onClick={() => {
          meanwhile.accept()
          editor.submit()
        }}
      >
        {t('settings.meanwhile.keepMine')}
      </Button>
    </div>
  </Notice>
)

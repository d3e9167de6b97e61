// Stands in place of a form whose thing is not there (any more).
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { t } from '../../words/words.ts'
import classes from '../form/EditorFrame.module.css'
import { goTo } from '../frame/leaving.ts'

export const Gone = ({ back }: { readonly back: string }) => (
  <div className={classes.editor}>
    <Empty title={t('settings.editor.gone')}>
      <Button onClick={() => goTo(back)}>{t('settings.editor.back')}</Button>
    </Empty>
  </div>
)

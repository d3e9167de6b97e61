// Above a version that is only looked at: which one it is, back to the draft, or go on drawing from it.
import { Button } from '../../../parts/Button.tsx'
import { t } from '../../../words/words.ts'
import classes from './Editor.module.css'
import type { OldVersion } from './Versions.tsx'

export interface OldVersionBarProps {
  readonly version: OldVersion
  readonly onBack: () => void
  readonly onUse: () => void
}

export const OldVersionBar = ({ version, onBack, onUse }: OldVersionBarProps) => (
  <div className={classes.oldBar} role="status">
    <span>{t('process.versions.looking', { number: version.number })}</span>
    <Button small onClick={onUse}>
      {t('process.versions.use')}
    </Button>
    <Button small weight="accent" onClick={onBack}>
      {t('process.versions.back')}
    </Button>
  </div>
)

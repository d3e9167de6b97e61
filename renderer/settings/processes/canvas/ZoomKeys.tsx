// Nearer, further, all of it: for the keyboard, and for mice without a wheel.
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { IconButton } from '../../../parts/IconButton.tsx'
import { t } from '../../../words/words.ts'
import classes from './Diagram.module.css'
import type { Picture } from './drawing.ts'

const step = 1.2

export const ZoomKeys = ({ picture }: { readonly picture: Picture }) => (
  <div className={classes.zoom} role="toolbar" aria-label={t('process.zoom.name')}>
    <IconButton name={t('process.zoom.in')} onClick={() => picture.zoomBy(step)}>
      <IconPlus size={16} />
    </IconButton>
    <IconButton name={t('process.zoom.out')} onClick={() => picture.zoomBy(1 / step)}>
      <IconMinus size={16} />
    </IconButton>
    <IconButton name={t('process.zoom.fit')} onClick={() => picture.showAll()}>
      <IconArrowsMaximize size={16} />
    </IconButton>
  </div>
)

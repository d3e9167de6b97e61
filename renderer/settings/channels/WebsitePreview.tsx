// A still of the customer's chat in the chosen colour, so that nobody needs to save to see it.
import { t } from '../../words/words.ts'
import classes from './Channels.module.css'
import { inkOn } from './ink-on.ts'

export interface WebsitePreviewProps {
  readonly title: string
  readonly greeting: string
  readonly color: string
}

export const WebsitePreview = ({ title, greeting, color }: WebsitePreviewProps) => {
  const ground = /^#[0-9a-f]{6}$/i.test(color.trim()) ? color.trim() : '#687384'
  const tint = { background: ground, color: inkOn(ground) }
  return (
    <figure className={classes.preview} aria-label={t('settings.channels.web.preview')}>
      <div className={classes.previewHead} style={tint}>
        {title.trim() || '\u00a0'}
      </div>
      <div className={classes.previewBody}>
        {greeting.trim() === '' ? null : <div className={classes.theirs}>{greeting.trim()}</div>}
        <div className={classes.mine} style={tint}>
          {t('settings.channels.web.previewMine')}
        </div>
      </div>
    </figure>
  )
}

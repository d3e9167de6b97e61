// How a channel is doing, in words; with a sign that can be told apart without colour.
import type { HealthView } from '../../../preload/views.ts'
import { timeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './Channels.module.css'

export const Health = ({ health }: { readonly health: HealthView }) => (
  <div className={`${classes.health} ${classes[isWarned(health) ? 'warned' : health.state]}`}>
    <span className={classes.dot} aria-hidden />
    <div className={classes.words}>
      <span className={classes.state}>{stateOf(health)}</span>
      {health.state === 'online' && health.warning !== undefined ? (
        <div className={classes.reason}>{health.warning}</div>
      ) : null}
      {health.state === 'retrying' ? <div className={classes.reason}>{health.reason}</div> : null}
      {health.state === 'needsAttention' ? (
        <div className={classes.reason}>
          {health.reason} <strong>{health.remedy}</strong>
        </div>
      ) : null}
    </div>
  </div>
)

export const isWarned = (health: HealthView): boolean => health.state === 'online' && health.warning !== undefined

const stateOf = (health: HealthView): string => {
  if (isWarned(health)) return t('settings.channels.health.warned')
  return health.state === 'retrying'
    ? t('settings.channels.health.retrying', { time: timeOf(health.until) })
    : t(`settings.channels.health.${health.state}`)
}

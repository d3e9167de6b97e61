// The steps of a run in the order in which they began.
import type { RunView } from '../../../../preload/views.ts'
import { useNow } from '../../../stores/clock.ts'
import { timeOf, whenOf } from '../../../words/formats.ts'
import { t } from '../../../words/words.ts'
import classes from './Runs.module.css'

export const RunSteps = ({ steps }: { readonly steps: RunView['steps'] }) => {
  const now = useNow()
  if (steps.length === 0) return null
  return (
    <ol className={classes.steps}>
      {steps.map(step => (
        <li key={step.id}>
          <div className={classes.stepHead}>
            <b>{step.name}</b>
            <span className={`${classes.status} ${classes[step.status]}`}>
              {t(`process.step.${step.status === 'due' && step.nextTryAt !== null ? 'again' : step.status}`)}
            </span>
            <time>{whenOf(step.startedAt, now)}</time>
          </div>
          {step.outcome === null ? null : <div>{step.outcome}</div>}
          {step.reason === null ? null : <div className={classes.reason}>{step.reason}</div>}
          {step.status === 'due' && step.nextTryAt !== null ? (
            <div className={classes.quiet}>
              {t('process.step.nextTry', { time: timeOf(step.nextTryAt), count: step.attempts })}
            </div>
          ) : null}
          {step.status === 'waiting' && step.dueAt !== null ? (
            <div className={classes.quiet}>{t('process.step.until', { time: whenOf(step.dueAt, now) })}</div>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

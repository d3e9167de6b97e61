// Everything that is wrong with the diagram, as one draws: each line leads to its element.
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import type { ProcessProblemView } from '../../../../preload/views.ts'
import { t } from '../../../words/words.ts'
import type { Drawing } from '../canvas/drawing.ts'
import classes from './Editor.module.css'

export interface ProblemsProps {
  readonly problems: readonly ProcessProblemView[]
  readonly drawing: Drawing
}

export const Problems = ({ problems, drawing }: ProblemsProps) => {
  const [isOpen, setOpen] = useState(true)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  if (problems.length === 0)
    return (
      <div className={classes.problems} role="status">
        <div className={classes.fine}>
          <IconCircleCheck size={15} aria-hidden /> {t('process.problems.none')}
        </div>
      </div>
    )
  return (
    <section className={classes.problems} aria-label={t('process.problems.name')}>
      <button type="button" className={classes.summary} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span role="status">
          {errors === 0 ? null : <b className={classes.errors}>{t('process.problems.errors', { count: errors })}</b>}
          {errors > 0 && warnings > 0 ? ' · ' : null}
          {warnings === 0 ? null : (
            <b className={classes.warnings}>{t('process.problems.warnings', { count: warnings })}</b>
          )}
        </span>
      </button>
      {isOpen ? (
        <ul className={classes.problemList}>
          {problems.map((problem, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same of one element
            <li key={`${problem.elementId}/${at}`}>
              <button
                type="button"
                className={classes.problem}
                onClick={() => problem.elementId !== null && drawing.choose(problem.elementId)}
              >
                {problem.severity === 'error' ? (
                  <IconCircleX size={15} className={classes.errors} aria-label={t('process.problems.error')} />
                ) : (
                  <IconAlertTriangle
                    size={15}
                    className={classes.warnings}
                    aria-label={t('process.problems.warning')}
                  />
                )}
                <span>
                  {problem.elementName === '' ? null : <b>{problem.elementName}: </b>}
                  {problem.sentence}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

// Every element of the diagram as a list, in the order in which one comes to them: the diagram for the keyboard and for ears.
import type { ProcessProblemView } from '../../../../preload/views.ts'
import { t } from '../../../words/words.ts'
import type { Drawing } from '../canvas/drawing.ts'
import { type Element, isFlow, isStep } from '../canvas/element.ts'
import { kindTitle, titleOf } from '../canvas/title.ts'
import classes from './Fields.module.css'

export interface StepListProps {
  readonly drawing: Drawing
  readonly problems: readonly ProcessProblemView[]
}

export const StepList = ({ drawing, problems }: StepListProps) => {
  const steps = inOrder(drawing.registry.filter(one => isStep(one) && one.labelTarget === undefined))
  return (
    <div className={classes.fields}>
      <div>
        <h3 className={classes.title}>{t('process.steps.title')}</h3>
        <p className={classes.hint}>{t('process.steps.help')}</p>
      </div>
      <ol className={classes.steps}>
        {steps.map(step => {
          const count = problems.filter(problem => problem.elementId === step.id).length
          const kind = kindTitle(step)
          const title = titleOf(step)
          return (
            <li key={step.id}>
              <button type="button" className={classes.step} onClick={() => drawing.choose(step.id)}>
                <span>{title}</span>
                {title === kind ? null : <small>{kind}</small>}
                {count === 0 ? null : <b className={classes.count}>{t('process.steps.problems', { count })}</b>}
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** From the start along the flows; what nothing leads to comes last. */
export const inOrder = (steps: readonly Element[]): readonly Element[] => {
  const found = new Set(steps.filter(({ type }) => type === 'bpmn:StartEvent'))
  for (const step of found)
    for (const flow of step.outgoing.filter(isFlow)) if (flow.target !== undefined) found.add(flow.target)
  return [...found, ...steps.filter(step => !found.has(step))]
}

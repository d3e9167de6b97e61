// What is said of the element that is chosen: its name, what it does, and where it goes on.
import type { ProcessProblemView } from '../../../../preload/views.ts'
import { Button } from '../../../parts/Button.tsx'
import { t } from '../../../words/words.ts'
import { Notice } from '../../frame/Notice.tsx'
import type { Drawing } from '../canvas/drawing.ts'
import { type Element, isFlow, isStep, textIn } from '../canvas/element.ts'
import { pieceAt } from '../canvas/pieces.ts'
import { kindTitle } from '../canvas/title.ts'
import classes from './Fields.module.css'
import { decides, FlowFields } from './FlowFields.tsx'
import { FormEditor } from './FormEditor.tsx'
import { knownNames } from './known-names.ts'
import { NextSteps } from './NextSteps.tsx'
import { TaskFields } from './TaskFields.tsx'
import { TypedField } from './TypedField.tsx'
import { WaitFields } from './WaitFields.tsx'
import { timerOf } from './waits.ts'

export interface ElementFieldsProps {
  readonly drawing: Drawing
  readonly element: Element
  readonly problems: readonly ProcessProblemView[]
  readonly secrets: readonly string[]
}

export const ElementFields = ({ drawing, element, problems, secrets }: ElementFieldsProps) => {
  const node = element.businessObject
  const own = problems.filter(problem => problem.elementId === element.id)
  // Those of a field stand at their field.
  const general = own.filter(problem => problem.field === null)
  const names = knownNames(drawing.registry.filter(isStep).map(one => one.businessObject))
  const isTask = element.type === 'bpmn:ServiceTask' || element.type === 'bpmn:SendTask'
  const source = element.source
  const piece = pieceAt(node)
  return (
    <div className={classes.fields}>
      <div>
        <h3 className={classes.title}>{kindTitle(element)}</h3>
        {piece === undefined || isTask ? null : <p className={classes.hint}>{piece.help}</p>}
      </div>
      {general.map(problem => (
        <Notice key={problem.sentence} tone={problem.severity === 'error' ? 'bad' : 'warn'} quiet>
          {problem.sentence}
        </Notice>
      ))}
      {isFlow(element) && decides(source) ? null : (
        <TypedField
          label={t('process.field.name')}
          value={textIn(node, 'name')}
          onCommit={name => drawing.modeling.updateProperties(element, { name: name === '' ? undefined : name })}
        />
      )}
      {isTask ? (
        <TaskFields drawing={drawing} element={element} names={names} secrets={secrets} problems={own} />
      ) : null}
      {element.type === 'bpmn:UserTask' ? (
        <FormEditor drawing={drawing} element={element} names={names} problems={own} />
      ) : null}
      {timerOf(node) === null ? null : <WaitFields drawing={drawing} element={element} names={names} />}
      {decides(element) ? (
        <FlowFields drawing={drawing} gateway={element} flows={element.outgoing} names={names} problems={problems} />
      ) : null}
      {isFlow(element) && decides(source) ? (
        <FlowFields drawing={drawing} gateway={source} flows={[element]} names={names} problems={problems} />
      ) : null}
      {isStep(element) && element.type !== 'bpmn:EndEvent' ? <NextSteps drawing={drawing} element={element} /> : null}
      <div className={classes.foot}>
        <Button small weight="quiet" onClick={() => drawing.modeling.removeElements([element])}>
          {t('process.field.remove')}
        </Button>
      </div>
    </div>
  )
}

// The ways out of a gateway: under which condition each is taken, and which one when none holds.
import { Radio } from '@mantine/core'
import type { ProcessProblemView } from '../../../../preload/views.ts'
import { Button } from '../../../parts/Button.tsx'
import { t } from '../../../words/words.ts'
import type { Drawing } from '../canvas/drawing.ts'
import { type Element, isFlow, nodeIn, textIn } from '../canvas/element.ts'
import { titleOf } from '../canvas/title.ts'
import classes from './Fields.module.css'
import type { KnownGroup } from './known-names.ts'
import { TypedField } from './TypedField.tsx'

export interface FlowFieldsProps {
  readonly drawing: Drawing
  /** The gateway. */
  readonly gateway: Element
  /** Its flows that are shown: all, or the one that is chosen. */
  readonly flows: readonly Element[]
  readonly names: readonly KnownGroup[]
  readonly problems: readonly ProcessProblemView[]
}

export const decides = (element: Element | undefined): element is Element =>
  element !== undefined && /^bpmn:(Exclusive|Inclusive)Gateway$/.test(element.type)

export const conditionIn = (flow: Element): string => {
  const condition = nodeIn(flow.businessObject, 'conditionExpression')
  return condition === null ? '' : textIn(condition, 'body')
}

const isDefault = (gateway: Element, flow: Element): boolean =>
  gateway.businessObject.get('default') === flow.businessObject

export const FlowFields = ({ drawing, gateway, flows, names, problems }: FlowFieldsProps) => {
  const shown = flows.filter(isFlow)
  const putCondition = (flow: Element, text: string) =>
    drawing.modeling.updateProperties(flow, {
      conditionExpression:
        text.trim() === '' ? undefined : drawing.make('bpmn:FormalExpression', { body: text.trim() }),
    })
  const putDefault = (flow: Element | null) =>
    drawing.modeling.updateProperties(gateway, { default: flow?.businessObject })
  return (
    <div className={classes.stack}>
      <div className={classes.heading}>{t('process.flow.ways')}</div>
      {shown.length === 0 ? <p className={classes.hint}>{t('process.flow.none')}</p> : null}
      {shown.map(flow => {
        const fallsBack = isDefault(gateway, flow)
        const to = flow.target === undefined ? '' : titleOf(flow.target)
        return (
          <fieldset key={flow.id} className={classes.card}>
            <legend className={classes.way}>{t('process.flow.to', { name: to })}</legend>
            <TypedField
              label={t('process.flow.name')}
              value={textIn(flow.businessObject, 'name')}
              onCommit={name => drawing.modeling.updateProperties(flow, { name: name === '' ? undefined : name })}
            />
            {fallsBack ? null : (
              <TypedField
                label={t('process.flow.condition')}
                value={conditionIn(flow)}
                placeholder="amount > 100"
                error={problems.find(problem => problem.elementId === flow.id)?.sentence}
                names={names}
                insert="bare"
                code
                long
                onCommit={text => putCondition(flow, text)}
              />
            )}
            <div className={classes.row}>
              <Radio
                size="xs"
                label={t('process.flow.default')}
                checked={fallsBack}
                onChange={() => putDefault(flow)}
              />
              {fallsBack ? (
                <Button small weight="quiet" onClick={() => putDefault(null)}>
                  {t('process.flow.noDefault')}
                </Button>
              ) : null}
            </div>
          </fieldset>
        )
      })}
      <p className={classes.hint}>{t('process.flow.help')}</p>
    </div>
  )
}

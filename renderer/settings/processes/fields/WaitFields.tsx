// How long a timer waits: a number of a unit, a duration of one's own, or until a date.
import { Select } from '@mantine/core'
import { t } from '../../../words/words.ts'
import type { Drawing } from '../canvas/drawing.ts'
import type { Element } from '../canvas/element.ts'
import classes from './Fields.module.css'
import type { KnownGroup } from './known-names.ts'
import { TypedField } from './TypedField.tsx'
import { readWait, timerOf, type WaitForm, waitProperties, waitUnits } from './waits.ts'

export interface WaitFieldsProps {
  readonly drawing: Drawing
  readonly element: Element
  readonly names: readonly KnownGroup[]
}

const modes = [...waitUnits, 'own', 'date'] as const

export const WaitFields = ({ drawing, element, names }: WaitFieldsProps) => {
  const timer = timerOf(element.businessObject)
  const wait = readWait(element.businessObject)
  if (timer === null) return null
  const put = (form: WaitForm) =>
    drawing.modeling.updateModdleProperties(element, timer, waitProperties(drawing.make, form))
  const isNumber = wait.mode !== 'own' && wait.mode !== 'date'
  const change = (mode: WaitForm['mode'] | undefined) => {
    if (mode === undefined || mode === wait.mode) return
    if (mode === 'date') put({ mode, text: '' })
    else if (mode === 'own') put({ mode, text: 'PT1H30M' })
    else put({ mode, text: isNumber ? wait.text : '10' })
  }
  return (
    <div className={isNumber ? classes.two : classes.stack}>
      <TypedField
        key={wait.mode}
        label={t(wait.mode === 'date' ? 'process.wait.until' : 'process.wait.for')}
        value={wait.text}
        required
        error={isNumber && !/^[1-9]\d{0,5}$/.test(wait.text.trim()) ? t('process.wait.number') : null}
        help={isNumber ? undefined : t(wait.mode === 'date' ? 'process.wait.dateHelp' : 'process.wait.ownHelp')}
        {...(isNumber ? {} : { names, code: true })}
        onCommit={text => put({ mode: wait.mode, text })}
      />
      <Select
        label={t('process.wait.unit')}
        data={modes.map(mode => ({ value: mode, label: t(`process.wait.${mode}`) }))}
        value={wait.mode}
        allowDeselect={false}
        onChange={mode => change(modes.find(known => known === mode))}
      />
    </div>
  )
}

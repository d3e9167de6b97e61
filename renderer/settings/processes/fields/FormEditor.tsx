// The form of a user task: its title and its fields, in their order, each with what it asks and what it is known by afterwards.
import { Checkbox, Select, TagsInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { type FormFieldType, formFieldTypes } from '../../../../main/domain/process-form.ts'
import type { ProcessProblemView } from '../../../../preload/views.ts'
import { Button } from '../../../parts/Button.tsx'
import { IconButton } from '../../../parts/IconButton.tsx'
import { t } from '../../../words/words.ts'
import type { Drawing } from '../canvas/drawing.ts'
import { type Element, textIn } from '../canvas/element.ts'
import classes from './Fields.module.css'
import { type DrawnField, nameFault, nameFor, readForm, withForm } from './form-fields.ts'
import type { KnownGroup } from './known-names.ts'
import { TypedField } from './TypedField.tsx'

export interface FormEditorProps {
  readonly drawing: Drawing
  readonly element: Element
  readonly names: readonly KnownGroup[]
  readonly problems: readonly ProcessProblemView[]
}

export const FormEditor = ({ drawing, element, names, problems }: FormEditorProps) => {
  const node = element.businessObject
  const fields = readForm(node)
  const put = (next: readonly DrawnField[]) =>
    drawing.modeling.updateProperties(element, withForm(drawing.make, node, next))
  const add = () => {
    const label = t('process.form.newField')
    const name = nameFor(
      label,
      fields.map(one => one.name),
    )
    put([...fields, { name, label, type: 'text', required: false, value: '', options: [] }])
  }
  const move = (at: number, by: -1 | 1) => {
    const one = fields[at]
    if (one !== undefined) put(fields.toSpliced(at, 1).toSpliced(at + by, 0, one))
  }
  return (
    <>
      <TypedField
        label={t('process.form.title')}
        help={t('process.form.titleHelp')}
        value={textIn(node, 'parley:title')}
        placeholder={textIn(node, 'name')}
        names={names}
        onCommit={text =>
          drawing.modeling.updateProperties(element, { 'parley:title': text === '' ? undefined : text })
        }
      />
      <div className={classes.heading}>{t('process.form.fields')}</div>
      {fields.length === 0 ? <p className={classes.hint}>{t('process.form.none')}</p> : null}
      {fields.map((field, at) => (
        <FieldCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may be typed anew, and a place is all that a field keeps then
          key={at}
          field={field}
          names={names}
          others={fields.filter(one => one !== field).map(one => one.name)}
          problem={problems.find(problem => problem.field === field.name)?.sentence}
          isFirst={at === 0}
          isLast={at === fields.length - 1}
          onChange={next => put(fields.with(at, next))}
          onMove={by => move(at, by)}
          onRemove={() => put(fields.toSpliced(at, 1))}
        />
      ))}
      <div>
        <Button small onClick={add}>
          {t('process.form.add')}
        </Button>
      </div>
    </>
  )
}

interface FieldCardProps {
  readonly field: DrawnField
  readonly names: readonly KnownGroup[]
  readonly others: readonly string[]
  readonly problem: string | undefined
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onChange: (field: DrawnField) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

const FieldCard = ({ field, names, others, problem, isFirst, isLast, onChange, onMove, onRemove }: FieldCardProps) => {
  // As long as the name follows from the caption, it goes on following.
  const isDerived = field.name === nameFor(field.label, others)
  return (
    <fieldset className={classes.card}>
      <legend className="unseen">{field.label || field.name}</legend>
      <div className={classes.cardDeeds}>
        <IconButton name={t('process.form.up', { name: field.label })} disabled={isFirst} onClick={() => onMove(-1)}>
          <IconArrowUp size={15} />
        </IconButton>
        <IconButton name={t('process.form.down', { name: field.label })} disabled={isLast} onClick={() => onMove(1)}>
          <IconArrowDown size={15} />
        </IconButton>
        <IconButton name={t('process.form.remove', { name: field.label })} onClick={onRemove}>
          <IconTrash size={15} />
        </IconButton>
      </div>
      <TypedField
        label={t('process.form.label')}
        value={field.label}
        onCommit={label => onChange({ ...field, label, ...(isDerived ? { name: nameFor(label, others) } : {}) })}
      />
      <div className={classes.two}>
        <Select
          label={t('process.form.type')}
          data={formFieldTypes.map(type => ({ value: type, label: t(`process.form.type.${type}`) }))}
          value={field.type}
          allowDeselect={false}
          onChange={value => {
            const type: FormFieldType | undefined = formFieldTypes.find(known => known === value)
            if (type !== undefined) onChange({ ...field, type })
          }}
        />
        <TypedField
          label={t('process.form.name')}
          value={field.name}
          error={nameFault(field.name, others) ?? problem}
          code
          onCommit={name => onChange({ ...field, name: name.trim() })}
        />
      </div>
      {field.type === 'choice' ? (
        <TagsInput
          label={t('process.form.options')}
          description={t('process.form.optionsHelp')}
          value={[...field.options]}
          error={field.options.length === 0 ? t('process.form.optionsMissing') : null}
          splitChars={[]}
          onChange={options => onChange({ ...field, options })}
        />
      ) : null}
      {field.type === 'confirmation' ? null : (
        <TypedField
          label={t('process.form.value')}
          value={field.value}
          names={names}
          onCommit={value => onChange({ ...field, value })}
        />
      )}
      <Checkbox
        size="xs"
        label={t(field.type === 'confirmation' ? 'process.form.mustConfirm' : 'process.form.required')}
        checked={field.required}
        onChange={event => onChange({ ...field, required: event.currentTarget.checked })}
      />
    </fieldset>
  )
}

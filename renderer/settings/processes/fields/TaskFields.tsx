// The fields of a service task, as process-tasks.ts describes them: what it does, with what, and what is kept of its answer.
import { Select } from '@mantine/core'
import { type TaskField, taskTypeOf } from '../../../../main/domain/process-tasks.ts'
import type { ProcessProblemView } from '../../../../preload/views.ts'
import { t } from '../../../words/words.ts'
import { atField } from '../../form/refusal.ts'
import type { Drawing } from '../canvas/drawing.ts'
import type { Element } from '../canvas/element.ts'
import { pieceOf, pieces } from '../canvas/pieces.ts'
import classes from './Fields.module.css'
import type { KnownGroup } from './known-names.ts'
import { TypedField } from './TypedField.tsx'
import { askedFields, faultOf, readTask, withField } from './task-fields.ts'

export interface TaskFieldsProps {
  readonly drawing: Drawing
  readonly element: Element
  readonly names: readonly KnownGroup[]
  /** Names of secrets; only an HTTP request can send them. */
  readonly secrets: readonly string[]
  readonly problems: readonly ProcessProblemView[]
}

export const TaskFields = ({ drawing, element, names, secrets, problems }: TaskFieldsProps) => {
  const node = element.businessObject
  const form = readTask(node)
  const type = form.kind === null ? undefined : taskTypeOf(form.kind)
  const withSecrets =
    form.kind === 'httpRequest' && secrets.length > 0
      ? [
          ...names,
          {
            caption: t('process.insert.secrets'),
            names: secrets.map(name => ({ name: `secrets.${name}`, label: name })),
          },
        ]
      : names
  const put = (name: string, value: string) =>
    drawing.modeling.updateProperties(element, withField(drawing.make, node, name, value))
  const saidOf = (name: string, label: string) => {
    const sentence = problems.find(problem => problem.field === name)?.sentence
    return sentence === undefined ? undefined : atField(sentence, label)
  }
  const hasOutputs = type !== undefined && type.outputs.length > 0
  return (
    <>
      <Select
        label={t('process.field.kind')}
        description={type?.help}
        placeholder={t('process.field.chooseKind')}
        data={pieces()
          .filter(({ kind }) => kind !== null)
          .map(({ key, caption }) => ({ value: key, label: caption }))}
        value={form.kind}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        onChange={key => {
          const piece = key === null ? undefined : pieceOf(key)
          if (piece !== undefined && piece.kind !== form.kind) drawing.setter.change(element, piece)
        }}
      />
      {askedFields(form).map(field => {
        const value = form.fields[field.name] ?? ''
        const error = saidOf(field.name, field.label) ?? faultOf(field, value)
        return field.type === 'choice' ? (
          <Choice key={field.name} field={field} value={value} error={error} onChange={next => put(field.name, next)} />
        ) : (
          <TypedField
            key={`${form.kind}/${field.name}`}
            label={field.label}
            value={value}
            required={field.required}
            help={field.help}
            error={error}
            long={field.type === 'longTemplate' || field.type === 'headers'}
            {...(field.type === 'number' ? {} : { names: withSecrets })}
            onCommit={next => put(field.name, next)}
          />
        )
      })}
      {hasOutputs ? (
        <>
          <TypedField
            label={t('process.field.result')}
            value={form.result}
            help={form.result === '' ? t('process.field.resultHelp') : undefined}
            error={saidOf('result', '')}
            code
            onCommit={text =>
              drawing.modeling.updateProperties(element, {
                'parley:result': text.trim() === '' ? undefined : text.trim(),
              })
            }
          />
          {form.result === '' ? null : (
            <ul className={classes.outputs}>
              {type.outputs.map(({ name, label }) => (
                <li key={name}>
                  <code className={classes.code}>{`${form.result}.${name}`}</code> {label}
                </li>
              ))}
            </ul>
          )}
        </>
      ) : null}
    </>
  )
}

interface ChoiceProps {
  readonly field: TaskField
  readonly value: string
  readonly error: string | null
  readonly onChange: (value: string) => void
}

const Choice = ({ field, value, error, onChange }: ChoiceProps) => (
  <Select
    label={field.label}
    required={field.required}
    description={field.help}
    data={(field.choices ?? []).map(choice => ({ value: choice.value, label: choice.label }))}
    value={value}
    error={error}
    allowDeselect={false}
    onChange={next => onChange(next ?? '')}
  />
)

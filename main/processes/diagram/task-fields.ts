// What a diagram says of one task: its kind, its fields as they are written, the variable for its result, the form of a user task.
import { type FormField, type FormFieldType, formFieldTypes } from '../../domain/process-form.ts'
import { isAsked, type TaskField, type TaskKind, taskTypeOf } from '../../domain/process-tasks.ts'
import type { Variables } from '../../services/process-interpreter.ts'
import { calledOf, type Element, extensionsOf, flagOf, manyOf, textOf } from './element.ts'
import { fill, fillAddress, fillJson } from './template.ts'

export const isServiceTask = ({ $type }: Element): boolean => $type === 'bpmn:ServiceTask' || $type === 'bpmn:SendTask'

/** A manual task is a form without fields: the agent says when it is done. */
export const isForm = ({ $type }: Element): boolean => $type === 'bpmn:UserTask' || $type === 'bpmn:ManualTask'

/** Null: no kind that Parley knows. */
export const kindOf = (element: Element): TaskKind | null => {
  if (isForm(element)) return 'askAgent'
  if (!isServiceTask(element)) return null
  const type = taskTypeOf(textOf(element, 'task') ?? '')
  return type?.element === 'bpmn:ServiceTask' ? type.kind : null
}

export const resultOf = (element: Element): string | null => textOf(element, 'result')?.trim() || null

/** As they are written, by name; the defaults where nothing is. */
export const writtenFields = (element: Element): Readonly<Record<string, string>> => {
  const type = taskTypeOf(kindOf(element) ?? '')
  const given = extensionsOf(element, 'parley:Field').map(one => [
    textOf(one, 'name') ?? '',
    textOf(one, 'value') ?? '',
  ])
  const defaults = (type?.fields ?? []).map(field => [field.name, field.defaultValue])
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(given) }
}

/** The fields that are asked for, with the words in them worked out. */
export const filledFields = (element: Element, known: Variables): Readonly<Record<string, string>> => {
  const written = writtenFields(element)
  const type = taskTypeOf(kindOf(element) ?? '')
  const asked = (type?.fields ?? []).filter(field => isAsked(field, name => written[name] ?? ''))
  return Object.fromEntries(asked.map(field => [field.name, filled(field, written[field.name] ?? '', known)]))
}

const filled = ({ name, type }: TaskField, text: string, known: Variables): string => {
  if (type === 'choice') return text
  if (name === 'url') return fillAddress(text.trim(), known)
  return name === 'body' ? fillJson(text, known) : fill(text, known)
}

export interface WrittenFormField extends Omit<FormField, 'defaultValue' | 'type'> {
  readonly type: FormFieldType | null
  readonly writtenType: string
  readonly value: string
}

export const formFields = (element: Element): readonly WrittenFormField[] =>
  extensionsOf(element, 'parley:FormField').map(one => {
    const name = textOf(one, 'name')?.trim() ?? ''
    const writtenType = textOf(one, 'type') ?? 'text'
    return {
      name,
      label: textOf(one, 'label')?.trim() || name,
      type: formFieldTypes.find(known => known === writtenType) ?? null,
      writtenType,
      required: flagOf(one, 'required'),
      value: textOf(one, 'value') ?? '',
      options: manyOf(one, 'options')
        .map(option => textOf(option, 'value')?.trim() ?? '')
        .filter(Boolean),
    }
  })

export const filledForm = (element: Element, known: Variables): { title: string; fields: readonly FormField[] } => ({
  title: fill(textOf(element, 'title')?.trim() || calledOf(element), known),
  fields: formFields(element).map(({ value, type, writtenType: _, ...field }) => {
    const kind = type ?? 'text'
    return { ...field, label: fill(field.label, known), type: kind, defaultValue: startValue(kind, fill(value, known)) }
  }),
})

const startValue = (type: FormFieldType, text: string): FormField['defaultValue'] => {
  if (type === 'confirmation') return text.trim() === 'true'
  if (text === '') return null
  if (type !== 'number') return text
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}

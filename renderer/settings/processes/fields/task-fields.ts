// What a task of a diagram is told: its kind, its fields and where its answer goes, as the form shows them and as the diagram keeps them.
import {
  isAsked,
  type ServiceTaskKind,
  type TaskField,
  taskTypeOf,
  taskTypes,
} from '../../../../main/domain/process-tasks.ts'
import { t } from '../../../words/words.ts'
import { type Make, type Node, nodeIn, nodesIn, textIn } from '../canvas/element.ts'

export interface TaskForm {
  /** Null: a kind that Parley does not know, or none yet. */
  readonly kind: ServiceTaskKind | null
  /** The variable that takes what the task found out; '': none. */
  readonly result: string
  /** As they are written, by name; the default where nothing is. */
  readonly fields: Readonly<Record<string, string>>
}

const isServiceKind = (kind: string): kind is ServiceTaskKind =>
  taskTypes.some(type => type.kind === kind && type.element === 'bpmn:ServiceTask')

export const readTask = (node: Node): TaskForm => {
  const kind = textIn(node, 'parley:task')
  const given = extensionsIn(node)
    .filter(({ $type }) => $type === 'parley:Field')
    .map(one => [textIn(one, 'name'), textIn(one, 'value')])
  const defaults = (taskTypeOf(kind)?.fields ?? []).map(({ name, defaultValue }) => [name, defaultValue])
  return {
    kind: isServiceKind(kind) ? kind : null,
    result: textIn(node, 'parley:result'),
    fields: { ...Object.fromEntries(defaults), ...Object.fromEntries(given) },
  }
}

export const askedFields = ({ kind, fields }: TaskForm): readonly TaskField[] =>
  kind === null ? [] : (taskTypeOf(kind)?.fields ?? []).filter(field => isAsked(field, name => fields[name] ?? ''))

/** Properties of the node after one field was written. What other tools have put there stays. */
export const withField = (make: Make, node: Node, name: string, value: string): Readonly<Record<string, unknown>> => {
  const ours = extensionsIn(node).filter(({ $type }) => $type === 'parley:Field')
  const fields = ours.some(one => textIn(one, 'name') === name)
    ? ours.map(one => (textIn(one, 'name') === name ? make('parley:Field', { name, value }) : one))
    : [...ours, make('parley:Field', { name, value })]
  return withExtensions(make, node, 'parley:Field', fields)
}

export const withExtensions = (
  make: Make,
  node: Node,
  type: string,
  values: readonly Node[],
): Readonly<Record<string, unknown>> => {
  const others = extensionsIn(node).filter(({ $type }) => $type !== type)
  const all = [...others, ...values]
  return { extensionElements: all.length === 0 ? undefined : make('bpmn:ExtensionElements', { values: all }) }
}

export const extensionsIn = (node: Node): readonly Node[] => {
  const holder = nodeIn(node, 'extensionElements')
  return holder === null ? [] : nodesIn(holder, 'values')
}

/** What will not do about one field, before the workstation is asked; null: nothing. */
export const faultOf = (field: TaskField, value: string): string | null => {
  if (field.required && value.trim() === '') return t('process.field.required')
  if (field.type !== 'number' || value.trim() === '') return null
  return /^\d+$/.test(value.trim()) || value.includes('{{') ? null : t('process.field.number')
}

// What is wrong with the tasks, conditions and timers of a diagram: unknown fields, FEEL that is none, names that nothing gives.
import { takenNames } from '../../domain/process.ts'
import { isAsked, taskTypeOf } from '../../domain/process-tasks.ts'
import { type Element, extensionsOf, isElement, manyOf, oneOf, textOf } from './element.ts'
import { feelFault, unknownNames } from './feel.ts'
import { formFields, isForm, isServiceTask, kindOf, resultOf, writtenFields } from './task-fields.ts'
import { expressionsIn, templateFault } from './template.ts'

export interface Fault {
  readonly severity: 'error' | 'warning'
  readonly sentence: string
  readonly field?: string
}

const error = (sentence: string, field?: string): Fault => ({
  severity: 'error',
  sentence,
  ...(field === undefined ? {} : { field }),
})

/** Names that the elements of a diagram give: results and answers. */
export const givenNames = (elements: readonly Element[]): ReadonlySet<string> =>
  new Set([
    ...takenNames,
    ...elements.flatMap(one => [resultOf(one) ?? '', ...(isForm(one) ? formFields(one).map(({ name }) => name) : [])]),
  ])

export const taskFaults = (element: Element, known: ReadonlySet<string>): readonly Fault[] => {
  if (isServiceTask(element)) return serviceFaults(element, known)
  if (isForm(element)) return formFaults(element, known)
  return [...timerFaults(element, known), ...conditionFaults(element, known)]
}

const serviceFaults = (element: Element, known: ReadonlySet<string>): readonly Fault[] => {
  const named = textOf(element, 'task') ?? ''
  const kind = kindOf(element)
  const type = taskTypeOf(kind ?? '')
  if (type === undefined)
    return [
      error(
        named === ''
          ? 'Choose what this task does.'
          : `${named} is no task that Parley knows. Choose what this task does.`,
        'task',
      ),
    ]
  const written = writtenFields(element)
  const stray = extensionsOf(element, 'parley:Field')
    .map(one => textOf(one, 'name') ?? '')
    .filter(name => !type.fields.some(field => field.name === name))
    .map(name => error(`${type.caption} has no field ${name === '' ? 'without a name' : name}. Remove it.`, name))
  const fields = type.fields
    .filter(field => isAsked(field, name => written[name] ?? ''))
    .flatMap(field => {
      const text = written[field.name] ?? ''
      if (text.trim() === '') return field.required ? [error(`${field.label}: must not be empty.`, field.name)] : []
      if (field.type === 'choice')
        return field.choices?.some(({ value }) => value === text)
          ? []
          : [error(`${field.label}: choose one of the list.`, field.name)]
      if (field.type === 'number' && !/^\d{1,4}$/.test(text.trim()) && expressionsIn(text).length === 0)
        return [error(`${field.label}: must be a whole number.`, field.name)]
      return textFaults(field.label, field.name, text, known)
    })
  return [...stray, ...fields, ...nameFaults('Result', resultOf(element), 'result')]
}

const formFaults = (element: Element, known: ReadonlySet<string>): readonly Fault[] => {
  const fields = formFields(element)
  const doubled = fields.filter(({ name }, i) => fields.findIndex(other => other.name === name) !== i)
  return [
    ...textFaults('Title', 'title', textOf(element, 'title') ?? '', known),
    ...doubled.map(({ name }) => error(`Two fields of the form are called ${name}. Rename one.`, name)),
    ...fields.flatMap(({ name, label, type, writtenType, value, options }) => [
      ...(name === ''
        ? [error('A field of the form has no name. Give it one.', 'name')]
        : nameFaults('Field', name, name)),
      ...(type === null ? [error(`${label}: ${writtenType} is no type of field. Choose another.`, name)] : []),
      ...(type === 'choice' && options.length === 0
        ? [error(`${label}: a choice needs something to choose from.`, name)]
        : []),
      ...textFaults(label, name, value, known),
      ...textFaults(label, name, label, known),
    ]),
  ]
}

/** A variable is one plain word, so that FEEL can read it, and takes no name that means something already. */
const nameFaults = (what: string, name: string | null, field: string): readonly Fault[] => {
  if (name === null) return []
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,49}$/.test(name))
    return [error(`${what} ${name}: must be one word of letters, digits and _.`, field)]
  return takenNames.has(name) ? [error(`${what} ${name}: means something else here. Choose another name.`, field)] : []
}

const textFaults = (label: string, field: string, text: string, known: ReadonlySet<string>): readonly Fault[] => {
  const fault = templateFault(text)
  if (fault !== null) return [error(`${label}: ${fault}.`, field)]
  return expressionsIn(text).flatMap(expression => strangers(label, field, expression, known))
}

const strangers = (label: string, field: string, expression: string, known: ReadonlySet<string>): readonly Fault[] =>
  unknownNames(expression, known).map(name => ({
    severity: 'warning',
    sentence: `${label}: nothing in this process gives ${name}, so it will be empty.`,
    field,
  }))

const timerFaults = (element: Element, known: ReadonlySet<string>): readonly Fault[] => {
  const timer = manyOf(element, 'eventDefinitions').find(({ $type }) => $type === 'bpmn:TimerEventDefinition')
  if (timer === undefined) return []
  if (oneOf(timer, 'timeCycle') !== null)
    return [error('A timer that repeats is not supported. Draw a flow back to it.', 'timer')]
  const duration = bodyOf(timer, 'timeDuration')
  const date = bodyOf(timer, 'timeDate')
  const text = duration ?? date
  if (text === null || text.trim() === '')
    return [error('Say how long to wait, such as PT30M or P2D, or until when.', 'timer')]
  if (expressionsIn(text).length > 0) return textFaults('Timer', 'timer', text, known)
  if (duration !== null)
    return /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(text.trim())
      ? []
      : [error(`Timer: ${text} is no duration. Write it like PT30M (30 minutes) or P2D (2 days).`, 'timer')]
  return Number.isNaN(Date.parse(text))
    ? [error(`Timer: ${text} is no date. Write it like 2026-11-21T09:00:00Z.`, 'timer')]
    : []
}

const conditionFaults = (element: Element, known: ReadonlySet<string>): readonly Fault[] => {
  const condition = conditionOf(element)
  if (condition === null) return []
  const language = condition.language?.toLowerCase() ?? 'feel'
  if (!language.includes('feel'))
    return [error(`The condition is written in ${condition.language}. Write it in FEEL.`, 'condition')]
  const fault = feelFault(condition.text)
  return fault === null
    ? strangers('Condition', 'condition', condition.text, known)
    : [error(`The condition ${fault}.`, 'condition')]
}

export const conditionOf = (flow: Element): { readonly text: string; readonly language: string | null } | null => {
  const expression: unknown = Reflect.get(flow, 'conditionExpression')
  if (!isElement(expression)) return null
  return { text: textOf(expression, 'body') ?? '', language: textOf(expression, 'language') }
}

const bodyOf = (element: Element, property: string): string | null => {
  const expression = oneOf(element, property)
  return expression === null ? null : (textOf(expression, 'body') ?? '')
}

// What can be filled in at some place of a diagram: what every process knows, answers of its forms, and results of its tasks.
import { processFacts } from '../../../../main/domain/process.ts'
import { taskTypeOf } from '../../../../main/domain/process-tasks.ts'
import { t } from '../../../words/words.ts'
import { type Node, textIn } from '../canvas/element.ts'
import { readForm } from './form-fields.ts'
import { readTask } from './task-fields.ts'

export interface KnownName {
  readonly name: string
  readonly label: string
}
export interface KnownGroup {
  readonly caption: string
  readonly names: readonly KnownName[]
}

/** `nodes`: all of the diagram. Where in it each is known already, only a run can tell. */
export const knownNames = (nodes: readonly Node[]): readonly KnownGroup[] => {
  const answers = nodes
    .filter(({ $type }) => $type === 'bpmn:UserTask')
    .flatMap(node => readForm(node).map(({ name, label }) => ({ name, label: label || name })))
  const results = nodes
    .filter(({ $type }) => $type === 'bpmn:ServiceTask' || $type === 'bpmn:SendTask')
    .flatMap(node => {
      const { kind, result } = readTask(node)
      if (result === '') return []
      const outputs = taskTypeOf(kind ?? '')?.outputs ?? []
      const step = textIn(node, 'name')
      return outputs.map(output => ({ name: `${result}.${output.name}`, label: `${step}: ${output.label}` }))
    })
  return [
    { caption: t('process.insert.answers'), names: answers },
    { caption: t('process.insert.results'), names: results },
    { caption: t('process.insert.facts'), names: processFacts },
  ].filter(({ names }) => names.length > 0)
}

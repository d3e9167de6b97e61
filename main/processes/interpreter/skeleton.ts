// The flow of a checked diagram and nothing else, for the engine: no script, expression, service or foreign attribute ever reaches it.
// Conditions and timers stand in it as the ids of their elements; what those say is looked up in the diagram itself.
import { type Element, manyOf, oneOf } from '../diagram/element.ts'
import { isForm, isServiceTask } from '../diagram/task-fields.ts'

export const skeletonOf = (process: Element): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="skeleton" targetNamespace="urn:parley"><process id="${idOf(process)}" isExecutable="true">${scope(process)}</process></definitions>`

const scope = (element: Element): string => manyOf(element, 'flowElements').map(drawn).join('')

const drawn = (element: Element): string => {
  const id = idOf(element)
  switch (element.$type) {
    case 'bpmn:SequenceFlow': {
      const ends = `sourceRef="${refOf(element, 'sourceRef')}" targetRef="${refOf(element, 'targetRef')}"`
      const condition = oneOf(element, 'conditionExpression') === null ? '' : expression('conditionExpression', id)
      return `<sequenceFlow id="${id}" ${ends}>${condition}</sequenceFlow>`
    }
    case 'bpmn:StartEvent':
      return `<startEvent id="${id}" />`
    case 'bpmn:EndEvent': {
      const ends = manyOf(element, 'eventDefinitions').length > 0 ? '<terminateEventDefinition />' : ''
      return `<endEvent id="${id}">${ends}</endEvent>`
    }
    case 'bpmn:IntermediateThrowEvent':
      return `<intermediateThrowEvent id="${id}" />`
    case 'bpmn:IntermediateCatchEvent':
      return `<intermediateCatchEvent id="${id}">${timer(element)}</intermediateCatchEvent>`
    case 'bpmn:BoundaryEvent': {
      const cancels = Reflect.get(element, 'cancelActivity') !== false
      return `<boundaryEvent id="${id}" attachedToRef="${refOf(element, 'attachedToRef')}" cancelActivity="${cancels}">${timer(element)}</boundaryEvent>`
    }
    case 'bpmn:ExclusiveGateway':
      return `<exclusiveGateway id="${id}"${standard(element)} />`
    case 'bpmn:InclusiveGateway':
      return `<inclusiveGateway id="${id}"${standard(element)} />`
    case 'bpmn:ParallelGateway':
      return `<parallelGateway id="${id}" />`
    case 'bpmn:SubProcess':
      return `<subProcess id="${id}"${standard(element)}>${scope(element)}</subProcess>`
    case 'bpmn:Task':
      return `<task id="${id}"${standard(element)} />`
    default:
      if (isServiceTask(element)) return `<serviceTask id="${id}"${standard(element)} />`
      return isForm(element) ? `<userTask id="${id}"${standard(element)} />` : ''
  }
}

const timer = (element: Element): string => {
  const definition = manyOf(element, 'eventDefinitions')[0]
  const kind = definition !== undefined && oneOf(definition, 'timeDate') !== null ? 'timeDate' : 'timeDuration'
  return `<timerEventDefinition>${expression(kind, idOf(element))}</timerEventDefinition>`
}

/** "feel" sends a condition to our evaluator instead of the engine's own. */
const expression = (tag: string, id: string): string =>
  `<${tag} xsi:type="tFormalExpression" language="feel">${id}</${tag}>`

const standard = (element: Element): string => {
  const id = refOf(element, 'default')
  return id === '' ? '' : ` default="${id}"`
}

const refOf = (element: Element, property: string): string => {
  const target = oneOf(element, property)
  return target === null ? '' : idOf(target)
}

/** Ids are names of XML, but come from a file: nothing in them may lead out of an attribute. */
const idOf = ({ id = '' }: Element): string => id.replace(/[^\p{L}\p{N}_.:-]/gu, '_')

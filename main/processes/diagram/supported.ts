// Which elements of BPMN 2.0 run here, which mean nothing to a run and are left alone, and what to draw in the place of the others.
import { type Element, manyOf, oneOf, plainType } from './element.ts'

const timer = 'bpmn:TimerEventDefinition'

/** Of each event that runs, the definitions that it may have; empty: only none at all. */
const events: Readonly<Record<string, readonly string[]>> = {
  'bpmn:StartEvent': [],
  'bpmn:EndEvent': ['bpmn:TerminateEventDefinition'],
  'bpmn:IntermediateThrowEvent': [],
  'bpmn:IntermediateCatchEvent': [timer],
  'bpmn:BoundaryEvent': [timer],
}

const runs: ReadonlySet<string> = new Set([
  ...Object.keys(events),
  'bpmn:Task',
  'bpmn:UserTask',
  'bpmn:ManualTask',
  'bpmn:ServiceTask',
  'bpmn:SendTask',
  'bpmn:ExclusiveGateway',
  'bpmn:ParallelGateway',
  'bpmn:InclusiveGateway',
  'bpmn:SubProcess',
  'bpmn:SequenceFlow',
])

/** Drawn for people. */
const ignored: ReadonlySet<string> = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'])

const instead: Readonly<Record<string, string>> = {
  'bpmn:ScriptTask': 'Scripts are never run. Use a condition or a field in FEEL',
  'bpmn:BusinessRuleTask': 'Use a gateway with conditions in FEEL',
  'bpmn:ReceiveTask': 'Messages cannot be waited for. Use a form or a timer',
  'bpmn:CallActivity': 'Draw its elements in this process',
  'bpmn:EventBasedGateway': 'Use a timer on the edge of a task',
  'bpmn:ComplexGateway': 'Use an exclusive, an inclusive or a parallel gateway',
  'bpmn:Transaction': 'Use a plain sub-process',
  'bpmn:AdHocSubProcess': 'Use a plain sub-process with flows between its tasks',
}

export const isIgnored = ({ $type }: Element): boolean => ignored.has($type)

/** Why the element does not run here, and what to do; null: it runs. */
export const unsupported = (element: Element): string | null => {
  const what = plainType(element.$type)
  if (!runs.has(element.$type))
    return `${/^[aeiou]/.test(what) ? 'An' : 'A'} ${what} is not supported. ${instead[element.$type] ?? 'Remove it, or draw it with other elements'}.`
  const loop = oneOf(element, 'loopCharacteristics')
  if (loop !== null)
    return `Loops and multiple instances of a ${what} are not supported. Draw a flow back through a gateway.`
  if (Reflect.get(element, 'isForCompensation') === true)
    return `A ${what} for compensation is not supported. Draw a flow to it.`
  if (Reflect.get(element, 'triggeredByEvent') === true)
    return 'A sub-process that is triggered by an event is not supported. Draw a flow to it.'
  return eventFault(element)
}

const eventFault = (element: Element): string | null => {
  const allowed = events[element.$type]
  if (allowed === undefined) return null
  const definitions = manyOf(element, 'eventDefinitions')
  const what = plainType(element.$type)
  const strange = definitions.find(({ $type }) => !allowed.includes($type))
  if (strange !== undefined) {
    const kind = plainType(strange.$type).replace(' event definition', '')
    return `${/^[aeiou]/.test(kind) ? 'An' : 'A'} ${kind} at ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} is not supported. ${remedyOf(element.$type)}.`
  }
  if (definitions.length > 1) return `This ${what} waits for more than one thing. Keep one of them.`
  const needsTimer = element.$type === 'bpmn:IntermediateCatchEvent' || element.$type === 'bpmn:BoundaryEvent'
  return needsTimer && definitions.length === 0 ? `This ${what} waits for nothing. Make it a timer.` : null
}

const remedyOf = (type: string): string => {
  if (type === 'bpmn:StartEvent') return 'A process is started by a chat action: use a plain start event'
  if (type === 'bpmn:EndEvent') return 'Use a plain end event, or one that terminates'
  return type === 'bpmn:IntermediateThrowEvent'
    ? 'Use a plain event, or a task that notifies'
    : 'Only timers can be waited for'
}

// Whether a diagram can be run: every fault at its element, in a sentence that says what to do. Errors first.
import type { ProcessProblem } from '../../domain/process.ts'
import { conditionOf, type Fault, givenNames, taskFaults } from './check-tasks.ts'
import { calledOf, type Element, manyOf, oneOf } from './element.ts'
import { allWithin, type Diagram, isNode, readDiagram } from './read-diagram.ts'
import { isIgnored, unsupported } from './supported.ts'

/** Problems beyond so many help nobody. */
const mostProblems = 200

export const checkXml = async (xml: string): Promise<readonly ProcessProblem[]> => {
  const diagram = await readDiagram(xml)
  return typeof diagram === 'string' ? [ofWhole(diagram)] : checkDiagram(diagram)
}

const ofWhole = (sentence: string): ProcessProblem => ({
  elementId: null,
  elementName: '',
  severity: 'error',
  sentence,
  field: null,
})

export const checkDiagram = ({ processes, root }: Diagram): readonly ProcessProblem[] => {
  if (processes.length === 0)
    return [ofWhole('There is nothing to do in this diagram. Draw a start event, a task and an end event.')]
  const found = [
    ...(processes.length === 1
      ? []
      : [ofWhole(`There are ${processes.length} processes in this diagram. Keep one, or import them one by one.`)]),
    ...processes.flatMap(processFaults),
    ...messageFlows(root),
  ]
  return found.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostProblems)
}

const processFaults = (process: Element): readonly ProcessProblem[] => {
  const elements = allWithin(process)
  const known = givenNames(elements)
  const links = linksOf(elements)
  return [
    ...scopeFaults(process, links),
    ...elements.flatMap(element => elementFaults(element, known, links).map(fault => at(element, fault))),
  ]
}

const rank = ({ severity }: ProcessProblem): number => (severity === 'error' ? 0 : 1)

const at = (element: Element, { severity, sentence, field }: Fault): ProcessProblem => ({
  elementId: element.id ?? null,
  elementName: calledOf(element),
  severity,
  sentence,
  field: field ?? null,
})

const error = (sentence: string): Fault => ({ severity: 'error', sentence })

/** By the flows themselves: many tools leave out what elements say of their flows. */
interface Links {
  readonly incoming: ReadonlyMap<Element, readonly Element[]>
  readonly outgoing: ReadonlyMap<Element, readonly Element[]>
}

const linksOf = (elements: readonly Element[]): Links => {
  const flows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow')
  const by = (end: 'sourceRef' | 'targetRef'): ReadonlyMap<Element, readonly Element[]> => {
    const found = new Map<Element, Element[]>()
    for (const flow of flows) {
      const node = oneOf(flow, end)
      if (node !== null) found.set(node, [...(found.get(node) ?? []), flow])
    }
    return found
  }
  return { incoming: by('targetRef'), outgoing: by('sourceRef') }
}

const elementFaults = (element: Element, known: ReadonlySet<string>, links: Links): readonly Fault[] => {
  if (isIgnored(element)) return []
  const strange = unsupported(element)
  if (strange !== null) return [error(strange)]
  if (element.$type === 'bpmn:SequenceFlow' && !hasBothEnds(element))
    return [error('This flow does not lead from one element to another. Draw it anew, or remove it.')]
  if (element.$type === 'bpmn:Task')
    return [{ severity: 'warning', sentence: 'This task does nothing: it is passed at once. Choose what it does.' }]
  return [...taskFaults(element, known), ...gatewayFaults(element, links)]
}

const hasBothEnds = (flow: Element): boolean => oneOf(flow, 'sourceRef') !== null && oneOf(flow, 'targetRef') !== null

/** One scope: the process, or a sub-process in it. */
const scopeFaults = (scope: Element, links: Links): readonly ProcessProblem[] => {
  const nodes = manyOf(scope, 'flowElements').filter(isNode)
  const starts = nodes.filter(({ $type }) => $type === 'bpmn:StartEvent')
  const ends = nodes.filter(({ $type }) => $type === 'bpmn:EndEvent')
  const [, second] = starts
  return [
    ...(starts.length === 0 ? [at(scope, error('There is no start event. Draw one, and a flow from it.'))] : []),
    ...(second === undefined ? [] : [at(second, error('There is more than one start event. Keep one.'))]),
    ...(ends.length === 0 ? [at(scope, error('There is no end event. Draw one, and a flow to it.'))] : []),
    ...nodes.flatMap(node => flowFaults(node, links).map(fault => at(node, fault))),
    ...(starts.length === 1 ? unreachable(nodes, starts, links) : []),
    ...nodes.filter(({ $type }) => $type === 'bpmn:SubProcess').flatMap(one => scopeFaults(one, links)),
  ]
}

/** What does not run here at all is told so, and nothing about its flows. */
const flowFaults = (node: Element, links: Links): readonly Fault[] => {
  if (unsupported(node) !== null) return []
  const incoming = links.incoming.get(node)?.length ?? 0
  const outgoing = links.outgoing.get(node)?.length ?? 0
  const isStart = node.$type === 'bpmn:StartEvent'
  const isBoundary = node.$type === 'bpmn:BoundaryEvent'
  return [
    ...(incoming === 0 && !isStart && !isBoundary
      ? [error('Nothing leads to this element. Draw a flow to it, or remove it.')]
      : []),
    ...(outgoing === 0 && node.$type !== 'bpmn:EndEvent'
      ? [error('This is a dead end. Draw a flow on, or to an end event.')]
      : []),
  ]
}

const unreachable = (
  nodes: readonly Element[],
  starts: readonly Element[],
  { incoming, outgoing }: Links,
): readonly ProcessProblem[] => {
  const seen = new Set<Element>(starts)
  for (const node of seen) {
    for (const flow of outgoing.get(node) ?? []) {
      const target = oneOf(flow, 'targetRef')
      if (target !== null) seen.add(target)
    }
    for (const other of nodes) if (oneOf(other, 'attachedToRef') === node) seen.add(other)
  }
  return nodes
    .filter(node => !seen.has(node) && (incoming.has(node) || node.$type === 'bpmn:BoundaryEvent'))
    .map(node => at(node, { severity: 'warning', sentence: 'No way from the start leads here.' }))
}

/** A way without a name is told by where it leads. */
const wayOf = (way: Element): string => {
  const target = oneOf(way, 'targetRef')
  return way.name?.trim() || target === null ? `"${calledOf(way)}"` : `to "${calledOf(target)}"`
}

const gatewayFaults = (element: Element, { outgoing }: Links): readonly Fault[] => {
  if (element.$type !== 'bpmn:ExclusiveGateway' && element.$type !== 'bpmn:InclusiveGateway') return []
  const ways = outgoing.get(element) ?? []
  if (ways.length < 2) return []
  const standard = oneOf(element, 'default')
  const open = ways.filter(way => way !== standard && conditionOf(way) === null)
  return [
    ...open.map(way => error(`The way ${wayOf(way)} needs a condition, or must be the default.`)),
    ...(standard === null && open.length === 0
      ? [
          {
            severity: 'warning' as const,
            sentence: 'When no condition holds the process fails here. Make one way the default.',
          },
        ]
      : []),
  ]
}

const messageFlows = (root: Element): readonly ProcessProblem[] =>
  manyOf(root, 'rootElements')
    .flatMap(one => manyOf(one, 'messageFlows'))
    .map(flow =>
      at(flow, {
        severity: 'warning',
        sentence: 'Message flows are drawn for people only: nothing is sent along them.',
      }),
    )

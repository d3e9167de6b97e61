// What the editor needs of a diagram's elements: the drawn one, and what it says (a moddle object), read without trusting it.
export interface Node {
  readonly $type: string
  get(name: string): unknown
}

export interface Element {
  readonly id: string
  readonly type: string
  readonly businessObject: Node
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly incoming: readonly Element[]
  readonly outgoing: readonly Element[]
  /** Of a connection: where it comes from, where it goes. */
  readonly source?: Element
  readonly target?: Element
  /** Of a connection only. */
  readonly waypoints?: unknown
  /** Of a label: what it names. */
  readonly labelTarget?: Element
  readonly parent?: Element | null
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && '$type' in value && 'get' in value && typeof value.get === 'function'

export const textIn = (node: Node, name: string): string => {
  const value = node.get(name)
  return typeof value === 'string' ? value : ''
}

export const nodeIn = (node: Node, name: string): Node | null => {
  const value = node.get(name)
  return isNode(value) ? value : null
}

export const nodesIn = (node: Node, name: string): readonly Node[] => {
  const value = node.get(name)
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** Makes a moddle object; `Node`s in `attributes` become its children. */
export type Make = (type: string, attributes: Readonly<Record<string, unknown>>) => Node

export const isFlow = (element: Element): boolean => element.type === 'bpmn:SequenceFlow'

/** The label of an element is not an element of its own. */
export const ownerOf = (element: Element): Element => element.labelTarget ?? element

/** Steps, gateways and events: what a flow can lead to and from. */
export const isStep = ({ type }: Element): boolean =>
  /^bpmn:(\w*Task|SubProcess|CallActivity|Transaction|AdHocSubProcess|\w+Gateway|\w+Event)$/.test(type)

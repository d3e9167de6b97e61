// Puts pieces into the diagram: dragged by the pointer, after an element, or in the place of one. One command each, so one undo.

import { type Element, isFlow, isStep, type Make } from './element.ts'
import { attributesOf, type Piece } from './pieces.ts'
import type {
  AutoPlace,
  BpmnFactory,
  BpmnReplace,
  Canvas,
  Create,
  DirectEditing,
  ElementFactory,
  ElementRegistry,
  Modeling,
  Selection,
} from './services.ts'

/** Tasks become other tasks, gateways other gateways, an end or a wait the other one. */
export const becomes = (element: Element, piece: Piece): boolean => {
  const family = (type: string): string =>
    type.endsWith('Task') ? 'task' : type.endsWith('Gateway') ? 'gateway' : type.endsWith('Event') ? 'event' : type
  return piece.key !== 'start' && family(element.type) === family(piece.type)
}

export class Setter {
  static readonly $inject = [
    'elementFactory',
    'bpmnFactory',
    'create',
    'autoPlace',
    'bpmnReplace',
    'modeling',
    'selection',
    'canvas',
    'elementRegistry',
    'directEditing',
  ]
  readonly #elementFactory: ElementFactory
  readonly #bpmnFactory: BpmnFactory
  readonly #create: Create
  readonly #autoPlace: AutoPlace
  readonly #bpmnReplace: BpmnReplace
  readonly #modeling: Modeling
  readonly #selection: Selection
  readonly #canvas: Canvas
  readonly #registry: ElementRegistry
  readonly #directEditing: DirectEditing

  constructor(
    elementFactory: ElementFactory,
    bpmnFactory: BpmnFactory,
    create: Create,
    autoPlace: AutoPlace,
    bpmnReplace: BpmnReplace,
    modeling: Modeling,
    selection: Selection,
    canvas: Canvas,
    registry: ElementRegistry,
    directEditing: DirectEditing,
  ) {
    this.#elementFactory = elementFactory
    this.#bpmnFactory = bpmnFactory
    this.#create = create
    this.#autoPlace = autoPlace
    this.#bpmnReplace = bpmnReplace
    this.#modeling = modeling
    this.#selection = selection
    this.#canvas = canvas
    this.#registry = registry
    this.#directEditing = directEditing
  }

  /** Follows the pointer until it is let go over the canvas. */
  drag(piece: Piece, event: Event): void {
    this.#create.start(event, this.#shapeOf(piece))
  }

  /** After `source`, before what followed it so far; without one, where nothing follows yet, or alone in the middle. */
  append(piece: Piece, source: Element | null): Element {
    const from = piece.key === 'start' ? null : (source ?? this.#looseEnd())
    const way = from === null || piece.key === 'end' ? undefined : onlyWay(from)
    const made =
      from === null
        ? this.#modeling.createShape(this.#shapeOf(piece), this.#middle(), this.#canvas.getRootElement())
        : way?.target === undefined
          ? this.#autoPlace.append(from, this.#shapeOf(piece))
          : this.#between(from, way, way.target, this.#shapeOf(piece))
    // Its name is typed in the fields beside, where the keyboard goes on.
    this.#directEditing.cancel()
    this.#selection.select(made)
    return made
  }

  /** What stands further on makes room. */
  #between(from: Element, way: Element, to: Element, shape: Element): Element {
    const right = from.x + from.width
    const missing = right + 2 * gap + shape.width - to.x
    const further = this.#registry.filter(
      one => one.waypoints === undefined && one.labelTarget === undefined && isStep(one) && one.x >= to.x,
    )
    if (missing > 0 && to.x > right) this.#modeling.moveElements(further, { x: missing, y: 0 })
    const at = { x: right + gap + shape.width / 2, y: from.y + from.height / 2 }
    return this.#modeling.createShape(shape, at, way)
  }

  change(element: Element, piece: Piece): Element {
    const attributes = attributesOf(piece, this.#make)
    const made =
      element.type === piece.type && piece.eventDefinitionType === undefined
        ? element
        : this.#bpmnReplace.replaceElement(element, {
            type: piece.type,
            ...(piece.eventDefinitionType === undefined ? {} : { eventDefinitionType: piece.eventDefinitionType }),
          })
    const { eventDefinitions: _, ...rest } = attributes
    // What the old kind was told means nothing to the new one.
    this.#modeling.updateProperties(made, {
      ...rest,
      ...(piece.group === 'steps' ? { extensionElements: undefined, 'parley:task': piece.kind ?? undefined } : {}),
    })
    this.#directEditing.cancel()
    this.#selection.select(made)
    return made
  }

  readonly #make: Make = (type, attributes) => this.#bpmnFactory.create(type, attributes)

  #shapeOf(piece: Piece): Element {
    const businessObject = this.#make(piece.type, attributesOf(piece, this.#make))
    for (const definition of arrayOf(businessObject.get('eventDefinitions')))
      Reflect.set(Object(definition), '$parent', businessObject)
    return this.#elementFactory.createShape({ type: piece.type, businessObject })
  }

  /** Where nothing follows yet; else what comes before an end. */
  #looseEnd(): Element | null {
    const steps = this.#registry.filter(
      element => element.labelTarget === undefined && isStep(element) && element.type !== 'bpmn:EndEvent',
    )
    const loose = steps.filter(({ outgoing }) => outgoing.length === 0)
    const last = steps.filter(step => onlyWay(step)?.target?.type === 'bpmn:EndEvent')
    return loose.at(-1) ?? last.at(-1) ?? null
  }

  #middle(): { readonly x: number; readonly y: number } {
    const { x, y, width, height } = this.#canvas.viewbox()
    return { x: x + width / 2, y: y + height / 2 }
  }
}

/** Between two elements that follow each other. */
const gap = 50

/** The flow out of a step that has one way on; a gateway gets another way instead. */
const onlyWay = (from: Element): Element | undefined => {
  const [way, ...others] = from.outgoing.filter(isFlow)
  return others.length > 0 || from.type.endsWith('Gateway') ? undefined : way
}

const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

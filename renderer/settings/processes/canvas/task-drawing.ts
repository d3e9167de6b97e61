// Draws tasks with the sign of what they do, in the place where BPMN has the sign of a task.
import BaseRenderer from 'diagram-js/lib/draw/BaseRenderer'
import { actionSigns } from '../../../parts/action-icons.ts'
import type { Element } from './element.ts'
import { pieceAt } from './pieces.ts'
import { signHtml } from './sign-html.ts'

/** Before bpmn-js's own. */
const priority = 1_500
const signSize = 18

type Draw = (parent: SVGElement, element: Element) => SVGElement

interface BpmnRenderer {
  readonly handlers: Readonly<Record<string, Draw>>
  getShapePath(element: Element): string
}

export class TaskDrawing extends BaseRenderer {
  static readonly $inject = ['eventBus', 'bpmnRenderer']
  readonly #own: BpmnRenderer

  constructor(eventBus: ConstructorParameters<typeof BaseRenderer>[0], own: BpmnRenderer) {
    super(eventBus, priority)
    this.#own = own
  }

  override canRender(element: Element): boolean {
    return /^bpmn:(Service|Send|User)Task$/.test(element.type) && element.labelTarget === undefined
  }

  override drawShape(parent: SVGElement, element: Element): SVGElement {
    const box = this.#own.handlers['bpmn:Task']?.(parent, element) ?? parent
    const icon = pieceAt(element.businessObject)?.icon ?? 'tool'
    const sign = document.createElementNS('http://www.w3.org/2000/svg', 'g')
    sign.setAttribute('class', 'parley-sign')
    sign.setAttribute('transform', 'translate(7 7)')
    sign.innerHTML = signHtml(actionSigns[icon], signSize)
    parent.append(sign)
    return box
  }

  override getShapePath(element: Element): string {
    return this.#own.getShapePath(element)
  }
}

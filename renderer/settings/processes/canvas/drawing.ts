// One diagram on the screen, to be changed or only read: bpmn-js, made into what the rest of the editor asks of it.
import Modeler from 'bpmn-js/lib/Modeler'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import { parleyModdle } from '../../../../main/domain/process-bpmn.ts'
import { OwnContextPad } from './context-pad.ts'
import type { Element, Make } from './element.ts'
import { PieceMenus } from './piece-menus.ts'
import type {
  BpmnFactory,
  Canvas,
  CommandStack,
  DirectEditing,
  ElementRegistry,
  EventBus,
  Modeling,
  Overlays,
  Selection,
} from './services.ts'
import { Setter } from './setter.ts'
import { TaskDrawing } from './task-drawing.ts'
import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import './canvas.css'

const colours = {
  defaultFillColor: 'var(--raised)',
  defaultStrokeColor: 'var(--ink2)',
  defaultLabelColor: 'var(--ink)',
}

const text = { fontFamily: '"Inter Variable", system-ui, sans-serif', fontSize: 12, lineHeight: 1.3 }

const common = {
  bpmnRenderer: colours,
  textRenderer: { defaultStyle: text, externalStyle: { ...text, fontSize: 11 } },
  moddleExtensions: { parley: parleyModdle },
}

const drawn = { __init__: ['taskDrawing'], taskDrawing: ['type', TaskDrawing] }

export interface Picture {
  /** Rejects when the text is no BPMN. Gives what could not be drawn. */
  open(xml: string): Promise<readonly string[]>
  readonly canvas: Canvas
  readonly registry: ElementRegistry
  readonly overlays: Overlays
  readonly events: EventBus
  showAll(): void
  zoomBy(factor: number): void
  close(): void
}

export interface Drawing extends Picture {
  xml(): Promise<string>
  /** Takes over a name that is being typed on the canvas. */
  finishTyping(): void
  readonly make: Make
  readonly selection: Selection
  readonly modeling: Modeling
  readonly commands: CommandStack
  readonly setter: Setter
  /** The one element that is chosen; null: none, or several. */
  chosen(): Element | null
  choose(id: string): void
}

/** The canvas's own name for readers of screens. */
const nameCanvas = (container: HTMLElement, name: string) => {
  const svg = container.querySelector('svg[tabindex]')
  svg?.setAttribute('role', 'application')
  svg?.setAttribute('aria-label', name)
}

/** Below this width a diagram is only looked at: it stays whole when the place changes. */
const narrow = 480

const pictureOn = (viewer: NavigatedViewer, container: HTMLElement, name: string): Picture => {
  const canvas = viewer.get<Canvas>('canvas')
  nameCanvas(container, name)
  const showAll = () => {
    // With some room around it, and a small diagram is not blown up.
    canvas.zoom('fit-viewport', 'auto')
    canvas.zoom(Math.min(1, canvas.zoom() * 0.92), 'auto')
  }
  let isOpen = false
  let wasNarrow = false
  const size = new ResizeObserver(() => {
    canvas.resized()
    const isNarrow = container.clientWidth < narrow
    if (isOpen && (isNarrow || wasNarrow)) showAll()
    wasNarrow = isNarrow
  })
  size.observe(container)
  return {
    open: async xml => {
      const { warnings } = await viewer.importXML(xml)
      isOpen = true
      showAll()
      return warnings.map(String)
    },
    canvas,
    registry: viewer.get<ElementRegistry>('elementRegistry'),
    overlays: viewer.get<Overlays>('overlays'),
    events: viewer.get<EventBus>('eventBus'),
    showAll,
    zoomBy: factor => {
      canvas.zoom(Math.min(3, Math.max(0.2, canvas.zoom() * factor)), 'auto')
    },
    close: () => {
      size.disconnect()
      viewer.destroy()
    },
  }
}

export const openPicture = (container: HTMLElement, name: string): Picture =>
  pictureOn(new NavigatedViewer({ container, ...common, additionalModules: [drawn] }), container, name)

export const openDrawing = (container: HTMLElement, name: string): Drawing => {
  const own = {
    __init__: ['taskDrawing', 'setter', 'pieceMenus'],
    taskDrawing: ['type', TaskDrawing],
    setter: ['type', Setter],
    pieceMenus: ['type', PieceMenus],
    contextPadProvider: ['type', OwnContextPad],
    // Ours stand in the page beside the canvas, with captions, and in pieceMenus.
    paletteProvider: ['value', null],
    replaceMenuProvider: ['value', null],
  }
  const modeler = new Modeler({ container, ...common, additionalModules: [own] })
  const picture = pictureOn(modeler, container, name)
  const selection = modeler.get<Selection>('selection')
  const directEditing = modeler.get<DirectEditing>('directEditing')
  const chosen = () => {
    const [one, ...others] = selection.get()
    return one === undefined || others.length > 0 ? null : (one.labelTarget ?? one)
  }
  return {
    ...picture,
    xml: async () => (await modeler.saveXML({ format: true })).xml ?? '',
    finishTyping: () => {
      if (directEditing.isActive()) directEditing.complete()
    },
    make: modeler.get<BpmnFactory>('bpmnFactory').create.bind(modeler.get<BpmnFactory>('bpmnFactory')),
    selection,
    modeling: modeler.get<Modeling>('modeling'),
    commands: modeler.get<CommandStack>('commandStack'),
    setter: modeler.get<Setter>('setter'),
    chosen,
    choose: id => {
      const element = picture.registry.get(id)
      if (element === undefined) return
      selection.select(element)
      picture.canvas.scrollToElement(element, 80)
    },
  }
}

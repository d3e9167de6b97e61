// The parts of bpmn-js that the editor uses, each as small as its use, and what our own parts are given by it.
import type { Element, Make, Node } from './element.ts'

export interface Canvas {
  zoom(how?: 'fit-viewport' | number, center?: 'auto' | { readonly x: number; readonly y: number }): number
  viewbox(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  addMarker(element: string, marker: string): void
  removeMarker(element: string, marker: string): void
  hasMarker(element: string, marker: string): boolean
  scrollToElement(element: Element, padding?: number): void
  getRootElement(): Element
  /** The place has another size now. */
  resized(): void
  focus(): void
}
export interface ElementRegistry {
  get(id: string): Element | undefined
  filter(fits: (element: Element) => boolean): Element[]
}
export interface Selection {
  get(): Element[]
  select(element: Element | null): void
}
export interface Overlays {
  add(
    element: string,
    type: string,
    overlay: { readonly position: Readonly<Record<string, number>>; readonly html: HTMLElement },
  ): string
  remove(which: { readonly type: string }): void
}
export interface CommandStack {
  undo(): void
  redo(): void
  canUndo(): boolean
  canRedo(): boolean
}
export interface EventBus {
  on(event: string | readonly string[], listener: (event: { readonly element?: Element }) => unknown): void
  on(
    event: string | readonly string[],
    priority: number,
    listener: (event: { readonly element?: Element }) => unknown,
  ): void
}
export interface Modeling {
  updateProperties(element: Element, properties: Readonly<Record<string, unknown>>): void
  updateModdleProperties(element: Element, of: Node, properties: Readonly<Record<string, unknown>>): void
  createShape(shape: Element, at: { readonly x: number; readonly y: number }, parent: Element): Element
  connect(source: Element, target: Element): Element | undefined
  moveElements(elements: readonly Element[], by: { readonly x: number; readonly y: number }): void
  removeElements(elements: readonly Element[]): void
}
export interface ElementFactory {
  createShape(attributes: Readonly<Record<string, unknown>>): Element
}
export interface BpmnFactory {
  create: Make
}
export interface Create {
  start(event: Event, shape: Element, context?: { readonly source: Element }): void
}
export interface Connect {
  start(event: Event, from: Element): void
}
export interface AutoPlace {
  append(source: Element, shape: Element): Element
}
export interface BpmnReplace {
  replaceElement(element: Element, target: Readonly<Record<string, unknown>>): Element
}
export interface DirectEditing {
  cancel(): void
  isActive(): boolean
  complete(): void
}
export interface PopupMenu {
  registerProvider(id: string, provider: unknown): void
  open(
    element: Element,
    id: string,
    at: { readonly x: number; readonly y: number },
    options?: Readonly<Record<string, unknown>>,
  ): void
}
export interface ContextPad {
  registerProvider(provider: unknown): void
}

// The place of a window: where it lies, how large it is, what stands in its title, whether it stays on top.
import type { BaseWindow as ElectronBaseWindow, Rectangle } from 'electron'
import { wholeScreen } from '../desktop/screen.ts'
import { type EventNames, HostEmitter, hostEvent } from '../loud.ts'

export interface Frame extends Partial<Rectangle> {
  readonly title: string
  readonly alwaysOnTop?: boolean
}

type Implemented =
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'setBounds'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setSize'
  | 'getSize'
  | 'setPosition'
  | 'getPosition'
  | 'setAlwaysOnTop'
  | 'isAlwaysOnTop'
  | 'setTitle'
  | 'getTitle'

export abstract class PlacedWindow extends HostEmitter implements Pick<ElectronBaseWindow, Implemented> {
  #bounds: Rectangle
  #normalBounds: Rectangle
  #title: string
  #isOnTop: boolean

  constructor(name: string, events: EventNames, frame: Frame) {
    super(name, events)
    const { width = 800, height = 600, title, alwaysOnTop = false } = frame
    const { x = Math.round((wholeScreen.width - width) / 2), y = Math.round((wholeScreen.height - height) / 2) } = frame
    this.#bounds = { x, y, width, height }
    this.#normalBounds = this.#bounds
    this.#title = title
    this.#isOnTop = alwaysOnTop
  }

  /** The page inside learns of it. */
  protected abstract sizeChanged(width: number, height: number): void

  maximize(): void {
    this.#moveTo(wholeScreen)
    this.emit('maximize')
  }

  unmaximize(): void {
    this.#moveTo(this.#normalBounds)
    this.emit('unmaximize')
  }

  isMaximized(): boolean {
    return this.#bounds === wholeScreen
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#normalBounds = { ...this.#bounds, ...bounds }
    this.#moveTo(this.#normalBounds)
  }

  getBounds(): Rectangle {
    return { ...this.#bounds }
  }

  getNormalBounds(): Rectangle {
    return { ...this.#normalBounds }
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height]
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }

  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y]
  }

  setAlwaysOnTop(flag: boolean): void {
    if (this.#isOnTop === flag) return
    this.#isOnTop = flag
    this.emit('always-on-top-changed', hostEvent(), flag)
  }

  isAlwaysOnTop(): boolean {
    return this.#isOnTop
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getTitle(): string {
    return this.#title
  }

  #moveTo(bounds: Rectangle): void {
    const { x, y, width, height } = this.#bounds
    this.#bounds = bounds
    if (bounds.x !== x || bounds.y !== y) this.emit('move')
    if (bounds.width === width && bounds.height === height) return
    this.sizeChanged(bounds.width, bounds.height)
    this.emit('resize')
  }
}

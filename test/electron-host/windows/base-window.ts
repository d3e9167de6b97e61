// The frame of a window: its place, whether it can be seen, whether it has the focus. All of it is bookkeeping, as there
// is no desktop; what only a desktop could show is recorded.
import type { BaseWindow as ElectronBaseWindow, Rectangle } from 'electron'
import { wholeScreen } from '../desktop/screen.ts'
import { type EventNames, HostEmitter, hostEvent } from '../loud.ts'
import type { Presence } from '../page/presence.ts'
import { hasFocus, moveFocus, type OpenWindow } from './open-windows.ts'

export interface Frame extends Partial<Rectangle> {
  readonly title: string
  readonly alwaysOnTop?: boolean
}

type Implemented =
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'blur'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'unmaximize'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
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
  | 'flashFrame'
  | 'setProgressBar'
  | 'setSkipTaskbar'
  | 'setMenu'
  | 'removeMenu'
  | 'setMenuBarVisibility'
  | 'setMinimumSize'
  | 'setBackgroundColor'
  | 'moveTop'
  | 'setVisibleOnAllWorkspaces'

export abstract class BaseWindow extends HostEmitter implements Pick<ElectronBaseWindow, Implemented> {
  /** The last arguments of each call that only a desktop could show, by the method's name. */
  readonly recorded = new Map<string, readonly unknown[]>()
  readonly flashFrame = this.#recorder('flashFrame')
  readonly setProgressBar = this.#recorder('setProgressBar')
  readonly setSkipTaskbar = this.#recorder('setSkipTaskbar')
  readonly setIcon = this.#recorder('setIcon')
  readonly setMenu = this.#recorder('setMenu')
  readonly removeMenu = this.#recorder('removeMenu')
  readonly setMenuBarVisibility = this.#recorder('setMenuBarVisibility')
  readonly setMinimumSize = this.#recorder('setMinimumSize')
  readonly setBackgroundColor = this.#recorder('setBackgroundColor')
  readonly moveTop = this.#recorder('moveTop')
  readonly setVisibleOnAllWorkspaces = this.#recorder('setVisibleOnAllWorkspaces')

  /** How this window stands among the open ones. */
  protected abstract readonly place: OpenWindow
  #bounds: Rectangle
  #normalBounds: Rectangle
  #title: string
  #isOnTop: boolean
  #isVisible = false
  #wasEverVisible = false
  #isMinimized = false

  constructor(name: string, events: EventNames, frame: Frame) {
    super(name, events)
    const { width = 800, height = 600, title, alwaysOnTop = false } = frame
    const { x = Math.round((wholeScreen.width - width) / 2), y = Math.round((wholeScreen.height - height) / 2) } = frame
    this.#bounds = { x, y, width, height }
    this.#normalBounds = this.#bounds
    this.#title = title
    this.#isOnTop = alwaysOnTop
  }

  /** The page inside learns what happened to its window. */
  protected abstract sizeChanged(width: number, height: number): void
  protected abstract presenceChanged(presence: Presence): void

  show(): void {
    this.showInactive()
    moveFocus(this.place)
  }

  showInactive(): void {
    if (this.isVisible()) return
    this.#isVisible = true
    this.#wasEverVisible = true
    this.#isMinimized = false
    this.#tellPresence()
    this.emit('show')
  }

  hide(): void {
    if (!this.#isVisible) return
    this.#isVisible = false
    this.blur()
    this.#tellPresence()
    this.emit('hide')
  }

  focus(): void {
    if (this.isVisible()) moveFocus(this.place)
  }

  blur(): void {
    if (this.isFocused()) moveFocus(undefined)
  }

  minimize(): void {
    if (this.#isMinimized) return
    this.#isMinimized = true
    this.blur()
    this.#tellPresence()
    this.emit('minimize')
  }

  restore(): void {
    if (!this.#isMinimized) return
    this.#isMinimized = false
    this.#tellPresence()
    this.emit('restore')
    moveFocus(this.place)
  }

  maximize(): void {
    this.#moveTo(wholeScreen)
    this.emit('maximize')
  }

  unmaximize(): void {
    this.#moveTo(this.#normalBounds)
    this.emit('unmaximize')
  }

  isVisible(): boolean {
    return this.#isVisible && !this.#isMinimized
  }

  isFocused(): boolean {
    return hasFocus(this.place)
  }

  isMinimized(): boolean {
    return this.#isMinimized
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

  protected focusChanged(isFocused: boolean): void {
    this.#tellPresence()
    this.emit(isFocused ? 'focus' : 'blur')
  }

  #moveTo(bounds: Rectangle): void {
    const { x, y, width, height } = this.#bounds
    this.#bounds = bounds
    if (bounds.x !== x || bounds.y !== y) this.emit('move')
    if (bounds.width === width && bounds.height === height) return
    this.sizeChanged(bounds.width, bounds.height)
    this.emit('resize')
  }

  /** Electron calls a page visible until its window was shown once and then hidden. */
  #tellPresence(): void {
    this.presenceChanged({ isVisible: this.isVisible() || !this.#wasEverVisible, isFocused: this.isFocused() })
  }

  #recorder(name: string) {
    return (...args: readonly unknown[]) => {
      this.recorded.set(name, args)
    }
  }
}

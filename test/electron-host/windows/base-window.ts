// The frame of a window: whether it can be seen, whether it has the focus. All of it is bookkeeping, as there is no
// desktop; what only a desktop could show is recorded.
import type { BaseWindow as ElectronBaseWindow } from 'electron'
import type { Presence } from '../page/presence.ts'
import { hasFocus, moveFocus, type OpenWindow } from './open-windows.ts'
import { PlacedWindow } from './placed-window.ts'

type Implemented =
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'blur'
  | 'minimize'
  | 'restore'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
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

export abstract class BaseWindow extends PlacedWindow implements Pick<ElectronBaseWindow, Implemented> {
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
  #isVisible = false
  #wasEverVisible = false
  #isMinimized = false

  /** The page inside learns what happened to its window. */
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

  isVisible(): boolean {
    return this.#isVisible && !this.#isMinimized
  }

  isFocused(): boolean {
    return hasFocus(this.place)
  }

  isMinimized(): boolean {
    return this.#isMinimized
  }

  protected focusChanged(isFocused: boolean): void {
    this.#tellPresence()
    this.emit(isFocused ? 'focus' : 'blur')
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

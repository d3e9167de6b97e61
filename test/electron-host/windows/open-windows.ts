// The windows that are open and which of them has the focus: the desktop as far as this process has one.

export interface OpenWindow {
  /** The BrowserWindow as the program holds it. */
  readonly face: object
  focusChanged(isFocused: boolean): void
  themeChanged(isDark: boolean): void
  /** Asks as a user's click on the cross does. Returns whether the window went. */
  askToClose(): boolean
  destroy(): void
}

const windows = new Set<OpenWindow>()
let focused: OpenWindow | undefined

export const openWindows = (): readonly OpenWindow[] => [...windows]

export const hasFocus = (window: OpenWindow): boolean => window === focused

export function addWindow(window: OpenWindow): void {
  windows.add(window)
}

export function removeWindow(window: OpenWindow): void {
  windows.delete(window)
  if (focused === window) focused = undefined
}

/** One window at most has the focus; `undefined` gives it to some other program. */
export function moveFocus(to: OpenWindow | undefined): void {
  if (to === focused) return
  const before = focused
  focused = to
  before?.focusChanged(false)
  to?.focusChanged(true)
}

// Makes a page believe what the main process did to its window: hidden, shown, focused, blurred. Headless Chromium
// itself has no desktop and takes every page for visible and focused.

export interface Presence {
  readonly isVisible: boolean
  readonly isFocused: boolean
}

/** What a fresh page believes. Electron too calls a window visible before it was ever shown. */
export const freshPresence: Presence = { isVisible: true, isFocused: true }

/** Runs in the page, as text, in its own world: it must not refer to anything outside itself. */
export function applyPresence({ isVisible, isFocused }: Presence): void {
  const wasVisible = document.visibilityState === 'visible'
  const wasFocused = document.hasFocus()
  const show = (name: string, value: unknown) =>
    Object.defineProperty(document, name, { configurable: true, get: () => value })
  show('visibilityState', isVisible ? 'visible' : 'hidden')
  show('hidden', !isVisible)
  Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => isFocused })
  if (wasVisible !== isVisible) document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  if (wasFocused !== isFocused) window.dispatchEvent(new Event(isFocused ? 'focus' : 'blur'))
}

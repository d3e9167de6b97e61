// globalShortcut: no keys are watched; a test presses them here.
import type { GlobalShortcut } from 'electron'
import { loud } from '../loud.ts'

const shortcuts = new Map<string, () => void>()

/** Electron reads accelerators without regard to case. */
const named = (accelerator: string) => accelerator.toLowerCase()

const calls = {
  register(accelerator: string, callback: () => void) {
    if (shortcuts.has(named(accelerator))) return false
    shortcuts.set(named(accelerator), callback)
    return true
  },
  isRegistered: (accelerator: string) => shortcuts.has(named(accelerator)),
  unregister(accelerator: string) {
    shortcuts.delete(named(accelerator))
  },
  unregisterAll: () => shortcuts.clear(),
}

export const globalShortcut = loud('globalShortcut', {
  ...(calls satisfies Pick<GlobalShortcut, keyof typeof calls>),
  /** For tests. Returns whether anybody minded. */
  press(accelerator: string) {
    shortcuts.get(named(accelerator))?.()
    return shortcuts.has(named(accelerator))
  },
})

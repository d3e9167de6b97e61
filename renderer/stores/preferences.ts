// What this agent chose on this machine: how loud, which emoji lately. Kept in the browser's storage.
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface Preferences {
  /** 0 to 1. */
  readonly volume: number
  readonly muted: boolean
  /** The contact column, where there is room for it. */
  readonly contactShown: boolean
  readonly recentEmoji: readonly string[]
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ volume: 0.8, muted: false, contactShown: true, recentEmoji: [] }), {
    name: 'parley.preferences',
  }),
)

export const prefer = (change: Partial<Preferences>): void => {
  usePreferences.setState(change)
}

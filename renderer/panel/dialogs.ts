// What is open above the panel. Kept in one place, so that buttons, keys and the palette open the same things.
import { create } from 'zustand'

interface Dialogs {
  /** The chat to transfer. */
  readonly transfer: string | null
  /** The chat that is asked about before it is closed. */
  readonly close: string | null
  readonly actions: boolean
  /** The contact as a drawer, where there is no room for a column. */
  readonly contact: boolean
  readonly keys: boolean
  readonly presence: boolean
  readonly sound: boolean
  readonly me: boolean
  readonly account: boolean
  readonly newCase: boolean
}

export const useDialogs = create<Dialogs>(() => ({
  transfer: null,
  close: null,
  actions: false,
  contact: false,
  keys: false,
  presence: false,
  sound: false,
  me: false,
  account: false,
  newCase: false,
}))

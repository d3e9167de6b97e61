// The one door to the workstation, and how the connection is doing.
import { create } from 'zustand'
import type { Door } from '../../preload/socket.ts'

export type Connection = 'opening' | 'connected' | 'reconnecting' | 'signedOut'

export const useConnection = create<{ readonly state: Connection; readonly retryAt: number | null }>(() => ({
  state: 'opening',
  retryAt: null,
}))

let current: Door | null = null

export const setDoor = (door: Door | null): void => {
  current = door
}

/** The contract's procedures. Throws before the door is open, which would be a bug. */
export const ask = (): Door['client'] => {
  if (current === null) throw new Error('The door is not open yet')
  return current.client
}

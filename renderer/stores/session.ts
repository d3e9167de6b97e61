// Who I am, what I may do, and what this workstation is.
import { create } from 'zustand'
import type { Permission } from '../../main/domain/permissions.ts'
import type { Me } from '../../preload/views.ts'
import { ask } from './door.ts'

export interface WorkstationInfo {
  readonly version: string
  readonly host: 'desktop' | 'hub'
  readonly customerUrl: string | null
  readonly demo: boolean
}

export const useSession = create<{ readonly me: Me | null; readonly info: WorkstationInfo | null }>(() => ({
  me: null,
  info: null,
}))

export const myId = (): string => useSession.getState().me?.agent.id ?? ''

export const may = (permission: Permission): boolean =>
  useSession.getState().me?.permissions.includes(permission) ?? false

export const useMay = (permission: Permission): boolean =>
  useSession(session => session.me?.permissions.includes(permission) ?? false)

let asked = 0

/** Asks anew who I am: after my presence, rights or queues changed. Only the newest answer counts. */
export const refreshMe = async (): Promise<void> => {
  const turn = ++asked
  const me = await ask().session.me({})
  if (turn === asked) useSession.setState({ me })
}

// One clock for every timer on screen: ticks once a second, in the workstation's time, and rests while nobody looks.
import { useSyncExternalStore } from 'react'
import { SECOND } from '../../main/domain/clock.ts'

let skewMs = 0
let shown = Date.now()
let timer: ReturnType<typeof setTimeout> | null = null
const listeners = new Set<() => void>()

/** The workstation's present instant. */
export const now = (): number => Date.now() + skewMs

/** Hands in the workstation's instant, as told by workstation.info. Less than a second apart counts as equal. */
export const setClock = (workstationNow: number): void => {
  const skew = workstationNow - Date.now()
  skewMs = Math.abs(skew) < SECOND ? 0 : skew
}

const tick = (): void => {
  shown = now()
  for (const listener of listeners) listener()
  timer = listeners.size > 0 ? setTimeout(tick, SECOND - (shown % SECOND) + 5) : null
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  if (timer === null) timer = setTimeout(tick, SECOND - (now() % SECOND) + 5)
  return () => listeners.delete(listener)
}

/** The present instant, anew every second. */
export const useNow = (): number => useSyncExternalStore(subscribe, snapshot)

/** What is so at the present instant; shown anew only when it changes. */
export const useAtNow = <T extends string | null>(soAt: (now: number) => T): T =>
  useSyncExternalStore(subscribe, () => soAt(snapshot()))

// A component that comes between two ticks must not see a second that has passed long ago.
const snapshot = (): number => {
  if (timer === null) shown = now()
  return shown
}

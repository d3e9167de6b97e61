// How much room there is: wide (contact as a column), middle (contact as a drawer), narrow (one page at a time).
import { useSyncExternalStore } from 'react'

export type Layout = 'wide' | 'middle' | 'narrow'

const wide = typeof matchMedia === 'undefined' ? null : matchMedia('(min-width: 1120px)')
const middle = typeof matchMedia === 'undefined' ? null : matchMedia('(min-width: 720px)')

export const layoutNow = (): Layout => (wide?.matches ? 'wide' : middle?.matches ? 'middle' : 'narrow')

const subscribe = (listener: () => void): (() => void) => {
  wide?.addEventListener('change', listener)
  middle?.addEventListener('change', listener)
  return () => {
    wide?.removeEventListener('change', listener)
    middle?.removeEventListener('change', listener)
  }
}

export const useLayout = (): Layout => useSyncExternalStore(subscribe, layoutNow)

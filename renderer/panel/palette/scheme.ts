// Light, dark, or as the machine is: set from outside of Mantine's components.
import { useEffect } from 'react'

type Scheme = 'light' | 'dark' | 'auto'

let setter: (scheme: Scheme) => void = () => {}

export const setScheme = (scheme: Scheme): void => setter(scheme)

/** Handed in by a component that has Mantine's own. */
export const useSchemeSetter = (set: (scheme: Scheme) => void): void => {
  useEffect(() => {
    setter = set
  }, [set])
}

// The second half of a double click is not a click of its own: it falls on whatever has come under the pointer meanwhile.
import type { MouseEvent } from 'react'

/** For buttons whose row goes away when they are pressed. Keys and screen readers count no clicks and always get through. */
export const singleClick =
  (deed: () => void) =>
  (event: MouseEvent): void => {
    if (event.detail <= 1) deed()
  }

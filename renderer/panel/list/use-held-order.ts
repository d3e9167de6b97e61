// A list that keeps still while the pointer is on it.
import { useRef } from 'react'
import { hasTouched } from '../../stores/deeds.ts'
import { type HeldRow, heldOrder } from '../../stores/held-order.ts'

export const useHeldOrder = (
  wanted: readonly string[],
  holding: boolean,
  comesOnTop?: (id: string) => boolean,
): readonly HeldRow[] => {
  const shown = useRef<readonly HeldRow[]>([])
  const next = heldOrder({
    shown: shown.current,
    wanted,
    holding,
    leavesAtOnce: hasTouched,
    ...(comesOnTop === undefined ? {} : { comesOnTop }),
  })
  shown.current = next
  return next
}

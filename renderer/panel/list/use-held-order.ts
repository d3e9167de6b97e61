// A list that keeps still while the pointer is on it.
import { useRef } from 'react'
import { type HeldRow, heldOrder } from '../../stores/held-order.ts'

export const useHeldOrder = (
  wanted: readonly string[],
  holding: boolean,
  comesOnTop?: (id: string) => boolean,
): readonly HeldRow[] => {
  const shown = useRef<readonly HeldRow[]>([])
  const next = heldOrder(shown.current, wanted, holding, comesOnTop)
  shown.current = next
  return next
}

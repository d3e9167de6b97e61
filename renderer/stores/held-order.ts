// The list under the pointer does not jump: while somebody points at it, rows keep their places, newcomers wait at the
// end, those that left stay as ghosts; only what rings comes in on top, and what I moved myself goes at once.
// New order is taken when the pointer leaves.
export interface HeldRow {
  readonly id: string
  /** It left the list meanwhile; shown faded, not to be pressed. */
  readonly gone: boolean
}

export interface Holding {
  readonly shown: readonly HeldRow[]
  readonly wanted: readonly string[]
  readonly holding: boolean
  readonly comesOnTop?: (id: string) => boolean
  readonly leavesAtOnce?: (id: string) => boolean
}

const never = () => false

export const heldOrder = ({
  shown,
  wanted,
  holding,
  comesOnTop = never,
  leavesAtOnce = never,
}: Holding): readonly HeldRow[] => {
  if (!holding) return wanted.map(id => ({ id, gone: false }))
  const want = new Set(wanted)
  const have = new Set(shown.map(row => row.id))
  const newcomers = wanted.filter(id => !have.has(id))
  return [
    ...newcomers.filter(comesOnTop).map(id => ({ id, gone: false })),
    ...shown
      .filter(row => want.has(row.id) || !leavesAtOnce(row.id))
      .map(row => ({ id: row.id, gone: !want.has(row.id) })),
    ...newcomers.filter(id => !comesOnTop(id)).map(id => ({ id, gone: false })),
  ]
}

// The list under the pointer does not jump: while somebody points at it, rows keep their places, newcomers wait at the
// end, those that left stay as ghosts; only what rings comes in on top. New order is taken when the pointer leaves.
export interface HeldRow {
  readonly id: string
  /** It left the list meanwhile; shown faded, not to be pressed. */
  readonly gone: boolean
}

export const heldOrder = (
  shown: readonly HeldRow[],
  wanted: readonly string[],
  holding: boolean,
  comesOnTop: (id: string) => boolean = () => false,
): readonly HeldRow[] => {
  if (!holding) return wanted.map(id => ({ id, gone: false }))
  const want = new Set(wanted)
  const have = new Set(shown.map(row => row.id))
  const newcomers = wanted.filter(id => !have.has(id))
  return [
    ...newcomers.filter(comesOnTop).map(id => ({ id, gone: false })),
    ...shown.map(row => ({ id: row.id, gone: !want.has(row.id) })),
    ...newcomers.filter(id => !comesOnTop(id)).map(id => ({ id, gone: false })),
  ]
}

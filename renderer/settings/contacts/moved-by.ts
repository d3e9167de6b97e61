// An order with one of its ids moved a place up or down; at the edge it stays as it is.
export const movedBy = (ids: readonly string[], at: number, by: -1 | 1): readonly string[] => {
  const [one, other] = [ids[at], ids[at + by]]
  return one === undefined || other === undefined ? ids : ids.with(at, other).with(at + by, one)
}

// Puts a list into another order: one up or down, or to the place of another. Pure; ids in, ids out.
export const movedBy = (ids: readonly string[], id: string, by: number): readonly string[] => {
  const from = ids.indexOf(id)
  const to = Math.max(0, Math.min(ids.length - 1, from + by))
  return from < 0 ? ids : placedAt(ids, id, to)
}

/** `id` goes where `target` stands; that and all between make room. */
export const movedTo = (ids: readonly string[], id: string, target: string): readonly string[] => {
  const to = ids.indexOf(target)
  return to < 0 || !ids.includes(id) ? ids : placedAt(ids, id, to)
}

const placedAt = (ids: readonly string[], id: string, to: number): readonly string[] => {
  const others = ids.filter(one => one !== id)
  return [...others.slice(0, to), id, ...others.slice(to)]
}

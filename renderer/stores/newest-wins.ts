// A map whose entries know up to which event they are right, so that a late answer never overwrites newer news.
export interface Entry<T> {
  /** Null: known to be gone. */
  readonly value: T | null
  readonly seq: number
}

export type NewestWins<T> = ReadonlyMap<string, Entry<T>>

export const held = <T>(map: NewestWins<T>, id: string): T | null => map.get(id)?.value ?? null

export interface News<T> extends Entry<T> {
  readonly id: string
}

/** Leaves out what is older than what is known. One copy of the map, however much news there is. */
export const putEach = <T>(map: NewestWins<T>, news: Iterable<News<T>>): NewestWins<T> => {
  const next = new Map(map)
  for (const { id, value, seq } of news) {
    const known = next.get(id)
    if (known === undefined || known.seq <= seq) next.set(id, { value, seq })
  }
  return next
}

export const put = <T>(map: NewestWins<T>, id: string, value: T | null, seq: number): NewestWins<T> =>
  putEach(map, [{ id, value, seq }])

/** A whole list as it was at `seq`: what is not in it was gone then, unless something newer is known. */
export const putAll = <T extends { readonly id: string }>(
  map: NewestWins<T>,
  list: readonly T[],
  seq: number,
): NewestWins<T> => {
  const next = new Map<string, Entry<T>>()
  for (const [id, entry] of map) if (entry.seq > seq) next.set(id, entry)
  for (const value of list) if (!next.has(value.id)) next.set(value.id, { value, seq })
  return next
}

/** Forgets what is gone, so that the map does not grow for ever; safe once every answer asked for before has come. */
export const withoutGone = <T>(map: NewestWins<T>): NewestWins<T> => {
  const next = new Map<string, Entry<T>>()
  for (const [id, entry] of map) if (entry.value !== null) next.set(id, entry)
  return next
}

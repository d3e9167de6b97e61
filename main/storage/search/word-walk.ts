// Walks down the word index (or, without words, down all messages) and keeps what the filters leave. Good when filters leave much.
import type { Prepare } from '../dialects/prepared.ts'
import type { Condition } from './filters.ts'
import type { NumberRange, Walk } from './walk.ts'

/** Messages looked at in the first step; each step looks at twice as many. */
const firstStep = 128
const longestStep = 2048

export interface WordWalkPlan {
  /** For FTS5; null walks all messages. */
  readonly match: string | null
  readonly filter: Condition
  /** Set when the match finds more than was asked for: says of a text whether it is a hit. */
  readonly holds: ((text: string) => boolean) | null
  readonly range: NumberRange
}

interface Candidate {
  readonly n: number
  readonly text: string
}

export const wordWalk = (prepare: Prepare, { match, filter, holds, range }: WordWalkPlan): Walk => {
  // The casts matter: better-sqlite3 binds numbers as floating ones, and FTS5 ignores bounds that are not whole.
  const candidates = prepare(
    match === null
      ? 'SELECT n FROM message WHERE n < +? AND n > +? AND deletedAt IS NULL ORDER BY n DESC LIMIT +?'
      : `SELECT rowid FROM messageWords
         WHERE messageWords MATCH ? AND rowid < CAST(? AS INTEGER) AND rowid > CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT ?`,
  ).pluck()
  const isFiltered = filter.sql !== 'TRUE' || holds !== null
  const text = holds ? "message.text || char(10) || coalesce(message.foundBy, '')" : "''"
  const left = prepare(`
    SELECT message.n, ${text} AS text FROM json_each(+?) AS candidate
    CROSS JOIN message ON message.n = candidate.value CROSS JOIN chat ON chat.number = message.chatNumber
    WHERE ${filter.sql}`)
  const kept = (ns: number[]): number[] => {
    if (!isFiltered || ns.length === 0) return ns
    const found = left.all(JSON.stringify(ns), ...filter.values) as Candidate[]
    return (holds ? found.filter(candidate => holds(candidate.text)) : found).map(candidate => candidate.n)
  }

  const hits: number[] = []
  let frontier = range.ceiling
  let done = false
  let looked = 0
  let size = firstStep
  return {
    step() {
      const words = match === null ? [] : [match]
      const ns = candidates.all(...words, frontier, range.floor, size) as number[]
      hits.push(...kept(ns))
      looked += ns.length
      done = ns.length < size
      frontier = ns.at(-1) ?? range.floor + 1
      size = Math.min(size * 2, longestStep)
    },
    hits,
    get frontier() {
      return frontier
    },
    get done() {
      return done
    },
    get looked() {
      return looked
    },
  }
}

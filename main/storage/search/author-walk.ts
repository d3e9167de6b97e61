// Walks through what one agent wrote, newest first: messages of theirs are also in chats that others own.
import type { Prepare } from '../dialects/prepared.ts'
import type { Condition } from './filters.ts'
import type { NumberRange, Walk } from './walk.ts'

const firstStep = 64
const longestStep = 512

interface Written {
  readonly n: number
  readonly text: string
  readonly passes: number
}

export const authorWalk = (
  prepare: Prepare,
  agentId: string,
  filter: Condition,
  holds: (text: string) => boolean,
  range: NumberRange,
): Walk => {
  const written = prepare(`
    SELECT message.n, message.text || char(10) || coalesce(message.foundBy, '') AS text,
      message.deletedAt IS NULL AND ${filter.sql} AS passes
    FROM message CROSS JOIN chat ON chat.number = message.chatNumber
    WHERE message.agentId = +? AND message.n < +? AND message.n > +? ORDER BY message.n DESC LIMIT +?`)
  const hits: number[] = []
  let frontier = range.ceiling
  let done = false
  let looked = 0
  let size = firstStep
  return {
    step() {
      const found = written.all(...filter.values, agentId, frontier, range.floor, size) as Written[]
      for (const { n, text, passes } of found) if (passes === 1 && holds(text)) hits.push(n)
      looked += found.length
      done = found.length < size
      frontier = found.at(-1)?.n ?? range.floor + 1
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

// What narrows a search besides its words, as conditions in SQL: on chats, and on single messages of them.
import { DAY, MINUTE } from '../../domain/clock.ts'
import type { Prepare } from '../dialects/prepared.ts'
import type { SearchQuery } from '../store.ts'
import type { NumberRange } from './walk.ts'

/** A condition and the values it takes. */
export interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** On `chat`: true for every chat that may hold hits. */
export const chatCondition = ({ contactId, channelId, visibleTo }: SearchQuery): Condition =>
  all([
    // The pluses keep the planner from beginning here: whoever asks knows better where to begin.
    contactId !== undefined && { sql: '+chat.contactId = +?', values: [contactId] },
    channelId !== undefined && { sql: '+chat.channelId = +?', values: [channelId] },
    visibleTo !== null && {
      sql: 'EXISTS (SELECT 1 FROM chat AS owned WHERE owned.ownerId = +? AND owned.conversationId = chat.conversationId)',
      values: [visibleTo],
    },
  ])

/** On `message`, with its `chat` joined. */
export const messageCondition = ({ agentId, from, to }: SearchQuery): Condition =>
  all([
    agentId !== undefined && { sql: '(message.agentId = +? OR chat.ownerId = +?)', values: [agentId, agentId] },
    from !== undefined && { sql: 'message.at >= +?', values: [from] },
    to !== undefined && { sql: 'message.at <= +?', values: [to] },
  ])

export const all = (conditions: readonly (Condition | false)[]): Condition => {
  const present = conditions.filter(condition => condition !== false)
  return {
    sql: present.map(condition => condition.sql).join(' AND ') || 'TRUE',
    values: present.flatMap(condition => condition.values),
  }
}

/** Networks keep what they could not deliver for a week at most. */
const latestArrival = 7 * DAY
/** Up to this a message counts as stored when it was written; later ones are in an index of their own. */
const usualArrival = 10 * MINUTE
/** How far a network's clock may be ahead of ours. */
const clockSkew = DAY

/** The numbers among which the hits of a time are. Numbers grow with the time of storing, and messages are stored after they are written. */
export const numberRange = (prepare: Prepare, { from, to, before }: SearchQuery): NumberRange => {
  const newest = prepare('SELECT coalesce(max(n), 0) FROM message').pluck().get() as number
  const storedAt = prepare('SELECT n, storedAt FROM message WHERE n >= ? ORDER BY n LIMIT 1')
  /** The first number of a message stored at the instant or later. */
  const firstSince = (at: number): number => {
    let low = 1
    let high = newest + 1
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const found = storedAt.get(middle) as { n: number; storedAt: number } | undefined
      if (found && found.storedAt < at) low = found.n + 1
      else high = middle
    }
    return low
  }
  /** Just above the last that was written until the instant. */
  const justAfter = (at: number): number => {
    const late = prepare(`
      SELECT coalesce(max(n), 0) + 1 FROM message
      WHERE storedAt > at + 600000 AND storedAt > +? AND storedAt <= +? AND at <= +?`).pluck()
    return Math.max(firstSince(at + usualArrival + 1), late.get(at, at + latestArrival, at) as number)
  }
  const ceilings = [newest + 1]
  if (before !== undefined) ceilings.push(Number(before))
  if (to !== undefined) ceilings.push(justAfter(to))
  return { floor: from === undefined ? 0 : firstSince(from - clockSkew) - 1, ceiling: Math.min(...ceilings) }
}

// Where polling goes on after a restart, with what is needed to judge it: whose updates they were, and how old all that is.
import { z } from 'zod'
import { DAY, HOUR } from '../../../domain/clock.ts'

export interface PollCursor {
  /** The last update that was stored; null before the first. */
  readonly updateId: number | null
  /** When it came. */
  readonly updatedAt: number | null
  /** The last time that Telegram answered a poll. */
  readonly polledAt: number | null
  /** Numbers of updates and messages mean nothing for another bot. */
  readonly botId: string | null
}

export const noCursor: PollCursor = { updateId: null, updatedAt: null, polledAt: null, botId: null }

const shape = z.object({
  updateId: z.int().nullable(),
  updatedAt: z.number().nullable(),
  polledAt: z.number().nullable(),
  botId: z.string().nullable(),
})

export const writeCursor = (cursor: PollCursor): string => JSON.stringify(cursor)

/** Also understands a bare number of an update. Anything else counts as none: the worst that follows is doubles. */
export const readCursor = (text: string | null): PollCursor => {
  if (text === null) return noCursor
  if (/^\d{1,15}$/.test(text)) return { ...noCursor, updateId: Number(text) }
  try {
    return shape.safeParse(JSON.parse(text)).data ?? noCursor
  } catch {
    return noCursor
  }
}

/**
 * The offset that confirms everything stored so far. After a week without updates Telegram goes on at a random number,
 * maybe a lower one (facts/channels.md 1.1): then we ask from the start, which hands out all that is unconfirmed.
 */
export const offsetAfter = (cursor: PollCursor, now: number): number | undefined => {
  if (cursor.updateId === null) return undefined
  if (cursor.updatedAt !== null && now - cursor.updatedAt > 6 * DAY) return undefined
  return cursor.updateId + 1
}

/** A sentence when Telegram was out of reach for so long that it has thrown messages away; otherwise null. */
export const gapBetween = (polledAt: number | null, now: number): string | null => {
  if (polledAt === null || now - polledAt <= DAY) return null
  const hours = Math.floor((now - polledAt) / HOUR)
  return `Parley had no contact with Telegram for ${hours} hours. Telegram keeps messages for 24 hours: what customers wrote before that may be missing here.`
}

// What the channel knows of its own past after a restart: since when it follows LiveChat, and up to where it has seen everything.
// Both by LiveChat's clock, as its threads tell it: ours may be wrong by hours.
import { z } from 'zod'

export interface Cursor {
  /** Threads that began until then are the past of before the channel (epoch ms). */
  readonly since: number
  /** When the latest thread began that was there in the last whole round (epoch ms). */
  readonly roundAt: number
}

const shape = z.object({ since: z.number(), roundAt: z.number() })

export const writeCursor = (cursor: Cursor): string => JSON.stringify(cursor)

/** Null: the channel is new, or nobody understands what it knew. */
export const readCursor = (text: string | null): Cursor | null => {
  try {
    return text === null ? null : (shape.safeParse(JSON.parse(text)).data ?? null)
  } catch {
    return null
  }
}

// When a new chat rings and how loud: at once, then again and again until somebody takes it, louder from time to time.
import { SECOND } from '../../main/domain/clock.ts'

export interface Ringing {
  readonly since: number
  readonly rings: number
  readonly nextAt: number
}

export const ringEveryMs = 5 * SECOND

/** From six tenths of the chosen volume to all of it within the first four rings. */
export const loudness = (rings: number): number => Math.min(1, 0.6 + rings * 0.14)

/**
 * What to do now about `count` ringing chats. `sound`: how loud to ring now, null for silence.
 * Another chat that begins to ring while one rings already is heard with the next ring, at the latest in five seconds.
 */
export const nextRing = (
  ringing: Ringing | null,
  count: number,
  now: number,
): { readonly ringing: Ringing | null; readonly sound: number | null } => {
  if (count === 0) return { ringing: null, sound: null }
  if (ringing === null) return { ringing: { since: now, rings: 1, nextAt: now + ringEveryMs }, sound: loudness(0) }
  if (now < ringing.nextAt) return { ringing, sound: null }
  return {
    ringing: { ...ringing, rings: ringing.rings + 1, nextAt: now + ringEveryMs },
    sound: loudness(ringing.rings),
  }
}

/** Short sounds are told apart: messages within so many milliseconds wait for each other, each still heard once. */
export const messageGapMs = 420

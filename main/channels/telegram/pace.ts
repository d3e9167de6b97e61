// How fast a bot may talk: 30 messages a second over all, 1 a second in a chat, 20 a minute in a group, short bursts
// allowed (Telegram's bot FAQ). Keeping to it spares the customer a refusal; Telegram's own retry_after still rules.
import { type Clock, pause, SECOND } from '../../domain/clock.ts'

interface Lane {
  readonly everyMs: number
  readonly burst: number
  /** When the lane would be empty if everything let through took its full time. */
  freeAt: number
}

export interface Pace {
  /** Waits for this message's turn; turns are given in the order of asking. */
  turn(address: string, signal: AbortSignal): Promise<void>
}

export const createPace = (clock: Clock): Pace => {
  const whole: Lane = { everyMs: SECOND / 30, burst: 30, freeAt: 0 }
  const chats = new Map<string, Lane>()

  const laneOf = (address: string): Lane => {
    const known = chats.get(address)
    if (known) return known
    const isGroup = address.startsWith('-')
    const lane: Lane = { everyMs: isGroup ? 3 * SECOND : SECOND, burst: isGroup ? 10 : 5, freeAt: 0 }
    chats.set(address, lane)
    return lane
  }

  const forgetIdle = (now: number) => {
    if (chats.size < 1_000) return
    for (const [address, lane] of chats) if (lane.freeAt <= now) chats.delete(address)
  }

  return {
    async turn(address, signal) {
      const now = clock.now()
      forgetIdle(now)
      const waitMs = Math.max(take(whole, now), take(laneOf(address), now))
      if (waitMs > 0) await pause(clock, waitMs, signal)
    },
  }
}

/** Takes the next place in the lane and says in how many milliseconds it comes. */
const take = (lane: Lane, now: number): number => {
  const wait = Math.max(0, lane.freeAt - now - (lane.burst - 1) * lane.everyMs)
  lane.freeAt = Math.max(lane.freeAt, now) + lane.everyMs
  return Math.ceil(wait)
}

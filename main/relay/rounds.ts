// What the relay does by itself now and then: ends what is older than it keeps, and notes which workstations are connected.
import type { Log } from '../channels/channel.ts'
import { type Clock, HOUR, MINUTE, pause } from '../domain/clock.ts'
import type { Lines } from './lines/lines.ts'
import type { Roster } from './roster/roster.ts'
import type { Deliveries } from './store/deliveries.ts'
import type { Desks } from './store/desks.ts'
import type { Room } from './store/room.ts'

const everyMs = MINUTE
/** A round that comes so much too late was kept off by a machine that slept, or by a clock that was set. */
const lateMs = 5 * MINUTE
/** After a start, a sleep or a clock that was set nothing ends for so long: whoever is there has fetched what is theirs by then. */
const graceMs = HOUR

export const makeRounds = async (
  parts: {
    readonly deliveries: Deliveries
    readonly desks: Desks
    readonly roster: Roster
    readonly lines: Lines
    readonly room: Room
    readonly keepMs: number
    readonly clock: Clock
    readonly log: Log
  },
  signal: AbortSignal,
): Promise<void> => {
  const { deliveries, desks, roster, lines, room, keepMs, clock, log } = parts
  let alarm: string | null = null
  let endsFrom = clock.now() + graceMs
  while (!signal.aborted) {
    try {
      const instant = clock.now() < endsFrom ? 0 : clock.now() - keepMs
      let ended = await deliveries.endBefore(instant)
      while (ended.size > 0 && !signal.aborted) {
        for (const [deskId, count] of ended)
          log.warn('Calls have ended: nobody fetched them in time', { deskId: deskId || null, count })
        ended = await deliveries.endBefore(instant)
      }
      await roster.forgetGoneBefore(instant)
      await desks.seen(lines.deskIds)
      const { alarm: now } = room.left()
      if (now !== null) log.error(now)
      else if (alarm !== null) log.info('There is room again')
      alarm = now
    } catch (error) {
      if (!signal.aborted) log.error('A round failed', { error: String(error) })
    }
    const due = clock.now() + everyMs
    await pause(clock, everyMs, signal)
    if (clock.now() > due + lateMs) endsFrom = clock.now() + graceMs
  }
}

// A workstation that keeps a week of daily backups of its data beside it, made aside while work goes on.
import type { Log } from '../channels/channel.ts'
import { type Clock, DAY, MINUTE, pause } from '../domain/clock.ts'
import { keepBackups } from '../storage/backups/keep-backups.ts'
import type { Workstation } from '../workstation.ts'

/** One a day: so many days until the last copy of something that was deleted is gone. */
export const keptBackups = 7
/** A start is no time for it: everybody wants to work then. */
const notBeforeMs = 5 * MINUTE

export const withBackups = (
  workstation: Workstation,
  parts: {
    readonly store: { backup(toPath: string): Promise<void> }
    readonly dir: string
    readonly clock: Clock
    readonly log: Log
  },
): Workstation => {
  const stopping = new AbortController()
  let keeping: Promise<void> = Promise.resolve()
  return {
    ...workstation,
    async start() {
      await workstation.start()
      keeping = pause(parts.clock, notBeforeMs, stopping.signal).then(() =>
        keepBackups({ ...parts, everyMs: DAY, keep: keptBackups }, stopping.signal),
      )
    },
    async stop() {
      stopping.abort()
      await keeping
      await workstation.stop()
    },
  }
}

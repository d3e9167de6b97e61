// What lies at the relay, counted: how many wait for a workstation and since when, and how many nobody would have.
import { z } from 'zod'
import type { Data } from './relay-store.ts'

export interface Backlog {
  readonly waiting: number
  /** When the oldest that waits came; null: none waits. */
  readonly oldestAt: number | null
  readonly refused: number
}

const tally = z.object({ count: z.number() })
const oldest = z.object({ received_at: z.number() })
const byCause = z.object({ cause: z.string(), count: z.number() })

/** `deskId` null: what is for nobody. The time it takes does not grow with what waits. */
export const backlogOf = ({ read }: Pick<Data, 'read'>, deskId: string | null): Backlog => {
  const count = (state: string): number => {
    const found = read('SELECT count FROM tally WHERE desk_id = ? AND state = ?').get(deskId ?? '', state)
    return found === undefined ? 0 : tally.parse(found).count
  }
  const first = read(
    'SELECT received_at FROM waiting JOIN delivery USING (seq) WHERE desk_id = ? ORDER BY seq LIMIT 1',
  ).get(deskId ?? '')
  return {
    waiting: count('waiting'),
    oldestAt: first === undefined ? null : oldest.parse(first).received_at,
    refused: count('refused'),
  }
}

/** What was refused, by why. */
export const refusedByCause = ({ read }: Pick<Data, 'read'>): Readonly<Record<string, number>> => {
  const rows = read('SELECT cause, count(*) AS count FROM refused GROUP BY cause ORDER BY cause').all()
  return Object.fromEntries(rows.map(one => byCause.parse(one)).map(({ cause, count }) => [cause, count]))
}

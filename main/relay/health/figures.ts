// How the relay is, in figures: for its page, for programs and for Prometheus. Never a secret, never a customer's word.
import type { Clock } from '../../domain/clock.ts'
import type { Lines } from '../lines/lines.ts'
import type { Roster } from '../roster/roster.ts'
import { backlogOf, refusedByCause } from '../store/backlog.ts'
import type { Counters } from '../store/counters.ts'
import type { Desks } from '../store/desks.ts'
import type { RelayStore } from '../store/relay-store.ts'
import type { Room } from '../store/room.ts'

export interface DeskFigures {
  readonly name: string
  readonly connected: boolean
  readonly channels: number
  readonly waiting: number
  /** Of the oldest that waits; null: none waits. */
  readonly oldestAgeSeconds: number | null
  readonly refused: number
  /** Since it was paired. */
  readonly delivered: number
  readonly expired: number
}

export interface Figures {
  readonly status: 'ok' | 'alarm'
  readonly alarm: string | null
  readonly desks: readonly DeskFigures[]
  /** Genuine calls that no workstation is for. */
  readonly unclaimed: number
  /** By why: see `Cause` in store/deliveries.ts. */
  readonly refused: Readonly<Record<string, number>>
  readonly disk: { readonly usedBytes: number; readonly limitBytes: number }
}

/** For anybody who asks: names of workstations are often those of machines and people. */
export const withoutNames = (figures: Figures): Figures => ({
  ...figures,
  desks: figures.desks.map((desk, i) => ({ ...desk, name: `Workstation ${i + 1}` })),
})

export const figuresOf = (parts: {
  readonly store: RelayStore
  readonly desks: Desks
  readonly counters: Counters
  readonly roster: Roster
  readonly lines: Lines
  readonly room: Room
  readonly clock: Pick<Clock, 'now'>
}): Figures => {
  const { store, desks, counters, roster, lines, room, clock } = parts
  const { usedBytes, limitBytes, alarm } = room.left()
  return {
    status: alarm === null ? 'ok' : 'alarm',
    alarm,
    desks: desks
      .all()
      .filter(({ leftAt }) => leftAt === null)
      .map(({ deskId, name }) => {
        const { waiting, oldestAt, refused } = backlogOf(store, deskId)
        return {
          name,
          connected: lines.of(deskId) !== null,
          channels: roster.ofDesk(deskId).length,
          waiting,
          oldestAgeSeconds: oldestAt === null ? null : Math.max(0, Math.round((clock.now() - oldestAt) / 1_000)),
          refused,
          delivered: counters.of(deskId, 'delivered'),
          expired: counters.of(deskId, 'expired'),
        }
      }),
    unclaimed: backlogOf(store, null).refused,
    refused: refusedByCause(store),
    disk: { usedBytes, limitBytes },
  }
}

// What every part of the emulator stands on: time, the ledger, and the word that something happened.
import type { Pace } from '../updates/pace.ts'
import type { Ledger } from './ledger.ts'
import type { Watch } from './watch.ts'

export interface Ground {
  /** Calendar time in epoch ms: dates of messages, retention of updates, rate limits. */
  now: () => number
  pace: Pace
  ledger: Ledger
  watch: Watch
}

/** Telegram dates are whole seconds. */
export const seconds = (ms: number) => Math.floor(ms / 1000)

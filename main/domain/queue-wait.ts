// How long a chat that waits in a queue will go on waiting: a guess from how long the last ones waited. Pure.
import { MINUTE } from './clock.ts'

/** A chat that was taken lately. */
export interface Taken {
  readonly queuedAt: number
  readonly acceptedAt: number
}

/** Of a queue of which nothing is known. */
const usualPaceMs = MINUTE

/**
 * Milliseconds. Whoever has waited less than is usual waits for the rest of it; whoever has waited longer, for those before them to be
 * taken at the pace of late. Never less for a later place than for an earlier one in the same queue.
 */
export const estimateWaitMs = (
  recent: readonly Taken[],
  { position, waitedMs }: { readonly position: number; readonly waitedMs: number },
): number => {
  const waits = recent.map(({ queuedAt, acceptedAt }) => acceptedAt - queuedAt).filter(wait => wait >= 0)
  if (waits.length === 0) return position * usualPaceMs
  const usual = median(waits)
  const pace = Math.min(paceOf(recent) ?? usual, Math.max(usual, 1))
  return Math.max(usual - waitedMs, position * pace, 0)
}

/** The usual time between one chat's being taken and the next one's; null: there was but one. */
const paceOf = (recent: readonly Taken[]): number | null => {
  const at = recent.map(({ acceptedAt }) => acceptedAt).toSorted((a, b) => a - b)
  const gaps = at.slice(1).map((instant, i) => instant - (at[i] ?? instant))
  return gaps.length === 0 ? null : median(gaps)
}

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

// What was granted, or a failed test with the refusal's sentence.
import { isRefusal, type Refusal } from '../../main/domain/refusal.ts'

export const must = <T>(outcome: T): Exclude<T, Refusal> => {
  if (isRefusal(outcome)) throw new Error(outcome.sentence)
  return outcome as Exclude<T, Refusal>
}

/** What is there, or a failed test. */
export const there = <T>(thing: T | null | undefined): T => {
  if (thing === null || thing === undefined) throw new Error('There is nothing here.')
  return thing
}

// What was granted, or a failed test with the refusal's sentence.
import { isRefusal, type Refusal } from '../../main/domain/refusal.ts'

export const must = <T>(outcome: T): Exclude<T, Refusal> => {
  if (isRefusal(outcome)) throw new Error(outcome.sentence)
  return outcome as Exclude<T, Refusal>
}

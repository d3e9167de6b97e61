// What somebody reads who guesses passwords, or forgot theirs.
import { type Refusal, refuse } from '../../domain/refusal.ts'

export const tooManyTries = (waitMs: number): Refusal => {
  const seconds = Math.ceil(waitMs / 1_000)
  const wait = seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
  return refuse('tooMany', `Too many wrong tries. Wait ${wait}, then try again.`, { facts: { waitMs } })
}

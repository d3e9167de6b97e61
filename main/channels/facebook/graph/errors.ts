// What trouble with Facebook means for the message whose one attempt ended in it, and for the channel as a whole.
import { createHash } from 'node:crypto'
import { MINUTE, SECOND } from '../../../domain/clock.ts'
import type { SendResult } from '../../../domain/unified-message.ts'
import type { Trouble } from './api.ts'
import { knownError } from './error-codes.ts'

export type FailedSend = Extract<SendResult, { outcome: 'failed' }>

const pauseWhenPageIsRefused = 5 * MINUTE
const mostTransientTries = 6

/** `key` and `attempt` (1 for the first) spread the next tries of many messages over time. */
export const sendFailure = (trouble: Trouble, now: number, key: string, attempt: number): FailedSend => {
  switch (trouble.kind) {
    case 'unreached':
      return later(`Facebook cannot be reached (${trouble.why}). Parley tries again by itself.`)
    case 'unanswered':
      return perhapsArrived(`Facebook did not answer (${trouble.why})`)
    case 'foreign':
      // Only a door that turned us away is sure to have passed nothing on.
      if (trouble.status >= 300 && trouble.status < 500)
        return later(`The way to Facebook is disturbed (HTTP ${trouble.status}). Parley tries again by itself.`)
      return perhapsArrived(`The way to Facebook broke off (HTTP ${trouble.status})`)
    case 'refused':
      return refused(trouble, now, key, attempt)
  }
}

/** The sentence for a channel that suffers as a whole, when the trouble is of that kind. */
export const channelTrouble = (trouble: Trouble): { readonly reason: string; readonly remedy: string } | null => {
  if (trouble.kind !== 'refused') return null
  const { reason, remedy } = knownError(trouble.code, trouble.subcode) ?? {}
  // What it means for one reply is for its agent.
  return reason === undefined || remedy === undefined ? null : { reason: firstSentence(reason), remedy }
}

/** In Facebook's own words, for what has no sentence of ours. */
export const inTheirWords = ({ code, subcode, message }: Extract<Trouble, { kind: 'refused' }>): string => {
  const number = subcode === null ? `error ${code}` : `error ${code}/${subcode}`
  const words = message
    .replace(/^\(#\d+\)\s*/, '')
    .replace(/\.$/, '')
    .slice(0, 300)
  return words === '' ? number : `${number}: ${words}`
}

const refused = (
  trouble: Extract<Trouble, { kind: 'refused' }>,
  now: number,
  key: string,
  attempt: number,
): FailedSend => {
  const found = knownError(trouble.code, trouble.subcode)
  if (found === undefined) return never(`Facebook refuses the message (${inTheirWords(trouble)}).`)
  const { reason, retry, unreachable, heldByOthers, remedy } = found
  const isTransient = retry === 'later' && remedy === undefined
  if (isTransient && found.rate === undefined && attempt >= mostTransientTries)
    return { outcome: 'failed', reason: gaveUp(reason), surelyNotArrived: true, retry: 'byHand' }
  const waitMs = trouble.retryAfterMs ?? (isTransient ? backOff(attempt) : pauseWhenPageIsRefused)
  return {
    outcome: 'failed',
    reason,
    surelyNotArrived: true,
    retry,
    ...(retry === 'later' ? { retryAt: now + Math.round(waitMs * spread(key, attempt)) } : {}),
    ...(unreachable === undefined ? {} : { unreachable }),
    ...(heldByOthers === undefined ? {} : { heldByOthers }),
  }
}

const gaveUp = (reason: string): string => `${firstSentence(reason)} It was tried several times; send it again later.`

/** 5 s, 10 s, 20 s, ... at most 5 minutes. */
const backOff = (attempt: number): number => Math.min(5 * SECOND * 2 ** Math.min(attempt - 1, 10), 5 * MINUTE)

/** From 1 to 1.5, by what is tried and how often: replies that were refused together do not come together again. */
const spread = (key: string, attempt: number): number =>
  1 + (createHash('sha256').update(`${key} ${attempt}`).digest()[0] ?? 0) / 510

const later = (reason: string): FailedSend => ({ outcome: 'failed', reason, surelyNotArrived: true, retry: 'later' })

const never = (reason: string): FailedSend => ({ outcome: 'failed', reason, surelyNotArrived: true, retry: 'never' })

/** The echo may still tell; until then a person decides. */
const perhapsArrived = (what: string): FailedSend => ({
  outcome: 'failed',
  reason: `${what}: the message may have arrived or not. If it did, that shows here shortly.`,
  surelyNotArrived: false,
  retry: 'byHand',
})

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text

// What trouble with Twilio means for the message whose one attempt ended in it.
import { MINUTE, SECOND } from '../../domain/clock.ts'
import type { SendResult } from '../../domain/unified-message.ts'
import type { Trouble } from './api.ts'
import { knownError } from './error-codes.ts'

type FailedSend = Extract<SendResult, { outcome: 'failed' }>

const pauseWhenAccountIsRefused = 5 * MINUTE

export const sendFailure = (trouble: Trouble, now: number): FailedSend => {
  switch (trouble.kind) {
    case 'unreached':
      return later(`Twilio cannot be reached (${trouble.why}). Parley tries again by itself.`)
    case 'unanswered':
      return perhapsArrived(`Twilio did not answer (${trouble.why})`)
    case 'foreign':
      // Only a door that turned us away is sure to have passed nothing on.
      if (trouble.status >= 400 && trouble.status < 500)
        return later(`The way to Twilio is disturbed (HTTP ${trouble.status}). Parley tries again by itself.`)
      return perhapsArrived(`The way to Twilio broke off (HTTP ${trouble.status})`)
    case 'refused':
      return refused(trouble, now)
  }
}

/** The sentence for a channel that suffers as a whole, when the trouble is of that kind. */
export const channelTrouble = (trouble: Trouble): { readonly reason: string; readonly remedy: string } | null => {
  if (trouble.kind !== 'refused') return null
  const { reason, remedy } = knownError(codeOf(trouble) ?? 0) ?? {}
  return reason === undefined || remedy === undefined ? null : { reason: firstSentence(reason), remedy }
}

const refused = (trouble: Extract<Trouble, { kind: 'refused' }>, now: number): FailedSend => {
  const code = codeOf(trouble)
  const found = code === null ? undefined : knownError(code)
  if (found === undefined) {
    if (trouble.status >= 500) return perhapsArrived(`Twilio has trouble of its own (HTTP ${trouble.status})`)
    const detail = [code === null ? '' : `error ${code}`, trouble.message.replace(/\.$/, '')].filter(Boolean).join(': ')
    return { ...never(`Twilio refuses the message (${detail || `HTTP ${trouble.status}`}).`) }
  }
  const { reason, retry, unreachable, remedy } = found
  const waitMs = trouble.retryAfterMs ?? (remedy === undefined ? 5 * SECOND : pauseWhenAccountIsRefused)
  return {
    outcome: 'failed',
    reason,
    surelyNotArrived: true,
    retry,
    ...(retry === 'later' ? { retryAt: now + waitMs } : {}),
    ...(unreachable === undefined ? {} : { unreachable }),
  }
}

/** Some doors of Twilio answer by the status alone. */
const codeOf = ({ status, code }: Extract<Trouble, { kind: 'refused' }>): number | null => {
  if (status === 429) return 20429
  if (status === 401) return 20003
  return code
}

const later = (reason: string): FailedSend => ({ outcome: 'failed', reason, surelyNotArrived: true, retry: 'later' })

const never = (reason: string): FailedSend => ({ outcome: 'failed', reason, surelyNotArrived: true, retry: 'never' })

/** A status callback may still tell; until then a person decides. */
const perhapsArrived = (what: string): FailedSend => ({
  outcome: 'failed',
  reason: `${what}: the message may have arrived or not. If it did, that shows here shortly.`,
  surelyNotArrived: false,
  retry: 'byHand',
})

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text

// LiveChat's error types as sentences for an agent, and whether sending again can help (Agent Chat API, "Errors").
import { MINUTE, SECOND } from '../../domain/clock.ts'
import type { SendResult } from '../../domain/unified-message.ts'
import type { Trouble } from './api/trouble.ts'

type Failed = Extract<SendResult, { outcome: 'failed' }>

const never = (reason: string): Failed => ({ outcome: 'failed', reason, surelyNotArrived: true, retry: 'never' })
const later = (reason: string, retryAt?: number): Failed => ({
  outcome: 'failed',
  reason,
  surelyNotArrived: true,
  retry: 'later',
  ...(retryAt === undefined ? {} : { retryAt }),
})

export const notSent = { never, later }

export const chatIsOver = never(
  'The chat had ended at LiveChat before this was sent. The customer begins a new one when they come back.',
)

/** `now`: epoch ms. */
export const sendFailure = (trouble: Trouble, now: number): Failed => {
  switch (trouble.kind) {
    case 'unreached':
      return later(`LiveChat cannot be reached (${trouble.why}). Parley tries again by itself.`)
    case 'unanswered':
      // The next attempt looks first whether it arrived.
      return {
        ...later(`LiveChat did not answer (${trouble.why}). Parley tries again by itself.`),
        surelyNotArrived: false,
      }
    case 'foreign':
      return later(`The way to LiveChat is disturbed (HTTP ${trouble.status}). Parley tries again by itself.`)
    case 'refused':
      return refused(trouble.type, trouble.message, now)
  }
}

const refused = (type: string, message: string, now: number): Failed => {
  switch (type) {
    case 'chat_inactive':
      return chatIsOver
    case 'chat_anonymized':
      return never('LiveChat has made this customer anonymous, so nobody can write to them any more.')
    case 'customer_banned':
      return { ...never('The customer is banned at LiveChat.'), unreachable: true }
    case 'entity_too_large':
      return never('LiveChat takes at most 16 KB of text and 10 MB of a file. Send less at a time.')
    case 'not_found':
      return never('LiveChat does not know this chat any more.')
    case 'too_many_requests':
    case 'pending_requests_limit_reached':
    case 'limit_reached':
      return later('LiveChat asks for a pause. Parley tries again by itself.', now + 10 * SECOND)
    case 'request_timeout':
    case 'internal':
      return {
        ...later('LiveChat has trouble of its own. Parley tries again by itself.'),
        surelyNotArrived: false,
      }
    case 'service_unavailable':
    case 'misdirected_request':
    case 'requester_already_offline':
    case 'agent_offline':
      return later('LiveChat has trouble of its own. Parley tries again by itself.')
    case 'authentication':
    case 'license_expired':
    case 'license_not_found':
    case 'requester_suspended':
    case 'seats_limit_exceeded':
      return later(
        'LiveChat does not let Parley in. The reply goes out once the channel is connected again.',
        now + MINUTE,
      )
    case 'authorization':
    case 'missing_access':
    case 'not_allowed':
      return never(
        'LiveChat does not let this account write in the chat: another agent of LiveChat has it, or another group.',
      )
    default:
      return never(`LiveChat refuses the message (${inTheirWords(type, message)}).`)
  }
}

export const inTheirWords = (type: string, message: string): string =>
  message === '' ? type : `${type}: ${message.replace(/\.$/, '').slice(0, 300)}`

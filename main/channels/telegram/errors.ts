// What can go wrong between the Bot API and us, as data; and what it means for a message on its way out.
// Sources: facts/channels.md 1.3; the texts are those of the official server.
import { GrammyError, HttpError } from 'grammy/web'
import { MINUTE, SECOND } from '../../domain/clock.ts'
import type { SendResult } from '../../domain/unified-message.ts'
import { type BrokenCall, brokenCall } from '../broken-call.ts'
import { ForeignAnswer, withoutToken } from './api.ts'

export type Trouble =
  /** Telegram said no. */
  | {
      readonly kind: 'refused'
      readonly code: number
      readonly description: string
      readonly retryAfterMs?: number
      readonly movedTo?: string
    }
  /** Something in between answered in Telegram's place. */
  | { readonly kind: 'foreign'; readonly status: number }
  | BrokenCall

export const troubleOf = (error: unknown, token: string): Trouble => {
  if (error instanceof GrammyError) {
    const { retry_after, migrate_to_chat_id } = error.parameters
    return {
      kind: 'refused',
      code: error.error_code,
      description: withoutToken(String(error.description), token),
      ...(typeof retry_after === 'number' ? { retryAfterMs: retry_after * SECOND } : {}),
      ...(migrate_to_chat_id === undefined ? {} : { movedTo: String(migrate_to_chat_id) }),
    }
  }
  const cause = error instanceof HttpError ? error.error : error
  if (cause instanceof ForeignAnswer) return { kind: 'foreign', status: cause.status }
  return brokenCall(cause)
}

type FailedSend = Extract<SendResult, { outcome: 'failed' }>

export const pauseWhenTokenIsRefused = 5 * MINUTE

/** What the trouble means for the message whose one attempt ended in it. */
export const sendFailure = (trouble: Trouble, now: number): FailedSend => {
  const later = (reason: string, afterMs?: number): FailedSend => ({
    outcome: 'failed',
    reason,
    surelyNotArrived: true,
    retry: 'later',
    ...(afterMs === undefined ? {} : { retryAt: now + afterMs }),
  })
  switch (trouble.kind) {
    case 'unreached':
      return later(`Telegram cannot be reached (${trouble.why}). Parley tries again by itself.`)
    case 'unanswered':
      return perhapsArrived(`Telegram did not answer (${trouble.why})`)
    case 'foreign':
      if (trouble.status === 413) return never('The file is too large for the way to Telegram. Send a smaller one.')
      // A gateway that gave up waiting had passed the request on; so had one whose answer we could not read.
      if (trouble.status === 504 || trouble.status < 400) return perhapsArrived('The way to Telegram broke off')
      return later(`The way to Telegram is disturbed (HTTP ${trouble.status}). Parley tries again by itself.`)
    case 'refused':
      break
  }
  const { code, description, retryAfterMs, movedTo } = trouble
  if (movedTo !== undefined) {
    return { ...later('The group moved to a new address in Telegram. Parley sends it there.'), movedTo }
  }
  if (code === 429) return later('Telegram asks for a pause. Parley tries again by itself.', retryAfterMs ?? 5 * SECOND)
  if (code >= 500)
    return later(`Telegram has trouble of its own (${code}). Parley tries again by itself.`, retryAfterMs)
  if (code === 401 || code === 404) {
    const reason = 'Telegram does not accept the token of the bot. The reply goes out once the channel has a new one.'
    return later(reason, pauseWhenTokenIsRefused)
  }
  if (code === 403) return { ...never(whyForbidden(description)), unreachable: true }
  return never(whyRefused(description))
}

const never = (reason: string): FailedSend => ({ outcome: 'failed', reason, surelyNotArrived: true, retry: 'never' })

const perhapsArrived = (what: string): FailedSend => ({
  outcome: 'failed',
  reason: `${what}: the message may have arrived or not. Look into Telegram, or send it again.`,
  surelyNotArrived: false,
  retry: 'byHand',
})

const whyForbidden = (description: string): string => {
  if (/blocked by the user/i.test(description)) return 'The customer has blocked the bot. Only they can undo that.'
  if (/user is deactivated/i.test(description)) return 'The customer has deleted their Telegram account.'
  if (/kicked|not a member/i.test(description)) return 'The bot is not in this group any more.'
  if (/initiate conversation/i.test(description)) return 'The customer has not started a chat with the bot yet.'
  return `Telegram does not let the bot write here: ${plain(description)}.`
}

const whyRefused = (description: string): string => {
  if (/chat not found/i.test(description)) return 'Telegram does not know this chat (any more).'
  if (/message is too long/i.test(description)) return 'The text is too long for Telegram. Shorten it.'
  if (/caption is too long/i.test(description)) return 'The text with the file is too long for Telegram. Shorten it.'
  if (/too (big|large)/i.test(description)) return 'The file is too large for Telegram.'
  if (/not enough rights|have no rights/i.test(description)) return 'The bot may not write this in the group.'
  return `Telegram refuses the message: ${plain(description)}.`
}

/** "Bad Request: chat not found" without the part for programs. */
const plain = (description: string): string =>
  description.replace(/^(Bad Request|Forbidden|Conflict|Unauthorized): /, '').replace(/\.$/, '') ||
  'it does not say why'

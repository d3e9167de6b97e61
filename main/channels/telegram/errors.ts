// What can go wrong between the Bot API and us, as data; and what it means for a message on its way out.
// Sources: facts/channels.md 1.3; the texts are those of the official server.
import { GrammyError, HttpError } from 'grammy/web'
import { MINUTE, SECOND } from '../../domain/clock.ts'
import type { SendResult } from '../../domain/unified-message.ts'
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
  /** No connection was made: nothing can have arrived. */
  | { readonly kind: 'unreached'; readonly why: string }
  /** The request may have arrived; no answer came. */
  | { readonly kind: 'unanswered'; readonly why: string }

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
  const chain = causes(cause)
  const why = chain.map(codeOf).find(code => code !== null) ?? 'no answer'
  return { kind: chain.some(neverConnected) ? 'unreached' : 'unanswered', why }
}

/** An error, what it came from, and what that came from, ... */
const causes = (error: unknown): readonly unknown[] => {
  const chain: unknown[] = []
  for (let next = error; next !== undefined && next !== null && chain.length < 5; ) {
    chain.push(next)
    next = typeof next === 'object' && 'cause' in next ? next.cause : undefined
  }
  return chain
}

/** A word that tells what happened and holds no address: ECONNREFUSED, UND_ERR_SOCKET, net::ERR_TIMED_OUT. */
const codeOf = (error: unknown): string | null => {
  if (typeof error !== 'object' || error === null) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  return ('message' in error && /net::ERR_\w+/.exec(String(error.message))?.[0]) || null
}

/** Names that cannot be resolved, doors that are shut, certificates that are wrong: all before the first byte of a request. */
const beforeAnyByte =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|EPROTO|ERR_(TLS|SSL)_\w+|CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|net::ERR_(NAME_\w+|INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_TIMED_OUT|ADDRESS_\w+|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_\w+|SSL_\w+))$/

const neverConnected = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false
  if ('syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')) return true
  // Several addresses were tried, and none could be had.
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) {
    return error.errors.every(neverConnected)
  }
  return beforeAnyByte.test(codeOf(error) ?? '')
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

// Who may come in: the answer to a page's hello. A new identity is given only to a page that shows none.
import { type Refusal, refuse } from '../../../domain/refusal.ts'
import { closeCodes } from '../close-codes.ts'
import type { WebOmnichannelMessagingService } from '../messaging-service.ts'
import { type BadToken, badTokenSentence } from '../visitor-token.ts'
import type { VisitorFrame } from '../wire.ts'
import type { Reception } from './reception.ts'

export type Hello = Extract<VisitorFrame, { type: 'hello' }>

export type Admission =
  | { readonly service: WebOmnichannelMessagingService; readonly visitor: string; readonly token: string }
  | { readonly closeCode: number; readonly refusal: Refusal; readonly retryAfterMs: number }

export const admit = (hello: Hello, network: string | null, reception: Reception): Admission => {
  const { connector, clock, bans, limits } = reception
  const service = connector.channels.get(hello.channel)
  if (!service) {
    const sentence = connector.channels.isSwitchedOff(hello.channel)
      ? 'This chat is switched off at the moment. Please come back later.'
      : 'There is no chat here. Ask the owner of the website for the right address.'
    return turnAway(closeCodes.notOpen, refuse('notFound', sentence))
  }
  const now = clock.now()
  if (hello.token === undefined) {
    const wait = network === null ? 0 : reception.newVisitors.take(network)
    if (wait > 0) {
      const sentence = 'Too many new visitors come from your network just now. Please try again in a minute.'
      return turnAway(closeCodes.tooMany, refuse('tooMany', sentence), wait)
    }
    const visitor = connector.newVisitor()
    return { service, visitor, token: connector.tokens.mint(visitor, service.channelId, now) }
  }
  const known = connector.tokens.read(hello.token, now)
  if (typeof known === 'string') return refuseToken(known)
  if (known.channelId !== service.channelId) return refuseToken('foreign')
  const { visitor } = known
  const key = `${service.channelId}:${visitor}`
  const wait = Math.max(bans.left(key), reception.hellos.take(key))
  if (wait > 0 || service.audience.openPages(visitor) >= limits.pagesPerVisitor) {
    const sentence = 'This chat is open in too many pages, or was opened too often. Please wait a moment.'
    return turnAway(closeCodes.tooMany, refuse('tooMany', sentence), Math.max(wait, 1_000))
  }
  const token = known.renew ? connector.tokens.mint(visitor, service.channelId, now) : hello.token
  return { service, visitor, token }
}

const turnAway = (closeCode: number, refusal: Refusal, retryAfterMs = 0): Admission => ({
  closeCode,
  refusal,
  retryAfterMs,
})

const refuseToken = (bad: BadToken): Admission =>
  turnAway(closeCodes.token, refuse('notAllowed', badTokenSentence(bad), { field: 'token' }))

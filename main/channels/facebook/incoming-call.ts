// A call of Meta's as it came in: whether it is genuine, by the app's secret or by the key of the relay that passed it on, and
// whether it is about this page.
import type { WebhookAnswer, WebhookRequest } from '../webhook.ts'
import { answerHandshake, hexHmac, isSame, isSigned, pagesIn } from './app-webhook.ts'
import type { FacebookSettings } from './settings.ts'

/** In which a relay says, for calls whose secret never leaves it, that it checked them. */
export const relaySignature = 'x-parley-relay-signature'

/** Null: it is genuine and about this page, and is to be received. */
export const turnAway = (request: WebhookRequest, settings: FacebookSettings): WebhookAnswer | null => {
  const { verifyToken, pageId } = settings
  if (request.path !== '') return { status: 404 }
  if (request.method === 'GET') return answerHandshake(request.url, verifyToken)
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'GET, POST' } }
  if (!isGenuine(request, settings)) return { status: 403, body: 'This is not signed by Meta for this page.' }
  const pages = pagesIn(request.body)
  // What nobody can divide is received, and kept as unreadable.
  return pages === null || pages.includes(pageId) ? null : { status: 404, body: 'This is about another page.' }
}

const isGenuine = ({ headers, body }: WebhookRequest, { appSecret, relayKey }: FacebookSettings): boolean => {
  const passedOn = headers[relaySignature]
  if (relayKey !== '' && passedOn !== undefined && isSame(passedOn, hexHmac(body, relayKey))) return true
  return isSigned(body, headers['x-hub-signature-256'], appSecret)
}

// Takes what networks call us with: POST /hooks/<kind>/<channelId>, and what they fetch below it; or /hooks/<kind>, where a network
// has one address for all channels of its kind. Whether a call is genuine
// only its connector can tell, so anybody may knock here; bodies are read up to a limit and are handed on byte for byte.
import { largestWebhook, type WebhookAnswer, type WebhookRequest } from '../../channels/webhook.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Services } from '../../services/verbs.ts'
import { BodyBrokenOff, BodyReader, bodiesAtOnce, comingBy, TooMuchAtOnce } from './body-reader.ts'
import { BodyTooLarge } from './read-body.ts'
import { said } from './said.ts'

const shared = /^\/hooks\/([^/]{1,40})\/?$/
const place = /^\/hooks\/([^/]{1,40})\/([^/]{1,200})(\/.*)?$/

/** Answers everything below /hooks. */
export const createWebhookDoor = (
  { webhooks }: Pick<Services, 'webhooks'>,
  clock: Clock,
): ((request: Request) => Promise<Response>) => {
  const bodies = new BodyReader(largestWebhook, bodiesAtOnce, clock)

  return async request => {
    const { pathname, search } = new URL(request.url)
    const all = shared.exec(pathname)
    if (all !== null)
      return receive(request, { url: request.url, path: '' }, call => webhooks.offer(decoded(all[1] ?? ''), call))
    const [, kind = '', channelId = '', path = ''] = place.exec(pathname) ?? []
    const root = channelId === '' ? undefined : await webhooks.urlOf(decoded(channelId))
    if (root === undefined) return said(404, 'NOT_FOUND', 'There is no webhook at this address.')
    // Nobody can be told from anybody while the address that they sign is not known.
    if (root === null)
      return unavailable('This channel has no public address yet: set Website URL (SiteUrl) in the system settings.')
    return receive(request, { url: root + path + search, path }, call =>
      webhooks.take(decoded(kind), decoded(channelId), call),
    )
  }

  async function receive(
    request: Request,
    place: Pick<WebhookRequest, 'url' | 'path'>,
    hand: (call: WebhookRequest) => Promise<WebhookAnswer>,
  ): Promise<Response> {
    const { method } = request
    const headers = Object.fromEntries(request.headers)
    try {
      return await bodies.with(comingBy(request), async body =>
        responseOf(await hand({ ...place, method, headers, body, receivedAt: clock.now() })),
      )
    } catch (error) {
      if (error instanceof BodyTooLarge) return said(413, 'TOO_LARGE', 'The body is larger than any webhook.')
      if (error instanceof TooMuchAtOnce) return unavailable('Too much comes in at once. Come again.')
      if (error instanceof BodyBrokenOff) return said(400, 'BAD_REQUEST', 'The body did not come to its end in time.')
      throw error
    }
  }
}

const unavailable = (sentence: string): Response => said(503, 'UNAVAILABLE', sentence)

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const responseOf = ({ status, headers = {}, body }: WebhookAnswer): Response => {
  const bytes = typeof body === 'string' || body === undefined ? body : new Uint8Array(body)
  return new Response(bytes ?? null, {
    status,
    headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers },
  })
}

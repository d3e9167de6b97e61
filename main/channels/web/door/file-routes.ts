// POST /chat/api/files and GET /chat/api/files/:id: a visitor's files in, and the files of their own conversation out.
// The visitor's token comes in the Authorization header, never in a URL, so it is in nobody's log.
import { type Context, Hono } from 'hono'
import type { Clock } from '../../../domain/clock.ts'
import { isRefusal, type Refusal, type RefusalCode, refuse } from '../../../domain/refusal.ts'
import type { WebConnector } from '../connector.ts'
import type { WebOmnichannelMessagingService } from '../messaging-service.ts'
import { badTokenSentence } from '../visitor-token.ts'
import { Buckets, type DoorLimits } from './limits.ts'
import { describeUpload, readBody, sealUpload, tooLarge } from './uploads.ts'

/** Nothing of a stranger's file is ever a page of ours: it is saved, not shown, and if shown all the same, it can do nothing. */
const fileHeaders = {
  'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

interface Bearer {
  readonly visitor: string
  readonly service: WebOmnichannelMessagingService
}

export const fileRoutes = (connector: WebConnector, clock: Clock, limits: DoorLimits): Hono => {
  const uploads = new Buckets(limits.uploads, clock)
  let underway = 0

  const bearerOf = (c: Context): Bearer | Refusal => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
    if (!token) return refuse('notSignedIn', 'Open the chat first: files belong to a conversation.')
    const known = connector.tokens.read(token, clock.now())
    if (typeof known === 'string') return refuse('notSignedIn', badTokenSentence(known))
    const service = connector.channels.get(known.channelId)
    if (!service) return refuse('unavailable', 'This chat is switched off at the moment. Please come back later.')
    return { visitor: known.visitor, service }
  }

  const app = new Hono()

  app.post('/', async c => {
    const bearer = bearerOf(c)
    if (isRefusal(bearer)) return answer(c, bearer)
    const { service, visitor } = bearer
    const maxBytes = service.settings.maxFileMb * 1024 * 1024
    if (maxBytes === 0) return answer(c, tooLarge(0))
    const wait = uploads.take(`${service.channelId}:${visitor}`)
    const busy = 'Too many files are on their way at once. This one is sent in a moment.'
    if (wait > 0) return answer(c, refuse('tooMany', busy), wait)
    if (underway >= limits.uploadsAtOnce) return answer(c, refuse('unavailable', busy), 2_000)
    underway += 1
    try {
      const declared = Number(c.req.header('Content-Length') ?? Number.NaN)
      const bytes = await readBody(c.req.raw.body, Number.isFinite(declared) ? declared : null, maxBytes)
      if (isRefusal(bytes)) return answer(c, bytes)
      const { fileId, size } = await service.inside.storeFile(bytes)
      const file = { ...describeUpload(c.req.query(), c.req.header('Content-Type')), fileId, size }
      const { fileId: _hidden, ...shown } = file
      return c.json({ ...shown, file: sealUpload(connector.seal, service.channelId, visitor, file) }, 201)
    } catch (error) {
      service.inside.log.error('A file of a visitor could not be kept', { reason: String(error) })
      return answer(c, refuse('unavailable', 'The file could not be kept. It is tried again in a moment.'), 2_000)
    } finally {
      underway -= 1
    }
  })

  app.get('/:id', async c => {
    const bearer = bearerOf(c)
    if (isRefusal(bearer)) return answer(c, bearer)
    const found = await bearer.service.inside.openAttachment(bearer.visitor, c.req.param('id'))
    if (!found) return answer(c, refuse('notFound', 'There is no such file in your conversation.'))
    return c.body(found.bytes as Uint8Array<ArrayBuffer>, 200, {
      ...fileHeaders,
      'Content-Type': /^[\w.+-]+\/[\w.+-]+$/.test(found.mime) ? found.mime : 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${percent(found.name)}`,
      'Cache-Control': 'private, max-age=3600',
      Vary: 'Authorization',
    })
  })

  return app
}

const statuses = {
  notSignedIn: 401,
  notAllowed: 403,
  notFound: 404,
  invalid: 400,
  conflict: 409,
  taken: 409,
  tooLarge: 413,
  tooMany: 429,
  unavailable: 503,
} as const satisfies Record<RefusalCode, number>

const answer = (c: Context, refusal: Refusal, retryAfterMs = 0) =>
  c.json(
    { ...refusal, ...(retryAfterMs ? { retryAfterMs } : {}) },
    statuses[refusal.code],
    retryAfterMs ? { ...fileHeaders, 'Retry-After': String(Math.ceil(retryAfterMs / 1_000)) } : fileHeaders,
  )

/** RFC 8187: what encodeURIComponent leaves and a header parameter must not hold. */
const percent = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

// The hub's HTTP: the API, its documents, files, the customer's door and the agents' screens, each behind its guard.
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Log } from '../channels/channel.ts'
import type { CustomerDoor } from '../channels/web/door/customer-door.ts'
import type { Clock } from '../domain/clock.ts'
import type { Services } from '../services/verbs.ts'
import { said } from '../wire/carriers/said.ts'
import { createWebhookDoor } from '../wire/carriers/webhooks.ts'
import { openApiDocument } from '../wire/openapi.ts'
import { bugSentence } from '../wire/outcomes.ts'
import type { Wire } from '../wire/wire.ts'
import { apiPage } from './api-page.ts'
import { credentialsOf, sessionCookie } from './credentials.ts'
import { deviceOf } from './device.ts'
import type { LiveChatDoor } from './livechat/livechat-door.ts'
import type { OneTimeKeys } from './one-time-keys.ts'
import type { SameSite } from './same-site.ts'
import { screenFile } from './screens.ts'

export interface FrontParts {
  readonly services: Services
  readonly wire: Wire
  readonly clock: Clock
  readonly log: Log
  readonly site: SameSite
  readonly customer: Pick<CustomerDoor, 'app'>
  readonly livechat: Pick<LiveChatDoor, 'app'>
  readonly oneTimeKeys: OneTimeKeys
  /** Where the built screens are: out/renderer. */
  readonly rendererDir: string
  readonly version: string
  /** Known once the hub listens. */
  address(): { readonly port: number }
}

type Env = { Bindings: HttpBindings }

export const createFront = (parts: FrontParts): Hono<Env> => {
  const { services, wire, clock, log, site } = parts
  const app = new Hono<Env>()
  const headersOf = (c: Context<Env>) => c.env.incoming.headers
  const callerOf = (c: Context<Env>) => ({
    token: credentialsOf(headersOf(c), parts.address().port).token,
    carrier: 'http' as const,
    address: c.env.incoming.socket.remoteAddress ?? 'unknown',
    device: deviceOf(headersOf(c)['user-agent']),
  })
  let made: ReturnType<typeof openApiDocument> | null = null
  const openApi = async (c: Context<Env>) => {
    made ??= openApiDocument(parts.version)
    const scheme = headersOf(c)['x-forwarded-proto'] === 'https' ? 'https' : 'http'
    return { ...(await made), servers: [{ url: `${scheme}://${headersOf(c).host}/api` }] }
  }

  // Called by networks, under whatever name a proxy gives us; each call proves by its signature whose it is.
  const takeWebhook = createWebhookDoor(services, clock)
  app.all('/hooks/*', c => takeWebhook(c.req.raw))

  // Called under LiveChat's name by whoever leads its programs here; each call proves by its token whose it is.
  app.route('/', parts.livechat.app)

  app.use(async (c, next) => {
    const wrong = await site.wrongName(headersOf(c))
    if (wrong !== null) return said(421, 'WRONG_NAME', wrong)
    await next()
    c.header('X-Content-Type-Options', 'nosniff')
    if (!c.res.headers.has('Referrer-Policy')) c.header('Referrer-Policy', 'same-origin')
  })

  app.get('/api/openapi.json', async c => c.json(await openApi(c), 200, { 'Cache-Control': 'no-cache' }))
  app.get('/api', async c => apiPage(await openApi(c)))
  app.get('/api/', c => c.redirect('/api', 308))

  // Both sign a browser in: the token goes into a cookie that scripts cannot read.
  const signsIn = async (c: Context<Env>) => {
    if (!(await site.isOurs(headersOf(c), true))) return foreign()
    const answer = await wire.http.answer(c.req.raw, { ...callerOf(c), token: null })
    if (!answer.ok) return answer
    const body = (await answer.json()) as { token: string; expiresAt: number }
    const life = body.expiresAt - clock.now()
    const cookie = sessionCookie(body.token, life, parts.address().port, headersOf(c))
    return c.json(body, 200, { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' })
  }
  app.post('/api/session/signIn', signsIn)
  app.post('/api/session/acceptInvite', signsIn)

  app.all('/api/*', async c => {
    const { byCookie } = credentialsOf(headersOf(c), parts.address().port)
    if (byCookie && c.req.method !== 'GET' && !(await site.isOurs(headersOf(c), false))) return foreign()
    const answer = await wire.http.answer(c.req.raw, callerOf(c))
    if (answer.ok && c.req.path === '/api/session/signOut')
      answer.headers.set('set-cookie', sessionCookie('', 0, parts.address().port, headersOf(c)))
    return answer
  })

  app.get('/enter', async c => {
    const agentId = parts.oneTimeKeys.redeem(c.req.query('key') ?? '')
    if (agentId === null) return c.redirect('/', 303)
    const { token, expiresAt } = await services.sessions.admit(agentId, deviceOf(headersOf(c)['user-agent']), true)
    const cookie = sessionCookie(token, expiresAt - clock.now(), parts.address().port, headersOf(c))
    c.header('Set-Cookie', cookie)
    c.header('Cache-Control', 'no-store')
    return c.redirect('/', 303)
  })

  const file = async (c: Context<Env>) => (await wire.http.file(c.req.raw, callerOf(c))) ?? nothing(c)
  app.get('/files/*', file)
  app.get('/sounds/*', file)
  app.route('/', parts.customer.app)
  app.get('*', async c => (await screenFile(parts.rendererDir, c.req.path)) ?? nothing(c))
  app.notFound(nothing)
  app.onError(error => {
    log.error('A bug while answering a request', { error: error.stack ?? String(error) })
    return said(500, 'INTERNAL_SERVER_ERROR', bugSentence)
  })
  return app
}

const nothing = (c: Context): Response => said(404, 'NOT_FOUND', `There is nothing at ${c.req.path.slice(0, 200)}.`)

const foreign = (): Response =>
  said(403, 'FOREIGN_PAGE', 'This was asked by a page that is not ours. Open Parley itself and do it there.')

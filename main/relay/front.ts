// The relay's HTTP: the networks' calls, pairing, and how it is.
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { WebhookAnswer } from '../channels/webhook.ts'
import type { FacebookLogin } from './facebook/facebook-login.ts'
import type { Calls } from './health/calls.ts'
import { type Figures, withoutNames } from './health/figures.ts'
import { healthPage } from './health/health-page.ts'
import { metricsOf } from './health/metrics.ts'
import type { Hooks } from './hooks/hooks.ts'
import type { Pairing } from './pairing.ts'
import { pairPath } from './protocol.ts'

type Env = { Bindings: HttpBindings }

export const createFront = (parts: {
  readonly hooks: Hooks
  readonly pairing: Pairing
  readonly login: FacebookLogin
  readonly calls: Calls
  figures(): Figures
  /** What a path is below the relay's public address. */
  below(url: string): string
}): Hono<Env> => {
  const app = new Hono<Env>({ getPath: request => pathOf(parts.below(pathAndQuery(request.url))) })
  // As it was asked for: a URL that was parsed and written anew need not be the one that was signed.
  app.all('/hooks/*', async c =>
    responseOf(await parts.hooks.take(c.env.incoming, parts.below(c.env.incoming.url ?? '/'))),
  )
  app.post(pairPath, c => parts.pairing.answer(c.req.raw, addressOf(c.env)))
  app.get('/facebook/login/:ticket', c => parts.login.start(c.req.param('ticket')))
  app.get('/facebook/callback', c => parts.login.finish(new URL(c.req.url).searchParams, c.req.header('cookie') ?? ''))
  const figuresFor = (env: HttpBindings) => (isHere(env) ? parts.figures() : withoutNames(parts.figures()))
  app.get('/health', async c => {
    const figures = figuresFor(c.env)
    const isProgram = /\bapplication\/json\b/.test(c.req.header('accept') ?? '')
    return isProgram ? c.json(figures, 200, quiet) : await healthPage(figures)
  })
  app.get('/metrics', c =>
    c.body(metricsOf(figuresFor(c.env), parts.calls), 200, { ...quiet, 'content-type': 'text/plain; version=0.0.4' }),
  )
  app.notFound(c => c.text('There is nothing here.', 404))
  return app
}

const quiet = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

const responseOf = ({ status, headers = {}, body }: WebhookAnswer): Response => {
  const bytes = typeof body === 'string' || body === undefined ? body : new Uint8Array(body)
  const hasBody = status !== 204 && status !== 304
  return new Response(hasBody ? (bytes ?? null) : null, { status, headers: { ...quiet, ...headers } })
}

/** A proxy on this machine says for whom it asks; anybody else might say anything. */
const addressOf = ({ incoming }: HttpBindings): string => {
  const address = incoming.socket.remoteAddress ?? 'unknown'
  const forwarded =
    String(incoming.headers['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1)
      ?.trim() ?? ''
  return forwarded !== '' && isLoopback(address) ? forwarded.slice(0, 60) : address
}

/** Asked on this machine, and not by a proxy for somebody else: proxies say so in one of these. */
const isHere = ({ incoming }: HttpBindings): boolean =>
  isLoopback(incoming.socket.remoteAddress ?? '') && ofProxies.every(name => incoming.headers[name] === undefined)

const ofProxies = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

const isLoopback = (address: string): boolean => /^(::1$|(::ffff:)?127\.)/.test(address)

const pathAndQuery = (url: string): string => url.replace(/^[a-z]+:\/\/[^/?#]*/i, '')
const pathOf = (url: string): string => url.replace(/[?#].*$/s, '') || '/'

// The customer's door: the page, the widget, the files and the socket of every website channel, for a host to mount.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { Clock } from '../../../domain/clock.ts'
import type { WebConnector } from '../connector.ts'
import type { WebOmnichannelMessagingService } from '../messaging-service.ts'
import type { WebSettings } from '../settings.ts'
import { type AssetName, assetsIn, isAssetName } from './assets.ts'
import { fileRoutes } from './file-routes.ts'
import { type DoorLimits, networkOf, usualLimits } from './limits.ts'
import { chatPage, themeCss, wordsPage } from './page-html.ts'
import { createReception } from './reception.ts'
import { SocketDoor } from './socket-door.ts'

export interface CustomerDoorOptions {
  readonly clock: Clock
  /** Where the built page is: out/customer. */
  readonly assetsDir: string
  /**
   * The visitor's address, for the limits per network; null: not known, no such limit. Behind a proxy the host must read it
   * from the header that its proxy sets. Without it: the socket's peer, and none for this machine itself.
   */
  readonly ipOf?: (request: IncomingMessage) => string | null
  readonly limits?: Partial<DoorLimits>
}

export interface CustomerDoor {
  /** GET /chat, /chat/assets/*, /chat/theme.css, /widget.js; POST /chat/api/files; GET /chat/api/files/:id. Mount it at the root. */
  readonly app: Hono
  /** For the host's 'upgrade' event: false when the path is not /chat/socket; nothing was touched then. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Says goodbye to every page; resolves when all are gone, after two seconds at most. */
  close(): Promise<void>
}

export const createCustomerDoor = (connector: WebConnector, options: CustomerDoorOptions): CustomerDoor => {
  const { clock, assetsDir, ipOf } = options
  const limits: DoorLimits = { ...usualLimits, ...options.limits }
  const assets = assetsIn(assetsDir)
  const sockets = new SocketDoor(createReception(connector, clock, limits), request =>
    ipOf ? ipOf(request) : networkOf(request.socket.remoteAddress),
  )

  const say = async (c: Context, status: 404 | 503, title: string, sentence: string) => {
    c.header('Content-Security-Policy', pageCsp(null))
    c.header('Cache-Control', 'no-store')
    return c.html(wordsPage(title, sentence, (await assets.get('chat.css'))?.version ?? ''), status)
  }

  const page = async (c: Context, service: WebOmnichannelMessagingService) => {
    const [script, styles] = await Promise.all([assets.get('chat.js'), assets.get('chat.css')])
    if (!script || !styles) {
      return say(c, 503, 'Not built', 'The chat page of this installation has not been built yet: run "npm run build".')
    }
    const wanted = c.req.query('color') ?? ''
    c.header('Content-Security-Policy', pageCsp(service.settings))
    c.header('Cache-Control', 'no-store')
    return c.html(
      chatPage({
        channelId: service.channelId,
        settings: service.settings,
        color: hexColor.test(wanted) ? `#${wanted}` : service.settings.color,
        isWidget: c.req.query('widget') === '1',
        script: script.version,
        styles: styles.version,
      }),
    )
  }

  const asset = async (c: Context, name: AssetName, cacheControl: string): Promise<Response> => {
    const found = await assets.get(name)
    if (!found) return c.text('Not built: run "npm run build".', 503)
    const etag = `"${found.version}"`
    c.header('Cache-Control', cacheControl)
    c.header('ETag', etag)
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304)
    c.header('Content-Type', found.type)
    c.header('Vary', 'Accept-Encoding')
    if (!/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')) return c.body(found.bytes)
    c.header('Content-Encoding', 'gzip')
    return c.body(found.gzipped)
  }

  const app = new Hono()
  // A host mounts this beside its own routes, so the headers are put on ours only.
  for (const path of ['/chat', '/chat/*', '/widget.js']) app.use(path, quietHeaders)

  app.get('/chat', c => {
    const wanted = c.req.query('channel')
    const service = wanted === undefined ? connector.channels.first() : connector.channels.get(wanted)
    if (service) return page(c, service)
    if (wanted === undefined || connector.channels.isSwitchedOff(wanted)) {
      return say(c, 503, 'The chat is closed', 'This chat is switched off at the moment. Please come back later.')
    }
    return say(
      c,
      404,
      'No chat here',
      'There is no chat at this address. Ask the owner of the website for the right one.',
    )
  })
  app.get('/chat/theme.css', c => {
    const color = c.req.query('color') ?? ''
    if (!hexColor.test(color)) return c.text('', 404)
    return c.body(themeCss(color), 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': forGood })
  })
  app.get('/chat/assets/:name', c => {
    const name = c.req.param('name')
    return isAssetName(name) ? asset(c, name, forGood) : c.notFound()
  })
  // On other people's sites, under an address without a version: kept for minutes, then asked for anew.
  app.get('/widget.js', c => {
    c.header('Cross-Origin-Resource-Policy', 'cross-origin')
    return asset(c, 'widget.js', 'public, max-age=300')
  })
  app.route('/chat/api/files', fileRoutes(connector, clock, limits))

  return {
    app,
    handleUpgrade: (request, socket, head) => sockets.handleUpgrade(request, socket, head),
    close: () => sockets.close(),
  }
}

const forGood = 'public, max-age=31536000, immutable'
const hexColor = /^[0-9a-f]{6}$/i

/** Only the page itself may be framed: it puts its own policy in the place of this one. */
const quietHeaders: MiddlewareHandler = async (c, next) => {
  c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Content-Type-Options', 'nosniff')
  await next()
}

/** `settings` null: a page of words, which anybody may frame: there is nothing to press on it. */
const pageCsp = (settings: WebSettings | null): string => {
  const framers = settings && settings.allowedOrigins.length > 0 ? `'self' ${settings.allowedOrigins.join(' ')}` : '*'
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Cards of ours show pictures from wherever the shop keeps them.
    "img-src 'self' blob: data: https:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framers}`,
  ].join('; ')
}

// Lets pages of other websites call: each call proves itself by a token that such a page must have, never by a cookie of ours.
import type { MiddlewareHandler } from 'hono'

/** Echoes the origin, since LiveChat's own SDK sends its calls with credentials; nothing here reads a cookie of the panel. */
export const allowPages: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('Origin')
  if (origin !== undefined) {
    c.header('Access-Control-Allow-Origin', origin)
    c.header('Access-Control-Allow-Credentials', 'true')
    c.header('Vary', 'Origin')
  }
  if (c.req.method === 'OPTIONS') {
    c.header('Access-Control-Allow-Methods', 'GET, POST, OPTIONS')
    c.header(
      'Access-Control-Allow-Headers',
      'Authorization, Content-Type, X-API-Version, X-Region, Author-Id, X-Author-Id',
    )
    c.header('Access-Control-Max-Age', '600')
    return c.body(null, 204)
  }
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  return next()
}

// The agent's screens for a browser: the built files of out/renderer under a policy that lets nothing in from elsewhere.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { html } from 'hono/html'

/** Mantine writes a few style tags at run time; scripts come from our own files alone. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.json': 'application/json',
}

/** Null: there is no such file. */
export const screenFile = async (rendererDir: string, pathname: string): Promise<Response | null> => {
  const isPage = pathname === '/' || pathname === '/index.html'
  const path = pathOf(rendererDir, isPage ? '/index.html' : pathname)
  const bytes = path === null ? null : await readFile(path).catch(() => null)
  if (path === null || bytes === null) return isPage ? notBuilt() : null
  const headers = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    // The build puts a hash of the contents into the names of everything under assets.
    'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  return new Response(new Uint8Array(bytes), { headers })
}

const pathOf = (root: string, pathname: string): string | null => {
  let name: string
  try {
    name = decodeURIComponent(pathname)
  } catch {
    return null
  }
  const path = normalize(join(root, name))
  return path.startsWith(root + sep) && extname(path) in types && !name.includes('\0') ? path : null
}

const notBuilt = async (): Promise<Response> => {
  const page = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Parley</title></head>
<body><h1>Not built</h1><p>The screens of this installation have not been built yet: run "npm run build".</p></body></html>`
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }
  return new Response(String(await page), { status: 503, headers })
}

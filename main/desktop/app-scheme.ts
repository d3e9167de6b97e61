// Serves the screens under app://bundle with a strict policy: nothing inline, nothing from elsewhere, nothing framed.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'

export const appOrigin = 'app://bundle'

/** Mantine writes a few style tags at run time; scripts come from our own files alone. */
export const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
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
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.json': 'application/json',
}

/** Must be called before the app is ready. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])

/** `answer` serves what is no file of the bundle, such as attachments; null when it is nothing of its own. */
export const serveApp = (rendererDir: string, answer: (request: Request) => Promise<Response | null>): void =>
  protocol.handle('app', async request => {
    const url = new URL(request.url)
    if (url.host !== 'bundle') return plain(404, 'There is nothing here.')
    return (await answer(request)) ?? file(rendererDir, url.pathname)
  })

const file = async (root: string, pathname: string): Promise<Response> => {
  const wanted = normalize(join(root, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)))
  if (!wanted.startsWith(root + sep)) return plain(404, 'There is nothing here.')
  const bytes = await readFile(wanted).catch(() => null)
  if (bytes === null) return plain(404, 'There is nothing here.')
  const type = types[extname(wanted)] ?? 'application/octet-stream'
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' },
  })
}

const plain = (status: number, text: string): Response =>
  new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'content-security-policy': policy },
  })

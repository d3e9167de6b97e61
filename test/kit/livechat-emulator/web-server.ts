// The rest of an emulated LiveChat over HTTP: uploads of the Web API, files, and the accounts service with its page for signing in.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Licence } from './licence.ts'
import type { Tokens } from './tokens.ts'

export interface WebPorts {
  readonly licence: Licence
  readonly tokens: Tokens
  readonly root: string
  /** Who signs in at the accounts service, and how the app is registered there. */
  readonly app: { readonly clientId: string; readonly redirectUris: readonly string[]; readonly agentId: string }
}

export const answerWeb = async (ports: WebPorts, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? '/', ports.root)
  const body = await bytesOf(request)
  const json = (status: number, value: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
  if (url.pathname === '/accounts/') return signInPage(ports, url, response)
  if (url.pathname === '/accounts/allow') return allow(ports, url, response)
  if (url.pathname === '/accounts/v2/token') {
    const { status, body: answer } = ports.tokens.token(new URLSearchParams(body.toString()))
    return json(status, answer)
  }
  if (url.pathname.startsWith('/files/')) {
    const file = ports.licence.files.get(`${ports.root}${url.pathname}`)
    if (file === undefined) return json(404, {})
    response.writeHead(200, { 'content-type': file.mime })
    response.end(file.bytes)
    return
  }
  if (url.pathname !== '/v3.6/agent/action/upload_file') return json(404, {})
  if (ports.tokens.bearer(request.headers.authorization ?? '') === null)
    return json(401, { error: { type: 'authentication', message: 'Invalid access token' } })
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData()
  const file = form.get('file')
  if (!(file instanceof File)) return json(400, { error: { type: 'validation', message: 'file is missing' } })
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length > 10 * 1024 * 1024) return json(413, { error: { type: 'entity_too_large', message: 'too large' } })
  if (/\.(exe|bat|sh)$/i.test(file.name))
    return json(400, { error: { type: 'validation', message: 'file type is not allowed' } })
  json(200, { url: keepFile(ports, { name: file.name, mime: file.type, bytes }) })
}

/** Returns where it lies. */
export const keepFile = (
  { licence, root }: Pick<WebPorts, 'licence' | 'root'>,
  file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array },
): string => {
  const url = `${root}/files/${licence.number('F')}/${encodeURIComponent(file.name)}`
  licence.files.set(url, { ...file })
  return url
}

const signInPage = ({ app }: WebPorts, url: URL, response: ServerResponse): void => {
  const redirectUri = url.searchParams.get('redirect_uri') ?? ''
  const isKnown =
    url.searchParams.get('client_id') === app.clientId &&
    app.redirectUris.includes(redirectUri) &&
    url.searchParams.get('code_challenge_method') === 'S256'
  response.writeHead(isKnown ? 200 : 400, { 'content-type': 'text/html' })
  const allowHref = `/accounts/allow?${url.searchParams}`.replaceAll('&', '&amp;')
  response.end(
    isKnown
      ? `<!doctype html><title>LiveChat</title><h1>Allow Parley to use your account?</h1><a href="${allowHref}">Allow</a>`
      : '<!doctype html><title>LiveChat</title><h1>This app is not known here.</h1>',
  )
}

const allow = ({ app, tokens }: WebPorts, url: URL, response: ServerResponse): void => {
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  const redirectUri = asked('redirect_uri')
  const challenge = asked('code_challenge')
  const code = tokens.code({ agentId: app.agentId, clientId: asked('client_id'), redirectUri, challenge })
  response.writeHead(302, { location: `${redirectUri}?${new URLSearchParams({ code, state: asked('state') })}` })
  response.end()
}

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

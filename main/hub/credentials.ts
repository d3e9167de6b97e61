// Who a request says it comes from: a bearer token of a program, or the cookie of a browser. Scripts cannot read the cookie.
import type { IncomingMessage } from 'node:http'

export interface Credentials {
  readonly token: string | null
  /** A cookie is sent by the browser whoever made the page: such a request must prove its origin besides. */
  readonly byCookie: boolean
}

/** Browsers share cookies between the ports of a machine: two hubs must not sign each other's agents out. */
const cookieName = (port: number): string => `parley-${port}`

export const credentialsOf = (headers: IncomingMessage['headers'], port: number): Credentials => {
  const bearer = /^Bearer +([\w-]{1,500})$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return { token: bearer, byCookie: false }
  const wanted = `${cookieName(port)}=`
  const cookie = (headers.cookie ?? '')
    .split(';')
    .map(part => part.trim())
    .find(part => part.startsWith(wanted))
    ?.slice(wanted.length)
  return { token: cookie === undefined || cookie === '' ? null : cookie, byCookie: cookie !== undefined }
}

/** `headers`: of the request; behind a proxy that speaks HTTPS the cookie is for HTTPS only. */
export const sessionCookie = (
  token: string,
  lifeMs: number,
  port: number,
  headers: IncomingMessage['headers'],
): string => {
  const secure = headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''
  const life = `Max-Age=${Math.max(0, Math.floor(lifeMs / 1_000))}`
  return `${cookieName(port)}=${token}; Path=/; ${life}; HttpOnly; SameSite=Strict${secure}`
}
